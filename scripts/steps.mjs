// Progress for people: which step of how many, and how long it took.

import { spawnSync } from 'node:child_process';

/**
 * Runs named steps in order and says so. A step may return a word on how it went.
 * @param {[string, () => unknown][]} steps
 */
export async function runSteps(steps) {
  const started = Date.now();
  for (const [index, [name, run]] of steps.entries()) {
    const label = `[${index + 1}/${steps.length}] ${name}`;
    console.log(label);
    const begun = Date.now();
    const note = await run();
    console.log(`${label}: ${typeof note === 'string' ? note : 'done'}, ${seconds(begun)}`);
  }
  console.log(`all ${steps.length} steps in ${seconds(started)}`);
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs a program with its output shown; throws when it fails.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function run(command, args, options) {
  const { status, error, signal } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw new Error(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${signal ?? `exit code ${status}`})`);
}

/** What a program prints, or null when it is not there or fails. @param {string} command @param {string[]} args */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
