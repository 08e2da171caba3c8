// A day as an axis to drag under a cursor, and the whole of it as a bar.

import { DAY_SECONDS, secondsOf, timeOf } from './clock.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 86;
const BAND = { y: 30, height: 34 };
const BAR_HEIGHT = 18;
/** What is seen at once, and the steps of its labels and lines; seconds. */
export const SPANS = [
  { name: '24', span: 86400, label: 10800, line: 3600 },
  { name: '6', span: 21600, label: 3600, line: 600 },
  { name: '2', span: 7200, label: 1200, line: 300 },
  { name: '0', span: 1200, label: 300, line: 60 },
];
const FIRST_SPAN = 1;
/** Less than that is a click. */
const DRAG_PX = 4;
const KEYS = { ArrowLeft: -10, ArrowRight: 10, PageDown: -600, PageUp: 600, Home: -DAY_SECONDS, End: DAY_SECONDS };
const within = (seconds) => Math.max(0, Math.min(DAY_SECONDS - 1, seconds));

export class Axis {
  /** @param {SVGSVGElement} axis @param {SVGSVGElement} bar @param {(time: string) => void} seek 'HH:mm:ss' */
  constructor(axis, bar, seek) {
    Object.assign(this, { axis, bar, seek });
    /** @type {{ start: number, end: number }[]} */
    this.segments = [];
    this.moment = 0;
    /** Where the hand, or the keys, have it now; null: nobody holds it. */
    this.held = null;
    this.grip = null;
    this.zoom = FIRST_SPAN;
    this.drawn = '';

    const on = (name, heard, options) => axis.addEventListener(name, heard, options);
    on('pointerdown', (event) => {
      if (event.button !== 0) return;
      axis.setPointerCapture(event.pointerId);
      this.grip = { pointer: event.pointerId, x: event.clientX, from: this.shown, dragged: false };
    });
    on('pointermove', ({ pointerId, clientX }) => this.drag(pointerId, clientX));
    on('pointerup', ({ pointerId, clientX }) => this.drop(pointerId, clientX));
    for (const lost of ['pointercancel', 'lostpointercapture']) on(lost, () => this.release());
    on('wheel', (event) => {
      event.preventDefault();
      this.setZoom(this.zoom + (event.deltaY < 0 ? 1 : -1));
    }, { passive: false });
    on('keydown', (event) => {
      if (!(event.key in KEYS)) return;
      event.preventDefault();
      this.held = within(this.shown + KEYS[event.key]);
      this.draw();
    });
    on('keyup', ({ key }) => { if (key in KEYS) this.let(); });
    on('blur', () => this.let());
    bar.addEventListener('click', ({ clientX }) => {
      const { left, width } = bar.getBoundingClientRect();
      this.seek(timeOf(within(((clientX - left) / width) * DAY_SECONDS)));
    });
  }

  get span() {
    return SPANS[this.zoom].span;
  }

  /** The moment under the cursor. */
  get shown() {
    return this.held === null ? this.moment : this.held;
  }

  get width() {
    return this.axis.clientWidth || 1;
  }

  /** @param {{ start: string, end: string }[]} segments */
  setSegments(segments) {
    this.segments = segments.map(({ start, end }) => ({ start: secondsOf(start), end: secondsOf(end) }));
    this.release();
  }

  setMoment(moment) {
    this.moment = moment;
  }

  setZoom(zoom) {
    this.zoom = Math.max(0, Math.min(SPANS.length - 1, zoom));
    this.draw();
  }

  drag(pointer, x) {
    const { grip } = this;
    if (!grip || grip.pointer !== pointer) return;
    if (Math.abs(x - grip.x) > DRAG_PX) grip.dragged = true;
    if (!grip.dragged) return;
    this.axis.classList.add('dragging');
    this.held = within(grip.from - ((x - grip.x) / this.width) * this.span);
    this.draw();
  }

  drop(pointer, x) {
    const { grip } = this;
    if (!grip || grip.pointer !== pointer) return;
    const { left, width } = this.axis.getBoundingClientRect();
    const there = grip.dragged ? this.held : within(grip.from + ((x - left - width / 2) / width) * this.span);
    this.release();
    this.seek(timeOf(there));
  }

  /** The keys are let go. */
  let() {
    const there = this.grip ? null : this.held;
    if (there === null) return;
    this.release();
    this.seek(timeOf(there));
  }

  release() {
    this.grip = null;
    this.held = null;
    this.axis.classList.remove('dragging');
    this.draw();
  }

  draw() {
    const { width, shown, span, segments } = this;
    const drawn = `${width} ${Math.floor(shown)} ${span} ${JSON.stringify(segments)}`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.axis.setAttribute('aria-valuenow', String(Math.floor(shown)));
    this.axis.setAttribute('aria-valuetext', timeOf(shown));
    this.axis.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    const x = (seconds) => width / 2 + ((seconds - shown) / span) * width;
    const seen = ({ start, end }) => x(end) > 0 && x(start) < width;
    const band = ({ start, end }, name) => rect(name, x(start), BAND.y, Math.max(2, x(end) - x(start)), BAND.height);
    const outside = [{ start: -DAY_SECONDS, end: 0 }, { start: DAY_SECONDS, end: 2 * DAY_SECONDS }]
      .map(({ start, end }) => rect('outside', x(start), 0, x(end) - x(start), HEIGHT));
    this.axis.replaceChildren(
      ...outside,
      ...segments.filter(seen).map((segment) => band(segment, segment.start <= shown && shown < segment.end ? 'recording on' : 'recording')),
      ...this.ticks(x),
      rect('cursor', width / 2 - 1, 6, 2, HEIGHT - 6),
      shape('path', { class: 'cursor', d: `M${width / 2 - 6} 0h12l-6 9z` }),
    );
    this.drawBar();
  }

  ticks(x) {
    const { span, label, line } = SPANS[this.zoom];
    const first = Math.max(0, Math.floor((this.shown - span / 2) / line) * line);
    const last = Math.min(DAY_SECONDS, this.shown + span / 2);
    const marks = [];
    for (let at = first; at <= last; at += line) {
      const major = at % label === 0;
      marks.push(shape('line', { class: major ? 'major' : '', x1: x(at), x2: x(at), y1: HEIGHT - BAND.height / 2, y2: HEIGHT - (major ? 4 : 10) }));
      if (major) marks.push(Object.assign(shape('text', { x: x(at), y: 22 }), { textContent: at === DAY_SECONDS ? '24:00' : timeOf(at).slice(0, 5) }));
    }
    return marks;
  }

  drawBar() {
    const { shown, span } = this;
    const from = Math.max(0, shown - span / 2);
    const to = Math.min(DAY_SECONDS, shown + span / 2);
    this.bar.setAttribute('viewBox', `0 0 ${DAY_SECONDS} ${BAR_HEIGHT}`);
    this.bar.replaceChildren(
      ...this.segments.map(({ start, end }) => rect('recording', start, 3, Math.max(120, end - start), BAR_HEIGHT - 6)),
      rect('window', from, 0, to - from, BAR_HEIGHT),
      rect('cursor', shown - 90, 0, 180, BAR_HEIGHT),
    );
  }
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const rect = (name, x, y, width, height) => shape('rect', { class: name, x, y, width, height });
