// Play addresses that a business server would hand out: signed, and good for a while. The signature is the one of Tencent
// Cloud's live streaming (md5 of key, stream and time); a new key makes every address handed out before worthless.

import { createHash, randomBytes } from 'node:crypto';

export const STREAM = 'demo';
export const ADDRESS_SECONDS = 1800;

/** An Outcome as playward reads it out of a vendor's answer. */
const DEVICE_OFFLINE = {
  ok: false, code: '20007', class: 'device_offline', retry: 'when_online',
  message: { zh: '设备不在线', en: 'The device is offline' },
};

const nowSeconds = () => Math.floor(Date.now() / 1000);

export class PlayAddresses {
  constructor() {
    /** how often one was asked for */
    this.asked = 0;
    this.deviceOnline = true;
    this.rotateKey();
  }

  /** Every address handed out so far is refused from now on. */
  rotateKey() {
    this.key = randomBytes(16).toString('hex');
  }

  sign(time) {
    return createHash('md5').update(this.key + STREAM + time).digest('hex');
  }

  /**
   * @param {string} origin @param {'flv' | 'hls'} protocol
   * @param {{ seconds?: number, supportH265?: boolean }} [wishes] supportH265 false: the viewer cannot decode H.265
   * @returns {{ url: string, expiresAt: number } | { outcome: object }}
   */
  issue(origin, protocol, { seconds = ADDRESS_SECONDS, supportH265 = true } = {}) {
    this.asked += 1;
    if (!this.deviceOnline) return { outcome: DEVICE_OFFLINE };
    const expiresAt = nowSeconds() + seconds;
    const txTime = expiresAt.toString(16).toUpperCase();
    const suffix = protocol === 'hls' ? 'm3u8' : 'flv';
    const codec = supportH265 ? '' : '&codec=h264';
    return { url: `${origin}/live/${STREAM}.${suffix}?txSecret=${this.sign(txTime)}&txTime=${txTime}${codec}`, expiresAt };
  }

  /** @param {URLSearchParams} query */
  allows(query) {
    const txTime = query.get('txTime') || '';
    return query.get('txSecret') === this.sign(txTime) && parseInt(txTime, 16) > nowSeconds();
  }
}
