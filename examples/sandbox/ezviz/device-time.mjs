// The devices' clock: 'yyyy-MM-dd HH:mm:ss' in UTC+8, whatever the zone of this machine.

const OFFSET_MS = 8 * 3600 * 1000;
export const DAY_MS = 24 * 3600 * 1000;

/** @param {number} ms @returns {string} 'yyyy-MM-dd HH:mm:ss' */
export function deviceTime(ms) {
  return new Date(ms + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** 'yyyyMMddHHmmss', as addresses have it. */
export const compactTime = (ms) => deviceTime(ms).replace(/\D/g, '');

/** @param {string} text 'yyyy-MM-dd HH:mm:ss' @returns {number} ms, NaN for what is no moment */
export function readDeviceTime(text) {
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`) - OFFSET_MS;
  return Number.isNaN(ms) || deviceTime(ms) !== text ? NaN : ms;
}

/** @param {string} text 'yyyyMMddHHmmss' */
export const readCompactTime = (text) => readDeviceTime(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3 $4:$5:$6'));

/** @param {number} ms @returns {number} which day of the device that is */
export const dayNumber = (ms) => Math.floor((ms + OFFSET_MS) / DAY_MS);

/** @param {number} day @returns {number} ms of its midnight */
export const midnight = (day) => day * DAY_MS - OFFSET_MS;
