// `baijiayun.sign` of texts and whole numbers crosses as one text. Whatever it is told, it says what the usual way says, and what
// somebody else's MD5 says.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { draws } from './draws.mjs';
import { said } from './said.mjs';
import { keysIn, watchEntries, watchMemory } from './wasm-watch.mjs';

const memory = watchMemory();
const entries = watchEntries();
const { baijiayun } = createRequire(import.meta.url)('../../pkg/playward-server/node.cjs');

const KEY = 'rLkIPaQjxSwRQmC/ITnHh8i2rifmmbFIVsYw03SSi24zAnkrAd0ZNb2rcTzI2avy7+AmNJDdLmzU89zKUAP3Xg==';

/** A record that is no object literal goes the usual way. */
const unusual = (params) => Object.defineProperties(Object.create({}), Object.getOwnPropertyDescriptors(params));

/** The document's rule, by somebody else. @param {Record<string, string | number>} fields */
function oracle(fields, key) {
  const text = Object.keys(fields).filter((name) => name !== 'sign').sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((name) => `${name}=${fields[name]}&`).join('');
  return createHash('md5').update(`${text}partner_key=${key}`).digest('hex');
}

const random = draws(7);
const one = (list) => list[Math.floor(random() * list.length)];
const shuffled = (list) => list.map((item) => [random(), item]).sort(([a], [b]) => a - b).map(([, item]) => item);

const NAMES = ['video_id', 'a', 'b', 'ab', 'a_b', 'aB', 'A', 'z', 'timestamp', 'partner_id', 'partner_key', '&', 'a=b', '名', '😀', 'toString', '__proto__', 'constructor'];
const UNUSUAL_NAMES = ['sign', '', '7', '1e5', '-1', '\ud800'];
const VALUES = ['', 'x', '16,1,2', '&=', '\0', 'x'.repeat(60), 0, -0, 1, -1, 1700000000, 2 ** 53 - 1, -(2 ** 53) + 1];
const UNUSUAL_VALUES = [
  '中文', '\ud800', 'x'.repeat(5000), undefined, null, true, NaN, Infinity, 0.5, 2 ** 53, 1e21, {}, [], [1], { file: true }, { file: '' }, 10n, Symbol('x'), () => 1, new Date(0), new Number(1), new String('1'),
];
const UNUSUAL_KEYS = ['', '密钥', '\udc00', 'x'.repeat(5000), undefined, null, 1, {}, new String('x')];

/** Fields with names of their own, `__proto__` too. */
const record = (names, value) => Object.fromEntries(names.map((name) => [name, value()]));

test('the first call asks how the names are signed, the others bring one text', () => {
  const fields = { video_id: '1', timestamp: 1700000000 };
  assert.deepEqual(entries(() => assert.equal(baijiayun.sign(fields, KEY), oracle(fields, KEY))), ['room', 'call', 'signature']);
  const other = { video_id: '2', timestamp: 1700000001 };
  assert.deepEqual(entries(() => assert.equal(baijiayun.sign(other, KEY), oracle(other, KEY))), ['signature']);
  for (const unlike of [unusual(fields), Object.entries(fields), { ...fields, video_id: '一' }, { ...fields, video_id: undefined }]) {
    assert.equal(entries(() => baijiayun.sign(unlike, KEY)).at(-1), 'call');
  }
});

test('nothing of the key stays in the memory', () => {
  for (const key of [KEY, KEY.slice(0, 32), KEY.repeat(20)]) {
    for (const value of ['x', 'x'.repeat(200), '中文', `${'x'.repeat(200)}é`]) {
      for (let length = 0; length < 64; length += 1) {
        const fields = { video_id: value, timestamp: 'y'.repeat(length) };
        assert.equal(baijiayun.sign(fields, key), oracle(fields, key));
        assert.deepEqual(keysIn(memory(), key), [], `${value} ${length}`);
      }
    }
  }
  // As digits the numbers take more room than as numbers: what is written first is longer than what the usual way writes over it.
  const numbers = Object.fromEntries(Array.from({ length: 60 }, (_, place) => [`n${place}`, Number.MAX_SAFE_INTEGER]));
  for (const last of ['x', '中']) {
    const fields = { ...numbers, last };
    assert.equal(baijiayun.sign(fields, KEY), oracle(fields, KEY));
    assert.deepEqual(keysIn(memory(), KEY), []);
  }
});

/** So many fields. */
const named = (count) => Object.fromEntries(Array.from({ length: count }, (_, place) => [`n${place}`, place]));

/** Signs twice: the export that each enters last. */
const twice = (fields) => [0, 1].map(() => entries(() => assert.equal(baijiayun.sign(fields, KEY), oracle(fields, KEY))).at(-1));

test('a list of names that begins as another does is a list of its own', () => {
  for (const fields of [{ first: 1, second: 2, third: 3 }, { first: 1, second: 2 }, { first: 1, second: 2, third: 3, fourth: 4 }]) {
    assert.deepEqual(entries(() => assert.equal(baijiayun.sign(fields, KEY), oracle(fields, KEY))), ['call', 'signature']);
    assert.deepEqual(entries(() => baijiayun.sign(fields, KEY)), ['signature']);
  }
  assert.deepEqual(twice(named(64)), ['signature', 'signature']);
  assert.deepEqual(twice(named(65)), ['call', 'call']);
});

test('the same as the usual way, and as the oracle, whatever the names, the values and the key are', () => {
  let quick = 0;
  for (let round = 0; round < 20_000; round += 1) {
    // The same lists come again, and in another order.
    const names = NAMES.slice(round % 9, (round % 9) + 1 + (round % 6));
    if (random() < 0.05) names.push(one(UNUSUAL_NAMES));
    const ordered = random() < 0.5 ? names : shuffled(names);
    const params = record(ordered, () => (random() < 0.03 ? one(UNUSUAL_VALUES) : one(VALUES)));
    const key = random() < 0.02 ? one(UNUSUAL_KEYS) : one([KEY, 'k']);
    let answer;
    const bringsOneText = entries(() => { answer = said(() => baijiayun.sign(params, key)); }).at(-1) === 'signature';
    assert.deepEqual(answer, said(() => baijiayun.sign(unusual(params), key)));
    if (bringsOneText) {
      assert.deepEqual(answer, { answer: oracle(params, key) });
      quick += 1;
    }
  }
  assert.ok(quick > 5000, `${quick} of them brought one text`);
});

test('lists of names beyond those that are kept, and very long ones, are signed all the same', () => {
  for (let round = 0; round < 100; round += 1) twice({ [`field_${round}`]: round, last: 'x' });
  assert.deepEqual(twice({ one_more: 1 }), ['call', 'call']);
  assert.throws(() => baijiayun.sign({ first: 1, second: 'x'.repeat((8 << 20) + 1) }, KEY), ({ issues }) => issues[0].code === 'too_long');
  for (const count of [300, 3000]) {
    twice(named(count));
    twice({ [`n${'x'.repeat(count)}`]: 1 });
  }
});

test('what is no record is refused as ever', () => {
  const proxy = new Proxy({}, { getPrototypeOf() { throw new Error('no'); }, ownKeys() { throw new Error('no'); } });
  for (const params of [undefined, null, 1, 'x', new Map([['a', 1]]), new URLSearchParams('a=1'), { [Symbol.toStringTag]: 'Map' }, proxy]) {
    const { name, issues } = said(() => baijiayun.sign(params, KEY));
    assert.deepEqual([name, issues.map(({ field }) => field)], ['PlaywardError', ['params']]);
  }
  for (const params of [{}, Object.create(null), []]) assert.equal(baijiayun.sign(params, KEY), oracle({}, KEY));
  assert.equal(baijiayun.sign([['a', 1]], KEY), oracle({ a: 1 }, KEY));
});

test('a getter that signs, one that throws, and a proxy that signs without end', () => {
  const inner = { a: 1 };
  const told = [];
  const fields = { get a() { told.push(baijiayun.sign(inner, KEY)); return 'x'; }, b: 2 };
  assert.equal(baijiayun.sign(fields, KEY), oracle({ a: 'x', b: 2 }, KEY));
  assert.deepEqual(new Set(told), new Set([oracle(inner, KEY)]));
  assert.throws(() => baijiayun.sign({ a: 1, get b() { throw new Error('no'); } }, KEY), { name: 'PlaywardError', code: 'invalid_params' });
  const removing = { get a() { delete removing.b; return 'x'; }, b: 2 };
  assert.equal(baijiayun.sign(removing, KEY), oracle({ a: 'x' }, KEY));
  const endless = new Proxy({ a: 1 }, { ownKeys(of) { baijiayun.sign(endless, KEY); return Reflect.ownKeys(of); } });
  assert.throws(() => baijiayun.sign(endless, KEY), { name: 'PlaywardError', code: 'invalid_params' });
  assert.equal(baijiayun.sign(inner, KEY), oracle(inner, KEY));
});
