// The memory of a package's wasm, searched for what must not stay there.

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

/** Where a key stands: as it is, or as HMAC mixes it with its pads. Half a key is one too. @param {Buffer} memory @param {string} key */
export function keysIn(memory, key) {
  const bytes = Buffer.from(key);
  const halves = [bytes.subarray(0, 16), bytes.subarray(16, 32), bytes.subarray(-16)];
  const masks = [0, 0x36, 0x5c, 0x36 ^ 0x5c];
  return masks.flatMap((mask) => halves.map((half) => [mask, memory.indexOf(half.map((byte) => byte ^ mask))])).filter(([, place]) => place >= 0);
}
