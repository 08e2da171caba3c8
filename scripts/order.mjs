// The order of a wasm's functions. A compressor points back to what it has seen before, and a short way back takes fewer
// bits. So functions that are alike stand side by side: the brotli file is about a hundredth smaller for it.

import { readNumber, sections } from './sections.mjs';

const CODE_SECTION = 10;
/** The number of a function below this is one byte in a call. wasm-opt gives these to the functions that are called most. */
const SHORT = 128;
/** In what wasm-dis writes. */
const FUNCTION = /^ \(func [^]*?^ \)$/gm;

/**
 * @param {Buffer} wasm as wasm-opt has made it @param {string} text the same module, as wasm-dis writes it
 * @param {number} row how many bytes in a row make functions alike; up to 6
 * @returns {string} the text with its functions in the order that compresses well
 */
export function ordered(wasm, text, row) {
  const functions = text.match(FUNCTION);
  const rows = bodies(wasm).map((body) => rowsOf(body, row));
  if (functions.length !== rows.length) throw new Error(`${functions.length} functions in the text, ${rows.length} in the wasm`);
  const numbers = [...rows.keys()];
  const order = chain(numbers.slice(SHORT), rows, chain(numbers.slice(0, SHORT), rows, []));
  let place = 0;
  return text.replace(FUNCTION, () => functions[order[place++]]);
}

/** @param {Buffer} wasm @returns {Buffer[]} the code of its functions */
function bodies(wasm) {
  const { body } = sections(wasm).find(({ id }) => id === CODE_SECTION);
  const count = readNumber(body, 0);
  const found = [];
  for (let place = count.next; found.length < count.value;) {
    const size = readNumber(body, place);
    place = size.next + size.value;
    found.push(body.subarray(size.next, place));
  }
  return found;
}

/** @param {Buffer} body @param {number} row @returns {Set<number>} the rows of bytes that it has */
function rowsOf(body, row) {
  const rows = new Set();
  for (let place = 0; place + row <= body.length; place += 1) rows.add(body.readUIntLE(place, row));
  return rows;
}

/**
 * Goes from each function to the one that is most like it.
 * @param {number[]} numbers @param {Set<number>[]} rows @param {number[]} before what they follow; none: the one with the most rows is first
 * @returns {number[]} `before`, and then the others
 */
function chain(numbers, rows, before) {
  const left = new Set(numbers);
  const order = [...before];
  const most = (of) => [...left].reduce((best, number) => (of(number) > of(best) ? number : best));
  while (left.size) {
    const last = order.at(-1);
    const next = most(last === undefined ? (number) => rows[number].size : (number) => likeness(rows[last], rows[number]));
    left.delete(next);
    order.push(next);
  }
  return order;
}

/** Of all rows of two functions, the part that both have. @param {Set<number>} one @param {Set<number>} other */
function likeness(one, other) {
  let shared = 0;
  for (const row of other) if (one.has(row)) shared += 1;
  return shared / (one.size + other.size - shared);
}
