// What an upload has achieved, on disk: after a crash only the rest is sent.

import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const VERSION = 1;

export class UploadJournal {
  /**
   * @param {string} path
   * @param {unknown} subject everything that makes an upload this one and no other; a journal of another is none
   * @param {number} now Unix seconds, for one that begins
   */
  static async open(path, subject, now) {
    const journal = new UploadJournal(path, createHash('sha256').update(JSON.stringify(subject)).digest('hex'), now);
    const state = await readState(path);
    journal.resumed = state !== null && state.version === VERSION && state.subject === journal.state.subject;
    if (journal.resumed) journal.state = state;
    else await journal.write();
    return journal;
  }

  constructor(path, subject, now) {
    this.path = path;
    this.state = { version: VERSION, subject, startedAt: now, uploadId: null, video: {}, cover: {} };
    this.resumed = false;
    this.writing = Promise.resolve();
  }

  get startedAt() {
    return this.state.startedAt;
  }

  get uploadId() {
    return this.state.uploadId;
  }

  /** WeChat's id of an upload that begins, with no part sent yet; null: there is none any more. */
  begin(uploadId) {
    Object.assign(this.state, { uploadId, video: {}, cover: {} });
    return this.write();
  }

  /** @param {'video' | 'cover'} kind @returns {string | undefined} the etag, if the part has been acknowledged */
  etag(kind, number) {
    return this.state[kind][number];
  }

  /** Resolves when the part counts as acknowledged: once that is on disk. */
  acknowledge(kind, number, etag) {
    this.state[kind][number] = etag;
    return this.write();
  }

  /** The parts are to be sent again. @param {{ kind: 'video' | 'cover', number: number }[]} parts */
  forget(parts) {
    for (const { kind, number } of parts) delete this.state[kind][number];
    return this.write();
  }

  /** One write at a time, each of everything that is known by then. */
  write() {
    const save = () => saveState(this.path, this.state);
    this.writing = this.writing.then(save, save);
    return this.writing;
  }

  async remove() {
    await this.writing.catch(() => {});
    await Promise.all([this.path, besideOf(this.path)].map((path) => rm(path, { force: true })));
  }
}

/** @returns {Promise<any>} null: there is none, or none that can be read */
async function readState(path) {
  try {
    const state = JSON.parse(await readFile(path, 'utf8'));
    const parts = [state.video, state.cover].every((kind) => Object.values(kind).every((etag) => typeof etag === 'string'));
    return parts && Number.isFinite(state.startedAt) ? state : null;
  } catch {
    return null;
  }
}

/** Whole or not at all, whenever the process dies or the machine does. */
async function saveState(path, state) {
  const beside = besideOf(path);
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(state)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(dirname(path));
}

/** No other process writes there. */
const besideOf = (path) => `${path}.${process.pid}.tmp`;

/** The name of a file is on disk once its folder is. */
async function syncFolder(path) {
  let folder;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } catch {
    // Not every system opens folders, or lets them be synced.
  } finally {
    await folder?.close();
  }
}
