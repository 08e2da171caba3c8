// The video under supervision: opened with one engine or another, and telling all that is decided.

import { superviseVideo } from '/playward/web.mjs';

const ENGINES = {
  mpegts: { protocol: 'flv', library: () => window.mpegts },
  hls: { protocol: 'hls', library: () => window.Hls },
  native: { protocol: 'hls', library: () => undefined },
};

export class LiveView {
  constructor(video) {
    this.video = video;
    this.supervised = null;
    this.decision = null;
    /** @type {Error | null} why there is no supervision at all */
    this.failure = null;
    this.listeners = [];
  }

  canUse(engine) {
    if (engine === 'native') return this.video.canPlayType('application/vnd.apple.mpegurl') !== '';
    const library = ENGINES[engine].library();
    return Boolean(library && library.isSupported());
  }

  /** @param {(decision: object | null) => void} listener null: a new supervision has begun */
  onDecision(listener) {
    this.listeners.push(listener);
  }

  tell(decision) {
    this.decision = decision;
    for (const listener of this.listeners) listener(decision);
  }

  open(engine) {
    this.close();
    this.tell(null);
    const { protocol, library } = ENGINES[engine];
    this.supervised = superviseVideo(this.video, {
      engine,
      library: library(),
      fetchAddress: async () => {
        const answer = await (await fetch(`/api/address?protocol=${protocol}`)).json();
        // Why there is none tells the supervisor when to ask again, and the page what to show.
        if (answer.outcome) throw Object.assign(new Error(answer.outcome.code), { outcome: answer.outcome });
        return answer;
      },
    });
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

  /** Milliseconds until the supervisor acts by itself, or null. */
  get wakeInMs() {
    const wakeAtMs = this.decision && this.decision.wakeAtMs;
    return wakeAtMs === null ? null : Math.max(wakeAtMs - Date.now(), 0);
  }

  play() {
    this.supervised.play();
  }

  pause() {
    this.video.pause();
    // An element that an error has stopped already would not tell.
    this.dispatch('pause');
  }

  stop() {
    this.supervised.stop();
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
