// The pad, and the camera it turns: a dot that runs for as long as the camera does.

import { said, text, write } from './text.js';

const ANSWERS = ['200', 'late', 'never', '60005', '60000', '20007', '10002'];
/** Longer than the late answer takes. */
const ANSWER_MS = 4000;
/** Per cent of the view at each drawing. */
const STEP = 2;
const JSON_BODY = { 'content-type': 'application/json' };

async function ask(path, body) {
  // A browser keeps six connections to a server: one that is never answered has to be given up.
  const signal = AbortSignal.timeout ? AbortSignal.timeout(ANSWER_MS) : undefined;
  const answer = await fetch(path, body ? { method: 'POST', keepalive: true, headers: JSON_BODY, body: JSON.stringify(body), signal } : { signal });
  return answer.json();
}

export class PtzPanel {
  constructor() {
    this.pad = document.getElementById('ptz');
    this.dot = document.getElementById('camera-dot');
    this.line = document.getElementById('ptz-state');
    this.choice = document.getElementById('ptz-answer');
    this.choice.append(...ANSWERS.map((answer) => new Option('', answer)));
    this.position = { x: 50, y: 50 };
    this.turning = null;
    this.busy = false;
    this.looking = false;
    this.failure = null;
    this.pad.options = { answerTimeoutMs: ANSWER_MS };
    this.pad.send = async (request) => (await ask('/api/ptz', request)).code;
    this.pad.addEventListener('decision', ({ detail }) => this.take(detail));
    this.choice.addEventListener('change', () => this.change());
  }

  take({ request, outcome, busy, active }) {
    if (request && request.action === 'start') this.failure = null;
    if (outcome && !outcome.ok) this.failure = outcome;
    this.busy = busy || active !== null;
  }

  async change() {
    // At once, or a press before the server's answer would be lost with the pad it was on.
    this.failure = null;
    // As if for another camera: a new pad, which does not know of one without PTZ.
    this.pad.setAttribute('ways', '8');
    await ask('/api/camera', { answer: this.choice.value });
  }

  /** What the camera does is seen by looking at it; its answers may be late, or lost. */
  async look() {
    if (this.looking) return;
    this.looking = true;
    try {
      this.turning = (await ask('/api/camera')).turning;
    } catch (error) {
      // It is looked at again.
    }
    this.looking = false;
  }

  draw() {
    for (const option of this.choice.options) write(option, text(`answer_${option.value}`));
    if (this.busy || this.turning) this.look();
    const way = this.turning || '';
    const run = (positive, negative) => (way.includes(positive) ? STEP : way.includes(negative) ? -STEP : 0);
    const within = (place) => Math.min(95, Math.max(5, place));
    this.position = { x: within(this.position.x + run('right', 'left')), y: within(this.position.y + run('down', 'up')) };
    this.dot.style.left = `${this.position.x}%`;
    this.dot.style.top = `${this.position.y}%`;
    this.dot.dataset.turning = way;
    write(this.line, this.failure ? said(this.failure.message) : text(way ? 'ptz_turning' : 'ptz_still'));
  }
}
