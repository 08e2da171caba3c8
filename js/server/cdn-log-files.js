// The report of whole CDN log files: several at a time on the machine's cores, each thread with a wasm of its own.

import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { issue, refuse } from '../core/arguments.js';
import { shimError } from '../core/error.js';
import { checkAborted, tell, unlessAborted } from './abort.js';
import { readLogFile, reasonOf } from './cdn-log-file.js';
import { CdnLogReport } from './cdn-log-report.js';
import { boundProblems, listOf, problems } from './options.js';

const OPTIONS = { parallel: 'number?', onProgress: 'function?', signal: 'object?' };
const MOST_PARALLEL = 256;
/** Below this a thread costs more than it brings. */
const WORTH_A_THREAD = 1 << 20;

/**
 * @param {string[]} files
 * @param {{ parallel?: number, onProgress?(done: number, total: number): void, signal?: AbortSignal }} [options]
 */
export async function cdnLogReport(files, options = {}) {
  const list = checked(files, options);
  const { signal, onProgress } = options ?? {};
  const signals = signal ? [signal] : [];
  checkAborted(signals);
  const work = await Work.of(list, onProgress);
  const report = new CdnLogReport();
  const threads = threadsFor(work, options?.parallel).map((start) => start(work, report, signal));
  try {
    await unlessAborted(signals, () => Promise.all(threads.map(({ done }) => done)));
    return { ...report.finish(), failed: work.failed() };
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
    report.close();
  }
}

function checked(files, options) {
  const issues = [];
  const list = listOf(files);
  if (!list) issues.push(issue(files === null || files === undefined ? 'missing_field' : 'wrong_type', 'files'));
  else list.forEach((file, place) => { if (typeof file !== 'string') issues.push(issue('wrong_type', `files[${place}]`)); });
  issues.push(...boundProblems(options, 'parallel', 1, MOST_PARALLEL, true));
  refuse(problems(options ?? {}, OPTIONS, issues));
  return list;
}

/** The files that are still to be read, the largest first, and what became of the others. */
class Work {
  static async of(files, onProgress) {
    const sizes = await Promise.all(files.map(async (path) => {
      try {
        const found = await stat(path);
        return found.isDirectory() ? { reason: 'not_a_file' } : { size: found.size };
      } catch (error) {
        return { reason: reasonOf(error) };
      }
    }));
    return new Work(files, sizes, onProgress);
  }

  constructor(files, sizes, onProgress) {
    this.files = files;
    this.reasons = sizes.map(({ reason }) => reason ?? null);
    this.sizes = sizes.map(({ size }) => size ?? 0);
    this.waiting = [...files.keys()].filter((place) => this.reasons[place] === null).sort((one, other) => this.sizes[other] - this.sizes[one]);
    this.total = this.sizes.reduce((sum, size) => sum + size, 0);
    this.done = 0;
    this.onProgress = onProgress;
  }

  /** @returns {{ place: number, path: string } | null} */
  next() {
    const place = this.waiting.shift();
    return place === undefined ? null : { place, path: this.files[place] };
  }

  read(bytes) {
    this.done += bytes;
    // A file that grows meanwhile is read to its new end.
    tell(this.onProgress, Math.min(this.done, this.total), this.total);
  }

  ended(place, reason) {
    this.reasons[place] = reason;
  }

  failed() {
    return this.files.flatMap((file, place) => (this.reasons[place] === null ? [] : [{ file, reason: this.reasons[place] }]));
  }
}

/** How the files are read: in threads where there are several files and cores, else here. */
function threadsFor({ waiting, total }, parallel) {
  const cores = typeof availableParallelism === 'function' ? availableParallelism() : cpus().length;
  const count = Math.min(parallel ?? cores, waiting.length);
  const worth = parallel !== undefined || total >= WORTH_A_THREAD;
  // Whoever bundles the package may have left the thread's file behind.
  if (count > 1 && worth && existsSync(threadFile())) return Array.from({ length: count }, () => startThread);
  return waiting.length ? [readHere] : [];
}

const threadFile = () => join(__dirname, 'cdn-log-thread.cjs');

function readHere(work, report, signal) {
  const done = (async () => {
    for (let file = work.next(); file && !signal?.aborted; file = work.next()) {
      work.ended(file.place, await readLogFile(report, file.path, (bytes) => work.read(bytes), signal));
    }
  })();
  // Whatever is being read ends before the report is closed.
  return { done, stop: () => done.catch(() => {}) };
}

/** See cdn-log-thread.js. */
function startThread(work, report) {
  const worker = new Worker(threadFile());
  const next = () => {
    const file = work.next();
    worker.postMessage(file ?? { finish: true });
  };
  const done = new Promise((resolve, reject) => {
    worker.on('message', ({ read, place, reason, finished }) => {
      if (read !== undefined) work.read(read);
      else if (finished) {
        report.merge(finished);
        resolve();
      } else {
        work.ended(place, reason);
        next();
      }
    });
    worker.on('error', (cause) => reject(Object.assign(shimError('internal'), { cause })));
    worker.on('exit', () => reject(shimError('internal')));
  });
  // Once another thread has failed nobody waits for this one.
  done.catch(() => {});
  next();
  return { done, stop: () => worker.terminate() };
}
