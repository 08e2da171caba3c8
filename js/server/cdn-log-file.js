// One CDN log file into a report, inflated by Node's own zlib.

import { open } from 'node:fs/promises';
import { PlaywardError } from '../core/error.js';
import { gunzip } from './gunzip.js';

/** Large enough that the calls count little, small enough that what else this thread has to do goes on: 3 ms of work. */
const READ = 128 << 10;
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
    file ??= isGzip(bytes) ? gunzip((inflated) => report.push(inflated)) : new Plain(report);
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
