// Times of a day, in seconds since its midnight.

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

module.exports = { secondsOf, clockOf, LAST_SECOND };
