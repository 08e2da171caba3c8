// Moments and spans, as people read them.

/** @param {number} seconds Unix time */
export function moment(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('T', ' ').replace(/(\.000)?Z$/, ' UTC');
}

const UNITS = [[86_400, { zh: '天', en: 'd' }], [3_600, { zh: '小时', en: 'h' }], [60, { zh: '分', en: 'min' }], [1, { zh: '秒', en: 's' }]];

/** The largest two units of a span. @param {number} seconds not negative @param {'zh' | 'en'} language */
export function span(seconds, language) {
  let rest = Math.floor(seconds);
  const parts = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count || parts.length) parts.push(`${count} ${unit[language]}`);
  }
  return parts.slice(0, 2).join(' ') || `0 ${UNITS[3][1][language]}`;
}

/** How far a moment is from now. @param {number} seconds @param {number} now @param {'zh' | 'en'} language */
export function distance(seconds, now, language) {
  const between = span(Math.abs(seconds - now), language);
  if (seconds <= now) return language === 'zh' ? `已过期 ${between}` : `expired ${between} ago`;
  return language === 'zh' ? `还有 ${between}` : `in ${between}`;
}
