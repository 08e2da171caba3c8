// The npm packages that are built from the one crate. A further package is one more entry.

/**
 * @typedef {object} Package
 * @property {string} name folder in pkg-template/ and pkg/, and the npm name
 * @property {string[]} features Cargo features besides the default ones
 * @property {string} types its curated .d.ts
 * @property {{ node: string, web?: string, miniprogram?: string }} entries one a runtime it runs in
 * @property {string[]} elements custom elements for the browser, beside web.mjs; each has its .d.ts beside it
 */

/** @type {Package[]} */
export const packages = [
  {
    name: 'playward',
    features: [],
    types: 'js/index.d.ts',
    entries: { node: 'js/entry/node.js', web: 'js/entry/web.js', miniprogram: 'js/entry/miniprogram.js' },
    elements: ['ptz-element'],
  },
];
