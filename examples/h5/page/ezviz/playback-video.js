// A recording under supervision. Where it stands and what of it to ask an address for, ezviz.Playback knows.

import { EzvizVideo } from './ezviz-video.js';

export class PlaybackVideo extends EzvizVideo {
  constructor(video, source) {
    super(video, source);
    /** @type {import('/playward/index.js').ezviz.Playback | null} the day that plays */
    this.playback = null;
    /** The segment of it, 'HH:mm:ss'. */
    this.segment = null;
    video.addEventListener('timeupdate', () => {
      // Each address begins at the span that it was asked for.
      if (this.playback && this.phase === 'playing') this.playback.moved(video.currentTime * 1000);
    });
  }

  /** Seconds of the day, or null. */
  get moment() {
    return this.playback && this.playback.position();
  }

  /** What the playback stands at. @param {import('./source.js').Device} device @param {{ start: string, end: string }} segment */
  open(device, playback, segment) {
    this.close();
    Object.assign(this, { playback, segment });
    // A recording comes at its own pace: there is nothing to hold back.
    this.watch(device, { settings: { lazyLoad: false }, policy: { live: false } });
  }

  /** An address plays from its own beginning, so that it is good for one start: whoever goes on elsewhere asks for another. */
  async fetchAddress() {
    const { url } = await this.address(this.playback.span());
    return { url, once: true };
  }

  /** From the beginning, where it has come to its end. */
  play() {
    if (this.phase !== 'ended' || !this.playback.seek(this.segment.start)) return super.play();
    return this.open(this.device, this.playback, this.segment);
  }

  again() {
    if (this.supervised) this.supervised.play();
  }

  /** Nothing is played any more, and nothing shown of what was. */
  clear() {
    this.close();
    Object.assign(this, { playback: null, segment: null, refusal: null });
    this.tell(null);
  }
}
