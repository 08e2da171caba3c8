// The words of the issues and outcomes that JavaScript finds itself. They stand in src/; the build hands them on, so that
// nobody writes them twice.

import { readFileSync } from 'node:fs';

/** What js/core/arguments.js refuses with. */
const CODES = ['missing_field', 'wrong_type', 'bad_format', 'out_of_range', 'not_allowed', 'unknown_field'];

/** A file of the core, the place of a text in it, up to its Chinese and its English. */
function textIn(file, place) {
  const found = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8').match(new RegExp(`${place}"([^"]+)",\\s*"([^"]+)"`));
  if (!found) throw new Error(`src/${file} has no text for ${place}`);
  return { zh: found[1], en: found[2] };
}

/** @returns {Record<string, { zh: string, en: string }>} */
export function issueTexts() {
  return Object.fromEntries(CODES.map((code) => [code, textIn('data/issue.rs', `\\("${code}",\\s*Text::fixed\\(`)]));
}

/** What js/talk says, as esbuild defines it. @returns {Record<string, string>} */
export function talkTexts() {
  return {
    NETWORK_TEXT: JSON.stringify(textIn('vendors/outcome.rs', '"network_failed"[^;]*?Text::fixed\\(')),
    MICROPHONE_TEXT: JSON.stringify(textIn('players/live_pusher.rs', '"microphone_refused",[^"]*')),
  };
}
