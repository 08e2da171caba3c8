// The trace as a file, and the proof that it leads to the same decisions again.

import { text, write } from './text.js';

export class TraceControls {
  constructor(live, replay) {
    this.live = live;
    this.replay = replay;
    /** @type {{ name: string, n: number } | null} */
    this.result = null;
    document.getElementById('download').addEventListener('click', () => this.download());
    document.getElementById('replay').addEventListener('click', () => this.check());
  }

  download() {
    const file = URL.createObjectURL(new Blob([JSON.stringify(this.live.trace, null, 1)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = file;
    link.download = `playward-trace-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}.json`;
    link.click();
    // The browser has to get hold of it first.
    setTimeout(() => URL.revokeObjectURL(file), 60000);
  }

  check() {
    const { trace } = this.live;
    const { decisions } = this.replay(trace);
    const differs = trace.events.findIndex(({ phase, rule }, index) => decisions[index].phase !== phase || decisions[index].rule !== rule);
    this.result = differs < 0 ? { name: 'replay_same', n: decisions.length } : { name: 'replay_differs', n: differs + 1 };
    this.draw();
  }

  draw() {
    const line = document.getElementById('replay-result');
    write(line, this.result ? text(this.result.name, this.result) : '');
    if (this.result) line.dataset.same = String(this.result.name === 'replay_same');
  }
}
