// Where there is no ffmpeg: a short clip as an endless HTTP-FLV broadcast. One timeline for all viewers, in real time, its
// timestamps going on across the seam, each viewer starting at the latest key frame. Stands in for publisher and server both.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { readFlv, tagAt } from './flv-clip.mjs';
import { HOST } from './port.mjs';

export const CLIP = new URL('../clip/loop.flv', import.meta.url);
/** The clip is made to be exactly this long, a whole number of frames of both kinds: see clip/make-clip.mjs. */
export const CLIP_MS = 8000;
export const CLIP_BYTES_PER_SECOND = 46_000;
const TICK_MS = 20;
/** A viewer that does not read is let go. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

export class FlvLoop {
  constructor() {
    this.viewers = new Set();
    this.server = null;
    this.port = 0;
    this.ticker = null;
    this.next = 0;
    this.sinceKeyFrame = [];
  }

  get running() {
    return this.ticker !== null;
  }

  get origin() {
    return `http://${HOST}:${this.port}`;
  }

  async open() {
    const clip = readFlv(await readFile(CLIP));
    this.opening = clip.opening;
    this.codecs = clip.codecs;
    this.frames = clip.frames.filter((frame) => frame.atMs < CLIP_MS);
    this.server = createServer((request, response) => this.welcome(response));
    await new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, HOST, resolve);
    });
    this.port = this.server.address().port;
  }

  async close() {
    this.stop();
    if (!this.server) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  /** The publisher begins: the timeline goes on where it stopped. */
  start() {
    if (this.ticker) return;
    const startedAtMs = Date.now() - this.timeOf(this.next);
    this.ticker = setInterval(() => this.advance(Date.now() - startedAtMs), TICK_MS);
  }

  /** The publisher is gone: connections stay, and stay silent. */
  stop() {
    clearInterval(this.ticker);
    this.ticker = null;
  }

  timeOf(index) {
    const round = Math.floor(index / this.frames.length);
    return round * CLIP_MS + this.frames[index % this.frames.length].atMs;
  }

  advance(untilMs) {
    for (; this.timeOf(this.next) <= untilMs; this.next += 1) {
      const frame = this.frames[this.next % this.frames.length];
      const bytes = tagAt(frame, this.timeOf(this.next));
      if (frame.keyFrame) this.sinceKeyFrame = [];
      this.sinceKeyFrame.push(bytes);
      for (const viewer of this.viewers) viewer.write(bytes);
    }
    for (const viewer of this.viewers) {
      if (viewer.writableLength > MAX_UNREAD_BYTES) viewer.destroy();
    }
  }

  welcome(response) {
    response.writeHead(200, { 'content-type': 'video/x-flv' });
    response.write(this.opening);
    for (const codec of this.codecs) response.write(tagAt(codec, this.timeOf(this.next)));
    for (const bytes of this.sinceKeyFrame) response.write(bytes);
    this.viewers.add(response);
    response.once('close', () => this.viewers.delete(response));
  }
}
