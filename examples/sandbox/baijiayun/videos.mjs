// The videos, from the upload address to the files that are played.

import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { Refusal } from './answers.mjs';
import { definitionOf } from './definitions.mjs';

/** Above 2^53: whoever takes an id for a number of JavaScript's finds another video. */
const FIRST = 9007199254740993n;
export const [UPLOADING, TRANSCODING, FAILED, TRANSCODE_TIMED_OUT, UPLOAD_TIMED_OUT, TRANSCODED] = [10, 20, 30, 31, 32, 100];
export const STATUS = { 10: '上传中', 20: '转码中', 30: '转码失败', 31: '转码超时', 32: '上传超时', 100: '转码成功' };
export const [PUBLISHED, BLOCKED] = [1, 2];

export class Videos {
  constructor({ now }, store, folder) {
    this.now = now;
    this.store = store;
    this.folder = folder;
  }

  /** @param {object} about what is known of it; the rest is as it begins */
  add(about) {
    let next = FIRST;
    for (const id of this.store.videos.keys()) if (BigInt(id) >= next) next = BigInt(id) + 2n;
    const video = {
      id: String(next), name: '', fileName: '', definitions: [16], formats: [1, 2, 4], audio: false, encrypt: false, status: UPLOADING, createTime: Math.floor(this.now()),
      size: 0, md5: '', length: 0, height: 1080, origin: true, files: [], categoryId: '0', publish: PUBLISHED, ...about,
    };
    this.store.videos.set(video.id, video);
    return video;
  }

  find(id) {
    const video = this.store.videos.get(String(id));
    if (!video) throw new Refusal(5002);
    return video;
  }

  all() {
    return [...this.store.videos.values()];
  }

  source({ id }) {
    return join(this.folder, `source-${id}`);
  }

  /** A transcoded file; a playlist has its segments beside it. @param {{ stem: string }} file */
  file({ stem }, type) {
    return join(this.folder, `${stem}.${type}`);
  }

  async remove(video) {
    this.store.videos.delete(video.id);
    for (const [id, subtitle] of this.store.subtitles) if (subtitle.videoId === video.id) this.store.subtitles.delete(id);
    await Promise.all([this.dropFiles(video, () => true), this.dropSource(video)]);
  }

  /** @param {(file: { key: string, type: string }) => boolean} which */
  async dropFiles(video, which) {
    const gone = video.files.filter(which);
    video.files = video.files.filter((file) => !gone.includes(file));
    await Promise.all(gone.flatMap((file) => [file.type, ...(file.type === 'm3u8' ? ['ts'] : [])].map((type) => rm(this.file(file, type), { force: true }))));
  }

  async dropSource(video) {
    video.origin = false;
    await rm(this.source(video), { force: true });
  }

  /** All that is kept of it, in bytes. */
  storage({ origin, size, files }) {
    return (origin ? size : 0) + files.reduce((sum, file) => sum + file.size, 0);
  }

  /** The best definition of the source, as the document names it. */
  originDefinition({ height }) {
    return height >= 1080 ? '1080p' : height >= 720 ? 'super' : height >= 360 ? 'high' : 'low';
  }

  transcoded({ files }) {
    return files.map(({ key, type, size }) => ({ definition: definitionOf(key).name, type, size }));
  }
}
