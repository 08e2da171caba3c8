// The toolbox as plain files: no server, no module, no address of its own. They open from a folder as well as from any static server.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="dark">
  <title>playward</title>
  <link rel="icon" href="icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="page.css">
  <script src="toolbox.js" defer></script>
</head>
<body>
  <header class="top">
    <img src="icon.svg" alt="" width="28" height="28">
    <h1>playward</h1>
    <p data-text="toolbox"></p>
    <button id="language" class="quiet" data-text="language"></button>
  </header>
  <div id="tab"></div>
</body>
</html>
`;

/** What the server of the demo serves, by its addresses; the wasm is in the script, for a page from a folder loads no other file. */
const served = {
  name: 'served',
  setup({ onResolve }) {
    onResolve({ filter: /^\/playward\/web\.mjs$/ }, () => ({ path: join(ROOT, 'pkg', 'playward', 'inline.mjs') }));
    onResolve({ filter: /^\/playward\// }, ({ path }) => ({ path: join(ROOT, 'pkg', path) }));
    onResolve({ filter: /^\/findings\// }, ({ path }) => ({ path: join(ROOT, 'js', path) }));
  },
};

/** @param {string} folder made where it is not there */
export async function writeToolbox(folder) {
  mkdirSync(join(folder, 'toolbox'), { recursive: true });
  await build({ entryPoints: [join(HERE, 'page', 'toolbox', 'alone.js')], outfile: join(folder, 'toolbox.js'), bundle: true, format: 'iife', target: 'es2022', minify: true, charset: 'utf8', plugins: [served], logLevel: 'warning' });
  for (const file of ['icon.svg', 'page.css', 'toolbox/toolbox.css']) copyFileSync(join(HERE, 'page', file), join(folder, file));
  writeFileSync(join(folder, 'index.html'), PAGE);
}
