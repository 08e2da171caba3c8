// Times of a day, in seconds since its midnight, and the day, on the device's clock.

/** The platform's devices are on China's time. */
const OFFSET_MS = 8 * 3600 * 1000;
const LAST_SECOND = 86399;

const two = (number) => String(number).padStart(2, '0');

/** @param {string} clock 'HH:mm:ss' */
function secondsOf(clock) {
  const [hours, minutes, seconds] = clock.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

function clockOf(seconds) {
  const whole = Math.min(LAST_SECOND, Math.max(0, Math.floor(seconds)));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(two).join(':');
}

/** 'yyyy-MM-dd' */
const dayOf = (nowMs) => new Date(nowMs + OFFSET_MS).toISOString().slice(0, 10);

module.exports = { secondsOf, clockOf, dayOf, LAST_SECOND };
