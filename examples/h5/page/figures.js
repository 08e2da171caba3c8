// The statistics of the supervisor.

import { text, write } from './text.js';

const duration = (ms) => (ms < 60000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60000)} m ${Math.floor(ms / 1000) % 60} s`);
const count = String;
const SHOWN = {
  firstFrameMs: (ms) => (ms === null ? '–' : `${Math.round(ms)} ms`),
  playedMs: duration,
  stalledMs: duration,
  stalls: count,
  longestOutageMs: duration,
  rebufferRatio: (ratio) => `${(ratio * 100).toFixed(1)} %`,
  restarts: count,
  addressFetches: count,
  tokenRefreshes: count,
  catchUps: count,
  healedByItself: count,
};

export class Figures {
  constructor(live) {
    this.live = live;
    this.cells = Object.keys(SHOWN).map((name) => {
      const cell = { name, term: document.createElement('dt'), value: document.createElement('dd') };
      cell.value.dataset.figure = name;
      const pair = document.createElement('div');
      pair.append(cell.term, cell.value);
      document.getElementById('figures').append(pair);
      return cell;
    });
  }

  draw() {
    const { stats } = this.live;
    for (const { name, term, value } of this.cells) {
      write(term, text(name));
      write(value, stats ? SHOWN[name](stats[name]) : '–');
    }
  }
}
