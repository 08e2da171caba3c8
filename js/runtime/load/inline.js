// The wasm stands in the JavaScript: for Node, for servers that are bundled into one file, and for bundlers that lay no
// files beside. Nothing here names a runtime, so that it runs in all of them.

import text from 'playward:wasm-text';
import { imports, install, useLoader } from '../../core/instance.js';
import { loadWasm } from './source.js';

const bytes = () => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** @type {WebAssembly.Module | null} */
let compiled = null;

// After a trap, init() makes another instance. What a page names itself counts more.
useLoader(async (wasm) => {
  const named = wasm !== undefined && wasm !== null;
  const result = await loadWasm(() => (named ? wasm : compiled || bytes()));
  compiled = result.module || compiled;
  return result;
});

// At once, so that init() is not needed. Where the runtime refuses that, such as an old browser, init() says why.
try {
  compiled = new WebAssembly.Module(bytes());
  install(new WebAssembly.Instance(compiled, imports));
} catch {
  compiled = null;
}
