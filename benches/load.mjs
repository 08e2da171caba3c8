// node benches/load.mjs [--seconds 30] [--connections 200] [SERVER]...
//
// Loads each example server and the sandbox, one after the other, and prints a table; docs/RELIABILITY.md has its figures. Any fault makes it fail.

import { parseArgs } from 'node:util';
import { faultsOf, load } from './load/load.mjs';
import { SERVERS } from './load/servers.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { seconds: { type: 'string', default: '30' }, connections: { type: 'string', default: '200' } },
});
const unknown = positionals.filter((name) => !(name in SERVERS));
if (unknown.length) throw new Error(`there is no server ${unknown.join(' ')}, only ${Object.keys(SERVERS).join(' ')}`);

console.log('| server | good answers, all right | a second | p99 | bad requests, by status | slow and broken connections | memory before, after half, at most |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const name of positionals.length ? positionals : Object.keys(SERVERS)) {
  const run = await load(name, { seconds: Number(values.seconds), connections: Number(values.connections) });
  const { beforeMib, halfMib, peakMib } = run.memory;
  console.log(`| ${name} | ${run.good - run.wrongCount} of ${run.good} | ${run.perSecond} | ${run.p99Ms} ms | ${run.badAnswers} | ${run.slow} | ${beforeMib}, ${halfMib}, ${peakMib} MiB |`);
  for (const fault of faultsOf(run)) {
    console.error(`${name}: ${fault}`);
    process.exitCode = 1;
  }
}
