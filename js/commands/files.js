// Files that a command reads and writes.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseJson } from '../findings/json.js';
import { refuse } from '../findings/refusal.js';

/** @param {string} file @returns {any} */
export function readJson(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    refuse({ zh: `读不了 ${file}：${error.code}`, en: `cannot read ${file}: ${error.code}` });
  }
  return parseJson(text, { zh: file, en: file });
}

/** @param {string} file @param {string} text */
export function writeText(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    refuse({ zh: `写不了 ${file}：${error.code}`, en: `cannot write ${file}: ${error.code}` });
  }
}
