// The phases of the last two minutes as a coloured band, now at the right.

const SPAN_MS = 120000;
const WIDTH = 120;
const HEIGHT = 10;
const SVG = 'http://www.w3.org/2000/svg';

export class Ribbon {
  constructor(live) {
    this.band = document.getElementById('ribbon');
    /** @type {{ fromMs: number, phase: string }[]} */
    this.pieces = [];
    live.onDecision((decision) => {
      if (!decision) this.pieces = [];
      else if (!this.pieces.length || this.pieces[this.pieces.length - 1].phase !== decision.phase) {
        this.pieces.push({ fromMs: Date.now(), phase: decision.phase });
      }
    });
  }

  draw() {
    const nowMs = Date.now();
    const startMs = nowMs - SPAN_MS;
    while (this.pieces.length > 1 && this.pieces[1].fromMs <= startMs) this.pieces.shift();
    this.band.replaceChildren(...this.pieces.map(({ fromMs, phase }, index) => {
      const untilMs = index + 1 < this.pieces.length ? this.pieces[index + 1].fromMs : nowMs;
      const x = (Math.max(fromMs, startMs) - startMs) / SPAN_MS * WIDTH;
      const rect = document.createElementNS(SVG, 'rect');
      rect.dataset.phase = phase;
      rect.setAttribute('x', String(x));
      rect.setAttribute('width', String((untilMs - startMs) / SPAN_MS * WIDTH - x));
      rect.setAttribute('height', String(HEIGHT));
      return rect;
    }));
  }
}
