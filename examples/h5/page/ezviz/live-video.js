// The live picture of one device: which quality, which code, and an address for the supervisor whenever it wants one.

import { WatchedVideo } from '../watched-video.js';

const ADDRESS_SECONDS = 3600;
/** An address that has run out: the supervisor asks for another before it plays. */
const RUN_OUT = 0;

export class LiveVideo extends WatchedVideo {
  /** @param {HTMLVideoElement} video @param {import('./source.js').Source} source */
  constructor(video, source) {
    super(video);
    this.source = source;
    /** @type {import('./source.js').Device | null} */
    this.device = null;
    this.quality = 'hd';
    /** Verification codes by serial number; on this page only. */
    this.codes = new Map();
    /** Why there is no address. */
    this.refusal = null;
    /** How often something else was chosen. */
    this.turn = 0;
    /** Its address is one of the quality before. */
    this.outdated = false;
  }

  /** @param {import('./source.js').Device} device */
  open(device) {
    this.device = device;
    this.refusal = null;
    this.outdated = false;
    this.turn += 1;
    this.supervise({
      engine: 'mpegts',
      library: window.mpegts,
      fetchAddress: ({ supportH265 }) => this.fetchAddress(device, supportH265),
      refreshToken: () => this.source.refreshToken(),
    });
  }

  /** @param {'ask' | 'askAgain'} [ask] the supervisor sees to the token itself */
  async fetchAddress(device, supportH265, ask = 'ask') {
    const params = { protocol: 'flv', quality: this.quality, expireTime: ADDRESS_SECONDS };
    if (this.codes.has(device.deviceSerial)) params.verifyCode = this.codes.get(device.deviceSerial);
    if (supportH265 !== undefined) params.supportH265 = supportH265;
    try {
      const { url, expiresAt } = await this.source[ask]('live_address', device, params);
      if (device === this.device) this.refusal = null;
      return { url, expiresAt };
    } catch (error) {
      if (device === this.device) this.refusal = error.outcome || null;
      throw error;
    }
  }

  choose(quality) {
    if (quality === this.quality) return;
    this.quality = quality;
    if (this.device) this.renew();
  }

  /** The picture plays on until the address of the other one is there. */
  async renew() {
    const turn = this.turn += 1;
    const { device, supervised } = this;
    try {
      const { url } = await this.fetchAddress(device, undefined, 'askAgain');
      // Nobody may want it any more.
      if (turn !== this.turn || supervised !== this.supervised) return;
      if (this.wanted) supervised.play(url);
      else this.outdated = true;
    } catch (refused) {
      // The supervisor finds out by itself as soon as it needs another address.
    }
  }

  play() {
    if (this.outdated) this.again();
    else super.play();
  }

  /** Tries again with a code. */
  unlock(code) {
    this.codes.set(this.device.deviceSerial, code);
    this.refusal = null;
    if (this.phase === 'playing') this.renew();
    else this.again();
  }

  /** With a new address, whatever has become of the old one. */
  again() {
    this.outdated = false;
    if (this.supervised) this.supervised.dispatch({ type: 'play', expiresAt: RUN_OUT });
  }

  get wanted() {
    return !['stopped', 'paused', 'idle'].includes(this.phase);
  }

  close() {
    this.turn += 1;
    super.close();
  }
}
