// One JavaScript file a runtime, from the entries in js/ and the glue that wasm-bindgen wrote.

import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { issueTexts, talkTexts } from './issue-texts.mjs';
import { bundleMiniprogram } from './miniprogram.mjs';

/**
 * @param {import('./packages.mjs').Package} pack
 * @param {string} built folder of the glue @param {string} wasmInNode that of node.cjs @param {string} out the package's folder, the wasm already in it
 */
export async function bundle({ name, features, inNode, entries, threads = {}, elements, components, parts, picture, commands }, built, wasmInNode, out) {
  const shared = {
    bundle: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    define: {
      PACKAGE: JSON.stringify(name), WASM_FILE: JSON.stringify(`./${name}.wasm`), ISSUE_TEXTS: JSON.stringify(issueTexts()), ...talkTexts(),
      HAS_BYTES: String(features.includes('server')), HAS_QUICK: String(features.includes('quick')),
    },
    alias: {
      'playward:bindings': join(built, 'playward_bg.js'),
      'playward:imports': join(built, 'imports.js'),
      // js/runtime/entry/absent.cjs must throw the same PlaywardError.
      'playward:error': resolve('js/core/error.js'),
      'playward:quick': resolve(features.includes('quick') ? 'js/core/quick.js' : 'js/core/no-quick.js'),
    },
  };
  const pages = entries.web !== undefined;
  const node = { ...shared, format: 'cjs', platform: 'node', target: 'node18' };
  // With pages, what is for Node runs in a page too: it is what tools that know no `exports` take.
  const inline = {
    ...shared, entryPoints: [entries.node], target: pages ? 'es2018' : 'node18',
    plugins: [wasmAsText(join(out, `${name}.wasm`))],
  };
  const forNode = {
    ...inline, outfile: join(out, 'node.cjs'), format: 'cjs', platform: 'node', plugins: [wasmAsText(wasmInNode)],
    ...(inNode?.features.includes('quick') && {
      define: { ...shared.define, HAS_QUICK: 'true' }, alias: { ...shared.alias, 'playward:quick': resolve('js/core/quick.js') },
    }),
  };
  // `platform` names the exports in a way that Node's import finds.
  await build(forNode);
  for (const [file, entry] of Object.entries(threads)) await build({ ...node, entryPoints: [entry], outfile: join(out, file) });
  writeFileSync(join(out, 'node.mjs'), reexport(join(out, 'node.cjs')));
  if (pages) {
    await build({ ...inline, outfile: join(out, 'inline.mjs'), format: 'esm', platform: 'browser' });
    // import.meta came to browsers two years before the standard that names it.
    await build({ ...shared, entryPoints: [entries.web], outfile: join(out, 'web.mjs'), format: 'esm', platform: 'browser', target: 'es2018', supported: { 'import-meta': true } });
  }
  for (const element of elements) {
    const options = { ...shared, entryPoints: [`js/views/${element}.js`], platform: 'browser', target: 'es2018' };
    // The package itself stays outside: two copies would be two instances. Each file uses the one that its importer has.
    await build({ ...options, outfile: join(out, `${element}.mjs`), format: 'esm', plugins: [packageFrom('./web.mjs')] });
    await build({ ...options, outfile: join(out, `${element}-inline.mjs`), format: 'esm', plugins: [packageFrom('./inline.mjs')] });
    await build({ ...options, outfile: join(out, `${element}.cjs`), format: 'cjs', platform: 'node', plugins: [packageFrom('./node.cjs')] });
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
  // A server that does not know .mjs says it is no JavaScript, and a browser refuses it.
  for (const file of pages ? ['web', 'inline', ...elements, ...(picture ? ['picture'] : [])] : []) {
    writeFileSync(join(out, `${file}.js`), readFileSync(join(out, `${file}.mjs`), 'utf8').replace('"./web.mjs"', '"./web.js"'));
  }
  if (entries.miniprogram) await bundleMiniprogram(shared, entries.miniprogram, parts, components, join(out, 'miniprogram'));
  forgetWhereItWasBuilt(out);
}

/** esbuild names the file of every module in a comment. That of the wasm and its glue lies in a folder of this one build. @param {string} out */
function forgetWhereItWasBuilt(out) {
  for (const name of readdirSync(out).filter((file) => /\.[cm]?js$/.test(file))) {
    const file = join(out, name);
    const text = readFileSync(file, 'utf8');
    const tidy = text.replace(/^( *\/\/ )\S*target[\\/]npm[\\/][^\\/]+[\\/]\w+[\\/]/gm, '$1');
    if (tidy !== text) writeFileSync(file, tidy);
  }
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

/** @param {string} file a wasm */
function wasmAsText(file) {
  return {
    name: 'wasm as text',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^playward:wasm-text$/ }, () => ({ path: file, namespace: 'text' }));
      onLoad({ filter: /./, namespace: 'text' }, ({ path }) => ({ contents: `export default '${readFileSync(path, 'base64')}';` }));
    },
  };
}

/** @param {string} file of the package, in place of ./web.mjs */
function packageFrom(file) {
  return { name: 'package', setup({ onResolve }) { onResolve({ filter: /^\.\/web\.mjs$/ }, () => ({ path: file, external: true })); } };
}

/** In Node there is to be one instance and one PlaywardError, however the package is imported. */
function reexport(file) {
  const names = Object.keys(createRequire(import.meta.url)(resolve(file))).sort();
  return `export { ${names.join(', ')} } from './node.cjs';\n`;
}
