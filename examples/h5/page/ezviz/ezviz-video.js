// A picture of a camera under supervision: its addresses, its code, and why there is none.

import { WatchedVideo } from '../watched-video.js';

const ADDRESS_SECONDS = 3600;

export class EzvizVideo extends WatchedVideo {
  /** @param {HTMLVideoElement} video @param {import('./source.js').Source} source */
  constructor(video, source) {
    super(video);
    this.source = source;
    /** @type {import('./source.js').Device | null} */
    this.device = null;
    /** Verification codes by serial number; on this page only. */
    this.codes = new Map();
    /** Why there is no address. */
    this.refusal = null;
  }

  /** @param {import('./source.js').Device} device @param {object} [more] of superviseVideo */
  watch(device, more) {
    this.device = device;
    this.refusal = null;
    this.supervise({
      engine: 'mpegts',
      library: window.mpegts,
      fetchAddress: (request) => this.fetchAddress(request),
      refreshToken: () => this.source.camera(device).refreshToken(),
      ...more,
    });
  }

  /** @param {object} params what ezviz.Camera asks an address for */
  async address(params) {
    const { device, supervised } = this;
    const told = (refusal) => { if (supervised === this.supervised) this.refusal = refusal; };
    try {
      const verifyCode = this.codes.get(device.deviceSerial);
      const address = await this.source.camera(device).address({ protocol: 'flv', expireTime: ADDRESS_SECONDS, verifyCode, ...params });
      told(null);
      return address;
    } catch (error) {
      told(error.outcome || null);
      throw error;
    }
  }

  unlock(code) {
    this.codes.set(this.device.deviceSerial, code);
    this.refusal = null;
    this.again();
  }
}
