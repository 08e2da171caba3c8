// The list as one script that any engine runs.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const PACKAGES = ['playward', 'playward-live'];

/** What phones lack is undefined for the code of the package, whatever the engine has. */
const ABSENT = [
  'WebAssembly', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams', 'fetch', 'Response', 'atob', 'btoa', 'BigInt', 'FinalizationRegistry', 'WeakRef',
  'SharedArrayBuffer', 'Atomics', 'Intl', 'AggregateError', 'performance', 'structuredClone', 'queueMicrotask', 'process', 'Buffer', 'window', 'self', 'document', 'navigator',
];

/** The mini-program's files of a package, each as the function that WeChat makes of it. */
function packageText(name) {
  const folder = fileOf(`../../pkg/${name}/miniprogram`);
  const files = readdirSync(folder).filter((file) => file.endsWith('.js')).map((file) => (
    `${JSON.stringify(file)}: function (require, module, exports, WXWebAssembly, ${ABSENT.join(', ')}) {${readFileSync(join(folder, file), 'utf8')}\n}`
  ));
  const wasm = readFileSync(fileOf(`../../pkg/${name}/${name}.wasm`), 'base64');
  return `${JSON.stringify(name)}: { wasm: '${wasm}', files: { ${files.join(', ')} } }`;
}

const generated = {
  'engines:packages': () => `module.exports = { ${PACKAGES.map(packageText).join(', ')} };`,
  'node:zlib': () => 'module.exports = {};',
  'engines:data': () => {
    const folder = fileOf('../data');
    const data = Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
    return `module.exports = ${JSON.stringify(data)};`;
  },
};

const plugin = {
  name: 'engines',
  setup({ onResolve, onLoad }) {
    const own = { 'node:assert/strict': 'assert.mjs', 'node:test': 'tests.mjs', 'node:fs': 'files.mjs' };
    onResolve({ filter: /^node:/ }, ({ path }) => own[path] && { path: fileOf(own[path]) });
    // Its users do not run here.
    onResolve({ filter: /^node:zlib$/ }, () => ({ path: 'node:zlib', namespace: 'generated' }));
    onResolve({ filter: /^engines:/ }, ({ path }) => ({ path, namespace: 'generated' }));
    onLoad({ filter: /./, namespace: 'generated' }, ({ path }) => ({ contents: generated[path](), loader: 'js' }));
    onResolve({ filter: /pkg\/[\w-]+\/node\.mjs$/ }, ({ path }) => ({ path: path.split('/').at(-2), namespace: 'package' }));
    onLoad({ filter: /./, namespace: 'package' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(fileOf('loaded.mjs'))}).loaded[${JSON.stringify(path)}];`, loader: 'js', resolveDir: fileOf('.'),
    }));
  },
};

/** @returns {Promise<string>} */
export async function listScript() {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [fileOf('main.mjs')], bundle: true, format: 'iife', write: false, platform: 'neutral', charset: 'utf8', logLevel: 'warning', legalComments: 'none',
    define: { 'import.meta.url': '""' }, inject: [fileOf('url.mjs')], plugins: [plugin],
  });
  return text;
}
