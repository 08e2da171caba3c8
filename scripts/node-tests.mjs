// Runs test files in Node's own runner and tells what failed.

import { relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/** A file that runs for so long waits for what will never be. */
const HANGS_MS = 20 * 60_000;

/**
 * @param {string[]} files @param {{ atOnce?: boolean }} [options] atOnce: as many files at a time as the machine has cores
 * @returns {Promise<import('./report.mjs').Found>}
 */
export async function nodeTests(files, { atOnce = false } = {}) {
  const found = { passed: 0, skipped: 0, failures: [] };
  // The names round a test, from the outermost.
  const path = [];
  const events = run({ files, concurrency: atOnce, timeout: HANGS_MS });
  events.on('test:start', ({ name, nesting }) => path.splice(nesting, Infinity, name));
  events.on('test:pass', ({ skip, todo, details }) => {
    if (skip !== undefined || todo !== undefined) found.skipped += 1;
    else if (details.type !== 'suite') found.passed += 1;
  });
  events.on('test:fail', ({ name, nesting, file, details }) => {
    // The tests within it are on the list.
    if (details.error.failureType === 'subtestsFailed') return;
    found.failures.push({ file: file && relative('', file), test: [...path.slice(0, nesting), name].join(' > ') });
  });
  for await (const text of events.compose(new spec())) process.stdout.write(text);
  return found;
}
