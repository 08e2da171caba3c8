// npm run bench: the figures that the project goes by. A benchmark is never a test: whatever it prints, it exits with 0.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const SUBJECTS = ['crossing', 'signing', 'sizes', 'cdn-logs', 'crowd', 'instructions'];
const loaded = async (name) => import(`./subjects/${name}.mjs`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, write: { type: 'boolean' }, help: { type: 'boolean' } },
});

if (values.help) {
  console.log('npm run bench -- [SUBJECT]… [--json] [--write]\n\nMeasures the built packages (npm run build), contenders in turns in one process.\n');
  for (const name of SUBJECTS) console.log(`  ${name.padEnd(14)}${(await loaded(name)).about}`);
  console.log('\n  --json         the rows as JSON\n  --write        writes benches/RESULTS.md');
} else {
  const unknown = positionals.find((name) => !SUBJECTS.includes(name));
  if (unknown) {
    console.error(`there is no subject ${unknown}: ${SUBJECTS.join(', ')}`);
    process.exitCode = 2;
  } else {
    await measure(positionals.length ? positionals : SUBJECTS);
  }
}

async function measure(names) {
  const rows = [];
  for (const [index, name] of names.entries()) {
    if (!values.json) console.error(`[${index + 1}/${names.length}] ${name} …`);
    try {
      rows.push(...await (await loaded(name)).run());
    } catch (error) {
      // Another row can still be measured.
      rows.push({ what: name, measured: `not measured: ${error.message.split('\n')[0]}` });
    }
  }
  const lines = table(rows);
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else console.log(`\n${lines.join('\n')}`);
  if (values.write) {
    const [{ model }] = cpus();
    const { version } = JSON.parse(readFileSync('pkg/playward/package.json', 'utf8'));
    writeFileSync('benches/RESULTS.md', [
      '# Results', '',
      `playward ${version}, ${new Date().toISOString().slice(0, 10)}, ${model.trim()} × ${cpus().length}, Node ${process.versions.node}. Command: \`npm run bench -- --write${names.length < SUBJECTS.length ? ` ${names.join(' ')}` : ''}\`.`, '',
      'Medians of contenders that took turns in one process. The bar is what the project promises itself, the aim what it would like.', '',
      ...lines, '',
    ].join('\n'));
  }
}

function table(rows) {
  const number = (value, unit) => (value === undefined ? '' : `${Number(value.toFixed(2))} ${unit}`);
  return [
    '| what | measured | | bar | aim | |', '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ what, measured, value, bar, aim, more, unit }) => {
      const reached = bar === undefined ? '' : (more ? value >= bar : value <= bar) ? 'reached' : 'not reached';
      return `| ${what} | ${measured} | ${value === undefined ? '' : number(value, unit)} | ${number(bar, unit)} | ${number(aim, unit)} | ${reached} |`;
    }),
  ];
}
