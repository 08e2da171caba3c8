// A form as it begins, and what each example changes in it. The figures are those of the console's pictures.

const HOUR = 3600;
const DAY = 24 * HOUR;

/** @param {number} now Unix seconds @returns {Record<string, string | boolean>} the fields by their names; moments as datetime-local has them */
export function beginning(now) {
  return {
    appid: 'wx5474241b2a65b906',
    registered: true,
    bound: 'wx5474241b2a65b906',
    company: '小智宝',
    domains: 'wx-image.example.com\ntr-image.example.com',
    total: '2400',
    used: '930.156',
    until: moment(now + 200 * DAY),
    unlimited: '',
    url: 'https://tr-image.example.com/xcx/video/16605244004141.mp4',
    duration: '420.559',
    audit: 'none',
    expires: '',
    subdomains: false,
    reaudit: 'warn',
  };
}

/** @type {Record<string, (now: number) => Record<string, string | boolean>>} */
export const EXAMPLES = {
  first: () => ({}),
  passed: (now) => ({ url: 'https://wx-image.example.com/xcx/video/16605244004141.mp4', duration: '13.067', audit: 'passed', expires: moment(now + 300 * DAY) }),
  pending: (now) => ({ audit: 'pending', expires: moment(now + 300 * DAY) }),
  rejected: () => ({ audit: 'rejected' }),
  expired: (now) => ({ audit: 'passed', expires: moment(now - DAY) }),
  unlimited: (now) => ({ unlimited: moment(now + 365 * DAY), used: '2400' }),
  short: () => ({ used: '2000' }),
  lapsed: (now) => ({ until: moment(now - HOUR) }),
  signed: () => ({ url: 'https://tr-image.example.com/xcx/video/16605244004141.mp4?sign=5f2c&t=6b0774a0' }),
  http: () => ({ url: 'http://tr-image.example.com/xcx/video/16605244004141.mp4' }),
  local: () => ({ url: 'wxfile://tmp_16605244004141.mp4', duration: '13.067' }),
  domain: () => ({ url: 'https://cdn.example.net/16605244004141.mp4' }),
  empty: () => ({ company: '' }),
};

/** In the time of this machine. */
function moment(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
