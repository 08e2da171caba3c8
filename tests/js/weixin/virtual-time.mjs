// The time of a test file: Date.now() and the timers of the runtime are those of a Clock.

import { after, before, mock } from 'node:test';

/** @param {() => import('./clock.mjs').Clock} current the clock of the test that runs */
export function virtualTime(current) {
  before(() => {
    mock.method(Date, 'now', () => Math.floor(current().nowMs + current().offMs));
    for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']) {
      mock.method(globalThis, name, (...given) => current().globals[name](...given));
    }
  });
  after(() => mock.restoreAll());
}
