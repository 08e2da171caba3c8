// The npm packages that are built from the one crate. A further package is one more entry.

/**
 * @typedef {object} Package
 * @property {string} name folder in pkg-template/ and pkg/, and the npm name
 * @property {string[]} features Cargo features
 * @property {'z' | '3'} level what the compiler aims at: a page loads every byte, a server signs all day
 * @property {string[]} types what its index.d.ts is put together from, in js/types
 * @property {{ node: string, web?: string, miniprogram?: string, workerd?: string }} entries one a runtime it runs in
 * @property {string[]} elements custom elements for the browser, beside web.mjs; each has its .d.ts beside it
 * @property {string[]} components of mini-programs, in js/views
 */

const COMMON_TYPES = ['common', 'names/common'];
const LIVE_TYPES = [...COMMON_TYPES, 'live', 'names/live', 'addresses'];
const CLIENT_TYPES = [...LIVE_TYPES, 'vendors', 'ezviz', 'tencent', 'minidrama', 'baijiayun', 'xiaozhibao'];

/** @type {Package[]} */
export const packages = [
  {
    name: 'playward',
    features: ['client'],
    level: 'z',
    types: CLIENT_TYPES,
    entries: { node: 'js/runtime/entry/node.js', web: 'js/runtime/entry/web.js', miniprogram: 'js/runtime/entry/miniprogram.js' },
    elements: ['ptz-element'],
    components: ['ptz-pad'],
  },
  {
    name: 'playward-live',
    features: ['live'],
    level: 'z',
    types: LIVE_TYPES,
    entries: { node: 'js/runtime/entry/live-node.js', web: 'js/runtime/entry/live-web.js', miniprogram: 'js/runtime/entry/live-miniprogram.js' },
    elements: ['ptz-element'],
    components: ['ptz-pad'],
  },
  {
    name: 'playward-debug',
    features: ['debug'],
    level: 'z',
    types: [...COMMON_TYPES, 'debug'],
    entries: { node: 'js/runtime/entry/debug-node.js', web: 'js/runtime/entry/debug-web.js', miniprogram: 'js/runtime/entry/debug-miniprogram.js' },
    elements: [],
    components: [],
  },
  {
    name: 'playward-server',
    features: ['server'],
    level: '3',
    types: [...CLIENT_TYPES, 'server/ezviz', 'server/tencent', 'server/minidrama', 'server/minidrama-apis', 'server/baijiayun', 'server/baijiayun-apis'],
    entries: { node: 'js/runtime/entry/server.js', workerd: 'js/runtime/entry/server-workerd.js' },
    elements: [],
    components: [],
  },
];
