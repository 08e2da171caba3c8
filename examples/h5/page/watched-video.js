// A video under supervision, telling all that is decided.

import { superviseVideo } from '/playward/web.mjs';

const AT_REST = ['idle', 'paused', 'stopped', 'ended'];

/** A class that has addresses of its own to ask for has a `fetchAddress(request)`, as superviseVideo wants it. */
export class WatchedVideo {
  constructor(video) {
    this.video = video;
    this.supervised = null;
    this.decision = null;
    /** @type {Error | null} why there is no supervision at all */
    this.failure = null;
    this.listeners = [];
  }

  /** @param {(decision: object | null) => void} listener null: a new supervision has begun */
  onDecision(listener) {
    this.listeners.push(listener);
  }

  tell(decision) {
    this.decision = decision;
    for (const listener of this.listeners) listener(decision);
  }

  /** Answers to an earlier supervision come too late for this one. @param {object} options of superviseVideo */
  supervise(options) {
    this.close();
    this.tell(null);
    this.supervised = superviseVideo(this.video, options);
    this.supervised.on('decision', (decision) => this.tell(decision));
    this.supervised.play();
  }

  close() {
    if (this.supervised) this.supervised.close();
    this.supervised = null;
  }

  get phase() {
    return this.decision ? this.decision.phase : 'idle';
  }

  /** Nobody wants it to play now. */
  get resting() {
    return AT_REST.includes(this.phase);
  }

  /** Milliseconds until the supervisor acts by itself, or null. */
  get wakeInMs() {
    const wakeAtMs = this.decision && this.decision.wakeAtMs;
    return wakeAtMs === null ? null : Math.max(wakeAtMs - Date.now(), 0);
  }

  play() {
    if (this.supervised) this.supervised.play();
  }

  pause() {
    if (this.supervised) this.supervised.pause();
  }

  /** Another address is wanted, of another quality say. The picture plays on until it has come; at rest it is kept for the next start. */
  async renew() {
    const { supervised } = this;
    if (!this.resting && this.phase !== 'failed') return supervised.renew();
    const answer = await this.fetchAddress({ reason: 'wished' });
    if (supervised === this.supervised) supervised.dispatch({ type: 'address', ...answer });
  }

  stop() {
    if (this.supervised) this.supervised.stop();
  }

  dispatch(type) {
    if (this.supervised) this.supervised.dispatch({ type });
  }

  get stats() {
    return this.supervised && this.supervised.supervisor.stats(Date.now());
  }

  get trace() {
    return this.supervised && this.supervised.supervisor.trace();
  }
}
