// Days and times of day in Beijing, eight hours ahead of UTC all the year.

const AHEAD = 8 * 3600;
export const DAY = 86_400;

/** @param {number} seconds @returns {string} 2017-08-01 10:01:01 */
export const timeText = (seconds) => new Date((Math.floor(seconds) + AHEAD) * 1000).toISOString().slice(0, 19).replace('T', ' ');
export const dayText = (seconds) => timeText(seconds).slice(0, 10);

/** @param {string} text 2017-08-01 10:01:01 @returns {number} seconds, or NaN for no such time */
export function readTime(text) {
  const seconds = Date.parse(`${text.replace(' ', 'T')}Z`) / 1000 - AHEAD;
  return Number.isFinite(seconds) && timeText(seconds) === text ? seconds : NaN;
}

/** The day's first second. */
export const readDay = (text) => readTime(`${text} 00:00:00`);

/** Every day from one to the other. */
export function daysBetween(first, last) {
  const days = [];
  for (let at = readDay(first); at <= readDay(last); at += DAY) days.push(dayText(at));
  return days;
}
