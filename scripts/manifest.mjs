// The package.json that npm gets. What a package is called and about stands in pkg-template, the rest follows from the table of packages.

/**
 * @param {import('./packages.mjs').Package} pack
 * @param {{ name: string, description: string, keywords: string[] }} about
 * @param {string} version
 */
export function manifest({ entries, threads = {}, elements, picture, commands }, { name, ...about }, version) {
  const wasm = `${name}.wasm`;
  const pages = Boolean(entries.web);
  const esm = (file, types = 'index') => ({ types: `./${types}.d.mts`, default: `./${file}.mjs` });
  const cjs = (file, types = 'index') => ({ types: `./${types}.d.cts`, default: `./${file}.cjs` });
  const node = { import: esm('node'), require: cjs('node') };
  const subpaths = elements.map((element) => [subpathOf(element), {
    node: cjs(element, element), import: esm(element, element), require: cjs(element, element),
  }]);
  // A page's bundler or a phone loads the compressed file as well.
  const loaded = pages ? [wasm, `${wasm}.br`] : [wasm];
  const phone = entries.miniprogram && { types: './index.d.cts', default: './miniprogram/index.js' };
  return {
    name,
    version,
    ...about,
    license: 'MIT',
    type: 'commonjs',
    engines: { node: '>=18' },
    main: './node.cjs',
    // For tools that know no exports: webpack 4, Parcel.
    ...(pages && { module: './inline.mjs' }),
    types: './index.d.cts',
    ...(commands && { bin: { [name]: 'commands.cjs' } }),
    ...(phone && { miniprogram: 'miniprogram' }),
    exports: {
      '.': {
        ...(entries.workerd && { workerd: esm('workerd') }),
        ...(phone && { miniprogram: phone }),
        // `module`: a bundler lays one file for import and require, so that there is one instance.
        ...(pages ? { node, module: esm('web'), import: esm('web'), require: cjs('node') } : node),
      },
      ...(pages && { './inline': { node, module: esm('inline'), import: esm('inline'), require: cjs('node') } }),
      ...(phone && { './miniprogram': phone }),
      ...Object.fromEntries(subpaths.map(([subpath, files]) => [`./${subpath}`, files])),
      ...(picture && { './picture': { import: esm('picture', 'picture') } }),
      ...Object.fromEntries([...loaded, 'package.json'].map((file) => [`./${file}`, `./${file}`])),
    },
    ...(pages && { sideEffects: elements.length > 0 && elements.flatMap((element) => [`./${element}.mjs`, `./${element}-inline.mjs`, `./${element}.cjs`]) }),
    files: [
      'index.d.cts', 'index.d.mts', 'node.cjs', 'node.mjs', ...(pages ? ['web.js', 'web.mjs', 'inline.js', 'inline.mjs', 'inline'] : []),
      ...elements.flatMap((element) => [`${element}.d.mts`, `${element}.d.cts`, `${element}.js`, `${element}.mjs`, `${element}-inline.mjs`, `${element}.cjs`, subpathOf(element)]),
      ...(entries.workerd ? ['workerd.mjs'] : []), ...(picture ? ['picture.d.mts', 'picture.js', 'picture.mjs'] : []), ...(commands ? ['commands.cjs'] : []), ...Object.keys(threads), ...loaded,
      ...(entries.miniprogram ? ['miniprogram'] : []),
    ],
    publishConfig: { access: 'public' },
  };
}

/** What stands in a folder of a subpath's name, for tools that know no exports. @param {import('./packages.mjs').Package} pack @returns {Record<string, object>} */
export function subpathManifests({ entries, elements }) {
  return {
    ...(entries.web && { inline: { main: '../node.cjs', module: '../inline.mjs', types: '../index.d.cts' } }),
    ...Object.fromEntries(elements.map((element) => [
      subpathOf(element), { main: `../${element}.cjs`, module: `../${element}-inline.mjs`, types: `../${element}.d.cts` },
    ])),
  };
}

/** 'ptz' of 'ptz-element'. @param {string} element */
function subpathOf(element) {
  return element.replace('-element', '');
}
