// The tests, from a clean clone: `native` builds, checks and tests without a browser, `browser` tests in one, without either it does both.
// `--full` adds what takes long. The last lines say what failed.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSteps } from './build.mjs';
import { cargoTests } from './cargo-tests.mjs';
import { nodeTests } from './node-tests.mjs';
import { packages } from './packages.mjs';
import { Report } from './report.mjs';
import { run, runSteps } from './steps.mjs';
import { ensureCommands } from './system.mjs';
import { npmPackages } from './tools.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const PARTS = ['native', 'browser'];
const DENY_WARNINGS = ['--', '--deny', 'warnings'];
const cargo = (...args) => () => run('cargo', args, { env: { ...process.env, RUSTDOCFLAGS: '--deny warnings' } });
const filesIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).map((name) => join(folder, name));

/** Programs from the operating system that a part needs. */
const COMMANDS = { native: ['ffmpeg', 'wasm-validate'], browser: ['ffmpeg', 'nginx', 'chromium'] };

/** @returns {[string, () => unknown][]} */
const native = (full) => [
  ['cargo fmt', cargo('fmt', '--all', '--check')],
  ['clippy', cargo('clippy', '--workspace', '--all-targets', '--all-features', ...DENY_WARNINGS)],
  ...packages.map(({ name, features }) => [
    `clippy for the wasm of ${name}`,
    cargo('clippy', '--lib', '--target', 'wasm32-unknown-unknown', '--no-default-features', '--features', features.join(','), ...DENY_WARNINGS),
  ]),
  ['cargo doc', cargo('doc', '--no-deps', '--all-features', '--document-private-items')],
  ['cargo test', () => cargoTests(['--all-features'], full ? { PROPTEST_CASES: '300000' } : {})],
  ['size', () => run(process.execPath, ['scripts/size.mjs'])],
  ['tests in Node', () => nodeTests(filesIn('tests/js'), { atOnce: true })],
];

/** WeChat's own build tool: a thousand npm packages for one test. @returns {[string, () => unknown][]} */
const miniprogramCi = [['tests with miniprogram-ci', () => {
  npmPackages('tests/miniprogram-ci');
  return nodeTests(filesIn('tests/miniprogram-ci'));
}]];

/** The bundlers, frameworks and test runners of users: thousands of npm packages. @type {[string, () => unknown][]} */
const consumers = [['tests with other tools', () => {
  npmPackages('tests/consumers');
  return nodeTests(filesIn('tests/consumers'));
}]];

/** One list of tests in releases of Node, in browsers and in JavaScriptCore. @type {[string, () => unknown][]} */
const engines = [['tests in other engines', async () => {
  await ensureCommands(['chromium', 'firefox-esr', 'jsc', 'WebKitWebDriver', 'Xvfb']);
  npmPackages('tests/engines');
  return nodeTests(filesIn('tests/engines'));
}]];

/** ClickHouse and Spark, as docs/cdn-logs-at-scale.md has them. @returns {[string, () => unknown][]} */
const atScale = [['tests at scale', async () => {
  await ensureCommands(['python3', 'java']);
  return nodeTests(filesIn('tests/at-scale'));
}]];

/** The list that Chromium has in live.test.mjs, in Firefox: it takes minutes. */
const FIREFOX = join('tests/e2e', 'firefox.test.mjs');

/** The fuzz targets, a crate of their own; running them needs nightly Rust. @type {[string, () => unknown][]} */
const fuzz = [['fuzz targets compile', cargo('check', '--manifest-path', 'fuzz/Cargo.toml')]];

/** What takes minutes. @type {[string, () => unknown][]} */
const long = [['long tests', async () => {
  await ensureCommands(['chromium']);
  return nodeTests(filesIn('tests/full'));
}]];

/** Real browsers and real streams, a file at a time. @returns {[string, () => unknown][]} */
const browser = (full) => [['tests in a browser', () => nodeTests(filesIn('tests/e2e').filter((file) => full || file !== FIREFOX))]];

/** What the arguments ask for. @throws {Error} for what is no argument of ours */
function asked() {
  const { values: { full = false }, positionals } = parseArgs({ options: { full: { type: 'boolean' } }, allowPositionals: true });
  const unknown = positionals.find((part) => !PARTS.includes(part));
  if (unknown) throw new Error(`there is no part ${unknown}, only ${PARTS.join(' and ')}`);
  return { full, parts: positionals.length ? positionals : PARTS };
}

const report = new Report();
try {
  const { full, parts } = asked();
  if (full) Object.assign(process.env, { PLAYWARD_CALLS: '1000000', PLAYWARD_FULL: '1' });
  const commands = [...new Set(parts.flatMap((part) => COMMANDS[part])), ...(full && parts.includes('browser') ? ['firefox-esr'] : [])];
  const needed = [['system packages', () => ensureCommands(commands)], ...buildSteps()];
  const checks = [
    ...(parts.includes('native') ? native(full) : []),
    ...(full ? [...miniprogramCi, ...consumers, ...engines, ...atScale, ...fuzz, ...long] : []),
    ...(parts.includes('browser') ? browser(full) : []),
  ];
  await runSteps([...needed.map((step) => report.needed(step)), ...checks.map((step) => report.check(step))]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
report.close();
