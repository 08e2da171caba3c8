// The live picture of one device: which quality, which code, and an address for the supervisor whenever it wants one.

import { WatchedVideo } from '../watched-video.js';

const ADDRESS_SECONDS = 3600;

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
  }

  /** @param {import('./source.js').Device} device */
  open(device) {
    this.device = device;
    this.refusal = null;
    this.supervise({
      engine: 'mpegts',
      library: window.mpegts,
      fetchAddress: (request) => this.fetchAddress(request),
      refreshToken: () => this.source.refreshToken(),
    });
  }

  async fetchAddress({ supportH265, signal }) {
    const { device } = this;
    const params = { protocol: 'flv', quality: this.quality, expireTime: ADDRESS_SECONDS };
    if (this.codes.has(device.deviceSerial)) params.verifyCode = this.codes.get(device.deviceSerial);
    if (supportH265 !== undefined) params.supportH265 = supportH265;
    try {
      const { url, expiresAt } = await this.source.ask('live_address', device, params, signal);
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
    if (this.device) this.replace();
  }

  /** Why there is no other address, `refusal` says. */
  replace() {
    this.renew().catch(() => {});
  }

  /** Tries again with a code. */
  unlock(code) {
    this.codes.set(this.device.deviceSerial, code);
    this.refusal = null;
    if (this.phase === 'playing') this.replace();
    else this.again();
  }

  /** With a new address, and at once. */
  again() {
    if (this.phase === 'failed') return this.open(this.device);
    this.replace();
    return this.play();
  }

  get wanted() {
    return !['stopped', 'paused', 'idle'].includes(this.phase);
  }
}
