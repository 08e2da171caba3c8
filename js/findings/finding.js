// A finding: what something is called, what is to be said of it, and whether that is good. Commands print findings, the toolbox of the demo draws them.

/**
 * @typedef {import('../../pkg/playward/index.js').Text} Text
 * @typedef {typeof import('../../pkg/playward/index.js')} Core the package, however it was loaded
 *
 * @typedef {object} Finding
 * @property {Text} name
 * @property {Text} value
 * @property {'plain' | 'strong' | 'good' | 'bad'} mood
 */

/** @param {Text | string} name @param {Text | string} value @param {Finding['mood']} [mood] @returns {Finding} */
export function finding(name, value, mood = 'plain') {
  return { name: both(name), value: both(value), mood };
}

function both(text) {
  return typeof text === 'string' ? { zh: text, en: text } : text;
}
