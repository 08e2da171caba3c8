// Programs that come from the operating system: installed where we may, else asked for.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './steps.mjs';

/** Which Debian packages bring a command. */
const PACKAGES = {
  ffmpeg: ['ffmpeg'],
  nginx: ['nginx', 'libnginx-mod-rtmp'],
  // Without a font of its own it draws boxes for Chinese.
  chromium: ['chromium', 'fonts-noto-cjk'],
  'firefox-esr': ['firefox-esr'],
  jsc: ['libjavascriptcoregtk-4.0-bin'],
  WebKitWebDriver: ['webkit2gtk-driver'],
  Xvfb: ['xvfb'],
  'wasm-validate': ['wabt'],
  valgrind: ['valgrind'],
  python3: ['python3', 'python3-venv'],
  java: ['openjdk-17-jre-headless'],
};

/** What a command needs beside itself. */
const MODULES = { nginx: '/usr/lib/nginx/modules/ngx_rtmp_module.so' };

/** nginx lies where an ordinary user's PATH does not lead. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

const has = (command) => FOLDERS.some((folder) => existsSync(join(folder, command)));
// Elsewhere than on Debian it may lie anywhere.
const whole = (command) => !(command in MODULES) || existsSync(MODULES[command]) || !has('apt-get');
const ready = (command) => has(command) && whole(command);

/**
 * Makes sure that the commands are there. As root on Debian it installs what is missing.
 * @param {(keyof typeof PACKAGES)[]} commands
 * @param {import('node:child_process').SpawnSyncOptions} [options] for apt-get
 * @throws {Error} that names the packages and what to run
 */
export async function ensureCommands(commands, options) {
  const missing = commands.filter((command) => !ready(command));
  if (missing.length === 0) return 'already there';
  const packages = missing.flatMap((command) => PACKAGES[command]);
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages];
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    throw new Error(`missing: ${missing.join(', ')}. On Debian or Ubuntu run:\n  sudo apt-get update && sudo ${install.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], { env, ...options });
  run(install[0], install.slice(1), { env, ...options });
  const still = missing.filter((command) => !ready(command));
  if (still.length) throw new Error(`${packages.join(', ')} did not bring ${still.join(', ')}`);
  return `installed ${packages.join(', ')}`;
}
