// What a page gives an adapter as its policy.

import { refuse } from './arguments.js';

/**
 * An object of the core under the policy of an adapter's options, with a seed of its own unless they say otherwise. What is wrong with
 * the policy and with the rest of the options is refused together.
 * @template {{ close(): void }} T
 * @param {(policy: object) => T} make
 * @param {{ policy?: object }} options
 * @param {import('../../pkg/playward/index.js').Issue[]} issues what the adapter found
 * @returns {T}
 */
export function underPolicy(make, options, issues) {
  const all = [...issues];
  try {
    const policy = Object.assign({}, Object(options).policy);
    policy.seed = policy.seed ?? Math.floor(Math.random() * 4294967296);
    const made = make(policy);
    if (!all.length) return made;
    made.close();
  } catch (error) {
    if (error.code !== 'invalid_params') throw error;
    for (const { code, field, message } of error.issues) all.push({ code, field: `policy.${field}`, message });
  }
  return refuse(all);
}
