// Acts once on each event, however often it comes. Several servers need a table that they share.

export class Once {
  /** @param {() => number} now seconds @param {number} seconds how long one is remembered: longer than it may come again */
  constructor(now, seconds) {
    this.now = now;
    this.seconds = seconds;
    /** @type {Map<string, { at: number, done: Promise<void> }>} oldest first */
    this.known = new Map();
  }

  /** What comes while the first is still at work waits for it. One that failed is forgotten: it may come again. */
  act(key, deed) {
    const now = this.now();
    for (const [old, { at }] of this.known) {
      if (at > now - this.seconds) break;
      this.known.delete(old);
    }
    const before = this.known.get(key);
    if (before) return before.done;
    const done = Promise.resolve().then(deed);
    this.known.set(key, { at: now, done });
    done.catch(() => this.known.delete(key));
    return done;
  }
}
