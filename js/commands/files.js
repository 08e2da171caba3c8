// Files that a command reads and writes.

import { readFileSync, writeFileSync } from 'node:fs';
import { refuse } from './refusal.js';

/** @param {string} file @returns {any} */
export function readJson(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    refuse({ zh: `读不了 ${file}：${error.code}`, en: `cannot read ${file}: ${error.code}` });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message quotes the file, which may hold a secret: what is kept of it is where.
    const [where = ''] = String(error.message).match(/position \d+|line \d+ column \d+/) || [];
    const place = where ? ` (${where})` : '';
    return refuse({ zh: `${file} 不是 JSON${place}`, en: `${file} is no JSON${place}` });
  }
}

/** @param {string} file @param {string} text */
export function writeText(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    refuse({ zh: `写不了 ${file}：${error.code}`, en: `cannot write ${file}: ${error.code}` });
  }
}
