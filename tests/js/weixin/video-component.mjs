// WeChat's <video> in virtual time, with a server behind it: an address is let in until its end, and a film comes in faster than it is played.

/** How often timeupdate comes. On phones it comes twice as often. */
const STEP_MS = 500;
/** What is buffered ahead at most, and how fast it comes in. */
const AHEAD_SECONDS = 20;
const FASTER = 8;

export class VideoComponent {
  /** Everything the view and the context were told. */
  calls = [];
  /** Where the picture stood when an address was taken away or replaced, and where the next one began to be watched. */
  breaks = [];
  /** The greatest position that was ever shown, and the seconds of film that were shown. */
  furthest = 0;
  shown = 0;
  /** The last position that was shown. */
  lastShown = 0;
  /** Loads that were begun while the page was hidden. */
  hiddenLoads = 0;
  hidden = false;
  src = '';
  position = 0;
  playing = false;
  loaded = false;
  buffered = 0;
  /** What is wrong at present. */
  down = false;
  frozen = false;
  losesSeeks = 0;
  #timers = new Set();
  #load = 0;
  #handle;

  /**
   * @param {import('./clock.mjs').Clock} clock
   * @param {object} server
   * @param {number} server.duration of the film, seconds
   * @param {(url: string) => boolean} server.letsIn
   * @param {(url: string) => number} [server.cutAt] a server that gives out no more of the film
   */
  constructor(clock, server) {
    this.clock = clock;
    this.server = server;
    this.context = {
      play: () => this.#told('play', () => { this.playing = true; this.#emit('play'); this.#begin(); }),
      pause: () => this.#told('pause', () => { this.playing = false; this.#emit('pause'); }),
      stop: () => this.#told('stop', () => { this.playing = false; this.#lose(); this.position = 0; }),
      seek: (seconds) => this.#told(`seek ${seconds}`, () => this.#seek(seconds)),
    };
    const step = () => { this.#step(); clock.globals.setTimeout(step, STEP_MS); };
    clock.globals.setTimeout(step, STEP_MS);
  }

  /** @param {(event: { type: string, detail: unknown }) => void} handle */
  listen(handle) {
    this.#handle = handle;
  }

  /** setData({ src }) */
  setSrc(src) {
    return Promise.resolve().then(() => {
      this.calls.push(`src ${src}`);
      if (src === this.src) return;
      this.src = src;
      this.#reset();
      if (src && this.hidden) this.hiddenLoads += 1;
    });
  }

  /** wx:if off and on again */
  recreate() {
    return Promise.resolve().then(() => {
      this.calls.push('recreate');
      this.#reset();
    });
  }

  hide() {
    this.hidden = true;
    if (this.playing) {
      this.playing = false;
      this.#emit('pause');
    }
  }

  show() {
    this.hidden = false;
  }

  /** The native error of a broken connection. */
  fail(errMsg = 'MEDIA_ERR_NETWORK') {
    this.#lose();
    this.#emit('error', { errMsg });
  }

  #lose() {
    // One that had not come to its place yet is still the same break.
    if (this.loaded && !(this.breaks.length && this.breaks.at(-1).to === null)) this.breaks.push({ from: this.position, to: null });
    this.loaded = false;
    this.#load += 1;
  }

  #reset() {
    this.#lose();
    this.playing = false;
    this.position = 0;
    this.buffered = 0;
  }

  #told(call, act) {
    this.calls.push(call);
    Promise.resolve().then(act);
  }

  #emit(type, detail = {}) {
    if (this.#handle) this.#handle({ type, detail });
  }

  #later(ms, act) {
    const load = this.#load;
    this.clock.globals.setTimeout(() => { if (load === this.#load) act(); }, ms);
  }

  #begin() {
    if (!this.src || this.loaded) return;
    this.#later(300, () => {
      if (this.loaded || this.down) return;
      if (!this.server.letsIn(this.src)) {
        this.fail('MEDIA_ERR_SRC_NOT_SUPPORTED');
        return;
      }
      this.loaded = true;
      this.#emit('loadedmetadata', { duration: this.server.duration });
    });
  }

  #seek(seconds) {
    // Before there is a film a seek is forgotten, as on phones.
    if (!this.loaded) return;
    if (this.losesSeeks > 0) {
      this.losesSeeks -= 1;
      return;
    }
    this.#later(200, () => {
      this.position = Math.min(seconds, this.server.duration);
      this.buffered = this.position;
      const last = this.breaks.at(-1);
      if (last && last.to === null) last.to = this.position;
      this.#emit('seekcomplete', { position: seconds });
    });
  }

  #step() {
    if (!this.loaded || !this.src) return;
    const end = Math.min(this.server.duration, this.server.cutAt ? this.server.cutAt(this.src) : Infinity);
    if (!this.down && this.buffered < Math.min(end, this.position + AHEAD_SECONDS)) {
      // Each piece of the film is a request of its own.
      if (!this.server.letsIn(this.src)) {
        if (this.buffered - this.position < 1) this.fail('MEDIA_ERR_NETWORK');
      } else {
        this.buffered = Math.min(Math.max(this.buffered, this.position) + (FASTER * STEP_MS) / 1000, end);
        this.#emit('progress', { buffered: (this.buffered / this.server.duration) * 100 });
      }
    }
    if (!this.playing || this.hidden || this.frozen || !this.loaded) return;
    if (this.position >= end) {
      this.playing = false;
      this.loaded = false;
      this.#emit('ended');
      return;
    }
    const moved = Math.min(STEP_MS / 1000, Math.max(this.buffered - this.position, 0));
    if (moved === 0) {
      this.#emit('waiting');
      return;
    }
    this.position += moved;
    this.shown += moved;
    this.furthest = Math.max(this.furthest, this.position);
    this.lastShown = this.position;
    const last = this.breaks.at(-1);
    if (last && last.to === null && Math.abs(this.position - last.from) <= 1) last.to = this.position;
    this.#emit('timeupdate', { currentTime: this.position, duration: this.server.duration });
  }
}
