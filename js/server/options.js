// Options of the server's clients: closed, so that a slip like baseURL is told and not sent to the real cloud.

import { inspect, issue, refuse } from '../core/arguments.js';

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

/**
 * What is wrong with a number that is there; whether it is one, its shape says.
 * @param {unknown} options @param {string} name @param {number} least @param {number} most @param {boolean} [whole]
 */
export function boundProblems(options, name, least, most, whole = false) {
  const number = field(options, name);
  const sound = typeof number !== 'number' || (number >= least && number <= most && !(whole && !Number.isInteger(number)));
  return sound ? [] : [issue('out_of_range', name)];
}

/** A copy of a list, which nobody changes meanwhile; null for what is no list, or has a getter or a proxy that throws. @param {any} given @returns {any[] | null} */
export function listOf(given) {
  try {
    return Array.isArray(given) ? Array.from(given) : null;
  } catch {
    return null;
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

/** The page's record, read once: what throws when it is read, and what is none, is refused. @param {any} given @param {string} name */
export function copied(given, name) {
  refuse(inspect(given, name, {}));
  try {
    return { ...given };
  } catch {
    return refuse([issue('wrong_type', name)]);
  }
}

/** What the core makes of it; what it refuses is refused together with the issues. @template T @param {readonly import('../../pkg/playward/index.js').Issue[]} issues @param {() => T} work @returns {T} */
export function allOf(issues, work) {
  let made;
  let more = [];
  try {
    made = work();
  } catch (error) {
    if (!error.issues?.length) throw error;
    more = error.issues;
  }
  refuse([...issues, ...more]);
  return made;
}
