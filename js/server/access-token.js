// The access_token of WeChat's interfaces: one for all who ask, renewed once when WeChat refuses it, however many it was refused to.

import { issue } from '../core/arguments.js';
import { keepFresh } from '../renewal.js';
import { failure } from './failure.js';

/** Those made of the same function share a token: fifty uploads that are given one function ask it once. @type {WeakMap<Function, { get(): Promise<string>, refused(token: string): void }>} */
const shared = new WeakMap();

/** @param {string | (() => string | Promise<string>) | { get(): Promise<string>, refused(token: string): void }} given */
export function accessTokenOf(given) {
  if (typeof given === 'string') return { get: async () => given, refused() {} };
  if (typeof given !== 'function') return checked(given);
  if (!shared.has(given)) {
    const fetch = async () => ({ value: await given() });
    // Nobody says when it runs out: it is good until it is refused.
    shared.set(given, checked(keepFresh({ fetch, policy: { ahead: false } })));
  }
  return shared.get(given);
}

/** What is wrong with one that is there. @param {unknown} given */
export function tokenProblems(given) {
  const isObject = typeof given === 'object' && given !== null && typeof given.get === 'function' && typeof given.refused === 'function';
  if (given === undefined || given === null || isObject || typeof given === 'function') return [];
  return typeof given === 'string' && given !== '' ? [] : [issue(given === '' ? 'bad_format' : 'wrong_type', 'accessToken')];
}

function checked(fresh) {
  return {
    async get() {
      let token;
      try {
        token = await fresh.get();
      } catch (cause) {
        throw failure('access_token_failed', cause);
      }
      if (typeof token === 'string' && token !== '') return token;
      fresh.refused(token);
      throw failure('access_token_failed');
    },
    refused: (token) => fresh.refused(token),
  };
}
