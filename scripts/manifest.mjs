// The package.json that npm gets. What a package is called and about stands in pkg-template, the rest follows from the table of packages.

/**
 * @param {import('./packages.mjs').Package} pack
 * @param {{ name: string, description: string, keywords: string[] }} about
 * @param {string} version
 */
export function manifest({ entries, threads = {}, elements, picture, commands }, { name, ...about }, version) {
  const wasm = `${name}.wasm`;
  const pages = Boolean(entries.web);
  const modules = ['node', ...(pages ? ['web'] : [])].flatMap((file) => [`${file}.cjs`, `${file}.mjs`]);
  const subpaths = elements.map((element) => [`./${element.replace('-element', '')}`, {
    import: { types: `./${element}.d.mts`, default: `./${element}.mjs` },
  }]);
  // A page's bundler or a phone loads the compressed file as well.
  const loaded = pages ? [wasm, `${wasm}.br`] : [wasm];
  return {
    name,
    version,
    ...about,
    license: 'MIT',
    type: 'commonjs',
    engines: { node: '>=18' },
    main: './node.cjs',
    types: './index.d.cts',
    ...(commands && { bin: { [name]: 'commands.cjs' } }),
    ...(entries.miniprogram && { miniprogram: 'miniprogram' }),
    exports: {
      '.': {
        ...(entries.workerd && { workerd: { types: './index.d.mts', default: './workerd.mjs' } }),
        ...(pages ? { node: either('node'), ...either('web') } : either('node')),
      },
      ...Object.fromEntries(subpaths),
      ...(picture && { './picture': { import: { types: './picture.d.mts', default: './picture.mjs' } } }),
      ...Object.fromEntries([...loaded, 'package.json'].map((file) => [`./${file}`, `./${file}`])),
    },
    ...(elements.length && { sideEffects: elements.map((element) => `./${element}.mjs`) }),
    files: [
      'index.d.cts', 'index.d.mts', ...modules, ...elements.flatMap((element) => [`${element}.d.mts`, `${element}.mjs`]),
      ...(entries.workerd ? ['workerd.mjs'] : []), ...(picture ? ['picture.d.mts', 'picture.mjs'] : []), ...(commands ? ['commands.cjs'] : []), ...Object.keys(threads), ...loaded, ...(entries.miniprogram ? ['miniprogram'] : []),
    ],
    publishConfig: { access: 'public' },
  };
}

/** A build for ES modules and one for CommonJS. @param {string} file */
function either(file) {
  return {
    import: { types: './index.d.mts', default: `./${file}.mjs` },
    require: { types: './index.d.cts', default: `./${file}.cjs` },
  };
}
