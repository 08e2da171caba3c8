// What src/supervisor/decision.rs says of each rule, for the picture of a session: written once.

import { readFileSync } from 'node:fs';

/** @returns {Record<string, string>} rule → a sentence */
export function ruleTexts() {
  const source = readFileSync(new URL('../src/supervisor/decision.rs', import.meta.url), 'utf8');
  const [, list] = source.match(/pub enum Rule \{([\s\S]*?)\n {4}\}/) ?? [];
  const texts = [...list.matchAll(/((?:^ *\/\/\/ .*\n)+) *\w+ = "(\w+)",/gm)].map(([, comment, name]) => [name, comment.replace(/^ *\/\/\/ /gm, '').replace(/\s+/g, ' ').trim()]);
  if (!texts.length) throw new Error('the rules were not found in src/supervisor/decision.rs');
  return Object.fromEntries(texts);
}
