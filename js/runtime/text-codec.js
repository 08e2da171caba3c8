// UTF-8 for runtimes without TextEncoder and TextDecoder: WeChat has them in its developer tools, but not on phones.

const REPLACEMENT = 0xfffd;
const BYTE_ORDER_MARK = 0xfeff;
/** String.fromCodePoint takes them as arguments, and engines limit those. */
const POINTS_AT_ONCE = 4096;

export class TextEncoder {
  /** @param {string} [text] */
  encode(text = '') {
    const bytes = new Uint8Array(text.length * 3);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  /** Stops before the first character that does not fit. @param {string} text @param {Uint8Array} bytes */
  encodeInto(text, bytes) {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      let point = text.codePointAt(read);
      const units = point > 0xffff ? 2 : 1;
      if (point >= 0xd800 && point <= 0xdfff) point = REPLACEMENT;
      const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (written + size > bytes.length) break;
      if (size === 1) {
        bytes[written] = point;
      } else {
        for (let at = size - 1; at > 0; at--, point >>= 6) bytes[written + at] = 0x80 | (point & 0x3f);
        bytes[written] = (0xf00 >> size) & 0xff | point;
      }
      read += units;
      written += size;
    }
    return { read, written };
  }
}

export class TextDecoder {
  /** @param {string} [_label] always UTF-8 @param {{ fatal?: boolean, ignoreBOM?: boolean }} [options] */
  constructor(_label, options = {}) {
    this.fatal = Boolean(options.fatal);
    this.ignoreBOM = Boolean(options.ignoreBOM);
  }

  /** @param {Uint8Array} [bytes] */
  decode(bytes = new Uint8Array(0)) {
    const end = bytes.length;
    let text = '';
    let points = [];
    let at = 0;
    while (at < end) {
      const lead = bytes[at++];
      let point = lead;
      if (lead >= 0x80) {
        let more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
        // The second byte's bounds keep out overlong forms, surrogates and what lies beyond U+10FFFF.
        let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
        let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
        let wellFormed = more > 0;
        point &= 0x3f >> more;
        while (wellFormed && more > 0) {
          // A byte that does not belong here is left: it may begin the next character.
          wellFormed = at < end && bytes[at] >= low && bytes[at] <= high;
          if (wellFormed) point = (point << 6) | (bytes[at++] & 0x3f);
          low = 0x80;
          high = 0xbf;
          more -= 1;
        }
        if (!wellFormed && this.fatal) throw new TypeError('The encoded data was not valid UTF-8');
        if (!wellFormed) point = REPLACEMENT;
      }
      points.push(point);
      if (points.length === POINTS_AT_ONCE) {
        text += String.fromCodePoint(...points);
        points = [];
      }
    }
    text += String.fromCodePoint(...points);
    return !this.ignoreBOM && text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }
}
