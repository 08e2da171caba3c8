// JSON that a person gives. It may hold a secret: what is told of broken JSON is where it breaks.

import { refuse } from './refusal.js';

/** @param {string} text @param {import('./finding.js').Text} name what it is called @returns {any} */
export function parseJson(text, name) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [where = ''] = String(error.message).match(/position \d+|line \d+ column \d+/) || [];
    const place = where ? ` (${where})` : '';
    return refuse({ zh: `${name.zh} 不是 JSON${place}`, en: `${name.en} is no JSON${place}` });
  }
}
