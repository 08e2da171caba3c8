// Play addresses with hotlink protection: txSecret signs the key, the stream as it stands in the path, and txTime as it is written.

import { createHash, timingSafeEqual } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import express from 'express';

const CLIP = fileURLToPath(new URL('../../h5/clip/loop.flv', import.meta.url));
const PLAYLIST = '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXT-X-MEDIA-SEQUENCE:0\n';

/** The domain's own validity is 0: an address is good until txTime and no longer. */
export function allows(playKey, stream, { txSecret, txTime }, now) {
  if (typeof txSecret !== 'string' || typeof txTime !== 'string' || !/^[\da-f]+$/i.test(txTime)) return false;
  const given = Buffer.from(txSecret);
  const right = Buffer.from(createHash('md5').update(`${playKey}${stream}${txTime}`).digest('hex'));
  return given.length === right.length && timingSafeEqual(given, right) && Number.parseInt(txTime, 16) >= Math.floor(now);
}

/** @param {{ app: { playKey: string }, now: () => number, log: object[] }} cloud */
export function liveRoutes({ app, now, log }) {
  const router = express.Router();
  router.get('/:app/:file', (request, response) => {
    const [, stream, suffix] = /^(.+)\.(flv|m3u8)$/.exec(request.params.file) || [];
    const status = !stream ? 404 : allows(app.playKey, stream, request.query, now()) ? 200 : 403;
    log.push({ api: 'play', params: { app: request.params.app, stream, suffix }, at: now(), code: status });
    if (status !== 200) return response.sendStatus(status);
    if (suffix === 'm3u8') return response.type('application/vnd.apple.mpegurl').send(PLAYLIST);
    return response.type('video/x-flv').sendFile(CLIP);
  });
  return router;
}
