// The access_token of WeChat's interfaces: one for all who ask, renewed once when WeChat refuses it, however many it was refused to.

import { issue } from '../core/arguments.js';
import { failure } from './failure.js';

/** Those made of the same function share a token: fifty uploads that are given one function ask it once. @type {WeakMap<Function, AccessToken>} */
const shared = new WeakMap();

/** @param {string | (() => string | Promise<string>) | { get(): Promise<string>, refused(token: string): void }} given */
export function accessTokenOf(given) {
  if (typeof given === 'string') return { get: async () => given, refused() {} };
  if (typeof given !== 'function') return { get: () => checked(() => given.get()), refused: (token) => given.refused(token) };
  if (!shared.has(given)) shared.set(given, new AccessToken(given));
  return shared.get(given);
}

/** What is wrong with one that is there. @param {unknown} given */
export function tokenProblems(given) {
  const isObject = typeof given === 'object' && given !== null && typeof given.get === 'function' && typeof given.refused === 'function';
  if (given === undefined || given === null || isObject || typeof given === 'function') return [];
  return typeof given === 'string' && given !== '' ? [] : [issue(given === '' ? 'bad_format' : 'wrong_type', 'accessToken')];
}

/** One that a function gives. */
class AccessToken {
  constructor(ask) {
    this.ask = ask;
    /** The one in use; all requests wait for the same. @type {Promise<string> | null} */
    this.current = null;
    this.value = null;
  }

  get() {
    if (this.current) return this.current;
    const asked = checked(this.ask);
    this.current = asked;
    asked.then((value) => { this.value = value; }, () => {
      if (this.current === asked) this.current = null;
    });
    return asked;
  }

  /** A token that is in use no more has been renewed already. */
  refused(token) {
    if (this.value !== token) return;
    this.value = null;
    this.current = null;
  }
}

async function checked(ask) {
  let token;
  try {
    token = await ask();
  } catch (cause) {
    throw failure('access_token_failed', cause);
  }
  if (typeof token !== 'string' || token === '') throw failure('access_token_failed');
  return token;
}
