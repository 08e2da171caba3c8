// What a build needs beside Node and rustup. Each is installed only when it is missing.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ask, run } from './steps.mjs';

const TARGET = 'wasm32-unknown-unknown';
const WASM_PACK = '0.15.1';

/** The glue and the CLI must be of one version, so it is read where cargo wrote it. */
function lockedVersion(crate) {
  const found = readFileSync('Cargo.lock', 'utf8').match(new RegExp(`name = "${crate}"\\nversion = "(.+)"`));
  if (!found) throw new Error(`Cargo.lock names no ${crate}`);
  return found[1];
}

/** @returns {[string, () => unknown][]} */
export const setupSteps = [
  ['npm packages', () => npmPackages('.')],
  [`Rust target ${TARGET}`, rustTarget],
  ['wasm-pack', () => tool('wasm-pack', 'wasm-pack', WASM_PACK)],
  ['wasm-bindgen', () => tool('wasm-bindgen-cli', 'wasm-bindgen', lockedVersion('wasm-bindgen'))],
];

/** What the lock file of a folder names. @param {string} folder @param {import('node:child_process').SpawnSyncOptions} [options] for npm */
export function npmPackages(folder, options) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs) return 'already there';
  // npm is a script on Windows, which only a shell can start.
  run('npm', ['ci'], { cwd: folder, shell: process.platform === 'win32', ...options });
}

/**
 * The packages of a folder's requirements.txt, in a virtual environment of their own, in the user's cache.
 * @param {string} folder @returns {string} its Python
 */
export function pythonPackages(folder) {
  const requirements = join(folder, 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const root = join(cache(), `python-${digest}`);
  const python = join(root, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  const done = join(root, 'done');
  if (existsSync(done)) return python;
  run('python3', ['-m', 'venv', '--clear', root]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]);
  writeFileSync(done, '');
  return python;
}

function rustTarget() {
  const targets = ask('rustup', ['target', 'list', '--installed']);
  if (targets === null) throw new Error('rustup is needed: https://rustup.rs');
  if (targets.split('\n').includes(TARGET)) return 'already there';
  run('rustup', ['target', 'add', TARGET]);
}

function tool(crate, command, version) {
  if (ask(command, ['--version']) === `${command} ${version}`) return 'already on PATH';
  const root = toolRoot(crate, version);
  const bin = join(root, 'bin');
  const found = existsSync(join(bin, command)) || existsSync(join(bin, `${command}.exe`));
  // A folder of its own: what the user keeps in ~/.cargo/bin is not ours to replace.
  if (!found) run('cargo', ['install', crate, '--version', version, '--root', root]);
  process.env.PATH = bin + delimiter + process.env.PATH;
  return found ? 'already in the cache' : `installed to ${root}`;
}

function toolRoot(crate, version) {
  return join(cache(), `${crate}-${version}`);
}

function cache() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'playward');
}
