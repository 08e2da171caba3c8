// node benches/hour.mjs [--minutes 60] [--every-s 20] [--seed 1] [--out FILE]
//
// One hour of the example page with a fault every 20 s. docs/RELIABILITY.md has its figures. Memory that grows, or a fault that is not survived, makes it fail.

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureCommands } from '../scripts/system.mjs';
import { faultsOf, hour } from './hour/hour.mjs';
import { growth, KEPT, median } from './hour/memory.mjs';

const HELP = `node benches/hour.mjs [options]     the example page, with a fault every 20 s, and what it holds after each minute

  --minutes <n>  how long (60)
  --every-s <n>  seconds from one fault to the next (20); a picture that is not back by then delays the next one
  --seed <n>     the order of the faults and how long each lasts (1)
  --out FILE     all samples and recoveries as JSON
  --help         this help
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' }, 'every-s': { type: 'string', default: '20' }, seed: { type: 'string', default: '1' },
    out: { type: 'string' }, help: { type: 'boolean' },
  },
});

/** @param {'minutes' | 'every-s' | 'seed'} name */
function whole(name) {
  if (!/^[1-9]\d{0,5}$/.test(values[name])) throw new Error(`--${name} is a whole number from 1 on`);
  return Number(values[name]);
}

const cells = (sample) => Object.entries(KEPT).map(([name, { unit }]) => Math.round(sample[name] / unit));
const row = (...columns) => console.log(`| ${columns.flat().join(' | ')} |`);

/** @returns {Map<string, import('./hour/hour.mjs').Recovery[]>} by fault and page, in the order of their names */
function grouped(recoveries) {
  const groups = new Map();
  for (const recovery of recoveries) {
    const key = `${recovery.fault} ${recovery.engine}`;
    groups.set(key, [...(groups.get(key) || []), recovery]);
  }
  return new Map([...groups].sort());
}
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

if (values.help) {
  process.stdout.write(HELP);
} else {
  const options = { minutes: whole('minutes'), everySeconds: whole('every-s'), seed: whole('seed') };
  await ensureCommands(['ffmpeg', 'nginx', 'chromium']);
  const titles = Object.values(KEPT).map(({ title }) => title);
  row('minute', 'faults', 'lost', 'page', titles);
  row(Array(4 + titles.length).fill('---'));
  const run = await hour({
    ...options,
    onMinute(soFar) {
      const { minute, faults, lost, pages } = soFar.minutes[soFar.minutes.length - 1];
      if (values.out) writeFileSync(values.out, JSON.stringify(soFar, null, 1));
      for (const [engine, sample] of Object.entries(pages)) row(minute, faults, lost, engine, cells(sample));
    },
    onLost: ({ engine, fault, why }) => console.error(`${engine} is not back after ${fault}: ${why}`),
  });
  if (values.out) writeFileSync(values.out, JSON.stringify(run, null, 1));

  console.log(`\n${run.recoveries.length / 2} faults in ${run.seconds} s${run.skipped.length ? `; this browser is not hurt by ${run.skipped.join(', ')}` : ''}\n`);
  row('page', 'held', 'early, median', 'last, median', 'most', 'flat');
  row(Array(6).fill('---'));
  for (const engine of Object.keys(run.minutes[0].pages)) {
    for (const { name, early, late, most, flat } of growth(run.minutes.map(({ pages }) => pages[engine]))) {
      const { title, unit } = KEPT[name];
      row(engine, title, Math.round(early / unit), Math.round(late / unit), Math.round(most / unit), flat ? 'yes' : 'NO');
    }
  }
  console.log('');
  row('fault', 'page', 'times', 'survived', 'picture back after, median', 'at most');
  row(Array(6).fill('---'));
  for (const [key, all] of grouped(run.recoveries)) {
    const times = all.map(({ backMs }) => backMs).filter((ms) => ms !== null);
    row(key.split(' '), all.length, times.length, times.length ? [seconds(median(times)), seconds(Math.max(...times))] : ['–', '–']);
  }
  for (const fault of faultsOf(run)) {
    console.error(fault);
    process.exitCode = 1;
  }
}
