// npm run bench: the figures that the project goes by. A benchmark is never a test: what it measures never makes it fail.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { notMeasured } from './harness.mjs';

const SUBJECTS = {
  crossing: 'dispatch, ptzDirection, parsePlayAddress, describeState',
  signing: 'genUserSig, baijiayun.sign',
  sizes: 'wasm and mini-program JavaScript',
  'cdn-logs': 'cdnLogReport of gzip files; installs DuckDB (70 MB) into benches/duckdb',
  crowd: 'a crowd of 10,000 after an outage of 60 s',
  instructions: 'instructions a call of the native core, by valgrind',
};

const HELP = `npm run bench -- [SUBJECT]... [--json | --write]

Measures the packages in pkg/ as they were last built (npm run build), contenders in turns in one process.

${Object.entries(SUBJECTS).map(([name, about]) => `  ${name.padEnd(14)}${about}`).join('\n')}

  --json        prints the rows as JSON
  --write       writes benches/RESULTS.md, every subject
  --help        this text`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
try {
  const { subjects, json, write, help } = asked();
  if (help) {
    console.log(HELP);
  } else {
    const rows = await measure(subjects);
    console.log(json ? JSON.stringify({ ...surroundings(), rows }, null, 2) : `\n${table(rows)}`);
    if (write) writeFileSync('benches/RESULTS.md', results(rows));
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

/** What the arguments ask for. @throws {Error} for what is no argument of ours */
function asked() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, write: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(SUBJECTS, name));
  if (unknown !== undefined) throw new Error(`there is no subject ${unknown}, only ${Object.keys(SUBJECTS).join(', ')}`);
  if (values.write && positionals.length) throw new Error('--write goes with every subject: benches/RESULTS.md holds them all');
  return { ...values, subjects: positionals.length ? positionals : Object.keys(SUBJECTS) };
}

/** Progress goes to stderr, so that stdout holds the rows alone. @param {string[]} subjects */
async function measure(subjects) {
  const rows = [];
  for (const [index, name] of subjects.entries()) {
    console.error(`[${index + 1}/${subjects.length}] ${name}: ${SUBJECTS[name]}`);
    try {
      const { run } = await import(`./subjects/${name}.mjs`);
      rows.push(...await run());
    } catch (error) {
      // The other subjects can still be measured.
      rows.push(notMeasured(name, error));
    }
  }
  return rows;
}

function surroundings() {
  const [{ model }] = cpus();
  return { date: new Date().toISOString().slice(0, 10), machine: `${model.trim()}, ${cpus().length} cores`, node: process.versions.node };
}

function results(rows) {
  const { date, machine, node } = surroundings();
  const [, version] = readFileSync('Cargo.toml', 'utf8').match(/^version = "(.+)"/m);
  return `# Results

- Command: \`npm run bench -- --write\`, which writes this file
- Date: ${date}
- playward: ${version}
- Machine: ${machine}
- Node: ${node}

Contenders run in turns in one process. A time is the median over the rounds, in CPU time; a ratio is the median of the rounds' ratios, and above 1 × playward is the faster one. The bar is what the project promises itself, the aim what it would like. Instructions have neither: compare them before and after a change.

${table(rows)}
`;
}

/** @param {import('./harness.mjs').Row[]} rows */
function table(rows) {
  const cell = (value, unit) => (value === undefined ? '' : `${Number(value.toFixed(2))} ${unit}`);
  return [
    '| what | measured | figure | bar | aim | result |', '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.what} | ${row.measured} | ${cell(row.value, row.unit)} | ${cell(row.bar, row.unit)} | ${cell(row.aim, row.unit)} | ${reached(row)} |`),
  ].join('\n');
}

/** @param {import('./harness.mjs').Row} row */
function reached({ value, bar, aim, more }) {
  const meets = (goal) => goal !== undefined && (more ? value >= goal : value <= goal);
  if (meets(aim)) return 'aim reached';
  if (meets(bar)) return 'bar reached';
  return bar === undefined && aim === undefined ? '' : 'not reached';
}
