// A <video>, hls.js and mpegts.js as far as an adapter sees them: events come in tasks of their own, as in a browser.

/** Every task and promise that was under way is over. */
export const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });

class Listened {
  #listeners = new Map();

  addEventListener(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) || []), listener]);
  }

  removeEventListener(name, listener) {
    this.#listeners.set(name, (this.#listeners.get(name) || []).filter((each) => each !== listener));
  }

  listenerCount() {
    return [...this.#listeners.values()].reduce((sum, each) => sum + each.length, 0);
  }

  fire(name) {
    for (const listener of this.#listeners.get(name) || []) listener({ type: name });
  }
}

/** TimeRanges of one range, or of none. */
export const upTo = (end) => ({ length: end === undefined ? 0 : 1, end: () => end });

export class FakeVideo extends Listened {
  constructor() {
    super();
    this.ownerDocument = Object.assign(new Listened(), {
      visibilityState: 'visible',
      defaultView: Object.assign(new Listened(), { navigator: { onLine: true } }),
    });
    this.calls = [];
    this.paused = true;
    this.ended = false;
    this.seeking = false;
    this.readyState = 4;
    this.currentTime = 0;
    this.error = null;
    /** the name of the error that play() is refused with */
    this.refusal = null;
    this.plays = '';
    this.buffered = upTo();
    this.seekable = upTo();
    this.duration = NaN;
  }

  takeCalls() {
    return this.calls.splice(0);
  }

  canPlayType() {
    return this.plays;
  }

  set src(url) {
    this.calls.push(`src ${url}`);
    this.#begin();
  }

  removeAttribute(name) {
    this.calls.push(`no ${name}`);
  }

  load() {
    this.calls.push('load');
    this.#begin();
  }

  /** A new source makes no event of its pausing. */
  #begin() {
    this.paused = true;
    this.currentTime = 0;
    this.error = null;
  }

  pause() {
    this.calls.push('pause');
    if (!this.paused) setTimeout(() => this.fire('pause'), 0);
    this.paused = true;
  }

  play() {
    this.calls.push('play');
    if (this.refusal) return Promise.reject(Object.assign(new Error('play() is refused'), { name: this.refusal }));
    if (this.paused) setTimeout(() => this.fire('play'), 0);
    this.paused = false;
    return Promise.resolve();
  }
}

export class FakeHls {
  static Events = {
    ERROR: 'hlsError', LEVEL_LOADED: 'hlsLevelLoaded', LEVEL_UPDATED: 'hlsLevelUpdated', FRAG_LOADING: 'hlsFragLoading', FRAG_LOADED: 'hlsFragLoaded',
  };
  static isSupported = () => true;
  /** @type {FakeHls[]} each subclass has its own */
  static made = [];

  constructor(settings) {
    this.settings = settings;
    this.calls = [];
    this.listeners = {};
    this.latency = 0;
    this.liveSyncPosition = null;
    this.constructor.made.push(this);
  }

  on(name, listener) {
    this.listeners[name] = listener;
  }

  /** @param {keyof typeof FakeHls.Events} name */
  say(name, data) {
    const event = FakeHls.Events[name];
    this.listeners[event](event, data);
  }

  loadSource(url) {
    this.calls.push(`loadSource ${url}`);
  }

  attachMedia() {
    this.calls.push('attachMedia');
  }

  destroy() {
    this.calls.push('destroy');
  }
}

export function fakeMpegts() {
  const mpegts = {
    Events: { ERROR: 'error', LOADING_COMPLETE: 'loading_complete', STATISTICS_INFO: 'statistics_info', SCRIPTDATA_ARRIVED: 'scriptdata_arrived' },
    ErrorDetails: { NETWORK_STATUS_CODE_INVALID: 'HttpStatusCodeInvalid', MEDIA_MSE_ERROR: 'MediaMSEError', MEDIA_CODEC_UNSUPPORTED: 'CodecUnsupported' },
    isSupported: () => true,
    made: [],
    /** what createPlayer throws */
    refuse: null,
    createPlayer(source, settings) {
      if (mpegts.refuse) throw mpegts.refuse;
      const player = new FakeMpegtsPlayer(source, settings);
      mpegts.made.push(player);
      return player;
    },
  };
  return mpegts;
}

class FakeMpegtsPlayer {
  constructor(source, settings) {
    this.source = source;
    this.settings = settings;
    this.calls = [];
    this.listeners = {};
  }

  on(name, listener) {
    this.listeners[name] = listener;
  }

  say(name, ...words) {
    this.listeners[name](...words);
  }

  attachMediaElement(video) {
    this.calls.push('attachMediaElement');
    this.video = video;
  }

  load() {
    this.calls.push('load');
  }

  /** Pauses the element, as the real one does. */
  unload() {
    this.calls.push('unload');
    this.video.pause();
  }

  destroy() {
    this.calls.push('destroy');
    this.video.pause();
  }
}
