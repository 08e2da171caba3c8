// <playward-ptz>: a pad of four or eight arrows for H5. It draws, listens and sends; PtzPad decides what to send.

import { dressing } from './dress.js';
import { init, PtzPad } from './web.mjs';
import { PAD } from './words.js';

const DIRECTIONS = ['right', 'down_right', 'down', 'down_left', 'left', 'up_left', 'up', 'up_right'];
const KEYS = { ArrowRight: 'right', ArrowDown: 'down', ArrowLeft: 'left', ArrowUp: 'up' };
/** The keyboard is one more finger; no pointer has this number. */
const KEYBOARD = -1;

const STYLE = `
  :host { display: inline-block; width: 208px; aspect-ratio: 1; color: #e8edf4; --playward-accent: #3ddc97; --playward-limit: #ff9f43; }
  svg { display: block; width: 100%; height: 100%; touch-action: none; user-select: none; -webkit-user-select: none; border-radius: 50%; cursor: pointer; }
  svg:focus-visible { outline: 3px solid var(--playward-accent); outline-offset: 2px; }
  .plate { fill: #1b2330; stroke: #334055; stroke-width: 2; }
  .hub { fill: #10161f; }
  .arrow { fill: currentColor; opacity: .75; }
  .edge { fill: none; stroke: transparent; stroke-width: 6; stroke-linecap: round; }
  .active .arrow { fill: var(--playward-accent); opacity: 1; }
  .active .edge { stroke: var(--playward-accent); }
  .limit .edge { stroke: var(--playward-limit); }
  .disabled { cursor: not-allowed; opacity: .4; }
`;

const dress = dressing(STYLE);

/** One arrow, pointing right, and the piece of the rim behind it. */
const ARROW = '<path class="arrow" d="M58-13 78 0 58 13z"/><path class="edge" d="M84.7-30.8A90 90 0 0 1 84.7 30.8"/>';

/** A PtzPad with its timer. Closed, it goes on until it is settled, though the element is gone or has another. */
class Driver {
  /** @param {object} options of PtzPad @param {(request: object) => Promise<unknown>} ask @param {(decision: object) => void} heard */
  constructor(options, ask, heard) {
    this.pad = new PtzPad(options);
    this.ask = ask;
    this.heard = heard;
    this.closed = false;
    this.over = false;
    this.timer = null;
  }

  call(method, ...given) {
    if (!this.over) this.obey(this.pad[method](...given, Date.now()));
  }

  close() {
    this.closed = true;
    this.call('close');
  }

  answered(answer, seq) {
    if (!this.over) this.obey(this.pad.answered(answer, Date.now(), seq));
  }

  obey(decision) {
    const { request, wakeAtMs } = decision;
    clearTimeout(this.timer);
    if (wakeAtMs !== null) this.timer = setTimeout(() => this.call('wake'), Math.max(0, wakeAtMs - Date.now()));
    this.over = this.closed && decision.settled;
    if (request) {
      this.ask(request).then((answer) => this.answered(answer, request.seq)).catch((error) => {
        // No answer of a camera's: as if there were none.
        this.answered(null, request.seq);
        throw error;
      });
    }
    // After it: whoever hears this may close the pad, and no start may follow its stop.
    if (!this.closed) this.heard(decision);
  }
}

// Importing this on a server must not fail.
const Element = typeof HTMLElement === 'undefined' ? class {} : HTMLElement;

export class PlaywardPtz extends Element {
  static get observedAttributes() {
    return ['ways', 'speed', 'follow'];
  }

  constructor() {
    super();
    // What a page set before the element was registered is there already.
    /** Sends a request and resolves to the code of the answer's body. @type {null | ((request: object, hint: { keepalive: boolean }) => unknown)} */
    this.send = this.send || null;
    /** More options of PtzPad, such as answerTimeoutMs; read when the pad is made. @type {object | null} */
    this.options = this.options || null;
    this._ready = false;
    this._driver = null;
    this._plate = null;
    this._key = null;
    this._leaving = false;
    this.attachShadow({ mode: 'open' });
  }

  /** There is no PTZ here, or no right to it. */
  get disabled() {
    return this._plate !== null && this._plate.getAttribute('aria-disabled') === 'true';
  }

  connectedCallback() {
    this._draw();
    this._leave = () => {
      this._key = null;
      this._call('cancel');
    };
    this._hidden = () => { if (document.visibilityState === 'hidden') this._leave(); };
    this._unload = () => {
      this._leaving = true;
      this._close();
    };
    this._return = () => {
      this._leaving = false;
      this._open();
    };
    document.addEventListener('visibilitychange', this._hidden);
    window.addEventListener('blur', this._leave);
    window.addEventListener('pagehide', this._unload);
    // A page that comes out of the browser's cache goes on where it was.
    window.addEventListener('pageshow', this._return);
    init().then(() => { this._ready = true; this._open(); }, (error) => { setTimeout(() => { throw error; }, 0); });
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this._hidden);
    window.removeEventListener('blur', this._leave);
    window.removeEventListener('pagehide', this._unload);
    window.removeEventListener('pageshow', this._return);
    this._close();
  }

  attributeChangedCallback() {
    if (!this._plate) return;
    this._close();
    this._draw();
    this._open();
  }

  _open() {
    // pageshow comes on a first visit too, before the wasm.
    if (!this._ready || this._driver || !this.isConnected) return;
    const speed = this.getAttribute('speed');
    const options = Object.assign({ ways: this._ways(), follow: this.hasAttribute('follow') }, speed === null ? {} : { speed: Number(speed) }, this.options);
    this._driver = new Driver(options, (request) => this._ask(request, this.send), (decision) => {
      this._show(decision);
      this.dispatchEvent(new CustomEvent('decision', { detail: decision }));
    });
    this._call('wake');
  }

  _close() {
    const { send, _driver: driver } = this;
    this._driver = null;
    this._key = null;
    if (!driver) return;
    // The next pad may be another camera's.
    driver.ask = (request) => this._ask(request, send);
    driver.close();
  }

  /** A call of the pad, at this moment. */
  _call(method, ...given) {
    if (this._driver) this._driver.call(method, ...given);
  }

  /** The answer, null when there is none. */
  async _ask(request, send) {
    try {
      const keepalive = this._leaving || document.visibilityState === 'hidden';
      const answer = send ? await send.call(this, request, { keepalive }) : null;
      return ['string', 'number', 'object'].includes(typeof answer) ? answer : null;
    } catch (error) {
      return null;
    }
  }

  _ways() {
    return this.getAttribute('ways') === '8' ? 8 : 4;
  }

  _draw() {
    const step = this._ways() === 8 ? 1 : 2;
    const arrows = DIRECTIONS.map((name, place) => (place % step ? '' : `<g data-direction="${name}" transform="rotate(${place * 45})">${ARROW}</g>`));
    this.shadowRoot.innerHTML = `<svg part="pad" viewBox="-100 -100 200 200" tabindex="0" role="application">
        <circle class="plate" r="97"/>${arrows.join('')}<circle class="hub" r="26"/></svg>`;
    dress(this.shadowRoot);
    this._plate = this.shadowRoot.querySelector('svg');
    this._plate.setAttribute('aria-label', this.getAttribute('aria-label') || PAD);
    const point = ({ pointerId, clientX, clientY }) => ({ id: pointerId, x: clientX, y: clientY });
    const on = (name, heard) => this._plate.addEventListener(name, heard);
    on('pointerdown', (event) => {
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      event.preventDefault();
      this._plate.focus();
      // Captured, its end comes here wherever it happens.
      this._plate.setPointerCapture(event.pointerId);
      this._call('down', point(event), this._rect());
    });
    on('pointermove', (event) => { if (this._plate.hasPointerCapture(event.pointerId)) this._call('move', point(event), this._rect()); });
    // Usually both come; a pointer that something else takes away has the second end only.
    for (const end of ['pointerup', 'lostpointercapture']) on(end, ({ pointerId }) => this._call('up', { id: pointerId }));
    on('pointercancel', this._leave);
    on('contextmenu', (event) => event.preventDefault());
    on('blur', () => { if (this._key) this._release(); });
    on('keydown', (event) => {
      const direction = KEYS[event.key];
      // With one of these it is a shortcut of the browser's, and its end may never come.
      if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (event.repeat) return;
      this._key = event.key;
      this._call('down', this._onArrow(direction), this._rect());
    });
    on('keyup', ({ key }) => { if (key === this._key) this._release(); });
  }

  _release() {
    this._key = null;
    this._call('up', { id: KEYBOARD });
  }

  _rect() {
    const { left, top, width, height } = this._plate.getBoundingClientRect();
    return { left, top, width, height };
  }

  /** Where a finger would be that presses an arrow. */
  _onArrow(direction) {
    const { left, top, width, height } = this._rect();
    const angle = (DIRECTIONS.indexOf(direction) * Math.PI) / 4;
    return { id: KEYBOARD, x: left + width / 2 + Math.cos(angle) * width * 0.35, y: top + height / 2 + Math.sin(angle) * height * 0.35 };
  }

  _show({ active, limit, disabled }) {
    this._plate.classList.toggle('disabled', disabled);
    this._plate.setAttribute('aria-disabled', String(disabled));
    for (const arrow of this._plate.querySelectorAll('[data-direction]')) {
      arrow.classList.toggle('active', arrow.dataset.direction === active);
      arrow.classList.toggle('limit', arrow.dataset.direction === limit);
    }
  }
}

if (typeof customElements !== 'undefined' && !customElements.get('playward-ptz')) customElements.define('playward-ptz', PlaywardPtz);
