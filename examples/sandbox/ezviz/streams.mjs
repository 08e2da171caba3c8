// What the play addresses lead to: the looped clip, live for all viewers together, or for as long as a recording lasts.

import { readFile } from 'node:fs/promises';
import { readFlv, tagAt } from '../../h5/streams/flv-clip.mjs';
import { CLIP, CLIP_MS, FlvLoop } from '../../h5/streams/flv-loop.mjs';
import { readCompactTime } from './device-time.mjs';
import { recordings } from './recordings.mjs';

const TICK_MS = 20;
/** The server's own pace where a player asks for as fast as can be. */
const FASTEST = 16;
const STREAM = /^\/v3\/(openlive|openpb)\/(?:llhls\/)?([0-9A-Z:_-]+)_(\d+)_[12](\.flv|\.m3u8)$/;

export class Streams {
  constructor({ now, streams }, devices, addresses) {
    this.now = now;
    this.hls = streams.hls || null;
    this.devices = devices;
    this.addresses = addresses;
    this.loop = new FlvLoop();
  }

  async open() {
    this.clip = readFlv(await readFile(CLIP));
    this.frames = this.clip.frames.filter(({ atMs }) => atMs < CLIP_MS);
    await this.loop.open();
    this.loop.start();
  }

  async close() {
    for (const device of this.devices.all.values()) device.breakStreams();
    await this.loop.close();
  }

  /** @param {string} path @returns {string | null} 'openlive' or 'openpb' */
  static kind(path) {
    const [, kind = null] = STREAM.exec(path) || [];
    return kind;
  }

  /** @param {import('express').Request} request its path is a stream's @param {import('express').Response} response */
  serve(request, response) {
    const [, kind, serial, channelNo, suffix] = STREAM.exec(request.path);
    const query = new URL(request.url, 'http://localhost').searchParams;
    const device = this.devices.all.get(serial);
    const needsDevice = kind === 'openlive' || query.get('rec') === 'local';
    if (!device || !this.addresses.allows(request.path, query) || (needsDevice && !device.online)) return response.sendStatus(403);
    if (suffix === '.m3u8') return this.hls ? response.redirect(this.hls) : response.sendStatus(404);

    if (kind === 'openlive') this.loop.welcome(response);
    else {
      const durationMs = this.recorded(`${serial}_${channelNo}`, query);
      if (durationMs === 0) return response.sendStatus(404);
      this.play(response, durationMs, Number(query.get('playbackSpeed') || 1));
    }
    device.viewers.add(response);
    response.once('close', () => device.viewers.delete(response));
  }

  /** How much of the span there is: the gaps are left out. */
  recorded(camera, query) {
    const begin = readCompactTime(query.get('begin'));
    const end = readCompactTime(query.get('end'));
    return recordings(camera, query.get('rec'), begin, end, this.now() * 1000)
      .reduce((sum, { startTime, endTime }) => sum + Math.min(end, endTime) - Math.max(begin, startTime), 0);
  }

  /** The clip over and over at the recording's own pace, times the speed; then the end of the stream. */
  play(response, durationMs, speed) {
    response.writeHead(200, { 'content-type': 'video/x-flv' });
    response.write(this.clip.opening);
    for (const codec of this.clip.codecs) response.write(tagAt(codec, 0));
    const pace = speed === -1 ? FASTEST : speed;
    const startedAtMs = Date.now();
    let next = 0;
    const frameAt = (index) => this.frames[index % this.frames.length];
    const timeOf = (index) => Math.floor(index / this.frames.length) * CLIP_MS + frameAt(index).atMs;
    const ticker = setInterval(() => {
      // A player that does not read holds its recording up.
      if (response.writableNeedDrain) return;
      const playedMs = Math.min(durationMs, (Date.now() - startedAtMs) * pace);
      for (; timeOf(next) < playedMs; next += 1) response.write(tagAt(frameAt(next), timeOf(next)));
      if (playedMs === durationMs) response.end();
    }, TICK_MS);
    response.once('close', () => clearInterval(ticker));
  }
}
