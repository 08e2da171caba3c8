// Arguments that never reach the core (players, callbacks, paths), checked and refused in the core's own words: the
// build puts ISSUE_TEXTS in, see scripts/issue-texts.mjs.

import { refusal } from './error.js';

/** @param {string} code @param {string} field */
export function issue(code, field) {
  return { code, field, message: ISSUE_TEXTS[code] };
}

/** Throws when there is anything to refuse. @param {import('../../pkg/playward/index.js').Issue[]} issues */
export function refuse(issues) {
  if (!issues.length) return;
  throw refusal('invalid_params', issues);
}

/**
 * @param {unknown} value
 * @param {string} name what the argument is called
 * @param {Record<string, string>} shape field → what typeof says of it, a list is nothing of that, or 'any'; a '?' behind that: it may be absent
 * @param {boolean} [closed] a field that the shape does not name is a slip of the pen
 */
export function inspect(value, name, shape, closed = false) {
  if (value == null) return [issue('missing_field', name)];
  if (typeof value !== 'object' && typeof value !== 'function') return [issue('wrong_type', name)];
  const issues = [];
  try {
    for (const field in shape) {
      const [type, optional] = shape[field].split('?');
      const given = value[field];
      if (given == null) {
        if (optional == null) issues.push(issue('missing_field', field));
      } else if (type !== 'any' && (typeof given !== type || Array.isArray(given))) issues.push(issue('wrong_type', field));
    }
    if (closed) {
      for (const field of Object.keys(value)) if (!(field in shape)) issues.push(issue('unknown_field', field));
    }
  } catch (error) {
    // A getter or a proxy of the page's that throws.
    issues.push(issue('wrong_type', name));
  }
  return issues;
}

/** What every adapter takes beside its player; the policy is the core's to check. */
export const SUPERVISED_OPTIONS = { policy: 'object?', fetchAddress: 'function', refreshToken: 'function?' };
