// What npm would get of the built packages, and a project of a user's that has it.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** A folder for the tests of a file. It is gone when they are over. */
export function temporaryHome() {
  const home = mkdtempSync(join(tmpdir(), 'playward-consumers-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** @param {string[]} args @param {string} cwd */
export const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

/** Packs playward and playward-server. @param {string} home where to @returns {string[]} the tarballs */
export function packAll(home) {
  return ['playward', 'playward-server'].map((name) => {
    const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], fileOf(`../../pkg/${name}`)));
    return join(home, filename);
  });
}

/**
 * A copy of a project of this folder, with all that its lock file names and the tarballs.
 * @param {string} name @param {string} home @param {string[]} tarballs @returns {string} its folder
 */
export function installed(name, home, tarballs) {
  const folder = join(home, name);
  cpSync(fileOf(name), folder, { recursive: true, filter: (file) => !/node_modules|dist|\.next|\.nuxt|\.output/.test(file.slice(fileOf(name).length)) });
  cpSync(fileOf('../../.npmrc'), join(folder, '.npmrc'));
  // Not `ci`: some list packages for other systems that were never published.
  npm(['install', '--no-save', '--prefer-offline', ...tarballs], folder);
  return folder;
}

/** Builds as the project's users do. @param {string} folder @param {NodeJS.ProcessEnv} [env] more of it */
export function build(folder, env) {
  execFileSync('npm', ['run', 'build'], { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', ...env } });
}
