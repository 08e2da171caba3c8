// Values as bytes in the memory of the wasm: the other half of src/boundary/block.rs, which has the table of tags.

import { refusal } from './error.js';
import { makers } from './makers.js';
import { decodeUtf8 } from './utf8.js';

const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const NUMBER = 3;
const TEXT = 4;
const UNITS = 5;
const BYTES = 6;
const LIST = 7;
const RECORD = 8;
const WRONG_TYPE = 9;
const TOO_LONG = 10;
const STATIC_TEXT = 11;
const SHAPED = 12;

/** Deeper than any argument; a cycle ends here. */
const DEPTH_LIMIT = 16;
/** No UTF-16 unit takes more bytes of UTF-8. */
const BYTES_A_UNIT = 3;
/** The largest value that is neither a text nor bytes: a tag and a number. */
const SMALL = 16;

/** What one call may bring: values, and units of text. Bytes are copied in one go and have a limit of their own. */
const BUDGET = { values: 100000, units: 8 << 20 };
/** A trace, a snapshot or a report that the package itself gave out. */
export const LARGE_BUDGET = { values: 4000000, units: 64 << 20 };
const BYTES_LIMIT = 256 << 20;
/** How deep getters of arguments may call the package. Deeper calls could use up the stack in the middle of the core. */
const NESTED_LIMIT = 16;

/** Longer texts are written at once where Node's Buffer is, and read at once; a call of that costs more than a few characters. */
const LONG = HAS_QUICK && 40;
const LONG_ANSWER = HAS_QUICK && 12;
const NodeBuffer = HAS_QUICK && typeof globalThis !== 'undefined' && globalThis.Buffer;

/** Texts that are part of the program, by the last bits of where they lie: those of one answer lie together. */
const SLOTS = 1024;

/** True of a Uint8Array, of whatever realm; whatever a page passes, nothing of it runs. @param {any} value */
export function isBytes(value) {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';
}

/** What a subclass of Uint8Array cannot make up. @param {string} name */
const ofTypedArray = (name) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name).get;
const lengthOf = HAS_BYTES && ofTypedArray('length');
const offsetOf = HAS_BYTES && ofTypedArray('byteOffset');
const bufferOf = HAS_BYTES && ofTypedArray('buffer');

/**
 * The memory of one instance, and calls through it.
 * @param {{ memory: WebAssembly.Memory, room(length: number): number }} wasm its exports
 * @param {(exported: Function, ...given: number[]) => number} enter calls an export; what it throws is passed on
 */
export function blocks(wasm, enter) {
  let bytes = new Uint8Array(0);
  let view = new DataView(bytes.buffer);
  /** @type {Buffer | false} */
  let buffer = false;
  /** Where the room begins and ends, and where the next value goes. */
  let base = 0;
  let end = 0;
  let at = 0;
  let values = 0;
  let units = 0;
  let octets = 0;
  let nested = 0;
  const known = new Array(SLOTS);
  /** What makes a record that has names of its own, by where those lie. @type {Map<number, (read: () => any) => object>} */
  const shapes = new Map();

  /** The buffer is another one whenever the memory has grown, and the old one is empty then. */
  function look() {
    if (bytes.length === 0) {
      bytes = new Uint8Array(wasm.memory.buffer);
      view = new DataView(wasm.memory.buffer);
      buffer = HAS_QUICK && NodeBuffer && NodeBuffer.from(wasm.memory.buffer);
    }
  }

  function reserve(length) {
    if (at + length <= end) return;
    const used = at - base;
    const size = Math.max(4096, 2 * (end - base), used + length);
    base = enter(wasm.room, size);
    end = base + size;
    at = base + used;
    look();
  }

  function write(value, depth) {
    values -= 1;
    if (typeof value === 'string' && values >= 0) {
      writeText(value);
      return;
    }
    reserve(SMALL);
    if (value === undefined || value === null) bytes[at++] = NULL;
    else if (values < 0) bytes[at++] = TOO_LONG;
    else if (typeof value === 'number') {
      bytes[at++] = NUMBER;
      view.setFloat64(at, value, true);
      at += 8;
    } else if (typeof value === 'boolean') bytes[at++] = value ? TRUE : FALSE;
    else if (typeof value !== 'object' || depth === DEPTH_LIMIT) bytes[at++] = WRONG_TYPE;
    else writeObject(value, depth);
  }

  /** A getter or a proxy of the page's may throw here, and may call the package again meanwhile. */
  function writeObject(value, depth) {
    const start = at - base;
    let list = false;
    let names = null;
    let length = 0;
    try {
      if (ArrayBuffer.isView(value)) return writeView(value);
      list = Array.isArray(value);
      // The keys of a String are its characters, however many.
      if (!list) names = value instanceof String ? [] : Object.keys(value);
      length = list ? value.length : names.length;
      // A Map, or the parameters of a URL: what they hold would be left out without a word. A page's core has no use for either.
      if (HAS_BYTES && names && length === 0 && Object.prototype.toString.call(value) !== '[object Object]') throw new TypeError();
    } catch {
      at = base + start;
      bytes[at++] = WRONG_TYPE;
      return undefined;
    }
    if (!(length <= values)) {
      bytes[at++] = TOO_LONG;
      return undefined;
    }
    bytes[at] = list ? LIST : RECORD;
    at += 5;
    let count = 0;
    for (let place = 0; place < length; place += 1) {
      const name = list ? place : names[place];
      let item;
      try {
        item = value[name];
      } catch {
        // Refused as any function is.
        item = reserve;
      }
      // undefined is a field that is not there; null may mean "none".
      if (list || item !== undefined) {
        if (!list) writeText(name);
        write(item, depth + 1);
        count += 1;
      }
    }
    bytes[base + start] = list ? LIST : RECORD;
    view.setUint32(base + start + 1, count, true);
    return undefined;
  }

  /** The core has no use for views other than bytes. */
  function writeView(value) {
    // No function of a client takes bytes: HAS_BYTES is the build's, and false there.
    if (!HAS_BYTES || !isBytes(value)) {
      bytes[at++] = WRONG_TYPE;
    } else if (lengthOf.call(value) > octets) {
      bytes[at++] = TOO_LONG;
    } else {
      const length = lengthOf.call(value);
      octets -= length;
      reserve(length + SMALL);
      head(BYTES, length);
      bytes.set(value, at);
      at += length;
    }
  }

  function head(tag, length) {
    bytes[at] = tag;
    view.setUint32(at + 1, length, true);
    at += 5;
  }

  function writeText(text) {
    const { length } = text;
    // A text that is too long takes nothing from what comes after it.
    const tooLong = length > units;
    reserve(tooLong ? SMALL : length * BYTES_A_UNIT + SMALL);
    if (tooLong) {
      bytes[at++] = TOO_LONG;
      return;
    }
    units -= length;
    if (HAS_QUICK && length > LONG && writeAtOnce(text)) return;
    const start = at;
    at += 5;
    // In locals, which an engine keeps in registers: this loop is most of a short call.
    const into = bytes;
    const from = at;
    for (let place = 0; place < length; place += 1) {
      const unit = text.charCodeAt(place);
      if (unit > 127) {
        at = from + place;
        writeRest(text, place, start);
        return;
      }
      into[from + place] = unit;
    }
    at = from + length;
    into[start] = TEXT;
    view.setUint32(start + 1, length, true);
  }

  /** A text that is ASCII, where Node's Buffer is. @returns {boolean} whether it was */
  const writeAtOnce = HAS_QUICK && function writeAtOnce(text) {
    // As many bytes as units: all of it is ASCII.
    if (!buffer || buffer.write(text, at + 5, BYTES_A_UNIT * text.length) !== text.length) return false;
    head(TEXT, text.length);
    at += text.length;
    return true;
  };

  /** From the first character that is not ASCII on. */
  function writeRest(text, from, start) {
    for (let place = from; place < text.length; place += 1) {
      const point = text.codePointAt(place);
      if (point < 0x80) bytes[at++] = point;
      else if (point < 0x800) {
        bytes[at++] = 0xc0 | (point >> 6);
        bytes[at++] = 0x80 | (point & 63);
      } else if (point < 0x10000) {
        if (point >= 0xd800 && point < 0xe000) {
          writeUnits(text, start);
          return;
        }
        bytes[at++] = 0xe0 | (point >> 12);
        bytes[at++] = 0x80 | ((point >> 6) & 63);
        bytes[at++] = 0x80 | (point & 63);
      } else {
        place += 1;
        bytes[at++] = 0xf0 | (point >> 18);
        bytes[at++] = 0x80 | ((point >> 12) & 63);
        bytes[at++] = 0x80 | ((point >> 6) & 63);
        bytes[at++] = 0x80 | (point & 63);
      }
    }
    bytes[start] = TEXT;
    view.setUint32(start + 1, at - start - 5, true);
  }

  /** A string with a lone surrogate is no text, and is kept as it is. */
  function writeUnits(text, start) {
    at = start;
    head(UNITS, text.length);
    for (let place = 0; place < text.length; place += 1, at += 2) view.setUint16(at, text.charCodeAt(place), true);
  }

  function read() {
    const tag = bytes[at++];
    if (tag <= TRUE) return tag === NULL ? null : tag === TRUE;
    switch (tag) {
      case NUMBER: at += 8; return view.getFloat64(at - 8, true);
      case STATIC_TEXT: return staticText(number(), number());
      case SHAPED: return readShaped(number(), number());
    }
    const length = number();
    const start = at;
    if (HAS_BYTES && tag === BYTES) {
      at += length;
      return bytes.slice(start, at);
    }
    switch (tag) {
      case TEXT:
        at += length;
        return HAS_QUICK && buffer && length > LONG_ANSWER ? buffer.toString('utf8', start, at) : decodeUtf8(bytes, start, at);
      case UNITS: {
        let text = '';
        for (; text.length < length; at += 2) text += String.fromCharCode(view.getUint16(at, true));
        return text;
      }
      case LIST: {
        const list = [];
        for (let place = 0; place < length; place += 1) list.push(read());
        return list;
      }
      default: {
        const record = {};
        for (let place = 0; place < length; place += 1) {
          const name = read();
          if (name === '__proto__') Object.defineProperty(record, name, { value: read(), writable: true, enumerable: true, configurable: true });
          else record[name] = read();
        }
        return record;
      }
    }
  }

  function readShaped(start, count) {
    return (shapes.get(start) || learn(start, count))(read);
  }

  /** The names of a record lie in the memory as a list of addresses and lengths. */
  function learn(start, count) {
    const names = [];
    for (let place = start; names.length < count; place += 8) names.push(staticText(view.getUint32(place, true), view.getUint32(place + 4, true)));
    const make = makers.find((known) => `${Object.keys(known(() => 0))}` === `${names}`) || ((next) => {
      const record = {};
      for (const name of names) record[name] = next();
      return record;
    });
    shapes.set(start, make);
    return make;
  }

  function number() {
    at += 4;
    return view.getUint32(at - 4, true);
  }

  function staticText(start, length) {
    const slot = start & (SLOTS - 1);
    const found = known[slot];
    if (found !== undefined && found.start === start && found.length === length) return found.text;
    const text = decodeUtf8(bytes, start, start + length);
    known[slot] = { start, length, text };
    return text;
  }

  /** Lays a text into the room, behind what is being written there. @returns {boolean} whether it is ASCII, and there is Node's Buffer */
  const lay = HAS_QUICK && function lay(text) {
    look();
    const most = BYTES_A_UNIT * text.length;
    reserve(most);
    const written = buffer ? buffer.write(text, at, most) : 0;
    // As many bytes as units: all of it is ASCII.
    if (written === text.length) return true;
    bytes.fill(0, at, at + written);
    return false;
  };

  /** Reads an answer; 0: there is none. */
  const answered = HAS_QUICK && function answered(answer) {
    if (answer === 0) return undefined;
    look();
    // A getter of another call's arguments may have called, and those go on here.
    const before = at;
    at = answer + 1;
    const value = read();
    at = before;
    return value;
  };

  return {
    /**
     * Writes a name and arguments, calls an export with where they lie, and reads what it answers. When a getter of the
     * arguments calls the package, that call's arguments lie behind these.
     * @param {Function} exported @param {number} object its number, or -1 where the export takes none
     * @param {string} name @param {readonly unknown[]} given @param {{ values: number, units: number }} [budget]
     * @returns {any} what it answers; what it refuses is thrown
     */
    ask(exported, object, name, given, budget = BUDGET) {
      if (nested === NESTED_LIMIT) throw refusal('invalid_params', []);
      look();
      const start = at - base;
      const valuesBefore = values;
      const unitsBefore = units;
      const octetsBefore = octets;
      values = budget.values;
      units = budget.units;
      octets = BYTES_LIMIT;
      nested += 1;
      try {
        reserve(SMALL);
        head(LIST, given.length + 1);
        writeText(name);
        for (let place = 0; place < given.length; place += 1) write(given[place], 0);
        const length = at - base - start;
        const answer = object < 0 ? enter(exported, start, length) : enter(exported, object, start, length);
        look();
        at = answer + 1;
        const value = read();
        if (bytes[answer] !== 0) throw refusal(value.code, value.issues, value.text);
        return value;
      } finally {
        values = valuesBefore;
        units = unitsBefore;
        octets = octetsBefore;
        nested -= 1;
        at = base + start;
      }
    },
    /** Calls that need no block of arguments; undefined: nothing has been done. */
    quick: HAS_QUICK && {
      /** Makes a call that takes numbers alone, and reads what it answers. @param {() => number} call */
      numbers: (call) => answered(enter(call)),
      /** The same of a call that takes one text. @param {Function} exported @param {string} text */
      text: (exported, text) => (lay(text) ? answered(enter(exported, at - base, text.length)) : undefined),
      /** Calls an export that puts another text in the place of one. @param {Function} exported @param {string} text */
      inPlace: HAS_BYTES && function inPlace(exported, text) {
        if (!lay(text)) return undefined;
        const length = enter(exported, at - base, text.length);
        look();
        return buffer.toString('latin1', at, at + length);
      },
    },
    /** Lays bytes into the room, a slice at a time, and calls an export with each. @param {Function} exported @param {number} object @param {Uint8Array} chunk */
    push: HAS_BYTES && function push(exported, object, chunk) {
      // In slices, for wasm memory never shrinks.
      const most = 1 << 18;
      const plain = new Uint8Array(bufferOf.call(chunk), offsetOf.call(chunk), lengthOf.call(chunk));
      for (let from = 0; from < plain.length; from += most) {
        const slice = plain.subarray(from, from + most);
        look();
        reserve(slice.length);
        bytes.set(slice, at);
        enter(exported, object, at - base, slice.length);
      }
    },
  };
}
