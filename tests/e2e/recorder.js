// Runs in the page, before it does: what was on the screen, and what the supervisor said of it.

window.recorder = {
  SAMPLE_MS: 50,
  /** @type {{ atMs: number, phase: string, position: number }[]} */
  samples: [],

  sample() {
    const { demo } = window;
    if (!demo) return;
    const before = this.samples[this.samples.length - 1];
    this.samples.push({ atMs: Date.now(), phase: demo.phase, position: demo.video.currentTime });
    // For those who may not ask: to the browser a question of theirs is as good as a click.
    if (!before || before.phase !== demo.phase) console.debug(`phase ${demo.phase}`);
  },

  /** Every step forward, jumps cut to the time they took: [moment, milliseconds] */
  steps() {
    return this.samples.slice(1).map((now, index) => {
      const before = this.samples[index];
      const moved = (now.position - before.position) * 1000;
      return [now.atMs, Math.max(0, Math.min(moved, now.atMs - before.atMs))];
    });
  },

  /** How far the picture has moved since then. */
  movedMs(sinceMs) {
    return this.steps().reduce((sum, [atMs, moved]) => (atMs > sinceMs ? sum + moved : sum), 0);
  },

  /** For how long it has stood still now. */
  stillMs() {
    const lastMove = this.steps().filter(([, moved]) => moved > 0).pop();
    return Date.now() - (lastMove ? lastMove[0] : this.samples[0].atMs);
  },

  /** The longest time since then for which it stood still; counted in samples, as below. */
  longestStillMs(sinceMs) {
    let samples = 0;
    let most = 0;
    for (const [atMs, moved] of this.steps()) {
      samples = moved > 0 || atMs <= sinceMs ? 0 : samples + 1;
      most = Math.max(most, samples);
    }
    return most * this.SAMPLE_MS;
  },

  /** What the page was told since then, each phase once in a row. */
  phases(sinceMs) {
    const all = this.samples.filter(({ atMs }) => atMs > sinceMs).map(({ phase }) => phase);
    return all.filter((phase, index) => phase !== all[index - 1]);
  },

  /**
   * The longest time the page was told "playing" while the picture stood still. It is counted in samples: while a busy
   * machine does not run the page, the page's own timers do not run either.
   */
  falselyPlayingMs() {
    let samples = 0;
    let most = 0;
    this.steps().forEach(([, moved], index) => {
      const { phase } = this.samples[index + 1];
      samples = moved > 0 || phase !== 'playing' ? 0 : samples + 1;
      most = Math.max(most, samples);
    });
    return most * this.SAMPLE_MS;
  },
};

setInterval(() => window.recorder.sample(), window.recorder.SAMPLE_MS);
