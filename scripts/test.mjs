// npm test: from a clean clone to the last browser test. `--full` adds what takes long.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSteps } from './build.mjs';
import { packages } from './packages.mjs';
import { run, runSteps } from './steps.mjs';
import { ensureCommands } from './system.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const FULL = process.argv.includes('--full');
const DENY_WARNINGS = ['--', '--deny', 'warnings'];
const cargo = (...args) => () => run('cargo', args, { env: { ...process.env, RUSTDOCFLAGS: '--deny warnings' } });

const total = { passed: 0, failed: 0 };

/** Runs a test program with its output shown, and counts what its closing lines say. */
async function tested(command, args, env) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => { process.stdout.write(chunk); output += chunk; });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const count = (...patterns) => patterns.flatMap((pattern) => [...output.matchAll(pattern)]).reduce((sum, [, number]) => sum + Number(number), 0);
  total.passed += count(/^\S+ pass (\d+)$/gm, /^test result: .*?(\d+) passed/gm);
  total.failed += count(/^\S+ fail (\d+)$/gm, /^test result: .*?(\d+) failed/gm);
  if (code !== 0) process.exitCode = 1;
  return code === 0 ? 'done' : 'FAILED';
}

/** Node's runner over a folder; its files one at a time where they share a screen or ports. */
function nodeTests(folder, ...options) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).map((name) => join(folder, name));
  return tested(process.execPath, ['--test', '--test-reporter=spec', ...options, ...files], FULL ? { PLAYWARD_CALLS: '1000000' } : {});
}

try {
  await runSteps([
    ['system packages', () => ensureCommands(['ffmpeg', 'nginx', 'chromium', 'wasm-validate'])],
    ...buildSteps(),
    ['cargo fmt', cargo('fmt', '--check')],
    ['clippy', cargo('clippy', '--all-targets', '--all-features', ...DENY_WARNINGS)],
    ...packages.map(({ name, features }) => [
      `clippy for the wasm of ${name}`,
      cargo('clippy', '--lib', '--target', 'wasm32-unknown-unknown', '--no-default-features', '--features', features.join(','), ...DENY_WARNINGS),
    ]),
    ['cargo doc', cargo('doc', '--no-deps', '--all-features', '--document-private-items')],
    ['cargo test', () => tested('cargo', ['test', '--all-features'], FULL ? { PROPTEST_CASES: '300000' } : {})],
    ['size', () => run(process.execPath, ['scripts/size.mjs'])],
    ['tests in Node', () => nodeTests('tests/js')],
    ['tests in a browser', () => nodeTests('tests/e2e')],
  ]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
