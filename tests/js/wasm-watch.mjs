// The memory of a package's wasm: how large it is, and what stays in it.

import { readFileSync } from 'node:fs';

const folder = new URL('../../pkg/playward/', import.meta.url);

/** A module whose one function traps. */
const TRAP = new WebAssembly.Module(Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11,
));

/**
 * A copy of the client of its own: its memory, and a way to make its next call trap.
 * @param {string} name tells copies apart
 */
export async function watchedClient(name) {
  const { instantiate } = WebAssembly;
  let memory;
  let trapping = false;
  let entered = 0;
  const traps = new WebAssembly.Instance(TRAP).exports.trap;
  const guarded = (exported) => (...given) => {
    entered += 1;
    if (trapping) {
      trapping = false;
      traps();
    }
    return exported(...given);
  };
  WebAssembly.instantiate = async (wasm, imports) => {
    const result = await instantiate(wasm, imports);
    const instance = result instanceof WebAssembly.Instance ? result : result.instance;
    // Node's own fetch comes by here too.
    if (!('./playward_bg.js' in imports)) return result;
    memory = instance.exports.memory;
    const exports = Object.fromEntries(Object.entries(instance.exports).map(([key, value]) => [key, typeof value === 'function' ? guarded(value) : value]));
    return { instance: { exports }, module: result.module };
  };
  const client = await import(new URL(`web.mjs?${name}`, folder).href);
  await client.init({ wasm: readFileSync(new URL('playward.wasm', folder)) });
  return { client, size: () => memory.buffer.byteLength, trapNext: () => { trapping = true; }, entries: () => entered };
}

/** Call it before the package is loaded. @returns {() => Buffer} the memory as it is */
export function watchMemory() {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports) {
      super(module, imports);
      if (this.exports.memory) memory = this.exports.memory;
    }
  };
  return () => Buffer.from(memory.buffer);
}

/** Call it before the package is loaded. @returns {(call: () => void) => string[]} the exports that a call enters */
export function watchEntries() {
  const { Instance } = WebAssembly;
  let entered = [];
  WebAssembly.Instance = function Watched(module, imports) {
    const { exports } = new Instance(module, imports);
    const watch = ([name, member]) => [name, typeof member === 'function' ? (...given) => (entered.push(name), member(...given)) : member];
    return { exports: Object.fromEntries(Object.entries(exports).map(watch)) };
  };
  return (call) => {
    entered = [];
    call();
    return entered;
  };
}

/** Where a key stands: as it is, or as HMAC mixes it with its pads. Half a key is one too. @param {Buffer} memory @param {string} key */
export function keysIn(memory, key) {
  const bytes = Buffer.from(key);
  const halves = [bytes.subarray(0, 16), bytes.subarray(16, 32), bytes.subarray(-16)];
  const masks = [0, 0x36, 0x5c, 0x36 ^ 0x5c];
  return masks.flatMap((mask) => halves.map((half) => [mask, memory.indexOf(half.map((byte) => byte ^ mask))])).filter(([, place]) => place >= 0);
}
