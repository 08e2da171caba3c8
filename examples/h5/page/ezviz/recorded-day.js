// What one device has recorded on one day, and what of it plays. Only the latest choice counts.

import { ezviz } from '/playward/web.mjs';
import { said, text } from '../text.js';
import { timeOf } from './clock.js';

const MIDNIGHT = '00:00:00';

export class RecordedDay {
  /** @param {import('./source.js').Source} source @param {import('./playback-video.js').PlaybackVideo} video */
  constructor(source, video) {
    this.source = source;
    this.video = video;
    /** @type {{ device: import('./source.js').Device, day: string, storage: 'local' | 'cloud' } | null} */
    this.where = null;
    this.timeline = null;
    this.segments = [];
    this.refusal = null;
    /** What there is to say, in whatever language. */
    this.notice = () => '';
    /** How often something was chosen. */
    this.turn = 0;
    video.onDecision((decision) => { if (decision && decision.phase === 'ended') this.goOn(); });
  }

  /** @returns {Promise<boolean>} something was recorded, and this is still what is wanted */
  async choose(where) {
    const turn = this.turn += 1;
    this.where = where;
    this.forget();
    this.notice = () => text('ezviz_loading');
    this.video.clear();
    try {
      const files = await this.source.askAgain('video_by_time', where.device, { day: where.day, storage: where.storage });
      if (turn !== this.turn) return false;
      this.timeline = new ezviz.Timeline(where.day, files);
      this.segments = this.timeline.segments();
    } catch (error) {
      if (turn !== this.turn) return false;
      this.refusal = error.outcome || null;
      this.notice = () => (error.outcome ? said(error.outcome.message) : error.message);
      return false;
    }
    this.notice = () => (this.segments.length ? '' : text('ezviz_no_recordings'));
    if (this.segments.length) this.play(this.timeline.at(MIDNIGHT));
    return this.segments.length > 0;
  }

  forget() {
    if (this.timeline) this.timeline.close();
    this.timeline = null;
    this.segments = [];
    this.refusal = null;
  }

  /** @param {string} time 'HH:mm:ss' */
  seek(time) {
    if (!this.timeline) return;
    const there = this.timeline.at(time);
    if (!there) {
      this.notice = () => text('ezviz_no_more');
      return;
    }
    this.notice = () => (there.snapped ? text('ezviz_snapped', { time: there.start }) : '');
    this.play(there);
  }

  play(span) {
    this.video.open(this.where, span);
  }

  /** A recording is over: the next one. */
  goOn() {
    const { piece } = this.video;
    const next = this.timeline && piece && this.timeline.next(timeOf(piece.end));
    this.notice = () => (next ? text('ezviz_next', { time: next.start }) : text('ezviz_day_over'));
    // Not in the middle of telling that the one before is over.
    const { turn } = this;
    if (next) queueMicrotask(() => { if (turn === this.turn && piece === this.video.piece) this.play(next); });
  }

  close() {
    this.turn += 1;
    this.video.clear();
    this.forget();
  }
}
