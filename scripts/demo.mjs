// npm run demo: the example page with a live stream behind it, over a package as new as its sources.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSteps } from './build.mjs';
import { runSteps } from './steps.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The page's, and the business server's. */
const PACKAGES = ['playward', 'playward-server'];
const SOURCES = ['src', 'wasm', 'js', 'LICENSE', 'pkg-template/playward', 'pkg-template/playward-server', 'scripts', 'Cargo.toml', 'package-lock.json'];

/** When a file, or any file below a folder, was last changed. */
function changed(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  return statSync(path).isDirectory() ? Math.max(mtimeMs, ...readdirSync(path).map((name) => changed(join(path, name)))) : mtimeMs;
}

const built = Math.min(...PACKAGES.map((name) => changed(`pkg/${name}/package.json`)));
if (built < Math.max(...SOURCES.map(changed)) || !existsSync('node_modules')) await runSteps(buildSteps(PACKAGES));
const { runDemo } = await import('../examples/h5/server.mjs');
await runDemo(process.argv.slice(2));
