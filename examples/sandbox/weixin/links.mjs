// Temporary links: signed, good until t, and served as a CDN would, with ranges, referers and the number of terminals.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from './answers.mjs';

export const MEDIA_HOST = 'developers.weixin.qq.com';
const LONGEST = 7200;
/** What comes at once, however slow the rest is. */
const BURST_BYTES = 12_000;
const PACED_BYTES = 1000;
/** In this order they stand in a link, and are signed. */
const SIGNED = ['t', 'exper', 'rlimit', 'us', 'whref', 'bkref'];
const TYPES = { m3u8: 'application/vnd.apple.mpegurl', mp4: 'video/mp4' };

export class Links {
  constructor({ now, random, origin }) {
    this.now = now;
    this.random = random;
    this.base = () => `${origin()}/${MEDIA_HOST}`;
    this.key = randomBytes(16).toString('hex');
    /** signature to the addresses that came with it */
    this.terminals = new Map();
    this.bytesPerSecond = Infinity;
    /** responses under way */
    this.serving = new Set();
  }

  /** Whatever has been signed before is refused from now on, and what is under way breaks off. */
  expireAll() {
    this.key = randomBytes(16).toString('hex');
    for (const response of this.serving) response.destroy();
  }

  /** A player's links. @param {object} media @param {object} wanted fields of getmedialink, checked one by one */
  play(media, { t, us, expr, exper = expr, rlimit, whref, bkref }) {
    if (t <= this.now() || t > Math.floor(this.now()) + LONGEST) throw new Refusal(10093014, 't');
    if (exper > media.duration) throw new Refusal(10093014, 'exper');
    const platform = Array.from({ length: 24 }, () => Math.floor(this.random() * 16).toString(16)).join('');
    const fields = { t: t.toString(16), exper, rlimit, us: us === undefined ? platform : `${us}-${platform}`, whref, bkref };
    return { mp4_url: this.link(`/vod/${media.id}/play.mp4`, fields), hls_url: this.link(`/vod/${media.id}/play.m3u8`, fields) };
  }

  /** The back office's links, good for as long as a player's can be. */
  own(media) {
    const t = (Math.floor(this.now()) + LONGEST).toString(16);
    const links = {
      cover_url: `/vod/${media.id}/cover.${media.coverType}`,
      original_url: `/vod/${media.id}/original.${media.type}`,
      mp4_url: `/vod/${media.id}/play.mp4`,
      hls_url: `/vod/${media.id}/play.m3u8`,
    };
    return Object.fromEntries(Object.entries(links).map(([name, path]) => [name, this.link(path, { t })]));
  }

  link(path, fields) {
    const query = SIGNED.filter((name) => fields[name] !== undefined).map((name) => `${name}=${encodeURIComponent(fields[name])}`);
    return `${this.base()}${path}?${[...query, `sign=${this.sign(path, fields)}`].join('&')}`;
  }

  /** Over the folder, so that one signature serves a playlist and its segments. */
  sign(path, fields) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const text = SIGNED.map((name) => fields[name] ?? '').join('');
    return createHash('md5').update(`${this.key}${folder}${text}`).digest('hex');
  }

  /** @returns {boolean} signed here, not over, asked from where it may be, by few enough */
  allows(path, fields, referer, address) {
    const given = Buffer.from(String(fields.sign || ''));
    const right = Buffer.from(this.sign(path, fields));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
    if (Number.parseInt(fields.t, 16) < this.now()) return false;
    const from = (referer || '').replace(/^https?:\/\//, '');
    if (fields.whref && !fields.whref.split(',').some((site) => matches(from, site))) return false;
    if (fields.bkref && fields.bkref.split(',').some((site) => matches(from, site))) return false;
    if (!fields.rlimit) return true;
    const known = this.terminals.get(fields.sign) || new Set();
    this.terminals.set(fields.sign, known);
    if (known.size >= Number(fields.rlimit) && !known.has(address)) return false;
    known.add(address);
    return true;
  }

  /** @param {{ status: number, bytes: number }} row of the log, true before the first byte leaves */
  async serve(request, response, media, file, row) {
    const { path, query } = request;
    const suffix = path.slice(path.lastIndexOf('.') + 1);
    response.type(TYPES[suffix] || suffix);
    if (suffix === 'm3u8') {
      const playlist = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:${media.duration}\n#EXT-X-PLAYLIST-TYPE:VOD\n`
        + `#EXTINF:${media.duration},\nplay.mp4?${request.url.split('?')[1]}\n#EXT-X-ENDLIST\n`;
      Object.assign(row, { status: 200, bytes: Buffer.byteLength(playlist) });
      response.send(playlist);
      return;
    }
    const { size } = await stat(file);
    const served = query.exper ? Math.floor(size * Number(query.exper) / media.duration) : size;
    const range = request.headers.range === undefined ? null : readRange(request.headers.range, served);
    response.set('accept-ranges', 'bytes');
    if (range && range.start >= served) {
      row.status = 416;
      response.status(416).set('content-range', `bytes */${served}`).end();
      return;
    }
    const { start, end } = range || { start: 0, end: served - 1 };
    const length = end - start + 1;
    Object.assign(row, { status: range ? 206 : 200, bytes: request.method === 'HEAD' ? 0 : length });
    if (range) response.set('content-range', `bytes ${start}-${end}/${served}`);
    response.status(row.status).set('content-length', String(length));
    if (row.bytes === 0) {
      response.end();
      return;
    }
    const { socket } = response;
    const before = socket.bytesWritten;
    this.serving.add(response);
    try {
      if (this.bytesPerSecond === Infinity) await pipeline(createReadStream(file, { start, end }), response);
      else await pipeline(createReadStream(file, { start, end, highWaterMark: PACED_BYTES }), (chunks) => paced(chunks, this.bytesPerSecond), response);
    } catch {
      // The player went away.
      row.bytes = Math.min(length, socket.bytesWritten - before);
    } finally {
      this.serving.delete(response);
    }
  }
}

async function* paced(chunks, bytesPerSecond) {
  let sent = 0;
  for await (const chunk of chunks) {
    yield chunk;
    sent += chunk.length;
    if (sent > BURST_BYTES) await delay(1000 * chunk.length / bytesPerSecond);
  }
}

/** A prefix, or any name before one: *.abc.com */
function matches(referer, site) {
  if (!site.startsWith('*.')) return referer.startsWith(site);
  const [host] = referer.split('/');
  const place = host.indexOf(site.slice(1));
  return place > 0 && referer.slice(place).startsWith(site.slice(1));
}

/** One range; anything else is the whole. */
function readRange(header, size) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header) || [];
  if (first === undefined || (first === '' && last === '')) return null;
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size - 1 };
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return Number(first) > end && Number(first) < size ? null : { start: Number(first), end };
}
