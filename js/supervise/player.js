// A player, in a page or in a mini-program: a call of it may throw, and a report may make no sense.

import { surface } from '../core/listeners.js';

/** Runs what is the page's or the player's: what that throws surfaces on its own and must not stop the supervision. */
export function attempt(run, otherwise = () => {}) {
  try {
    return run();
  } catch (error) {
    surface(error);
    return otherwise();
  }
}

/** What a player says may make no sense, or not be readable: no fault of the page's, and no news of the stream. @param {() => void} hear */
export function heed(hear) {
  try {
    hear();
  } catch (error) {
    if (Object(error).code === 'internal') throw error;
  }
}
