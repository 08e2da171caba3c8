// A recording under supervision: from a moment to its end, and after a break from where the picture stopped.

import { WatchedVideo } from '../watched-video.js';
import { secondsOf, timeOf } from './clock.js';

const ADDRESS_SECONDS = 3600;

export class PlaybackVideo extends WatchedVideo {
  /** @param {HTMLVideoElement} video @param {import('./source.js').Source} source */
  constructor(video, source) {
    super(video);
    this.source = source;
    /** @type {{ device: object, day: string, storage: string, start: number, end: number, base: number, at: number } | null} what plays; seconds of the day; base: where the present address begins */
    this.piece = null;
    this.refusal = null;
    this.codes = new Map();
    video.addEventListener('timeupdate', () => this.note());
  }

  get device() {
    return this.piece && this.piece.device;
  }

  /** Seconds of the day, or null. */
  get moment() {
    return this.piece && this.piece.at;
  }

  /** @param {{ device: object, day: string, storage: string }} where @param {{ start: string, end: string }} span */
  open(where, { start, end }) {
    const from = secondsOf(start);
    const piece = { ...where, start: from, end: secondsOf(end), base: from, at: from };
    this.piece = null;
    this.refusal = null;
    this.close();
    this.piece = piece;
    this.supervise({
      engine: 'mpegts',
      library: window.mpegts,
      // A recording comes at its own pace: there is nothing to hold back.
      settings: { lazyLoad: false },
      policy: { live: false },
      fetchAddress: (request) => this.fetchAddress(piece, request),
      refreshToken: () => this.source.refreshToken(),
    });
  }

  /** An address plays from its own beginning, so that it is good for one start: whoever goes on elsewhere asks for another. */
  async fetchAddress(piece, { position = 0, signal }) {
    const { device, day, storage, start, end } = piece;
    const from = Math.min(start + Math.floor(position), end - 1);
    const params = { storage, startTime: `${day} ${timeOf(from)}`, stopTime: `${day} ${timeOf(end)}`, protocol: 'flv', expireTime: ADDRESS_SECONDS };
    if (this.codes.has(device.deviceSerial)) params.verifyCode = this.codes.get(device.deviceSerial);
    try {
      const { url } = await this.source.ask('playback_address', device, params, signal);
      piece.base = from;
      if (piece === this.piece) this.refusal = null;
      return { url, once: true };
    } catch (error) {
      if (piece === this.piece) this.refusal = error.outcome || null;
      throw error;
    }
  }

  note() {
    const { piece, video } = this;
    if (!piece || this.phase !== 'playing') return;
    piece.at = Math.min(piece.end, piece.base + Math.floor(video.currentTime));
  }

  unlock(code) {
    this.codes.set(this.device.deviceSerial, code);
    this.refusal = null;
    this.again();
  }

  again() {
    if (this.supervised) this.supervised.play();
  }

  get wanted() {
    return !['stopped', 'paused', 'idle', 'ended'].includes(this.phase);
  }

  /** Nothing is played any more, and nothing shown of what was. */
  clear() {
    this.close();
    this.piece = null;
    this.refusal = null;
    this.tell(null);
  }
}
