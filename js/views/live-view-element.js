// <playward-live>: a <video> that keeps itself playing, live or recorded, with its cover, its words and its controls.

import { dressing } from './dress.js';
import { describePhase, init, superviseVideo } from './web.mjs';
import { CONTROLS, languageOf, PICTURE, together } from './words.js';

const WORDS = together(PICTURE, CONTROLS);

const STYLE = `
  :host { display: block; position: relative; box-sizing: border-box; width: 100%; overflow: hidden; aspect-ratio: var(--playward-ratio, 16 / 9); background: var(--playward-background, #000); color: var(--playward-text, #f2f5f9); font: 14px/1.5 system-ui, sans-serif; }
  :host([hidden]), :host([quiet]) .cover, :host([quiet]) .degraded { display: none; }
  [hidden] { display: none !important; }
  video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: var(--playward-fit, contain); }
  slot { display: block; position: absolute; inset: 0; pointer-events: none; }
  ::slotted(*) { pointer-events: auto; }
  .cover { position: absolute; inset: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; justify-content: safe center; gap: 8px; padding: 8px 16px 52px; overflow: auto; text-align: center; background: var(--playward-cover, rgb(8 10 14 / .72)); }
  .cover p { margin: 0; max-width: 100%; overflow-wrap: anywhere; }
  .cover p:empty { display: none; }
  .cover > * { flex: none; }
  .spinner { width: 32px; height: 32px; border: 3px solid rgb(255 255 255 / .2); border-top-color: currentColor; border-radius: 50%; animation: turn .9s linear infinite; }
  @keyframes turn { to { transform: rotate(1turn); } }
  @media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 4s; } }
  .degraded { position: absolute; top: 8px; right: 8px; margin: 0; padding: 0 8px; border-radius: 4px; background: rgb(8 10 14 / .8); color: var(--playward-limit, #ffb454); font-size: 12px; }
  .controls { position: absolute; right: 0; bottom: 0; left: 0; display: flex; align-items: center; gap: 4px; padding: 4px 8px; background: rgb(8 10 14 / .8); }
  .time { font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .room { flex: 1; }
  .seek:not([hidden]) ~ .room { display: none; }
  input { flex: 1; min-width: 40px; margin: 0 4px; accent-color: var(--playward-accent, #3ddc97); }
  button { min-width: 36px; min-height: 36px; padding: 0 8px; border: 0; border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer; }
  .retry { padding: 0 20px; border-radius: 999px; background: var(--playward-accent, #3ddc97); color: var(--playward-on-accent, #08130d); }
  button:hover { background-color: rgb(255 255 255 / .14); }
  .retry:hover { background-color: var(--playward-accent, #3ddc97); filter: brightness(1.1); }
  button:focus-visible, input:focus-visible { outline: 3px solid var(--playward-accent, #3ddc97); outline-offset: -3px; }
  input:focus-visible { outline-offset: 4px; border-radius: 4px; }
  .retry:focus-visible { outline-color: currentColor; outline-offset: 2px; }
  svg { display: block; width: 20px; height: 20px; margin: auto; fill: currentColor; }
`;

const ICONS = {
  play: 'M6 4v16l14-8z',
  pause: 'M6 4h4v16H6zm8 0h4v16h-4z',
  mute: 'M4 9v6h4l5 5V4L8 9zm12-1v8a5 5 0 0 0 0-8z',
  unmute: 'M4 9v6h4l5 5V4L8 9zm11 1 5 5m0-5-5 5M15.3 9.3l1.4-1.4 2.3 2.3 2.3-2.3 1.4 1.4-2.3 2.3 2.3 2.3-1.4 1.4-2.3-2.3-2.3 2.3-1.4-1.4 2.3-2.3z',
  floating: 'M3 5h18v14H3zm2 2v10h14V7zm6 4h7v5h-7z',
  full: 'M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z',
};
const icon = (name) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

const TEMPLATE = `
  <video part="video" playsinline></video>
  <div class="cover" part="cover" hidden>
    <div class="spinner" hidden></div>
    <p class="phase" role="status"></p>
    <p class="error" role="alert"></p>
    <button class="retry" part="retry" type="button" hidden></button>
  </div>
  <p class="degraded" part="degraded" role="status" hidden></p>
  <slot></slot>
  <div class="controls" part="controls" role="group">
    <button class="toggle" type="button">${icon('play')}</button>
    <button class="mute" type="button">${icon('mute')}</button>
    <input class="seek" type="range" min="0" step="1" value="0" hidden>
    <span class="time" aria-hidden="true" hidden></span>
    <span class="room"></span>
    <button class="floating" type="button" hidden>${icon('floating')}</button>
    <button class="full" type="button" hidden>${icon('full')}</button>
  </div>`;

/** Nothing plays in these until the user wants it. */
const RESTING = ['idle', 'stopped', 'ended', 'failed'];

/** @param {any} source of open() */
const isRecording = (source) => Boolean(source && source.policy) && source.policy.live === false;

const dress = dressing(STYLE);

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:` : ''}${hours ? two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)}:${two(whole % 60)}`;
};

// Importing this on a server must not fail.
const Element = typeof HTMLElement === 'undefined' ? class {} : HTMLElement;

export class PlaywardLive extends Element {
  static get observedAttributes() {
    return ['lang', 'muted', 'poster', 'controls', 'time'];
  }

  constructor() {
    super();
    this._session = null;
    this._source = null;
    /** What play() was given before there is a session; null: nothing is to be played. @type {unknown[] | null} */
    this._wish = null;
    this._opening = null;
    this._decision = null;
    /** Where a recording stood when the element was taken away, seconds. */
    this._stood = 0;
    const root = this.attachShadow({ mode: 'open' });
    dress(root);
    const template = document.createElement('template');
    template.innerHTML = TEMPLATE;
    root.appendChild(template.content);
    const find = (selector) => root.querySelector(selector);
    /** The element that plays. @type {HTMLVideoElement} */
    this.video = find('video');
    this._parts = Object.fromEntries(['cover', 'spinner', 'phase', 'error', 'retry', 'degraded', 'controls', 'toggle', 'mute', 'seek', 'time', 'floating', 'full'].map((name) => [name, find(`.${name}`)]));
    this._listen();
  }

  connectedCallback() {
    this._leaves = false;
    this._words();
    this._watchFullScreen = () => this._words();
    document.addEventListener('fullscreenchange', this._watchFullScreen);
    // It was taken away, and it is back.
    if (this._source && !this._session && !this._opening) this._begin(this._source, this._wish, this._stood).catch(() => {});
  }

  disconnectedCallback() {
    document.removeEventListener('fullscreenchange', this._watchFullScreen);
    // One that is only moved is connected again before this.
    this._leaves = true;
    setTimeout(() => {
      if (!this._leaves || this.isConnected) return;
      this._stood = this._session && isRecording(this._source) ? this.video.currentTime : 0;
      this._end();
    }, 0);
  }

  attributeChangedCallback(name, before, value) {
    if (name === 'muted') this.video.muted = value !== null;
    if (name === 'poster') {
      if (value === null) this.video.removeAttribute('poster');
      else this.video.poster = value;
    }
    if (name === 'controls') this._parts.controls.hidden = value === 'none';
    if (name === 'time') this._time();
    this._words();
  }

  /** The phase of the last decision. */
  get phase() {
    return this._decision ? this._decision.phase : 'idle';
  }

  /** What runs now, as superviseVideo returned it; null before it has begun. */
  get supervised() {
    return this._session;
  }

  /** @param {object} source what superviseVideo takes */
  open(source) {
    return this._begin(source, [], 0);
  }

  /** @param {unknown[] | null} wish what play() is given; null: it does not play yet @param {number} position of a recording, seconds */
  _begin(source, wish, position) {
    this._end();
    this._source = source;
    this._wish = wish;
    const opening = {};
    this._opening = opening;
    this._words();
    return init().then(() => {
      if (this._opening !== opening) return;
      this._opening = null;
      if (!this.isConnected) return;
      const session = superviseVideo(this.video, this._options(source));
      this._session = session;
      session.on('decision', (decision) => {
        if (this._session === session) this._show(decision);
      });
      if (position > 0) session.dispatch({ type: 'seek', position });
      if (this._wish) session.play(...this._wish);
    }).catch((error) => {
      if (this._opening === opening) this._opening = null;
      if (this._source === source) this._say({ error: error.message, button: WORDS[this._language()].retry });
      throw error;
    });
  }

  play(url) {
    this._wish = url === undefined ? [] : [url];
    if (this._session) this._session.play(...this._wish);
  }

  stop() {
    this._wish = null;
    if (this._session) this._session.stop();
    else this._words();
  }

  pause() {
    if (this._session) this._session.pause();
  }

  resume() {
    if (this._session) this._session.resume();
  }

  renew() {
    return this._session ? this._session.renew() : Promise.resolve();
  }

  /** PlaybackStats of the session; null without one. */
  stats() {
    return this._session ? this._session.supervisor.stats(Date.now()) : null;
  }

  close() {
    this._source = null;
    this._wish = null;
    this._end();
    this._say({});
  }

  /** The attribute names the engine where the page's source does not. */
  _options(source) {
    const engine = this.getAttribute('engine');
    if (!engine || typeof source !== 'object' || source === null || source.engine) return source;
    return Object.assign(Object.create(Object.getPrototypeOf(source)), source, { engine });
  }

  _end() {
    this._opening = null;
    this._decision = null;
    const session = this._session;
    this._session = null;
    if (session) session.close();
  }

  _language() {
    const holder = this.closest('[lang]');
    return languageOf((holder && holder.lang) || navigator.language);
  }

  _listen() {
    const { toggle, mute, seek, floating, full, retry } = this._parts;
    const { video } = this;
    toggle.addEventListener('click', () => this._toggle());
    retry.addEventListener('click', () => {
      if (this._session && this.phase !== 'paused') this.play();
      else this._toggle();
      // The button goes away, and with it the keyboard's place.
      toggle.focus();
    });
    video.addEventListener('click', () => this._toggle());
    mute.addEventListener('click', () => { video.muted = !video.muted; });
    seek.addEventListener('input', () => { video.currentTime = Number(seek.value); });
    floating.addEventListener('click', () => {
      const done = this._floats() ? document.exitPictureInPicture() : video.requestPictureInPicture();
      done.catch(() => {});
    });
    full.addEventListener('click', () => {
      if (this.matches(':fullscreen')) document.exitFullscreen();
      else if (this.requestFullscreen) this.requestFullscreen().catch(() => {});
      // An iPhone shows the <video> alone.
      else if (video.webkitEnterFullscreen) video.webkitEnterFullscreen();
    });
    for (const name of ['volumechange', 'play', 'pause', 'enterpictureinpicture', 'leavepictureinpicture']) video.addEventListener(name, () => this._words());
    for (const name of ['timeupdate', 'durationchange']) video.addEventListener(name, () => this._time());
  }

  /** The document names the element that has the video inside. */
  _floats() {
    return this.shadowRoot.pictureInPictureElement === this.video;
  }

  _toggle() {
    if (!this._session) {
      if (this._source && !this._opening) this.open(this._source).catch(() => {});
      return;
    }
    if (this.phase === 'paused') this._session.resume();
    else if (RESTING.includes(this.phase)) this.play();
    else this._session.pause();
  }

  _time() {
    const { video } = this;
    const { seek, time } = this._parts;
    const long = Number.isFinite(video.duration) && video.duration > 0 && isRecording(this._source);
    const said = this.getAttribute('time');
    seek.hidden = !long;
    time.hidden = !long && !said;
    // The range says it too.
    time.setAttribute('aria-hidden', String(long));
    if (said) time.textContent = said;
    if (!long) return;
    seek.max = String(Math.floor(video.duration));
    if (!seek.matches(':active')) seek.value = String(Math.floor(video.currentTime));
    const words = said || `${clock(video.currentTime)} / ${clock(video.duration)}`;
    seek.setAttribute('aria-valuetext', words);
    time.textContent = words;
  }

  _show(decision) {
    this._decision = decision;
    this._words();
    this.dispatchEvent(new CustomEvent('decision', { detail: decision }));
  }

  /** All that is read, in the language that counts now. */
  _words() {
    const language = this._language();
    const words = WORDS[language];
    const { controls, toggle, mute, seek, floating, full, degraded } = this._parts;
    const { video } = this;
    const name = (button, label, drawing) => {
      if (button.getAttribute('aria-label') === label) return;
      button.setAttribute('aria-label', label);
      button.title = label;
      if (drawing) button.innerHTML = icon(drawing);
    };
    video.setAttribute('aria-label', this.getAttribute('aria-label') || words.view);
    controls.setAttribute('aria-label', words.controls);
    const resting = RESTING.includes(this.phase) || this.phase === 'paused';
    name(toggle, resting ? words.play : words.pause, resting ? 'play' : 'pause');
    name(mute, video.muted ? words.unmute : words.mute, video.muted ? 'unmute' : 'mute');
    name(floating, this._floats() ? words.dock : words.floating);
    name(full, this.matches(':fullscreen') ? words.leave : words.full);
    seek.setAttribute('aria-label', words.seek);
    floating.hidden = !document.pictureInPictureEnabled;
    full.hidden = !(document.fullscreenEnabled || video.webkitEnterFullscreen);
    degraded.textContent = words.degraded;
    if (!this._decision) {
      if (this._opening) this._say(this._wish ? { loading: true, phase: words.loading } : {});
      return;
    }
    const { error, loading, phase, degraded: poor } = this._decision;
    const rests = RESTING.includes(phase) && phase !== 'idle';
    const again = { trial_over: words.unlocked, gesture_required: words.play }[error && error.code] || words.retry;
    this._say({
      error: error ? error.message[language] || error.message.zh || error.message.en : '', loading, degraded: poor,
      phase: loading || (rests && !error) ? describePhase(phase)[language] : '', button: error ? again : rests ? words.play : '',
    });
  }

  _say({ error = '', loading = false, degraded = false, phase = '', button = '' }) {
    const parts = this._parts;
    const write = (part, text) => { if (part.textContent !== text) part.textContent = text; };
    write(parts.error, error);
    write(parts.phase, phase);
    parts.spinner.hidden = !loading;
    write(parts.retry, button);
    parts.retry.hidden = !button;
    parts.degraded.hidden = !degraded;
    parts.cover.hidden = !(error || phase);
  }
}

if (typeof customElements !== 'undefined' && !customElements.get('playward-live')) customElements.define('playward-live', PlaywardLive);
