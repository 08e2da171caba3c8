// What the cloud posts to the customer's server: how an upload and its transcoding ended, signed; and again when it was not taken.

import { sign } from './account.mjs';
import { FAILED, TRANSCODED, TRANSCODING } from './videos.mjs';

const ANSWER_MS = 5000;
/** The document knows retries of how a transcoding ended, not of "uploaded". */
const RETRIED = [FAILED, TRANSCODED];

export class Callbacks {
  /** @param {{ retryPausesMs: number[] }} settings */
  constructor({ now, random }, settings, account, videos, store) {
    Object.assign(this, { now, random, settings, account, videos, store });
    /** { videoId, status, qid, tries, accepted } of each */
    this.deliveries = [];
    this.under = new Set();
    this.closing = new AbortController();
  }

  get url() {
    return this.store.settings.get('callbackUrl') || '';
  }

  fields(video, status) {
    const more = status !== TRANSCODED ? {} : {
      preface_url: '', total_size: video.size, total_transcode_size: this.videos.storage(video), length: video.length, file_md5: video.md5,
      now_definition: [...new Set(this.videos.transcoded(video).map(({ definition }) => definition))].join(','),
      origin_definition: this.videos.originDefinition(video),
    };
    const qid = Array.from({ length: 16 }, () => Math.floor(this.random() * 10)).join('');
    const all = { partner_id: this.account.partnerId, video_id: video.id, status, ...more, qid };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
  }

  /** A retry has the same qid, its own timestamp, and so another signature. */
  signed(fields, timestamp = Math.floor(this.now()), key = this.account.partnerKey) {
    const timed = { ...fields, timestamp: String(timestamp) };
    return { ...timed, sign: sign(timed, key) };
  }

  send(video, status) {
    if (!this.url) return;
    const under = this.deliver(this.fields(video, status), status);
    this.under.add(under);
    under.finally(() => this.under.delete(under));
  }

  async deliver(fields, status) {
    const delivery = { videoId: fields.video_id, status, qid: fields.qid, tries: 0, accepted: false };
    this.deliveries.push(delivery);
    for (const pauseMs of [0, ...(RETRIED.includes(status) ? this.settings.retryPausesMs : [])]) {
      if (pauseMs) await this.pause(pauseMs);
      if (this.closing.signal.aborted) return;
      delivery.tries += 1;
      const reply = await this.post(this.url, this.signed(fields));
      delivery.accepted = isYes(reply);
      if (delivery.accepted) return;
    }
  }

  /** @returns {Promise<{ status: number, text: string } | null>} null: nobody answers */
  async post(url, fields) {
    const patience = new AbortController();
    const giveUp = () => patience.abort();
    const timer = setTimeout(giveUp, ANSWER_MS);
    this.closing.signal.addEventListener('abort', giveUp);
    try {
      const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', signal: patience.signal });
      return { status: response.status, text: await response.text() };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      this.closing.signal.removeEventListener('abort', giveUp);
    }
  }

  pause(ms) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.closing.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.closing.signal.addEventListener('abort', end);
    });
  }

  async settled() {
    while (this.under.size) await Promise.all(this.under);
  }

  async close() {
    this.closing.abort();
    await Promise.allSettled(this.under);
  }
}

/** HTTP 200, and code 0 in it. @param {{ status: number, text: string } | null} reply */
export function isYes(reply) {
  if (reply === null || reply.status !== 200) return false;
  try {
    return JSON.parse(reply.text).code === 0;
  } catch {
    return false;
  }
}
