// A wasm from wherever a page says: an address, a response, bytes or a module.

import { imports } from '../../core/instance.js';

/** How every wasm begins. */
const MAGIC = [0, 0x61, 0x73, 0x6d];

/** What to do where the file is not beside the script. */
export const WAYS =
  `Vite 的开发服务器加 optimizeDeps: { exclude: ['${PACKAGE}'] }；或 import '${PACKAGE}/inline'；或把 ${PACKAGE}.wasm 放到脚本旁边，或用 init({ wasm }) 指明 / ` +
  `for Vite's dev server set optimizeDeps: { exclude: ['${PACKAGE}'] }; or import '${PACKAGE}/inline'; or lay ${PACKAGE}.wasm beside the script, or name it: init({ wasm })`;

/** A bundler that does not know of mini-programs has laid the browser's file into one. */
const IN_A_MINIPROGRAM =
  `小程序请 import '${PACKAGE}/miniprogram'，或给打包工具设 resolve 条件 miniprogram，并把 ${PACKAGE}.wasm.br 复制到输出里 / ` +
  `in a mini-program import '${PACKAGE}/miniprogram', or set the bundler's resolve condition miniprogram, and copy ${PACKAGE}.wasm.br into the output`;

/** @param {() => unknown} source gives string | URL | BufferSource | WebAssembly.Module | Response | Promise<Response> */
export async function loadWasm(source) {
  if (typeof WebAssembly === 'undefined' && typeof WXWebAssembly !== 'undefined') throw new Error(IN_A_MINIPROGRAM);
  let wasm = await source();
  if (typeof wasm === 'string' || wasm instanceof URL) wasm = await fetch(wasm);
  // Not every test runner's window has a Response.
  if (typeof Response === 'undefined' || !(wasm instanceof Response)) return WebAssembly.instantiate(wasm, imports);
  if (!wasm.ok) throw new Error(`HTTP ${wasm.status}: ${wasm.url}: ${WAYS}`);
  // Streaming refuses every other type, and many servers do not know this one.
  const streams = wasm.headers.get('Content-Type') === 'application/wasm' && WebAssembly.instantiateStreaming;
  if (streams) return WebAssembly.instantiateStreaming(wasm, imports);
  const bytes = await wasm.arrayBuffer();
  const first = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, MAGIC.length));
  // A development server answers with its page where it finds no file.
  if (MAGIC.some((byte, at) => first[at] !== byte)) {
    const what = first[0] === 0x3c ? 'HTML' : wasm.headers.get('Content-Type') || '?';
    throw new Error(`${wasm.url}: ${what}, not wasm: ${WAYS}`);
  }
  return WebAssembly.instantiate(bytes, imports);
}
