// What a page gives an adapter as its policy.

import { refuse } from './arguments.js';

/**
 * An object of the core under the policy of an adapter's options, with a seed of its own unless they say otherwise. What is wrong with
 * the policy and with the rest of the options is refused together.
 * @template {{ close(): void }} T
 * @param {(policy: object) => T} make
 * @param {{ policy?: object }} options
 * @param {import('../../pkg/playward/index.js').Issue[]} issues what the adapter found
 * @param {object} [defaults] of this policy, in place of the core's
 * @returns {T}
 */
export function underPolicy(make, options, issues, defaults) {
  const all = [...issues];
  try {
    const policy = Object.assign({}, Object(options).policy);
    const own = Object.assign({ seed: (Math.random() * 4294967296) >>> 0 }, defaults);
    for (const name of Object.keys(own)) policy[name] = policy[name] ?? own[name];
    const made = make(policy);
    if (!all.length) return made;
    made.close();
  } catch (error) {
    if (error.code !== 'invalid_params') throw error;
    for (const { code, field, message } of error.issues) all.push({ code, field: `policy.${field}`, message });
  }
  return refuse(all);
}
