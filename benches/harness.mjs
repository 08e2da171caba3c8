// Contenders in turns: A B A B …, so that a machine that slows down slows all of them. What counts is CPU time, so that
// other programs on the machine are not charged to whoever was running.

const ROUNDS = 21;
const ROUND_US = 40_000;

/** For programs that install something: stdout is for the rows. @type {import('node:child_process').SpawnSyncOptions} */
export const TO_STDERR = { stdio: ['ignore', 2, 2] };

/** CPU microseconds of this process so far, all its threads. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * Measures contenders against each other in this process.
 * @param {Record<string, (call: number) => unknown>} contenders
 * @returns {Record<string, number[]>} microseconds a call, one number a round
 */
export function inTurns(contenders) {
  const names = Object.keys(contenders);
  const calls = {};
  for (const name of names) calls[name] = callsOf(contenders[name]);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) times[name].push(time(contenders[name], calls[name]) / calls[name]);
  }
  return times;
}

/** How many calls a round takes, found while the engine warms up. */
function callsOf(contender) {
  let calls = 8;
  while (time(contender, calls) < ROUND_US) calls *= 2;
  return calls;
}

function time(contender, calls) {
  const begun = cpuTime();
  for (let call = 0; call < calls; call += 1) contender(call);
  return cpuTime() - begun;
}

/** @param {number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** How many times as long one took as the other: the median over the rounds. @param {number[]} one @param {number[]} other */
export function ratio(one, other) {
  return median(one.map((time, round) => time / other[round]));
}

/** The median of microseconds, for people. @param {number[]} times */
export function duration(times) {
  const us = median(times);
  return us < 1 ? `${(us * 1000).toFixed(0)} ns` : `${us.toFixed(2)} µs`;
}

/**
 * A row of the table. Without `value` there is nothing to reach.
 * @typedef {{ what: string, measured: string, value?: number, bar?: number, aim?: number, more?: boolean, unit?: string }} Row
 * @typedef {{ bar?: number, aim?: number, unit: string }} Goal
 */

/** A row whose value should be no larger than its bar. @param {string} what @param {string} measured @param {number} value @param {Goal} goal @returns {Row} */
export const atMost = (what, measured, value, goal) => ({ what, measured, value, more: false, ...goal });

/** A row whose value should be no smaller than its bar. @param {string} what @param {string} measured @param {number} value @param {Goal} goal @returns {Row} */
export const atLeast = (what, measured, value, goal) => ({ what, measured, value, more: true, ...goal });

/** A row that could not be measured. @param {string} what @param {unknown} error @returns {Row} */
export function notMeasured(what, error) {
  const reason = error.code === 'ERR_MODULE_NOT_FOUND' ? 'something is not built or not installed; npm run build' : error.message;
  return { what, measured: `not measured: ${reason.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')}` };
}
