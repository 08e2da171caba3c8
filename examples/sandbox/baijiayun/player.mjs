// Player tokens, and the pages that play with one, after the customer's server has been asked.

import { randomBytes } from 'node:crypto';
import express from 'express';
import { isYes } from './callbacks.mjs';
import { TRANSCODED, BLOCKED } from './videos.mjs';

const PLAY_SECONDS = 43_200;
const PHONE = 4;
const COMPUTER = 5;
const DEFAULT_TEXT = '没有观看权限';

export class Player {
  constructor({ now }, store, videos, addresses, callbacks, statistics) {
    Object.assign(this, { now, store, videos, addresses, callbacks, statistics });
    /** Third-party authentication; null: off */
    this.auth = null;
  }

  /** @param {number} expiresIn 0: never */
  token(videoId, expiresIn) {
    const token = randomBytes(32).toString('base64url');
    this.store.tokens.set(token, { videoId, expiresAt: expiresIn === 0 ? null : this.now() + expiresIn });
    return token;
  }

  expireTokens() {
    for (const row of this.store.tokens.values()) row.expiresAt = 0;
  }

  isGood(token, videoId) {
    const row = this.store.tokens.get(token);
    return row !== undefined && row.videoId === videoId && (row.expiresAt === null || row.expiresAt >= this.now());
  }

  /** @returns {Promise<boolean>} the customer's word; without an access_key only when it may not be left out */
  async mayPlay(videoId, accessKey) {
    if (!this.auth) return true;
    if (accessKey === undefined) return !this.auth.forced;
    return isYes(await this.callbacks.post(this.auth.url, { access_key: accessKey, video_id: videoId }));
  }

  /** @param {(response: express.Response) => Promise<boolean>} befalls */
  routes(befalls) {
    const router = express.Router();
    for (const [path, client] of [['/web/video/player', COMPUTER], ['/m/video/player', PHONE]]) {
      router.get(path, async (request, response) => {
        if (await befalls(response)) return;
        await this.show(request.query, client, response);
      });
    }
    return router;
  }

  async show({ vid, token, access_key: accessKey }, client, response) {
    const refuse = (code, text) => response.status(403).send(page(text, `<p data-code="${code}">${escaped(text)}</p>`));
    const video = this.videos.store.videos.get(String(vid));
    if (!video || !this.isGood(token, video.id)) {
      refuse(5101, 'token 异常');
      return;
    }
    if (!await this.mayPlay(video.id, accessKey)) {
      if (this.auth.failureUrl) response.redirect(this.auth.failureUrl);
      else refuse('auth', this.auth.failureText || DEFAULT_TEXT);
      return;
    }
    const file = video.files.find(({ type }) => type === 'mp4') || video.files[0];
    if (video.status !== TRANSCODED || video.publish === BLOCKED || !file) {
      refuse(-5, '没有找到对应清晰度');
      return;
    }
    this.statistics.watched(video.id, client);
    this.store.changed();
    response.send(page(video.name, `<video controls src="${escaped(this.addresses.link(video, file, PLAY_SECONDS))}"></video>`));
  }

  /** API-27: the addresses as the document prints them. */
  share({ id }, now) {
    const query = `vid=${id}&token=${this.token(id, 0)}`;
    const site = 'https://www.baijiayun.com';
    return {
      js: `${site}/web/playback/asset/bjcVideoPlayer.js?${query}&width=400&height=300&autoplay=false`,
      iframe: `${site}/web/video/player?${query}`,
      flash: `${site}/swf/player.swf?v=${Math.floor(now * 1000)}&${query}`,
    };
  }
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const page = (title, body) => `<!doctype html><meta charset="utf-8"><title>${escaped(title)}</title>${body}`;
