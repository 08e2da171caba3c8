// Beside the picture: the phase, how far behind live it is, and why it is not called live.

import { describePhase } from '/playward/web.mjs';
import { Liveness } from './liveness.js';
import { said, text, write } from './text.js';

const find = (id) => document.getElementById(id);

export class Badge {
  /** @param {import('./watched-video.js').WatchedVideo} live */
  constructor(live) {
    this.live = live;
    this.liveness = new Liveness(live);
    live.onDecision(() => this.draw());
    find('stop').addEventListener('click', () => live.view.stop());
  }

  draw() {
    const { phase, decision } = this.live;
    const { reason, words, behind } = this.liveness;
    find('badge').dataset.phase = phase;
    // Before the first decision there may be no wasm either.
    find('badge').hidden = !decision;
    if (decision) write(find('phase'), said(describePhase(phase)));
    write(find('position'), behind === null ? text('live') : text('live_behind', { s: behind.toFixed(1) }));
    find('not-live').hidden = reason === null;
    find('not-live').dataset.reason = reason || '';
    write(find('not-live'), words);
  }
}
