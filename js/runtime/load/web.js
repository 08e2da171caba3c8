// Browsers: init() fetches the wasm that lies beside the module, or takes what it is given.

import { useLoader } from '../../core/instance.js';
import { loadWasm, WAYS } from './source.js';

/** Compiled by the first init(): after a trap the next one needs no network. @type {WebAssembly.Module | null} */
let compiled = null;

useLoader(async (wasm) => {
  const named = wasm !== undefined && wasm !== null;
  const result = await loadWasm(() => (named ? wasm : compiled || besideModule()));
  compiled = result.module || compiled;
  return result;
});

function besideModule() {
  // A script that is no module does not know where it lies.
  if (!import.meta.url) throw new Error(WAYS);
  // Bundlers look for these very words.
  return new URL(WASM_FILE, import.meta.url);
}
