// Traces recorded from every fault, in tests/data/traces, and what a replay of each is, for every engine to be held to.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replay } from '../../../pkg/playward/node.mjs';

export const FOLDER = fileURLToPath(new URL('../../data/traces/', import.meta.url));
/** PLAYWARD_TRACES=1 records them anew; `node tests/js/traces/recorded.mjs` then writes the digests. */
const recording = process.env.PLAYWARD_TRACES === '1';

/** Keeps the trace of a fault where they are being recorded. @param {string} fault @param {import('../../../pkg/playward/index.mjs').Trace} trace */
export function keepTrace(fault, trace) {
  if (recording) write(fault.replace(/\W+/g, '-').toLowerCase(), trace);
}

/** An event a line: a changed one shows. */
function write(name, { events, ...rest }) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(rest).slice(0, -1)},"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`);
}

/** @returns {{ name: string, trace: import('../../../pkg/playward/index.mjs').Trace }[]} */
export function recordedTraces() {
  return readdirSync(FOLDER).filter((file) => file.endsWith('.json')).sort()
    .map((file) => ({ name: file.slice(0, -'.json'.length), trace: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) }));
}

/** JSON whose keys are sorted, as the native tests write it. @param {unknown} value */
export function sorted(value) {
  return JSON.stringify(value, (key, part) => (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part));
}

/** FNV-1a, 64 bits: what two languages compute in a few lines. @param {string} text */
export function digest(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

// After a rule was changed on purpose: the traces say what is decided now, the difference shows what the change does to each fault.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const digests = {};
  for (const { name, trace } of recordedTraces()) {
    const replayed = replay(trace);
    write(name, { ...trace, events: trace.events.map((event, at) => ({ ...event, phase: replayed.decisions[at].phase, rule: replayed.decisions[at].rule })) });
    digests[name] = digest(sorted(replayed));
  }
  writeFileSync(new URL('../../data/trace-digests.json', import.meta.url), `${JSON.stringify(digests, null, 2)}\n`);
}
