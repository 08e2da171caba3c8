// Traces recorded from every fault, in tests/data/traces, and what a replay of each is, for every engine to be held to.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replay } from '../../../pkg/playward/node.mjs';

export const FOLDER = fileURLToPath(new URL('../../data/traces/', import.meta.url));
/** PLAYWARD_TRACES=1 records them anew: then the digests are to be written anew too, by `node tests/js/traces/recorded.mjs`. */
const recording = process.env.PLAYWARD_TRACES === '1';

/** Keeps the trace of a fault where they are being recorded. @param {string} name @param {import('../../../pkg/playward/index.mjs').Trace} trace */
export function keepTrace(name, trace) {
  if (!recording) return;
  mkdirSync(FOLDER, { recursive: true });
  const { events, ...rest } = trace;
  // An event a line: a changed one shows.
  const text = `${JSON.stringify(rest).slice(0, -1)},"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`;
  writeFileSync(join(FOLDER, `${name.replace(/\W+/g, '-').toLowerCase()}.json`), text);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const digests = Object.fromEntries(recordedTraces().map(({ name, trace }) => [name, digest(sorted(replay(trace)))]));
  writeFileSync(new URL('../../data/trace-digests.json', import.meta.url), `${JSON.stringify(digests, null, 2)}\n`);
}
