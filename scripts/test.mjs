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
  const passed = count(/^\S+ pass (\d+)$/gm, /^test result: .*?(\d+) passed/gm);
  const failed = count(/^\S+ fail (\d+)$/gm, /^test result: .*?(\d+) failed/gm);
  return { code, passed, failed };
}

/** @param {{ code: number, passed: number, failed: number }} result */
function counted({ code, passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  if (code !== 0) process.exitCode = 1;
  return code === 0 ? 'done' : 'FAILED';
}

const filesIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).map((name) => join(folder, name));
const runNode = (...files) => tested(process.execPath, ['--test', '--test-reporter=spec', ...files], FULL ? { PLAYWARD_CALLS: '1000000' } : {});

/** Real browsers and real streams, a file at a time. What fails on a machine that is busy gets one more try, and it is said. */
async function browserTests() {
  const again = [];
  let outcome = 'done';
  for (const file of filesIn('tests/e2e')) {
    let result = await runNode(file);
    if (result.code !== 0) {
      again.push(file);
      console.log(`${file} failed: once more`);
      result = await runNode(file);
    }
    if (counted(result) === 'FAILED') outcome = 'FAILED';
  }
  return again.length ? `${outcome} (run twice: ${again.join(', ')})` : outcome;
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
    ['cargo test', async () => counted(await tested('cargo', ['test', '--all-features'], FULL ? { PROPTEST_CASES: '300000' } : {}))],
    ['size', () => run(process.execPath, ['scripts/size.mjs'])],
    ['tests in Node', async () => counted(await runNode(...filesIn('tests/js')))],
    ['tests in a browser', browserTests],
  ]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
