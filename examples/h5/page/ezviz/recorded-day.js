// What one device has recorded on one day, and what of it plays. Only the latest choice counts.

import { ezviz } from '/playward/web.mjs';
import { said, text } from '../text.js';

const MIDNIGHT = '00:00:00';
/** The card of a device that is offline is asked for again so much later. */
const AGAIN_MS = 10000;

export class RecordedDay {
  /** @param {import('./source.js').Source} source @param {import('./playback-video.js').PlaybackVideo} video */
  constructor(source, video) {
    this.source = source;
    this.video = video;
    /** @type {{ device: import('./source.js').Device, day: string, storage: 'local' | 'cloud' } | null} */
    this.where = null;
    this.playback = null;
    this.segments = [];
    this.refusal = null;
    /** What there is to say, in whatever language. */
    this.notice = () => '';
    /** How often something was chosen. */
    this.turn = 0;
    this.shown = () => {};
    video.onDecision((decision) => { if (decision && decision.phase === 'ended') this.goOn(); });
  }

  /** @returns {Promise<boolean>} something was recorded, and this is still what is wanted */
  async choose(where) {
    const turn = this.turn += 1;
    const { device, day, storage } = where;
    this.where = where;
    this.forget();
    this.notice = () => text('ezviz_loading');
    const { outcome, data } = await this.source.camera(device).ask('video_by_time', { day, storage });
    if (turn !== this.turn) return false;
    if (!outcome.ok) {
      this.refusal = outcome;
      this.notice = () => said(outcome.message);
      if (outcome.retry === 'when_online') this.timer = setTimeout(() => this.choose(where).then(() => this.shown()), AGAIN_MS);
      return false;
    }
    const timeline = new ezviz.Timeline(day, data);
    this.playback = new ezviz.Playback(timeline, { storage });
    this.segments = timeline.segments();
    timeline.close();
    this.notice = () => (this.segments.length ? '' : text('ezviz_no_recordings'));
    if (this.segments.length) this.play(this.playback.seek(MIDNIGHT));
    return this.segments.length > 0;
  }

  forget() {
    clearTimeout(this.timer);
    this.video.clear();
    if (this.playback) this.playback.close();
    Object.assign(this, { playback: null, segments: [], refusal: null });
  }

  /** @param {string} time 'HH:mm:ss' */
  seek(time) {
    if (!this.playback) return;
    const there = this.playback.seek(time);
    if (!there) {
      this.notice = () => text('ezviz_no_more');
      return;
    }
    this.notice = () => (there.snapped ? text('ezviz_snapped', { time: there.start }) : '');
    this.play(there);
  }

  play(segment) {
    this.video.open(this.where.device, this.playback, segment);
  }

  /** A recording is over: the next one. */
  goOn() {
    const { turn, playback } = this;
    const next = playback && playback.ended();
    this.notice = () => (next ? text('ezviz_next', { time: next.startTime.slice(-8) }) : text('ezviz_day_over'));
    if (!next) return;
    const { supervised } = this.video;
    const segment = { start: next.startTime.slice(-8), end: next.stopTime.slice(-8) };
    // Not in the middle of telling that the one before is over.
    queueMicrotask(() => { if (turn === this.turn && supervised === this.video.supervised) this.play(segment); });
  }

  close() {
    this.turn += 1;
    this.forget();
  }
}
