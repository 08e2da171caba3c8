// A video under supervision: addresses that have run out are replaced, and the quality is the one that was asked for.

import { baijiayun, parsePlayAddress } from '/playward/web.mjs';
import { WatchedVideo } from '../watched-video.js';

/** The browser does not say that it was a 403: the ladder up to a fresh address should be short. */
const POLICY = { live: false, firstRetryMs: [200, 600], retryBaseMs: 800, refreshMarginSeconds: 2 };
const NOTHING = { ok: false, code: 'no_quality', class: 'not_found', retry: 'never', message: { zh: '没有可播放的清晰度', en: 'there is no quality to play' } };
const HAVE_CURRENT_DATA = 2;
const now = () => Date.now() / 1000;

export class BaijiayunVideo extends WatchedVideo {
  /** @param {HTMLVideoElement} video @param {import('./business.js').Business | null} business */
  constructor(video, business) {
    super(video);
    this.business = business;
    this.wanted = 'high';
    this.forget();
    video.addEventListener('timeupdate', () => { if (!video.seeking && video.readyState >= HAVE_CURRENT_DATA) this.at = video.currentTime; });
    video.addEventListener('ended', () => { this.at = 0; });
    // Another quality is another file, and a new address looks like another recording: nobody else knows that it goes on.
    video.addEventListener('loadedmetadata', () => { if (this.at > 0) video.currentTime = this.at; });
  }

  forget() {
    /** @type {import('./business.js').Item | null} */
    this.item = null;
    /** @type {Record<string, object> | null} play_info */
    this.playInfo = null;
    /** @type {{ quality: string, url: string, expiresAt: number | null, exact: boolean } | null} what is played of it */
    this.choice = null;
    this.at = 0;
  }

  open(item) {
    this.clear();
    this.item = item;
    this.supervise({ engine: 'native', policy: POLICY, fetchAddress: ({ reason }) => this.fetchAddress(reason) });
  }

  /** What has ended would go on at its end. */
  play() {
    if (this.phase === 'ended') this.open(this.item);
    else super.play();
  }

  async fetchAddress(reason) {
    const { item } = this;
    const playInfo = await this.business.playInfo(item.videoId, reason);
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
    if (choice.action === 'refresh_address') {
      await this.playAnew('quality');
    } else if (choice.action === 'play') {
      const same = this.choice && choice.url === this.choice.url;
      this.choice = choice;
      if (!same) this.supervised.play(choice.url);
    }
  }

  async playAnew(reason) {
    const { supervised } = this;
    const { url } = await this.fetchAddress(reason);
    if (supervised === this.supervised) supervised.play(url);
  }

  /** The address has to do once more. A browser plays what it has of one without asking: under another name it asks. */
  reconnect() {
    if (this.phase === 'playing') this.supervised.play(`${this.choice.url}&again=${Date.now()}`);
  }

  /** Seconds. The list knows it before the browser does. */
  get length() {
    const { duration } = this.video;
    return Number.isFinite(duration) ? duration : this.item ? this.item.length : 0;
  }

  /** Seconds that the address is still good for, or null. */
  get addressLeft() {
    const until = this.choice && parsePlayAddress(this.choice.url).expiresAt;
    return until === null ? null : Math.max(0, until - now());
  }

  clear() {
    this.close();
    this.forget();
    this.tell(null);
  }
}
