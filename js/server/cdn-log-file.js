// One CDN log file into a report, inflated by Node's own zlib.

import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';
import { PlaywardError } from '../core/error.js';

/** Large enough that the calls do not count, small enough for the cache. */
const READ = 256 << 10;
const INFLATED = 256 << 10;
const GZIP = [0x1f, 0x8b];

/**
 * What was read counts, also of a file that is not whole.
 * @param {import('./cdn-log-report.js').CdnLogReport} report
 * @param {string} path
 * @param {(bytes: number) => void} onRead bytes of the file, as they are read
 * @param {AbortSignal} [signal]
 * @returns {Promise<string | null>} why the file could not be read, or not to its end
 */
export async function readLogFile(report, path, onRead, signal) {
  let handle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    return reasonOf(error);
  }
  let file = null;
  const read = async (bytes) => {
    onRead(bytes.length);
    file ??= isGzip(bytes) ? new Gzip(report) : new Plain(report);
    await file.write(bytes);
  };
  try {
    const reason = await eachChunk(handle, read, signal).then(() => file?.end()).then(() => null, reasonOf);
    if (reason === 'damaged_gzip') await readToDamage(report, file, handle, signal);
    report._endFile(reason === null);
    return reason;
  } finally {
    file?.close();
    await handle.close();
  }
}

/**
 * @param {(bytes: Uint8Array) => Promise<void> | void} read is called again once it is done: the bytes lie in one place
 * @param {AbortSignal} [signal]
 * @param {number | null} [from] where to begin; null: where the last read ended, which a pipe can do too
 */
async function eachChunk(handle, read, signal, from = null) {
  const chunk = Buffer.allocUnsafe(READ);
  let place = from;
  while (!signal?.aborted) {
    const { bytesRead } = await handle.read(chunk, 0, READ, place);
    if (!bytesRead) return;
    if (place !== null) place += bytesRead;
    await read(chunk.subarray(0, bytesRead));
  }
}

/** Node's zlib drops what it has inflated when it meets damage; the core does not. */
async function readToDamage(report, { inflated }, handle, signal) {
  report._inflate(inflated);
  await eachChunk(handle, (bytes) => report.push(bytes), signal, 0);
}

const isGzip = (bytes) => GZIP.every((byte, place) => bytes[place] === byte);

class Plain {
  constructor(report) {
    this.report = report;
  }

  write(bytes) {
    this.report.push(bytes);
  }

  end() {}

  close() {}
}

/** A gzip file, whose members follow one another. */
class Gzip {
  constructor(report) {
    this.gunzip = createGunzip({ chunkSize: INFLATED });
    /** How many bytes have come out. */
    this.inflated = 0;
    this.failed = new Promise((_, reject) => { this.gunzip.on('error', reject); });
    // Nobody may be waiting when it fails.
    this.failed.catch(() => {});
    // Before its last byte where something else follows the members.
    this.ended = new Promise((resolve) => { this.gunzip.on('end', resolve); });
    this.gunzip.on('data', (bytes) => {
      this.inflated += bytes.length;
      try {
        report.push(bytes);
      } catch (error) {
        this.gunzip.destroy(error);
      }
    });
  }

  write(bytes) {
    return this.done((callback) => this.gunzip.write(bytes, callback));
  }

  async end() {
    // All that there is has come out before the end is asked for: a file that is cut off ends with an error, which drops the rest.
    await this.done((callback) => this.gunzip.flush(constants.Z_SYNC_FLUSH, callback));
    this.gunzip.end();
    await Promise.race([this.ended, this.failed]);
  }

  close() {
    this.gunzip.destroy();
  }

  /** @param {(callback: (error?: Error | null) => void) => void} work */
  done(work) {
    return Promise.race([new Promise((resolve, reject) => { work((error) => (error ? reject(error) : resolve())); }), this.failed]);
  }
}

const REASONS = {
  ENOENT: 'not_found',
  ENOTDIR: 'not_found',
  EISDIR: 'not_a_file',
  Z_BUF_ERROR: 'truncated',
  Z_DATA_ERROR: 'damaged_gzip',
};

/** Why a file cannot be read; what is not the file's fault is thrown on. @param {{ code?: string }} error */
export function reasonOf(error) {
  if (error instanceof PlaywardError) throw error;
  return REASONS[error.code] ?? 'unreadable';
}
