// The media that have been uploaded, their files, and the tasks that pull some from elsewhere.

import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './answers.mjs';

/** Above 2^53: whoever takes an id for a number of JavaScript's finds another media. */
const FIRST_MEDIA = 5285890784273533167n;
const FIRST_TASK = 9007199254740993n;
const BYTES_A_SECOND = 250_000;
const [TASK_RUNNING, TASK_DONE] = [2, 3];
export const TASK_FAILED = 4;
export const [AUDITING, REJECTED, PASSED, REFILL] = [1, 2, 3, 4];

export class Library {
  constructor({ now }, folder) {
    this.now = now;
    this.folder = folder;
    this.media = new Map();
    this.tasks = new Map();
    this.materials = new Map();
    this.issued = 0n;
  }

  /** @param {object} about media_name, media_type, source_context @param {{ path, size }} video @param {{ path, size } | null} cover */
  async add(about, video, cover = null) {
    this.issued += 1n;
    const id = FIRST_MEDIA + this.issued * 2n;
    const media = {
      id,
      name: about.media_name,
      type: (about.media_type || 'MP4').toLowerCase(),
      sourceContext: about.source_context || '',
      createTime: Math.floor(this.now()),
      size: video.size,
      duration: Math.max(1, Math.floor(video.size / BYTES_A_SECOND)),
      path: join(this.folder, `media-${id}`),
      coverPath: cover && join(this.folder, `cover-${id}`),
      coverType: (about.cover_type || 'JPG').toLowerCase(),
      dramaId: 0n,
      audit: { status: 0, create_time: 0, audit_time: 0, reason: '', evidence_material_id_list: [] },
    };
    await rename(video.path, media.path);
    if (cover) await rename(cover.path, media.coverPath);
    this.media.set(String(id), media);
    return media;
  }

  find(id) {
    const media = this.media.get(String(id));
    if (!media) throw new Refusal(10093030, 'media_id');
    return media;
  }

  /** exact, or with % before or behind: anything there */
  list({ drama_id: dramaId, media_name: name, media_name_fuzzy: part, start_time: from = 0, end_time: to = Infinity, limit = 100, offset = 0 }) {
    const named = (given) => (name === undefined || pattern(name)(given)) && (part === undefined || given.includes(part));
    return [...this.media.values()]
      .filter((media) => (dramaId === undefined || media.dramaId === BigInt(dramaId)) && named(media.name) && media.createTime >= from && media.createTime < to)
      .slice(offset, offset + limit);
  }

  /** Only what was never submitted, or did not pass. */
  async remove(id) {
    const media = this.find(id);
    if (media.dramaId !== 0n && ![REJECTED, REFILL].includes(media.audit.status)) throw new Refusal(10090029);
    this.media.delete(String(id));
    await Promise.all([media.path, media.coverPath].filter(Boolean).map((path) => rm(path, { force: true })));
  }

  /** @param {() => Promise<object>} work resolves to the media */
  start(work) {
    const id = FIRST_TASK + BigInt(this.tasks.size) * 2n;
    const task = { id, task_type: 1, status: TASK_RUNNING, errcode: 0, errmsg: '', create_time: Math.floor(this.now()), finish_time: 0, media_id: 0n };
    this.tasks.set(String(id), task);
    const end = (result) => Object.assign(task, { finish_time: Math.floor(this.now()), ...result });
    const done = work().then(
      (media) => end({ status: TASK_DONE, media_id: media.id }),
      (error) => end({ status: TASK_FAILED, errcode: 60000, errmsg: `source file err 1001 (${error.message})` }),
    );
    return { id, done };
  }

  task(id) {
    const task = this.tasks.get(String(id));
    if (!task) throw new Refusal(10093030, 'task_id');
    return task;
  }

  /** A temporary picture; its id is what a submission names. */
  addMaterial(file) {
    const id = `sandbox-material-${this.materials.size + 1}`;
    this.materials.set(id, { createTime: Math.floor(this.now()), size: file.size });
    return id;
  }
}

function pattern(name) {
  const escaped = name.replace(/^%|%$/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`^${name.startsWith('%') ? '.*' : ''}${escaped}${name.length > 1 && name.endsWith('%') ? '.*' : ''}$`, 's');
  return (given) => whole.test(given);
}
