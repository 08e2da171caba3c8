// What a page gives an adapter as its policy.

import { issue, refuse } from './arguments.js';
import { PlaywardError } from './error.js';

/**
 * An object of the core under the policy of an adapter's options, with a seed of its own unless they say otherwise. What is wrong with
 * the policy and with the rest of the options is refused together.
 * @template {{ close(): void }} T
 * @param {(policy: object) => T} make
 * @param {{ policy?: object }} options
 * @param {import('../../pkg/playward/index.js').Issue[]} issues what the adapter found; what is wrong with the policy is added
 * @param {object} [defaults] of this policy, in place of the core's
 * @returns {T}
 */
export function underPolicy(make, options, issues, defaults) {
  try {
    // A text and a list, which were refused, have fields too.
    const policy = Object.assign({}, issues.some(({ field }) => field === 'policy') || Object(options).policy);
    const own = Object.assign({ seed: (Math.random() * 2 ** 32) >>> 0 }, defaults);
    for (const name in own) if (policy[name] == null) policy[name] = own[name];
    const made = make(policy);
    if (!issues.length) return made;
    made.close();
  } catch (error) {
    // A getter or a proxy of the page's that throws.
    if (!(error instanceof PlaywardError)) issues.push(issue('wrong_type', 'policy'));
    else if (error.code !== 'invalid_params') throw error;
    else for (const { code, field, message } of error.issues) issues.push({ code, field: `policy.${field}`, message });
  }
  return refuse(issues);
}
