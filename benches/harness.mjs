// Contenders in turns: A B A B …, so that a machine that slows down slows all of them.

const ROUNDS = 21;
const ROUND_MS = 40;

/**
 * Times contenders against each other in this process.
 * @param {Record<string, (call: number) => unknown>} contenders @returns {Record<string, number>} the median of each, nanoseconds a call
 */
export function inTurns(contenders) {
  const names = Object.keys(contenders);
  const calls = {};
  for (const name of names) calls[name] = callsOf(contenders[name]);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) times[name].push(time(contenders[name], calls[name]) / calls[name]);
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

/** How many calls a round takes, found while the engine warms up. */
function callsOf(contender) {
  let calls = 8;
  while (time(contender, calls) < ROUND_MS * 1e6) calls *= 2;
  return calls;
}

function time(contender, calls) {
  const begun = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) contender(call);
  return Number(process.hrtime.bigint() - begun);
}

/** @param {number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** @param {number} ns */
export function duration(ns) {
  return ns < 1000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(2)} µs`;
}

/**
 * A row of the table. `value` reaches `bar` when it is no larger, or no smaller where more is better.
 * @typedef {{ what: string, measured: string, value: number, bar: number, aim?: number, more: boolean, unit: string }} Row
 */

/** @param {string} what @param {string} measured @param {number} value @param {{ bar: number, aim?: number, unit: string }} goal @returns {Row} */
export const atMost = (what, measured, value, goal) => ({ what, measured, value, more: false, ...goal });

/** @param {string} what @param {string} measured @param {number} value @param {{ bar: number, aim?: number, unit: string }} goal @returns {Row} */
export const atLeast = (what, measured, value, goal) => ({ what, measured, value, more: true, ...goal });
