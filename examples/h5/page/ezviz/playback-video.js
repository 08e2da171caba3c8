// A recording. Where it stands and what of it to ask an address for, ezviz.Playback knows.

import { EzvizVideo } from './ezviz-video.js';

export class PlaybackVideo extends EzvizVideo {
  constructor(place, source) {
    super(place, source);
    /** @type {import('/playward/index.js').ezviz.Playback | null} the day that plays */
    this.playback = null;
    /** The segment of it, 'HH:mm:ss'. */
    this.segment = null;
    /** It has been played to its end. */
    this.over = false;
    this.onDecision((decision) => { this.over = this.over || Boolean(decision && decision.phase === 'ended'); });
    this.video.addEventListener('timeupdate', () => {
      // Each address begins at the span that it was asked for.
      if (this.playback && this.phase === 'playing') this.playback.moved(this.video.currentTime * 1000);
    });
  }

  /** Seconds of the day, or null. */
  get moment() {
    return this.playback && this.playback.position();
  }

  /** What the playback stands at. @param {import('./source.js').Device} device @param {{ start: string, end: string }} segment */
  open(device, playback, segment) {
    Object.assign(this, { playback, segment, over: false });
    // A recording comes at its own pace: there is nothing to hold back.
    this.show(device, { settings: { lazyLoad: false }, policy: { live: false } });
  }

  /** An address plays from its own beginning, so that it is good for one start: whoever goes on elsewhere asks for another. */
  async fetchAddress() {
    // Played once more, it begins anew.
    if (this.over) this.playback.seek(this.segment.start);
    this.over = false;
    const { url } = await this.address(this.playback.span());
    return { url, once: true };
  }

  clear() {
    Object.assign(this, { playback: null, segment: null, over: false });
    super.clear();
  }
}
