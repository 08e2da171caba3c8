// The devices' clock: a time of day as 'HH:mm:ss' and as seconds since midnight, a day as 'yyyy-MM-dd'.

export const DAY_SECONDS = 86400;
const DAY_MS = DAY_SECONDS * 1000;

export function secondsOf(time) {
  const [hours, minutes, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

export function timeOf(seconds) {
  const within = Math.max(0, Math.min(DAY_SECONDS - 1, Math.floor(seconds)));
  return [within / 3600, (within / 60) % 60, within % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}

/** @param {string} day @param {number} days on from there */
export const dayAfter = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
