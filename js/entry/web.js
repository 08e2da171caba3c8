// Browsers: init() fetches the wasm that lies beside the module, or takes what it is given.

import { imports, useLoader } from '../instance.js';
import { loadWeb } from '../load/web.js';

useLoader((wasm) => loadWeb(wasm === undefined || wasm === null ? besideModule() : wasm, imports));

function besideModule() {
  // The CommonJS build has no such thing, and bundlers look for these very words.
  if (!import.meta.url) throw new Error('the CommonJS build needs init({ wasm }): an address, a Response, bytes or a module');
  return new URL('./playward.wasm', import.meta.url);
}

export * from '../index.js';
