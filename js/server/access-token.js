// The access_token of WeChat's interfaces: one for all who ask, renewed once when WeChat refuses it, however many it was refused to.

import { issue } from '../core/arguments.js';
import { keepFresh } from '../renewal.js';
import { failure } from './failure.js';
import { field } from './options.js';

const FAILED = 'access_token_failed';

/** Those made of the same function share a token: fifty uploads that are given one function ask it once. @type {WeakMap<Function, { get(): Promise<string>, refused(token: string): void }>} */
const shared = new WeakMap();

/** @param {string | (() => string | Promise<string>) | { get(): Promise<string>, refused(token: string): void }} given */
export function accessTokenOf(given) {
  if (typeof given === 'string') return { get: async () => given, refused() {} };
  if (typeof given !== 'function') return { get: () => checked(() => given.get()), refused: (token) => given.refused(token) };
  if (!shared.has(given)) shared.set(given, keptFresh(given));
  return shared.get(given);
}

/** What is wrong with one that is there. @param {unknown} given */
export function tokenProblems(given) {
  const isObject = typeof given === 'object' && ['get', 'refused'].every((name) => typeof field(given, name) === 'function');
  if (given === undefined || given === null || isObject || typeof given === 'function') return [];
  return typeof given === 'string' && given !== '' ? [] : [issue(given === '' ? 'bad_format' : 'wrong_type', 'accessToken')];
}

/** One that a function gives: good until WeChat refuses it. */
function keptFresh(ask) {
  const fresh = keepFresh({ policy: { ahead: false }, fetch: async () => ({ value: await checked(ask) }) });
  return { get: () => checked(fresh.get), refused: fresh.refused };
}

async function checked(ask) {
  let token;
  try {
    token = await ask();
  } catch (cause) {
    throw cause && cause.code === FAILED ? cause : failure(FAILED, cause);
  }
  if (typeof token !== 'string' || token === '') throw failure(FAILED);
  return token;
}
