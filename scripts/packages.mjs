// The npm packages that are built from the one crate. A further package is one more entry.

/**
 * How a wasm is built.
 * @typedef {object} Build
 * @property {string[]} features Cargo features
 * @property {'z' | '3'} level what the compiler aims at: a page loads every byte, a server signs all day
 * @property {number} [inlined] with level z: a function that costs LLVM no more than this goes into its callers; more is faster and larger
 * @property {'phone' | 'server'} runs where it runs: a phone has WebAssembly 1.0 alone, Node and workerd have what they are used for, see wasm.mjs
 *
 * @typedef {object} PackageOnly
 * @property {string} name folder in pkg-template/ and pkg/, and the npm name
 * @property {Build} [inNode] the wasm within node.cjs, where it is another one than the file that pages load: nobody waits for it to come over a network
 * @property {string[]} types what its index.d.ts is put together from, in js/types
 * @property {{ node: string, web?: string, miniprogram?: string, workerd?: string }} entries one a runtime it runs in
 * @property {Record<string, string>} [threads] files that a worker thread of Node starts with, beside node.cjs: name → entry
 * @property {Part[]} parts of mini-programs: what stands in a file of its own, which index.js requires when it is first used
 * @property {string[]} elements custom elements for the browser, beside web.mjs; each has its .d.ts beside it
 * @property {string[]} components of mini-programs, in js/views; view is what the others share
 * @property {boolean} [picture] the picture of a session, for pages
 * @property {string} [commands] the program that `npx` runs, by the package's name
 *
 * @typedef {Build & PackageOnly} Package
 *
 * @typedef {object} Part
 * @property {string} file its name, without .js
 * @property {string} from the module in js/ that is put there; all that it exports
 * @property {string} [of] the namespace that its names belong to, such as 'ezviz'; absent: the package itself
 */

const COMMON_TYPES = ['common', 'names/common'];
const LIVE_TYPES = [...COMMON_TYPES, 'live', 'names/live', 'addresses'];
const CLIENT_TYPES = [...LIVE_TYPES, 'vendors', 'ezviz', 'tencent', 'minidrama', 'baijiayun', 'xiaozhibao'];

/** Of a page that only plays live, nothing of this is loaded. @type {Part[]} */
const LIVE_PARTS = [
  { file: 'ptz', from: 'js/ptz/index.js' },
  { file: 'renewal', from: 'js/renewal.js' },
  { file: 'send-trace', from: 'js/supervise/send-trace.js' },
  { file: 'talk', from: 'js/talk/index.js' },
  { file: 'video-context', from: 'js/supervise/video-context.js' },
  { file: 'live-pusher', from: 'js/supervise/live-pusher.js' },
];
/** @type {Part[]} */
const CLIENT_PARTS = [...LIVE_PARTS, { file: 'ezviz-camera', from: 'js/vendors/ezviz-camera.js', of: 'ezviz' }];

/** @type {Package[]} */
export const packages = [
  {
    name: 'playward',
    features: ['client'],
    level: 'z',
    inlined: 12,
    runs: 'phone',
    // Tools that know no exports lay node.cjs into pages.
    inNode: { features: ['client', 'quick'], level: '3', runs: 'phone' },
    types: CLIENT_TYPES,
    entries: { node: 'js/runtime/entry/node.js', web: 'js/runtime/entry/web.js', miniprogram: 'js/runtime/entry/miniprogram.js' },
    parts: CLIENT_PARTS,
    elements: ['live-view-element', 'ptz-element'],
    components: ['ptz-pad', 'talk-button', 'view', 'live-view', 'episode-view', 'push-view'],
    picture: true,
    commands: 'js/commands/playward.js',
  },
  {
    name: 'playward-live',
    features: ['live'],
    level: 'z',
    inlined: 5,
    runs: 'phone',
    types: LIVE_TYPES,
    entries: { node: 'js/runtime/entry/live-node.js', web: 'js/runtime/entry/live-web.js', miniprogram: 'js/runtime/entry/live-miniprogram.js' },
    parts: LIVE_PARTS,
    elements: ['live-view-element', 'ptz-element'],
    components: ['ptz-pad', 'talk-button', 'view', 'live-view', 'episode-view', 'push-view'],
  },
  {
    name: 'playward-debug',
    features: ['debug'],
    level: 'z',
    inlined: 5,
    runs: 'phone',
    types: [...COMMON_TYPES, 'debug'],
    entries: { node: 'js/runtime/entry/debug-node.js', web: 'js/runtime/entry/debug-web.js', miniprogram: 'js/runtime/entry/debug-miniprogram.js' },
    parts: [],
    elements: [],
    components: [],
  },
  {
    name: 'playward-server',
    features: ['server', 'quick'],
    level: '3',
    runs: 'server',
    types: [...CLIENT_TYPES, 'server/ezviz', 'server/tencent', 'server/minidrama', 'server/minidrama-apis', 'server/baijiayun', 'server/baijiayun-apis'],
    entries: { node: 'js/runtime/entry/server.js', workerd: 'js/runtime/entry/server-workerd.js' },
    threads: { 'cdn-log-thread.cjs': 'js/runtime/entry/server-cdn-log-thread.js' },
    commands: 'js/commands/playward-server.js',
    parts: [],
    elements: [],
    components: [],
  },
];
