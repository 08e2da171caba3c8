// Options of the server's clients: closed, so that a slip like baseURL is told and not sent to the real cloud.

import { inspect, issue } from '../core/arguments.js';

/**
 * @param {unknown} options @param {Record<string, string>} shape see inspect; `baseUrl` and `signal` are looked at more closely
 * @param {readonly import('../../pkg/playward/index.js').Issue[]} [more] what the caller has found besides
 */
export function problems(options, shape, more = []) {
  const issues = [...inspect(options, 'options', shape, true), ...more];
  const [baseUrl, signal] = ['baseUrl', 'signal'].map((name) => field(options, name));
  if ('baseUrl' in shape && typeof baseUrl === 'string' && !isBase(baseUrl)) issues.push(issue('bad_format', 'baseUrl'));
  if (signal && typeof signal === 'object' && typeof field(signal, 'addEventListener') !== 'function') issues.push(issue('wrong_type', 'signal'));
  return issues;
}

function isBase(text) {
  try {
    const { protocol, search, hash } = new URL(text);
    return /^https?:$/.test(protocol) && !search && !hash;
  } catch {
    return false;
  }
}

/** A field of the page's options; undefined where its getter throws, which `inspect` has told. @param {any} options @param {string} name */
export function field(options, name) {
  try {
    return options?.[name];
  } catch {
    return undefined;
  }
}
