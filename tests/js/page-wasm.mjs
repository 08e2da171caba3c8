// Resolves the package for Node to the one that pages load, whose wasm is another one: see page-wasm.test.mjs.

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  return next(specifier.replace(/pkg\/playward\/node\.mjs$/, 'pkg/playward/inline.mjs'), context);
}
