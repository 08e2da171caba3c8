// Browsers: init() fetches the wasm that lies beside the module, or takes what it is given.

import { imports, useLoader } from '../../core/instance.js';

/** Compiled by the first init(): after a trap the next one needs no network. @type {WebAssembly.Module | null} */
let compiled = null;

useLoader(async (wasm) => {
  const named = wasm !== undefined && wasm !== null;
  const result = await loadWeb(named ? wasm : compiled || besideModule());
  compiled = result.module || compiled;
  return result;
});

function besideModule() {
  // The CommonJS build has no such thing, and bundlers look for these very words.
  if (!import.meta.url) throw new Error('the CommonJS build needs init({ wasm }): an address, a Response, bytes or a module');
  return new URL(WASM_FILE, import.meta.url);
}

/** @param {unknown} source string | URL | BufferSource | WebAssembly.Module | Response | Promise<Response> */
async function loadWeb(source) {
  let wasm = await source;
  // Not every test runner's window has a Response.
  const fetched = (value) => typeof Response !== 'undefined' && value instanceof Response;
  if (typeof wasm === 'string' || wasm instanceof URL) wasm = await fetch(wasm);
  if (!fetched(wasm)) return WebAssembly.instantiate(wasm, imports);
  if (!wasm.ok) throw new Error(`HTTP ${wasm.status}: ${wasm.url}`);
  // Streaming refuses every other type, and many servers do not know this one.
  const streams = wasm.headers.get('Content-Type') === 'application/wasm' && WebAssembly.instantiateStreaming;
  return streams ? WebAssembly.instantiateStreaming(wasm, imports) : WebAssembly.instantiate(await wasm.arrayBuffer(), imports);
}
