// A <video> of a browser in virtual time, with a server behind it: an address is let in until its end, and a film comes in faster than it is played.

import { FakeVideo } from './fake-video.mjs';

/** How often timeupdate comes. In browsers it comes twice as often. */
const STEP_MS = 500;
/** What is buffered ahead at most, and how fast it comes in. */
const AHEAD_SECONDS = 20;
const FASTER = 8;
const [MEDIA_ERR_NETWORK, MEDIA_ERR_SRC_NOT_SUPPORTED] = [2, 4];
const [HAVE_NOTHING, HAVE_ENOUGH_DATA] = [0, 4];

export class FilmVideo extends FakeVideo {
  /** Where the picture stood when an address was taken away or replaced, and where the next one began to be watched. */
  breaks = [];
  /** The greatest position that was ever shown, and the seconds of film that were shown. */
  furthest = 0;
  shown = 0;
  /** The last position that was shown. */
  lastShown = 0;
  /** Loads that were begun while the page was hidden. */
  hiddenLoads = 0;
  /** What is wrong at present. */
  down = false;
  frozen = false;
  #clock;
  #server;
  #url = '';
  #position = 0;
  #filled = 0;
  #load = 0;
  #seek = 0;

  /**
   * @param {import('./weixin/clock.mjs').Clock} clock
   * @param {object} server see film-server.mjs
   * @param {(url: string) => number} [server.cutAt] a server that gives out no more of the film
   */
  constructor(clock, server) {
    super();
    this.#clock = clock;
    this.#server = server;
    this.readyState = HAVE_NOTHING;
    // Those of the class it extends are plain fields.
    delete this.currentTime;
    Object.defineProperty(this, 'currentTime', { get: () => this.#position, set: (seconds) => this.#send(seconds) });
    const step = () => { this.#step(); clock.globals.setTimeout(step, STEP_MS); };
    clock.globals.setTimeout(step, STEP_MS);
  }

  get loaded() {
    return this.readyState > HAVE_NOTHING;
  }

  getVideoPlaybackQuality() {
    return { totalVideoFrames: Math.round(this.shown * 25) };
  }

  /** @param {boolean} systemPauses some phones do, others play the sound on */
  hide(systemPauses) {
    this.ownerDocument.visibilityState = 'hidden';
    if (systemPauses) this.pause();
    this.ownerDocument.fire('visibilitychange');
  }

  show() {
    this.ownerDocument.visibilityState = 'visible';
    this.ownerDocument.fire('visibilitychange');
  }

  /** The network goes away, or comes back. */
  connect(on) {
    this.down = !on;
    this.ownerDocument.defaultView.fire(on ? 'online' : 'offline');
  }

  fail(code = MEDIA_ERR_NETWORK) {
    this.#lose();
    this.error = { code };
    this.fire('error');
  }

  set src(url) {
    this.calls.push(`src ${url}`);
    this.#url = url;
    if (this.ownerDocument.visibilityState === 'hidden') this.hiddenLoads += 1;
    this.load();
  }

  removeAttribute(name) {
    super.removeAttribute(name);
    this.#url = '';
  }

  load() {
    this.#lose();
    Object.assign(this, { paused: true, ended: false, seeking: false, error: null, duration: NaN });
    this.#position = 0;
    this.#filled = 0;
    if (!this.#url) return;
    this.#later(0, () => this.fire('loadstart'));
    this.#later(300, () => this.#open());
  }

  #open() {
    if (this.down) {
      this.#later(1000, () => this.#open());
      return;
    }
    if (!this.#server.letsIn(this.#url)) {
      this.fail(MEDIA_ERR_SRC_NOT_SUPPORTED);
      return;
    }
    this.readyState = HAVE_ENOUGH_DATA;
    this.duration = this.#server.duration;
    this.fire('loadedmetadata');
    if (!this.paused) this.fire('playing');
  }

  #lose() {
    // One that had not come to its place yet is still the same break.
    if (this.loaded && !(this.breaks.length && this.breaks.at(-1).to === null)) this.breaks.push({ from: this.#position, to: null });
    this.readyState = HAVE_NOTHING;
    this.#load += 1;
  }

  #later(ms, act) {
    const load = this.#load;
    this.#clock.globals.setTimeout(() => { if (load === this.#load) act(); }, ms);
  }

  #send(seconds) {
    this.#position = Math.min(seconds, this.#server.duration);
    this.#filled = this.#position;
    this.ended = false;
    this.seeking = true;
    this.#seek += 1;
    const seek = this.#seek;
    this.#later(0, () => this.fire('seeking'));
    this.#later(200, () => {
      if (seek !== this.#seek) return;
      this.seeking = false;
      const last = this.breaks.at(-1);
      if (last && last.to === null) last.to = this.#position;
      this.fire('seeked');
      this.fire('timeupdate');
    });
  }

  #step() {
    if (!this.loaded || !this.#url || this.seeking) return;
    const end = Math.min(this.#server.duration, this.#server.cutAt ? this.#server.cutAt(this.#url) : Infinity);
    if (!this.down && this.#filled < Math.min(end, this.#position + AHEAD_SECONDS)) {
      // Each piece of the film is a request of its own.
      if (!this.#server.letsIn(this.#url)) {
        if (this.#filled - this.#position < 1) this.fail();
      } else {
        this.#filled = Math.min(Math.max(this.#filled, this.#position) + (FASTER * STEP_MS) / 1000, end);
        this.fire('progress');
      }
    }
    if (this.paused || this.frozen || !this.loaded) return;
    if (this.#position >= end) {
      this.ended = true;
      this.paused = true;
      this.fire('pause');
      this.fire('ended');
      return;
    }
    const moved = Math.min(STEP_MS / 1000, Math.max(this.#filled - this.#position, 0));
    if (moved === 0) {
      this.fire('waiting');
      return;
    }
    this.#position += moved;
    this.shown += moved;
    this.furthest = Math.max(this.furthest, this.#position);
    this.lastShown = this.#position;
    const last = this.breaks.at(-1);
    if (last && last.to === null && Math.abs(this.#position - last.from) <= 1) last.to = this.#position;
    this.fire('timeupdate');
  }
}
