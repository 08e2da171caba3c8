// wasm-bindgen names an import by what it does and a hash of where it comes from. The hash is 16 bytes that do not
// compress, twice for every import: in the wasm and in the file a mini-program carries. Here it comes off.

import { readFileSync, writeFileSync } from 'node:fs';
import { number, readNumber, withSections } from './sections.mjs';

const IMPORT_SECTION = 2;

/**
 * Gives the imports of a wasm their short names.
 * @param {string} wasm @param {string} glue the JavaScript that wasm-bindgen wrote
 * @param {string} module the file to write: the imports under their new names
 */
export function shortenImports(wasm, glue, module) {
  const bytes = readFileSync(wasm);
  const names = new Map();
  const rename = (name) => {
    const plain = name.replace(/^__wb(g|indgen)_+/, '').replace(/^wbindgen_/, '').replace(/_[0-9a-f]{16}$/, '');
    const taken = [...names.values()].filter((other) => other.replace(/_\d+$/, '') === plain).length;
    names.set(name, taken ? `${plain}_${taken + 1}` : plain);
    return names.get(name);
  };
  writeFileSync(wasm, withSections(bytes, (id, body) => (id === IMPORT_SECTION ? imports(body, rename) : body)));
  const lines = [...names].map(([long, short]) => `  ${long} as ${short},\n`);
  // Without imports there is nothing that the glue would be needed for.
  const glued = names.size ? `export {\n${lines.join('')}  __wbg_set_wasm,\n} from ${JSON.stringify(glue)};\n` : 'export {};\n';
  writeFileSync(module, glued);
}

/** All imports are functions: a kind, and the number of a type. @param {Buffer} body @param {(name: string) => string} rename */
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
