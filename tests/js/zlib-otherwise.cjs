// Preloaded, also into threads: what lies below zlib's streams is another than playward knows.

const { Gunzip } = require('node:zlib');

const base = Object.getPrototypeOf(Object.getPrototypeOf(Gunzip.prototype));
const { _processChunk: known } = base;
const WAYS = {
  absent: undefined,
  asynchronous: (...given) => Promise.resolve(given),
  altered(...given) { return Buffer.from(known.apply(this, given)).reverse(); },
  forgetful(...given) {
    const bytes = known.apply(this, given);
    Object.defineProperty(this, 'bytesWritten', { value: undefined, configurable: true });
    return bytes;
  },
};
base._processChunk = WAYS[process.env.ZLIB_OTHERWISE];
