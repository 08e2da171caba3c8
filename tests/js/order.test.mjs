// The order of a wasm's functions: likes side by side, and nothing else changed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ordered } from '../../scripts/order.mjs';

const COUNT = 300;
/** The numbers that are one byte in a call. */
const SHORT = 128;

/** Two kinds of functions in turns. */
const kindOf = (number) => number % 2;
const body = (number) => (kindOf(number)
  ? `(f64.sqrt (f64.add (f64.mul (local.get 0) (local.get 0)) (f64.const ${number})))`
  : `(f64.convert_i32_s (i32.xor (i32.trunc_f64_s (local.get 0)) (i32.const ${number})))`);

let folder;
const file = (name) => join(folder, name);
const binaryen = (command, ...args) => execFileSync(process.execPath, [fileURLToPath(new URL(`../../node_modules/binaryen/bin/${command}`, import.meta.url)), ...args]);

before(() => { folder = mkdtempSync(join(tmpdir(), 'playward-order-')); });
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {string} text @returns {Buffer} */
function assembled(name, text) {
  writeFileSync(file(`${name}.wat`), text);
  binaryen('wasm-as', file(`${name}.wat`), '-o', file(`${name}.wasm`));
  return readFileSync(file(`${name}.wasm`));
}

test('functions that are alike stand side by side, those called most are still the first, and all do what they did', () => {
  const functions = Array.from({ length: COUNT }, (none, number) => `(func (export "f${number}") (param f64) (result f64) ${body(number)})`);
  const wasm = assembled('before', `(module ${functions.join('\n')})`);
  binaryen('wasm-dis', file('before.wasm'), '-o', file('text.wat'));
  const text = ordered(wasm, readFileSync(file('text.wat'), 'utf8'), 4);

  const order = [...text.matchAll(/^ \(func \$(\d+) /gm)].map(([, number]) => Number(number));
  assert.deepEqual([...order].sort((one, other) => one - other), [...Array(COUNT).keys()]);
  assert.ok(order.slice(0, SHORT).every((number) => number < SHORT));
  const changes = (numbers) => numbers.filter((number, place) => place > 0 && kindOf(number) !== kindOf(numbers[place - 1])).length;
  assert.deepEqual([changes(order.slice(0, SHORT)), changes(order.slice(SHORT))], [1, 1]);

  const [one, other] = [wasm, assembled('after', text)].map((bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports);
  for (let number = 0; number < COUNT; number += 1) assert.equal(other[`f${number}`](7), one[`f${number}`](7), `f${number}`);
});
