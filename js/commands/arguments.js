// The words behind a command, read by the options that it has. Node's own parseArgs reads `-2301` as options.

import { refuse } from '../findings/refusal.js';

/**
 * @typedef {object} Option
 * @property {string} [value] what its value is called in the help; an option without it is a flag
 * @property {import('../../pkg/playward/index.js').Text} about
 */

/**
 * @param {readonly string[]} words
 * @param {Record<string, Option>} options by their names, without dashes
 * @returns {{ values: Record<string, string | true>, operands: string[] }}
 */
export function readArguments(words, options) {
  const values = {};
  const operands = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === '--') return { values, operands: [...operands, ...words.slice(at + 1)] };
    if (!/^-[^\d]/.test(word)) {
      operands.push(word);
      continue;
    }
    const [, name, given] = word === '-h' ? ['', 'help'] : word.match(/^--([^=]*)(?:=(.*))?$/s) || [];
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) refuse({ zh: `没有选项 ${shown(word)}`, en: `there is no option ${shown(word)}` });
    if (!option.value) {
      if (given !== undefined) refuse({ zh: `--${name} 不带值`, en: `--${name} has no value` });
      values[name] = true;
    } else {
      if (given === undefined) at += 1;
      const value = given ?? words[at];
      if (!value) refuse({ zh: `--${name} 后面要有 ${option.value}`, en: `--${name} needs a ${option.value}` });
      values[name] = value;
    }
  }
  return { values, operands };
}

/** The name of what was written, without its value: that may be a secret. @param {string} word */
function shown(word) {
  return word.split('=')[0].slice(0, 40);
}
