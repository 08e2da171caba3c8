// One upload of a file at a time, on one machine and on several that share a disk: a file beside the journal names its owner.

import { randomUUID } from 'node:crypto';
import { link, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { failure } from './failure.js';

/** An owner on another machine is known to be alive by this. */
const BEAT_MS = 30_000;
const SILENT_MS = 300_000;

/** The locks of this process. @type {Set<string>} */
const held = new Set();

/**
 * @param {string} journal its path
 * @returns {Promise<{ release(): Promise<void> }>} rejects with `upload_locked` and the `holder` { pid, host, since }
 */
export async function lockUpload(journal) {
  const path = `${journal}.lock`;
  const id = randomUUID();
  const owner = { id, pid: process.pid, host: hostname(), birth: await birthOf(process.pid), since: Math.floor(Date.now() / 1000) };
  // Before the file is there: whoever finds it must know that it is of this life.
  held.add(id);
  try {
    while (!await create(path, owner)) {
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text === null) continue;
      const other = parsed(text);
      if (other ? await isAlive(path, other) : await isFresh(path)) throw lockedBy(other);
      await remove(path, text);
    }
  } catch (error) {
    held.delete(id);
    throw error;
  }
  await sweep(journal);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, BEAT_MS);
  beat.unref?.();
  return {
    async release() {
      clearInterval(beat);
      held.delete(id);
      await rm(path, { force: true });
    },
  };
}

function lockedBy(other) {
  const error = failure('upload_locked');
  const { pid = null, host = null, since = null } = other || {};
  if (pid !== null) error.message += ` (pid ${pid}, ${host})`;
  error.holder = { pid, host, since };
  return error;
}

/** @returns {Promise<boolean>} false: there is one */
async function create(path, owner) {
  // Whole when it appears: a link is made at once, and fails where there is one.
  const beside = `${path}.${owner.id}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(owner));
  } finally {
    await file.close();
  }
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

/** Takes a dead owner's lock away, unless somebody else has done so and holds it by now. */
async function remove(path, text) {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if (await readFile(aside, 'utf8').catch(() => text) !== text) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/** What a process that died while it wrote has left. */
async function sweep(journal) {
  const folder = dirname(journal);
  const name = basename(journal);
  const leftovers = (await readdir(folder)).filter((file) => file.startsWith(`${name}.`) && /^\d+\.tmp$/.test(file.slice(name.length + 1)));
  await Promise.all(leftovers.map((file) => rm(join(folder, file), { force: true })));
}

function parsed(text) {
  try {
    const owner = JSON.parse(text);
    return Number.isInteger(owner.pid) && typeof owner.host === 'string' ? owner : null;
  } catch {
    return null;
  }
}

async function isFresh(path) {
  const known = await stat(path).catch(() => null);
  return known !== null && Date.now() - known.mtimeMs < SILENT_MS;
}

/** Its number may have gone to another process since. */
async function isAlive(path, { id, pid, host, birth }) {
  if (host !== hostname()) return isFresh(path);
  if (pid === process.pid) return held.has(id);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const now = await birthOf(pid);
  return birth === null || now === null || now === birth;
}

/** When the process began, by Linux's own count; null elsewhere. */
async function birthOf(pid) {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets, and may hold anything.
    const [state, , , , , , , , , , , , , , , , , , , birth] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // One that has ended and waits for its parent is dead.
    return state === 'Z' ? 'ended' : birth;
  } catch {
    return null;
  }
}
