// Timers for moments that may lie far away.

/** setTimeout turns anything longer into "at once". */
export const LONGEST_MS = 2147483647;

/**
 * Calls back at a moment, or earlier where no timer reaches that far.
 * @param {number} atMs of Date.now() @param {() => void} callback
 */
export function timerAt(atMs, callback) {
  return setTimeout(callback, Math.min(Math.max(atMs - Date.now(), 0), LONGEST_MS));
}
