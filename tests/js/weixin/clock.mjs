// Time that stands still until a test moves it. Timers run in order, and all that follows from one runs before the next.

/** Everything that was ready to run has run. */
const drained = () => new Promise((resolve) => { setImmediate(resolve); });

export class Clock {
  nowMs = 1_700_000_000_000;
  /** How far the device's own clock, Date.now(), is from it. */
  offMs = 0;
  /** What timers threw, as App.onError would hear it. */
  uncaught = [];
  /** What until() waits for before it moves on: a promise, or null when nothing is under way. */
  outside = () => null;
  #timers = new Map();
  #lastId = 0;

  /** The timer functions of the runtime. */
  get globals() {
    return {
      setTimeout: (run, delayMs = 0, ...args) => {
        this.#lastId += 1;
        this.#timers.set(this.#lastId, { atMs: this.nowMs + Math.max(delayMs, 0), run: () => run(...args) });
        return this.#lastId;
      },
      clearTimeout: (id) => { this.#timers.delete(id); },
      setInterval: (run, everyMs) => {
        this.#lastId += 1;
        const id = this.#lastId;
        const next = () => this.#timers.set(id, { atMs: this.nowMs + everyMs, run: () => { next(); run(); } });
        next();
        return id;
      },
      clearInterval: (id) => { this.#timers.delete(id); },
    };
  }

  /** How many timers are pending. */
  get pending() {
    return this.#timers.size;
  }

  /** Lets what is due now happen. */
  settle() {
    return this.advance(0);
  }

  async advance(spanMs) {
    const endMs = this.nowMs + spanMs;
    await drained();
    for (let due = this.#next(endMs); due; due = this.#next(endMs)) {
      await this.#fire(due);
    }
    this.nowMs = endMs;
  }

  /** Moves on, timer by timer, until the predicate holds; fails when it does not within the limit. Returns the time that took. */
  async until(predicate, limitMs = 60_000) {
    const startMs = this.nowMs;
    await drained();
    while (!predicate()) {
      const landing = this.outside();
      if (landing) {
        await landing;
        await drained();
        continue;
      }
      const due = this.#next(startMs + limitMs);
      if (!due) throw new Error(`not so within ${limitMs} ms: ${predicate}`);
      await this.#fire(due);
    }
    return this.nowMs - startMs;
  }

  #next(endMs) {
    let next = null;
    for (const [id, { atMs }] of this.#timers) {
      if (atMs <= endMs && (next === null || atMs < this.#timers.get(next).atMs)) next = id;
    }
    return next;
  }

  async #fire(id) {
    const { atMs, run } = this.#timers.get(id);
    this.#timers.delete(id);
    this.nowMs = Math.max(this.nowMs, atMs);
    try {
      run();
    } catch (error) {
      this.uncaught.push(error);
    }
    await drained();
  }
}
