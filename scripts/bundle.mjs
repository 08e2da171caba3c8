// One JavaScript file a runtime, from the entries in js/ and the glue that wasm-bindgen wrote.

import { chmodSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { issueTexts, talkTexts } from './issue-texts.mjs';
import { bundleMiniprogram } from './miniprogram.mjs';

/**
 * @param {import('./packages.mjs').Package} pack
 * @param {string} built folder of the glue @param {string} out the package's folder, the wasm already in it
 */
export async function bundle({ name, features, entries, threads = {}, elements, parts, picture, commands }, built, out) {
  const shared = {
    bundle: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    define: {
      PACKAGE: JSON.stringify(name), WASM_FILE: JSON.stringify(`./${name}.wasm`), ISSUE_TEXTS: JSON.stringify(issueTexts()), ...talkTexts(),
      HAS_BYTES: String(features.includes('server')),
    },
    alias: {
      'playward:bindings': join(built, 'playward_bg.js'),
      'playward:imports': join(built, 'imports.js'),
      // js/runtime/entry/absent.cjs must throw the same PlaywardError.
      'playward:error': resolve('js/core/error.js'),
    },
  };
  const node = { ...shared, format: 'cjs', platform: 'node', target: 'node18' };
  await build({ ...node, entryPoints: [entries.node], outfile: join(out, 'node.cjs') });
  for (const [file, entry] of Object.entries(threads)) await build({ ...node, entryPoints: [entry], outfile: join(out, file) });
  writeFileSync(join(out, 'node.mjs'), reexport(join(out, 'node.cjs')));
  if (entries.web) {
    // import.meta came to browsers two years before the standard that names it.
    const web = { ...shared, entryPoints: [entries.web], platform: 'browser', target: 'es2018', supported: { 'import-meta': true } };
    await build({ ...web, outfile: join(out, 'web.mjs'), format: 'esm' });
    await build({ ...web, outfile: join(out, 'web.cjs'), format: 'cjs', define: { ...shared.define, 'import.meta.url': '""' } });
  }
  for (const element of elements) {
    // The package itself stays outside: two copies would be two instances.
    await build({
      ...shared, entryPoints: [`js/views/${element}.js`], outfile: join(out, `${element}.mjs`), format: 'esm', platform: 'browser', target: 'es2018', external: ['./web.mjs'],
    });
  }
  const drawing = { ...shared, entryPoints: ['js/picture/index.js'], platform: 'browser', target: 'es2022', minify: true };
  if (picture) await build({ ...drawing, outfile: join(out, 'picture.mjs'), format: 'esm' });
  if (commands) {
    const { outputFiles: [script] } = await build({ ...drawing, format: 'iife', globalName: 'picture', write: false });
    const file = join(out, 'commands.cjs');
    await build({
      ...node, entryPoints: [commands], outfile: file, external: ['./node.cjs'],
      define: { ...shared.define, PICTURE_SCRIPT: JSON.stringify(script.text) },
    });
    // npm sets the bit when it installs; who runs the file from here needs it too.
    chmodSync(file, 0o755);
  }
  if (entries.workerd) {
    // The runtime compiles the wasm itself, and may lack what is Node's: see js/runtime/entry/absent.cjs.
    await build({
      ...shared, entryPoints: [entries.workerd], outfile: join(out, 'workerd.mjs'), format: 'esm', platform: 'browser', target: 'es2022',
      plugins: [onTheEdge(`./${name}.wasm`)],
    });
  }
  if (entries.miniprogram) await bundleMiniprogram(shared, entries.miniprogram, parts, join(out, 'miniprogram'));
}

/** The wasm stays a module beside; whatever is wanted of Node is only what says that it is not there. @param {string} wasm */
function onTheEdge(wasm) {
  return {
    name: 'on the edge',
    setup({ onResolve }) {
      onResolve({ filter: /^playward:wasm$/ }, () => ({ path: wasm, external: true }));
      onResolve({ filter: /^node:/ }, () => ({ path: resolve('js/runtime/entry/absent.cjs') }));
    },
  };
}

/** In Node there is to be one instance and one PlaywardError, however the package is imported. */
function reexport(file) {
  const names = Object.keys(createRequire(import.meta.url)(resolve(file))).sort();
  return `export { ${names.join(', ')} } from './node.cjs';\n`;
}
