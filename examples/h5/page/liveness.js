// Whether what is shown is live: how far behind it is, and why it is not called live.

import { said, text } from './text.js';

const BY_ERROR = { stream_stale: 'stale', stream_ended: 'ended', unstable: 'unstable' };

export class Liveness {
  /** @param {import('./watched-video.js').WatchedVideo} live */
  constructor(live) {
    this.live = live;
    this.frozen = false;
    this.unstable = false;
    /** of the last error @type {{ zh: string, en: string } | null} */
    this.message = null;
    live.onDecision((decision) => this.note(decision));
  }

  note(decision) {
    if (!decision) {
      this.frozen = false;
      this.unstable = false;
      return;
    }
    const { rule, phase, error, degraded } = decision;
    if (error) this.message = error.message;
    // Another picture ends it, or nobody who looks.
    this.frozen = rule === 'frozen' || (this.frozen && phase !== 'playing' && !this.live.resting);
    this.unstable = Boolean(error && error.code === 'unstable') || (this.unstable && (degraded || phase !== 'playing'));
  }

  /** @returns {'stale' | 'ended' | 'frozen' | 'unstable' | null} */
  get reason() {
    const { decision } = this.live;
    if (!decision) return null;
    const byError = decision.error && BY_ERROR[decision.error.code];
    if (byError || this.frozen) return byError || 'frozen';
    return this.unstable && decision.degraded ? 'unstable' : null;
  }

  /** The reason, for people. */
  get words() {
    const { reason } = this;
    if (reason === 'frozen') return text('frozen');
    return reason ? said(this.message) : '';
  }

  /** Seconds, or null: nobody knows. */
  get behind() {
    const { decision } = this.live;
    return decision && decision.behindMs !== null ? decision.behindMs / 1000 : null;
  }
}
