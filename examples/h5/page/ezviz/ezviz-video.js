// The picture of a camera: its addresses, and its code.

import { WatchedVideo } from '../watched-video.js';

const ADDRESS_SECONDS = 3600;

export class EzvizVideo extends WatchedVideo {
  /** @param {HTMLElement} place that has a screen in it @param {import('./source.js').Source | null} source */
  constructor(place, source) {
    super(place);
    this.source = source;
    /** @type {import('./source.js').Device | null} */
    this.device = null;
    /** Verification codes by serial number; on this page only. */
    this.codes = new Map();
  }

  /** @param {import('./source.js').Device} device @param {object} [more] of open() */
  show(device, more) {
    this.device = device;
    this.watch({
      engine: 'mpegts',
      library: window.mpegts,
      fetchAddress: (request) => this.fetchAddress(request),
      refreshToken: () => this.source.camera(device).refreshToken(),
      ...more,
    });
  }

  /** @param {object} params what ezviz.Camera asks an address for */
  address(params) {
    const { deviceSerial } = this.device;
    return this.source.camera(this.device).address({ protocol: 'flv', expireTime: ADDRESS_SECONDS, verifyCode: this.codes.get(deviceSerial), ...params });
  }

  /** It shows nothing without its code. */
  get locked() {
    const { decision } = this;
    return Boolean(decision && decision.error && decision.error.code === 'encrypted');
  }

  unlock(code) {
    this.codes.set(this.device.deviceSerial, code);
    this.view.play();
  }

  get covered() {
    return super.covered || this.locked;
  }
}
