// Whatever a page may hand to init(), as a wasm instance.

/**
 * @param {unknown} source string | URL | BufferSource | WebAssembly.Module | Response | Promise<Response>
 * @param {WebAssembly.Imports} imports
 */
export async function loadWeb(source, imports) {
  let wasm = await source;
  if (typeof wasm === 'string' || wasm instanceof URL) wasm = await fetch(wasm);
  if (!(wasm instanceof Response)) return WebAssembly.instantiate(wasm, imports);
  if (!wasm.ok) throw new Error(`HTTP ${wasm.status}: ${wasm.url}`);
  // Streaming refuses every other type, and many servers do not know this one.
  const streams = wasm.headers.get('Content-Type') === 'application/wasm' && WebAssembly.instantiateStreaming;
  return streams ? WebAssembly.instantiateStreaming(wasm, imports) : WebAssembly.instantiate(await wasm.arrayBuffer(), imports);
}
