// API-3: a file comes in, is cut off, and goes on where it broke off.

import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { Refusal } from './answers.mjs';
import { UPLOADING } from './videos.mjs';

export const UPLOAD_HOST = 'upload-video.baijiayun.com';
const VIDEO = /\.(wmv|avi|dat|asf|rm|rmvb|ram|mpg|mpeg|3gp|mov|mp4|m4v|dvix|dv|mkv|flv|vob|qt|divx|cpk|fli|flc|mod)$/i;
const AUDIO = /\.(mp3|wma|wav|mid|midd|kar|ogg|m4a|ra|ram|mod)$/i;

export class Uploads {
  constructor({ now, origin }, videos) {
    this.now = now;
    this.base = () => `${origin()}/${UPLOAD_HOST}`;
    this.videos = videos;
    this.key = randomBytes(16).toString('hex');
    /** how many bytes the next uploads get through before the connection breaks */
    this.cuts = [];
  }

  token(fid, ts) {
    return createHash('md5').update(`${this.key}${fid}${ts}`).digest('hex');
  }

  /** use_https decides nothing here: the stand-in speaks HTTP alone. */
  address({ id }) {
    const ts = Math.floor(this.now());
    return `${this.base()}/upload?fid=${id}&ts=${ts}&token=${this.token(id, ts)}`;
  }

  /** What has come in so far. */
  received(video) {
    return statSync(this.videos.source(video), { throwIfNoEntry: false })?.size || 0;
  }

  open({ fid, ts, token }) {
    if (typeof fid !== 'string' || token !== this.token(fid, ts)) throw new Refusal(4001, 'token');
    const video = this.videos.find(fid);
    if (video.status !== UPLOADING) throw new Refusal(4001, 'fid');
    if (!(video.audio ? AUDIO : VIDEO).test(video.fileName)) throw new Refusal(4001, 'file_name');
    return video;
  }

  /**
   * The bytes behind those that have come in before. The document does not say how the rest is sent: here it is a form like the first.
   * @returns {Promise<boolean>} false: the connection broke; what has come in stays
   */
  async receive(request, video) {
    const path = this.videos.source(video);
    const form = formOf(request);
    let allowed = this.cuts.shift() ?? Infinity;
    let files = 0;
    form.on('file', (name, stream) => {
      if (name === 'data') files += 1;
      // Written at once: what has come in stays, however the connection ends.
      stream.on('data', (chunk) => {
        if (name === 'data') appendFileSync(path, chunk.subarray(0, allowed));
        allowed -= chunk.length;
        if (allowed > 0) return;
        allowed = 0;
        request.destroy();
      });
      stream.on('error', () => {});
    });
    try {
      await pipeline(request, form);
    } catch (error) {
      if (!request.complete || allowed === 0) return false;
      throw new Refusal(4001, error.message);
    }
    if (allowed === 0) return false;
    video.size = this.received(video);
    if (files !== 1 || video.size === 0) throw new Refusal(4001, 'data');
    video.md5 = await md5Of(path);
    return true;
  }
}

function formOf({ headers }) {
  try {
    return busboy({ headers, defParamCharset: 'utf8' });
  } catch (error) {
    throw new Refusal(4001, error.message);
  }
}

async function md5Of(path) {
  const md5 = createHash('md5');
  for await (const chunk of createReadStream(path)) md5.update(chunk);
  return md5.digest('hex');
}
