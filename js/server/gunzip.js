// A gzip file, inflated piece by piece by Node's own zlib. Its members follow one another.

import { constants, createGunzip, gzipSync } from 'node:zlib';

/** Little enough that what comes out, ten times as much as a rule, stays in the cache. */
const PIECE = 8 << 10;
const INFLATED = 128 << 10;
/** Of a stream: to hand over costs more than the cache saves. */
const STREAMED = 512 << 10;
/** Bytes before the first that is compressed, RFC 1952. */
const HEADER = 10;

/**
 * Inflates here and now, into a buffer that is used again. Node documents this for whole files alone. A stream of Node's
 * hands each piece to a thread and allocates what comes back: together that costs as much as to inflate it. So this calls
 * what lies below the stream, as minizlib does, the library of npm itself. `works` says whether it can.
 */
class InPlace {
  /** @param {(bytes: Uint8Array) => void} take is done with the bytes when it returns */
  constructor(take) {
    this.take = take;
    /** How many bytes have come out. */
    this.inflated = 0;
    /** What follows the last member is padding. */
    this.over = false;
    this.stream = createGunzip({ chunkSize: INFLATED });
    this.native = this.stream._handle;
    // It would be closed behind every piece.
    this.native.close = () => {};
  }

  write(bytes) {
    for (let from = 0; from < bytes.length && !this.over; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      this.inflate(piece, constants.Z_NO_FLUSH);
      // Of this piece, not of all.
      this.over = this.stream.bytesWritten < piece.length;
    }
  }

  /** Throws where the file is cut off. */
  end() {
    if (!this.over) this.inflate(Buffer.alloc(0), constants.Z_FINISH);
  }

  inflate(piece, flush) {
    const { stream } = this;
    let bytes;
    try {
      bytes = stream._processChunk(piece, flush);
    } finally {
      stream._handle = this.native;
      // It listens anew for every piece; what it hears, it has thrown.
      stream.removeAllListeners('error').on('error', () => {});
    }
    if (bytes.length === 0) return;
    this.inflated += bytes.length;
    this.take(bytes);
  }

  close() {
    delete this.native.close;
    this.native.close();
  }
}

/** The same by what is documented. */
class Streamed {
  /** @param {(bytes: Uint8Array) => void} take */
  constructor(take) {
    this.stream = createGunzip({ chunkSize: STREAMED });
    this.inflated = 0;
    this.failed = new Promise((_, reject) => { this.stream.on('error', reject); });
    // Nobody may be waiting when it fails.
    this.failed.catch(() => {});
    // Before its last byte where something else follows the members.
    this.ended = new Promise((resolve) => { this.stream.on('end', resolve); });
    this.stream.on('data', (bytes) => {
      this.inflated += bytes.length;
      try {
        take(bytes);
      } catch (error) {
        this.stream.destroy(error);
      }
    });
  }

  write(bytes) {
    return this.done((callback) => this.stream.write(bytes, callback));
  }

  async end() {
    // All that there is has come out before the end is asked for: a file that is cut off ends with an error, which drops the rest.
    await this.done((callback) => this.stream.flush(constants.Z_SYNC_FLUSH, callback));
    this.stream.end();
    await Promise.race([this.ended, this.failed]);
  }

  /** @param {(callback: (error?: Error | null) => void) => void} work */
  done(work) {
    return Promise.race([new Promise((resolve, reject) => { work((error) => (error ? reject(error) : resolve())); }), this.failed]);
  }

  close() {
    this.stream.destroy();
  }
}

/** Whether zlib can be called in place: asked once, by members with padding behind them, and by one that is cut off. */
function works() {
  const parts = [];
  const take = (bytes) => parts.push(bytes.toString());
  try {
    const whole = new InPlace(take);
    whole.write(Buffer.concat([gzipSync('one, '), gzipSync('two'), Buffer.alloc(1)]));
    whole.end();
    whole.close();
    const cut = new InPlace(take);
    cut.write(gzipSync('three').subarray(0, HEADER));
    if (!whole.over || parts.join('') !== 'one, two') return false;
    cut.end();
  } catch (error) {
    return error.code === 'Z_BUF_ERROR';
  }
  return false;
}

/** @type {boolean | undefined} */
let inPlace;

/** @param {(bytes: Uint8Array) => void} take is given what comes out, and is done with it when it returns */
export function gunzip(take) {
  if (inPlace === undefined) inPlace = works();
  return inPlace ? new InPlace(take) : new Streamed(take);
}
