// The words of the issues that JavaScript finds itself. They stand in src/data/issue.rs; the build hands them on, so
// that nobody writes them twice.

import { readFileSync } from 'node:fs';

/** What js/core/arguments.js refuses with. */
const CODES = ['missing_field', 'wrong_type', 'bad_format', 'out_of_range', 'not_allowed', 'unknown_field'];

/** @returns {Record<string, { zh: string, en: string }>} */
export function issueTexts() {
  const source = readFileSync(new URL('../src/data/issue.rs', import.meta.url), 'utf8');
  return Object.fromEntries(CODES.map((code) => {
    const found = source.match(new RegExp(`\\("${code}",\\s*Text::fixed\\("([^"]+)",\\s*"([^"]+)"\\)`));
    if (!found) throw new Error(`src/data/issue.rs has no text for ${code}`);
    return [code, { zh: found[1], en: found[2] }];
  }));
}
