// UTF-8 to text without TextDecoder: WeChat has one in its developer tools, but not on phones.

/** String.fromCharCode takes them as arguments, and engines limit those. */
const UNITS_AT_ONCE = 4096;
/** Below this a decoder of the runtime's costs more than it saves. */
const SHORT = 200;

const decoder = typeof TextDecoder === 'undefined' ? null : new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * @param {Uint8Array} bytes @param {number} start @param {number} end the bytes in between are well-formed UTF-8
 */
export function decodeUtf8(bytes, start, end) {
  if (decoder && end - start > SHORT) return decoder.decode(bytes.subarray(start, end));
  let text = '';
  for (let at = start; at < end; at += 1) {
    if (bytes[at] > 127) return text + decodeRest(bytes, at, end);
    text += String.fromCharCode(bytes[at]);
  }
  return text;
}

function decodeRest(bytes, start, end) {
  let text = '';
  let units = [];
  for (let at = start; at < end;) {
    const lead = bytes[at++];
    let point = lead;
    if (lead > 127) {
      const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
      point = lead & (0x3f >> more);
      for (let left = more; left > 0; left -= 1) point = (point << 6) | (bytes[at++] & 63);
    }
    if (point > 0xffff) {
      point -= 0x10000;
      units.push(0xd800 | (point >> 10));
      point = 0xdc00 | (point & 1023);
    }
    units.push(point);
    if (units.length >= UNITS_AT_ONCE) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}
