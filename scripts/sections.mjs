// A wasm as a file: sections, and numbers in LEB128.

const HEADER_BYTES = 8;

/**
 * Writes the module anew, with some of its sections changed.
 * @param {Buffer} wasm @param {(id: number, body: Buffer) => Buffer} change gives what the section holds from now on
 */
export function withSections(wasm, change) {
  const out = [wasm.subarray(0, HEADER_BYTES)];
  for (const { id, body } of sections(wasm)) {
    const changed = change(id, body);
    out.push(Buffer.of(id), number(changed.length), changed);
  }
  return Buffer.concat(out);
}

/** @param {Buffer} wasm @returns {{ id: number, body: Buffer }[]} */
export function sections(wasm) {
  const found = [];
  for (let place = HEADER_BYTES; place < wasm.length;) {
    const size = readNumber(wasm, place + 1);
    found.push({ id: wasm[place], body: wasm.subarray(size.next, size.next + size.value) });
    place = size.next + size.value;
  }
  return found;
}

/** @param {Buffer} bytes @param {number} place @returns {{ value: number, next: number }} the number, and where it ends */
export function readNumber(bytes, place) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[place];
    place += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next: place };
  }
}

/** @param {number} value */
export function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.of(...bytes, value);
}
