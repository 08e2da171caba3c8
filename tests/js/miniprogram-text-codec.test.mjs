// The text codec of the mini-program build against Node's own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDecoder as OwnDecoder, TextEncoder as OwnEncoder } from '../../js/runtime/text-codec.js';

const ROUNDS = 50_000;

/** Uniform draws from [0, 1), the same in every run. */
function draws(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** Ends of what a lead or continuation byte, a size class or a surrogate may be. */
const NOTABLE_BYTES = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbb, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff];
const NOTABLE_UNITS = [0x00, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xffff];

function sample(random, notable, range) {
  return Array.from({ length: Math.floor(random() * 12) }, () =>
    (random() < 0.6 ? notable[Math.floor(random() * notable.length)] : Math.floor(random() * range)));
}

test('decodes any bytes as Node does', () => {
  const random = draws(1);
  for (const options of [{}, { ignoreBOM: true }, { fatal: true }, { fatal: true, ignoreBOM: true }]) {
    const own = new OwnDecoder('utf-8', options);
    const oracle = new TextDecoder('utf-8', options);
    const decode = (decoder, bytes) => {
      try {
        return decoder.decode(bytes);
      } catch (error) {
        return error instanceof TypeError ? 'refused' : error;
      }
    };
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = Uint8Array.from(sample(random, NOTABLE_BYTES, 256));
      assert.equal(decode(own, bytes), decode(oracle, bytes), `[${bytes}] ${JSON.stringify(options)}`);
    }
  }
});

test('encodes any string as Node does, and into any room', () => {
  const random = draws(2);
  const own = new OwnEncoder();
  const oracle = new TextEncoder();
  for (let round = 0; round < ROUNDS; round++) {
    const text = String.fromCharCode(...sample(random, NOTABLE_UNITS, 0x10000));
    assert.deepEqual(own.encode(text), oracle.encode(text), JSON.stringify(text));
    const room = Math.floor(random() * 24);
    const [bytes, expected] = [new Uint8Array(room), new Uint8Array(room)];
    assert.deepEqual(own.encodeInto(text, bytes), oracle.encodeInto(text, expected), JSON.stringify([text, room]));
    assert.deepEqual(bytes, expected);
  }
});

test('takes long texts and none', () => {
  const long = '直播a😀'.repeat(20_000);
  assert.equal(new OwnDecoder().decode(new OwnEncoder().encode(long)), long);
  assert.equal(new OwnDecoder('utf-8', { fatal: true }).decode(), '');
  assert.equal(new OwnEncoder().encode().length, 0);
});

test('reads only the view it is given', () => {
  const memory = new OwnEncoder().encode('before直播after');
  assert.equal(new OwnDecoder().decode(memory.subarray(6, 12)), '直播');
});
