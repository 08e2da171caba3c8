// Turns a source into the files asked for: with ffmpeg what ffmpeg can read, else copies.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AUDIO, reachable, TYPES } from './definitions.mjs';
import { FAILED, TRANSCODED, TRANSCODING, UPLOADING } from './videos.mjs';

const run = promisify(execFile);
const BYTES_A_SECOND = 100_000;
const COPIED_HEIGHT = 1080;

export class Transcoder {
  /** @param {{ ffmpeg: boolean, transcodeMs: number | null }} settings transcodeMs: how long it takes at least; null: until it is told */
  constructor(settings, videos, callbacks, store) {
    Object.assign(this, { settings, videos, callbacks, store });
    /** video id to what ends the waiting */
    this.waiting = new Map();
    this.under = new Set();
    this.closing = new AbortController();
  }

  /** The source is there. */
  begin(video) {
    // The same number is 转码中 as a status, and 上传完成 in a callback.
    if (video.status === UPLOADING) this.callbacks.send(video, TRANSCODING);
    video.status = TRANSCODING;
    const under = this.transcode(video);
    this.under.add(under);
    under.finally(() => this.under.delete(under));
  }

  async transcode(video) {
    let outcome = await this.wait(video);
    try {
      if (outcome === TRANSCODED) await this.make(video);
    } catch {
      // What ffmpeg cannot turn into the other.
      outcome = FAILED;
    }
    const isGone = this.store.videos.get(video.id) !== video;
    if (outcome === null || isGone || this.closing.signal.aborted) return;
    video.status = outcome;
    this.store.changed();
    // A timeout is never told.
    if (outcome === TRANSCODED || outcome === FAILED) this.callbacks.send(video, outcome);
  }

  /** @returns {Promise<number | null>} how it ends; null: not at all */
  wait({ id }) {
    return new Promise((resolve) => {
      const timer = this.settings.transcodeMs === null ? null : setTimeout(() => end(TRANSCODED), this.settings.transcodeMs);
      const end = (outcome) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(outcome);
      };
      this.waiting.set(id, end);
    });
  }

  /** @param {string} id of one that waits @param {number} outcome 100, 30 or 31 */
  end(id, outcome) {
    const end = this.waiting.get(id);
    if (!end) throw new RangeError(`${id} is not being transcoded`);
    end(outcome);
  }

  async make(video) {
    const source = this.videos.source(video);
    const known = this.settings.ffmpeg ? await probe(source, this.closing.signal) : null;
    video.length = known ? Math.ceil(known.seconds) : Math.max(1, Math.ceil(video.size / BYTES_A_SECOND));
    video.height = known ? known.height : COPIED_HEIGHT;
    const definitions = video.audio ? [AUDIO] : reachable(video.definitions, video.height);
    const types = video.audio ? ['mp3'] : video.formats.map((format) => TYPES[format]);
    const files = [];
    for (const { key, height } of definitions) {
      const stem = createHash('md5').update(`${video.id} ${key}`).digest('hex');
      const path = (type) => this.videos.file({ stem }, type);
      if (known && !video.audio) await convert(source, height, path, types, this.closing.signal);
      else await copy(source, path, types, video.length);
      for (const type of types) {
        // A playlist's size is that of what it plays.
        const { size } = await stat(path(type === 'm3u8' ? 'ts' : type));
        files.push({ key, type, stem, size });
      }
    }
    const made = new Set(files.map(({ key, type }) => `${key} ${type}`));
    video.files = [...video.files.filter(({ key, type }) => !made.has(`${key} ${type}`)), ...files];
  }

  async settled() {
    while (this.under.size) await Promise.all(this.under);
  }

  async close() {
    this.closing.abort();
    for (const end of this.waiting.values()) end(null);
    await Promise.allSettled(this.under);
  }
}

/** @returns {Promise<{ seconds: number, height: number } | null>} null: no ffprobe, or nothing that it can read */
async function probe(source, signal) {
  try {
    const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', '-show_entries', 'format=duration:stream=height', source], { signal });
    const { format, streams } = JSON.parse(stdout);
    const height = Math.max(0, ...streams.map((stream) => stream.height || 0));
    return Number(format.duration) > 0 && height > 0 ? { seconds: Number(format.duration), height } : null;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

async function convert(source, height, path, types, signal) {
  const mp4 = path('mp4');
  const ffmpeg = (...args) => run('ffmpeg', ['-v', 'error', '-y', '-nostdin', '-i', ...args], { signal });
  await ffmpeg(source, '-vf', `scale=-2:${height}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart', mp4);
  if (types.includes('flv')) await ffmpeg(mp4, '-c', 'copy', path('flv'));
  if (types.includes('m3u8')) await ffmpeg(mp4, '-c', 'copy', '-f', 'hls', '-hls_time', '5', '-hls_list_size', '0', '-hls_flags', 'single_file', path('m3u8'));
}

async function copy(source, path, types, seconds) {
  for (const type of types) await copyFile(source, path(type === 'm3u8' ? 'ts' : type));
  if (!types.includes('m3u8')) return;
  const segment = path('ts').split('/').at(-1);
  await writeFile(path('m3u8'), `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:${seconds}\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:${seconds},\n${segment}\n#EXT-X-ENDLIST\n`);
}
