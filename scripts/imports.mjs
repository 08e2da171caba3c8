// wasm-bindgen names an import by what it does and a hash of where it comes from. The hash is 16 bytes that do not
// compress, twice for every import: in the wasm and in the file a mini-program carries. Here it comes off.

import { readFileSync, writeFileSync } from 'node:fs';

const IMPORT_SECTION = 2;
const HEADER_BYTES = 8;

/**
 * Gives the imports of a wasm their short names.
 * @param {string} wasm @param {string} glue the JavaScript that wasm-bindgen wrote
 * @param {string} module the file to write: the imports under their new names
 */
export function shortenImports(wasm, glue, module) {
  const bytes = readFileSync(wasm);
  const names = new Map();
  writeFileSync(wasm, renamed(bytes, (name) => {
    const plain = name.replace(/^__wb(g|indgen)_+/, '').replace(/^wbindgen_/, '').replace(/_[0-9a-f]{16}$/, '');
    const taken = [...names.values()].filter((other) => other.replace(/_\d+$/, '') === plain).length;
    names.set(name, taken ? `${plain}_${taken + 1}` : plain);
    return names.get(name);
  }));
  const lines = [...names].map(([long, short]) => `  ${long} as ${short},\n`);
  // Without imports there is nothing that the glue would be needed for.
  const glued = names.size ? `export {\n${lines.join('')}  __wbg_set_wasm,\n} from ${JSON.stringify(glue)};\n` : 'export {};\n';
  writeFileSync(module, glued);
}

/** @param {Buffer} bytes @param {(name: string) => string} rename */
function renamed(bytes, rename) {
  const out = [bytes.subarray(0, HEADER_BYTES)];
  let place = HEADER_BYTES;
  while (place < bytes.length) {
    const id = bytes[place];
    const size = readNumber(bytes, place + 1);
    const body = bytes.subarray(size.next, size.next + size.value);
    const written = id === IMPORT_SECTION ? imports(body, rename) : body;
    out.push(Buffer.of(id), number(written.length), written);
    place = size.next + size.value;
  }
  return Buffer.concat(out);
}

/** All imports are functions: a kind, and the number of a type. */
function imports(body, rename) {
  const count = readNumber(body, 0);
  const out = [number(count.value)];
  let place = count.next;
  for (let index = 0; index < count.value; index += 1) {
    const module = readName(body, place);
    const name = readName(body, module.next);
    if (body[name.next] !== 0) throw new Error(`import ${name.value} is no function`);
    const type = readNumber(body, name.next + 1);
    for (const text of [module.value, rename(name.value)]) out.push(number(Buffer.byteLength(text)), Buffer.from(text));
    out.push(Buffer.of(0), number(type.value));
    place = type.next;
  }
  return Buffer.concat(out);
}

function readName(bytes, place) {
  const { value, next } = readNumber(bytes, place);
  return { value: bytes.toString('utf8', next, next + value), next: next + value };
}

/** LEB128, as all numbers of a wasm. */
function readNumber(bytes, place) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[place];
    place += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next: place };
  }
}

function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.of(...bytes, value);
}
