// Play addresses: /<32 hex>/<8 hex: when it runs out>/…, signed, and served with ranges until then.

import { createHash, randomBytes } from 'node:crypto';
import express from 'express';

export const VIDEO_HOST = 'dyd-video.baijiayun.com';
const FOLDER = '/00-upload/video';

export class Addresses {
  constructor({ now, origin }, videos) {
    this.now = now;
    this.base = () => `${origin()}/${VIDEO_HOST}`;
    this.videos = videos;
    this.expireAll();
  }

  /** What was handed out before leads nowhere any more. */
  expireAll() {
    this.key = randomBytes(16).toString('hex');
  }

  /** A playlist and its segments have one signature. */
  sign(until, stem) {
    return createHash('md5').update(`${this.key}/${until}${FOLDER}/${stem}`).digest('hex');
  }

  link(video, { stem, type }, seconds) {
    const until = Math.floor(this.now() + seconds).toString(16).padStart(8, '0');
    return `${this.base()}/${this.sign(until, stem)}/${until}${FOLDER}/${stem}.${type}?fid=${video.id}`;
  }

  allows({ hash, until, stem }) {
    return /^[0-9a-f]{8}$/.test(until) && hash === this.sign(until, stem) && Number.parseInt(until, 16) >= this.now();
  }

  /** @param {(videoId: string, bytes: number) => void} fetched how much has left */
  routes(befalls, fetched) {
    const router = express.Router();
    router.get(`/:hash/:until${FOLDER}/:stem.:type`, async (request, response) => {
      if (await befalls(response)) return;
      if (!this.allows(request.params)) {
        response.sendStatus(403);
        return;
      }
      const { stem, type } = request.params;
      const video = this.videos.all().find(({ files }) => files.some((file) => file.stem === stem && (file.type === type || type === 'ts')));
      if (!video) {
        response.sendStatus(404);
        return;
      }
      const { socket } = response;
      const before = socket.bytesWritten;
      response.once('close', () => fetched(video.id, socket.bytesWritten - before));
      response.sendFile(`${stem}.${type}`, { root: this.videos.folder, cacheControl: false }, (error) => {
        if (error && !response.headersSent) response.sendStatus(404);
      });
    });
    return router;
  }
}
