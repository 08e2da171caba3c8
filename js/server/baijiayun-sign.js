// baijiayun.sign: plain fields go to the core in one piece, for one by one they would cost more than the digest.

import { roomFor, signBaijiayun, wholeMemory } from 'playward:bindings';
import { call, run } from '../core/instance.js';

/** No UTF-16 unit takes more bytes of UTF-8. */
const BYTES_A_UNIT = 3;
const SIGNATURE_BYTES = 32;
/** The room in the memory never shrinks. */
const UNITS_LIMIT = 16_384;

/** The memory of the wasm as it was when it last grew. */
let bytes = new Uint8Array(0);

/** Names, values and the key in one text, each ended by NUL; empty for what takes a closer look. */
function joined(params, names, partnerKey) {
  let text = '';
  for (const name of names) {
    const value = params[name];
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) return '';
    text += `${name}\0${value}\0`;
  }
  return `${text}${partnerKey}\0`;
}

function quickly(params, partnerKey) {
  const names = Object.keys(params);
  const text = joined(params, names, partnerKey);
  if (text.length > UNITS_LIMIT) return '';
  const place = roomFor(text.length * BYTES_A_UNIT + SIGNATURE_BYTES);
  if (bytes.length === 0) bytes = Buffer.from(wholeMemory().buffer);
  // What write and toString call; a Node without them goes the long way.
  const length = bytes.utf8Write(text, place);
  return signBaijiayun(length, names.length) ? bytes.latin1Slice(place, place + SIGNATURE_BYTES) : '';
}

/** What the quick way does not take, the core reads field by field, and says what is wrong. */
export function sign(params, partnerKey) {
  let signature = '';
  if (typeof partnerKey === 'string' && !Array.isArray(params)) {
    try {
      signature = run(() => quickly(params, partnerKey));
    } catch {
      // A getter that throws, or no object at all.
    }
  }
  return signature || call('baijiayun.sign', params, partnerKey);
}
