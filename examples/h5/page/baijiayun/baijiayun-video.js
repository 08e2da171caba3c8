// A video under supervision: addresses that run out are replaced, it goes on where it was, and the quality is the one that was asked for.

import { baijiayun, parsePlayAddress } from '/playward/web.mjs';
import { WatchedVideo } from '../watched-video.js';

/** The browser does not say that it was a 403: the ladder up to a fresh address should be short. */
const POLICY = { live: false, firstRetryMs: [200, 600], retryBaseMs: 800, refreshMarginSeconds: 2 };
const NOTHING = { ok: false, code: 'no_quality', class: 'not_found', retry: 'never', message: { zh: '没有可播放的清晰度', en: 'there is no quality to play' } };
const now = () => Date.now() / 1000;

export class BaijiayunVideo extends WatchedVideo {
  /** @param {HTMLElement} place that has a screen in it @param {import('./business.js').Business | null} business */
  constructor(place, business) {
    super(place);
    this.business = business;
    this.wanted = 'high';
    this.forget();
  }

  forget() {
    /** @type {import('./business.js').Item | null} */
    this.item = null;
    /** @type {Record<string, object> | null} play_info */
    this.playInfo = null;
    /** @type {{ quality: string, url: string, expiresAt: number | null, exact: boolean } | null} what is played of it */
    this.choice = null;
  }

  open(item) {
    this.forget();
    this.item = item;
    this.watch({ engine: 'native', policy: POLICY, fetchAddress: (request) => this.fetchAddress(request) });
  }

  async fetchAddress({ reason, signal }) {
    const { item } = this;
    let { playInfo } = this;
    // The addresses that came last hold every quality.
    if (reason !== 'wished' || !playInfo || baijiayun.chooseQuality(playInfo, this.wanted, now()).action === 'refresh_address') {
      playInfo = await this.business.playInfo(item.videoId, reason, signal);
    }
    const choice = baijiayun.chooseQuality(playInfo, this.wanted, now());
    if (choice.action !== 'play') throw Object.assign(new Error(NOTHING.code), { outcome: NOTHING });
    if (item === this.item) Object.assign(this, { playInfo, choice });
    return { url: choice.url, expiresAt: choice.expiresAt };
  }

  /** @param {string} wanted low high superHD 720p 1080p */
  async choose(wanted) {
    this.wanted = wanted;
    if (!this.playInfo) return;
    const choice = baijiayun.chooseQuality(this.playInfo, wanted, now());
    if (choice.action === 'play' && choice.url === this.choice.url) this.choice = choice;
    else await this.renew();
  }

  /** With addresses that are good for another time than those before. */
  async askAnew() {
    this.playInfo = null;
    await this.renew();
  }

  /** The address has to do once more. A browser plays what it has of one without asking: under another name it asks. */
  reconnect() {
    if (this.phase === 'playing') this.view.play(`${this.choice.url}&again=${Date.now()}`);
  }

  /** Seconds that the address is still good for, or null. */
  get addressLeft() {
    const until = this.choice && parsePlayAddress(this.choice.url).expiresAt;
    return until === null ? null : Math.max(0, until - now());
  }
}
