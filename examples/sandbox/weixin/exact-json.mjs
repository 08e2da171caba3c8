// JSON with 64-bit integers: what a number cannot hold is a BigInt here and an integer there.

const TOKENS = /"(?:[^"\\]|\\.)*"|(?<![\d.eE])-?\d{16,}(?![\d.eE])/g;
const MARK = '\u0000';
const MARKED = /"\\u0000(-?\d+)"/g;

/** @param {string} text @throws {SyntaxError} */
export function readExact(text) {
  const marked = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : `"\\u0000${token}"`));
  return JSON.parse(marked, (name, value) => (typeof value === 'string' && /^\0-?\d+$/.test(value) ? BigInt(value.slice(1)) : value));
}

/** @param {unknown} value with BigInts anywhere */
export function writeExact(value) {
  return JSON.stringify(value, (name, one) => (typeof one === 'bigint' ? `${MARK}${one}` : one)).replace(MARKED, '$1');
}
