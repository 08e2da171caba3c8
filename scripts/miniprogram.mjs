// The JavaScript of a mini-program: index.js, and beside it the parts that a page may never use. WeChat packs what a static require()
// names, so index.js names each part in a getter, and a part gets what it shares with index.js from there: there is one core.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';

/** Fields that no page sees; where every byte counts they get short names. */
const OURS_ALONE = /^_(core|call|open|live|revive|last|left)$/;

/** What WeChat's JavaScript engines know. */
const EDITION = 2017;

/** What parts use of index.js. */
const SHARED = 'js/runtime/shared.js';

/**
 * @param {import('esbuild').BuildOptions} shared
 * @param {string} entry @param {import('./packages.mjs').Part[]} parts @param {string[]} components @param {string} out
 */
export async function bundleMiniprogram(shared, entry, parts, components, out) {
  const options = {
    ...shared, format: 'cjs', platform: 'neutral', target: `es${EDITION}`, minify: true, mangleProps: OURS_ALONE, logOverride: { 'commonjs-variable-in-esm': 'silent' },
    // There is none in WeChat: what is for Node is left out.
    define: { ...shared.define, process: 'undefined' },
  };
  /** The names that a module exports, and the modules that it names itself. */
  async function look(file) {
    const { metafile } = await build({ ...shared, entryPoints: [file], format: 'esm', platform: 'neutral', write: false, metafile: true, logLevel: 'error' });
    return { names: Object.values(metafile.outputs)[0].exports.sort(), modules: metafile.inputs[file].imports.map(({ path }) => path) };
  }
  const all = await look(entry);
  const offered = await look(SHARED);
  const laid = await Promise.all(parts.map(async (part) => ({ ...part, ...await look(part.from) })));
  const used = new Set((await Promise.all(parts.map(({ from }) => imported(shared, from, offered.modules)))).flat());
  const common = { ...offered, names: offered.names.filter((name) => used.has(name)) };

  let mangleCache = await lay(join(out, 'index.js'), {
    ...options, stdin: { contents: facade(entry, all.names, laid, common.names), resolveDir: resolve('.') }, mangleCache: {},
    plugins: [beside, replaced(laid, ({ names }) => `export let ${names.join(', ')};`)],
  });
  const ofIndex = `export const [${common.names.join(', ')}] = require('./index.js')._;`;
  for (const part of laid) {
    const others = laid.filter((other) => other !== part);
    mangleCache = await lay(join(out, `${part.file}.js`), {
      ...options, stdin: { contents: `import { ${part.names.join(', ')} } from './${part.from}';\nmodule.exports = { ${part.names.join(', ')} };`, resolveDir: resolve('.') }, mangleCache,
      plugins: [
        beside,
        replaced(others, ({ file, names }) => `export const { ${names.join(', ')} } = require('./${file}.js');`),
        replaced([{ from: SHARED }], () => ofIndex),
        replaced(common.modules.map((from) => ({ from })), () => `export * from './${SHARED}';`),
      ],
    });
  }
  for (const component of components) {
    await lay(join(out, component, 'index.js'), { ...options, mangleProps: undefined, entryPoints: [join('js', 'views', component, 'index.js')], plugins: [beside] });
  }
}

/** Writes one file: esbuild joins its modules, terser makes 3 % less of it than esbuild can. @returns {Promise<Record<string, string | false>>} the short names given out */
async function lay(file, options) {
  const { outputFiles: [{ text }], mangleCache } = await build({ ...options, write: false });
  const { code } = await minify(text, { ecma: EDITION, module: true, compress: { passes: 3 } });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${code}\n`);
  return mangleCache;
}

/** The names that a file, or what it is made of, imports from these modules. @param {string} file @param {string[]} modules @returns {Promise<string[]>} */
async function imported(shared, file, modules) {
  const outside = {
    name: 'modules outside',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => (modules.includes(relative('.', join(resolveDir, path))) ? { path, external: true } : undefined));
    },
  };
  const { outputFiles: [{ text }] } = await build({ ...shared, entryPoints: [file], format: 'esm', platform: 'neutral', write: false, plugins: [outside], logLevel: 'error' });
  return [...text.matchAll(/^import \{([^}]+)\}/gm)].flatMap(([, names]) => names.split(',').map((name) => name.trim().split(' as ')[0]));
}

/** What index.js is made from. esbuild's own way from exports to module.exports costs 400 bytes. */
function facade(entry, names, parts, common) {
  const own = parts.filter(({ of }) => !of);
  const eager = names.filter((name) => !own.some((part) => part.names.includes(name)));
  const lines = [`import { ${eager.join(', ')} } from './${entry}';`, `module.exports = { ${eager.join(', ')} };`];
  if (parts.length) lines.push("const later = (names, load, of = module.exports) => names.split(' ').forEach((name) => Object.defineProperty(of, name, { enumerable: true, get: () => load()[name] }));");
  for (const { of, names: theirs, file } of parts) lines.push(`later('${theirs.join(' ')}', () => require('./${file}.js')${of ? `, ${of}` : ''});`);
  // Some of them the entry exports too.
  const ours = (name) => `$${name}`;
  const renamed = common.map((name) => `${name} as ${ours(name)}`);
  if (parts.length) lines.push(`import { ${renamed.join(', ')} } from './${SHARED}';`, `Object.defineProperty(module.exports, '_', { value: [${common.map(ours).join(', ')}] });`);
  return lines.join('\n');
}

/** What is required is a file of the package; what is imported comes into the file. */
const beside = {
  name: 'files beside',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, kind }) => (kind === 'require-call' ? { path, external: true } : undefined));
  },
};

/** Puts other contents in place of modules. @template {{ from: string }} T @param {T[]} modules @param {(module: T) => string} contents */
function replaced(modules, contents) {
  return {
    name: 'replaced modules',
    setup({ onLoad }) {
      for (const module of modules) {
        const path = resolve(module.from);
        onLoad({ filter: new RegExp(`^${path.replace(/[^\w/-]/g, '\\$&')}$`) }, () => ({ contents: contents(module), resolveDir: resolve('.') }));
      }
    },
  };
}
