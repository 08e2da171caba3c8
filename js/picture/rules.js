// Why the supervisor decided as it did, in words.

import { REASONS, RULES } from './texts.js';

const of = (table, name) => (Object.hasOwn(table, name) ? table[name] : null);

/** @param {string} rule of a decision @returns {import('../../pkg/playward/index.js').Text | null} null: of a later version */
export function describeRule(rule) {
  return of(RULES, rule);
}

/** @param {string} reason for which an address is asked for @returns {import('../../pkg/playward/index.js').Text | null} null: of a later version */
export function describeReason(reason) {
  return of(REASONS, reason);
}
