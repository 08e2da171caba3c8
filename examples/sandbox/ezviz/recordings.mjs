// What a device has recorded on a day, drawn from its serial and the day: the same every time.

import { DAY_MS, dayNumber, midnight } from './device-time.mjs';

const MINUTE_MS = 60 * 1000;

/** By the number of the day modulo five. */
const KINDS = ['none', 'one', 'crossing', 'many', 'many'];
export const kindOfDay = (day) => KINDS[day % KINDS.length];

/** FNV-1a, then mulberry32. */
function randomOf(text) {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The files that begin on a day, oldest first: hours on the card, minutes in the cloud.
 * On a crossing day the last file of the card goes on past midnight.
 * @param {string} camera serial and channel @param {'local' | 'cloud'} storage @param {number} day
 * @returns {{ startTime: number, endTime: number }[]} ms
 */
function filesOfDay(camera, storage, day) {
  const kind = kindOfDay(day);
  if (kind === 'none') return [];
  const random = randomOf(`${camera} ${storage} ${day}`);
  const minutes = (least, most) => Math.floor(least + random() * (most - least)) * MINUTE_MS;
  const length = () => (storage === 'local' ? minutes(40, 150) : minutes(1, 9));
  if (kind === 'one') {
    const startTime = midnight(day) + minutes(8 * 60, 11 * 60);
    return [{ startTime, endTime: startTime + length() }];
  }
  const files = [];
  let startTime = midnight(day) + minutes(60, 120);
  for (;;) {
    const endTime = startTime + length();
    if (endTime > midnight(day) + DAY_MS - 45 * MINUTE_MS) break;
    files.push({ startTime, endTime });
    startTime = endTime + minutes(15, 120);
  }
  if (kind === 'crossing' && storage === 'local') {
    files.push({ startTime: midnight(day) + DAY_MS - 20 * MINUTE_MS, endTime: midnight(day) + DAY_MS + 25 * MINUTE_MS });
  }
  return files;
}

/** What overlaps a span, oldest first and whole; the future holds nothing, and what is being recorded ends now. */
export function recordings(camera, storage, fromMs, toMs, nowMs) {
  const files = [];
  const last = dayNumber(Math.min(toMs, nowMs));
  for (let day = Math.max(dayNumber(fromMs) - 1, last - 366); day <= last; day += 1) files.push(...filesOfDay(camera, storage, day));
  return files
    .filter(({ startTime }) => startTime < nowMs)
    .map(({ startTime, endTime }) => ({ startTime, endTime: Math.min(endTime, nowMs) }))
    .filter(({ startTime, endTime }) => startTime < toMs && endTime > fromMs);
}
