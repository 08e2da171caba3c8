// A program of several commands: which one is meant, its help, its language, and how it ends. What a package's program
// consists of stands in one file a package.

import { readArguments } from './arguments.js';
import { EXIT, explain, refuse } from '../findings/refusal.js';
import { coloursOf, languageOf, table } from './terminal.js';

/**
 * @typedef {import('../../pkg/playward/index.js').Text} Text
 *
 * @typedef {object} Command
 * @property {string} name
 * @property {string} usage what stands behind its name
 * @property {Text} about a sentence
 * @property {Record<string, import('./arguments.js').Option>} [options] beside --json, --lang and --help
 * @property {string[]} examples what stands behind the program's name
 * @property {[number, number]} operands how many there may be
 * @property {(asked: Asked) => number | void | Promise<number | void>} run resolves to the exit code, 0 where it says none
 *
 * @typedef {object} Asked
 * @property {string[]} operands
 * @property {Record<string, string | true>} values of the options that were given
 * @property {boolean} json print the function's own result, and nothing else
 * @property {'zh' | 'en'} language
 * @property {(text: Text) => string} say in that language
 * @property {ReturnType<typeof coloursOf>} colours
 * @property {(text: string) => void} print a line on standard output
 * @property {(value: unknown) => void} printJson
 */

const COMMON = {
  json: { about: { zh: '只输出 JSON', en: 'print JSON and nothing else' } },
  lang: { value: 'zh|en', about: { zh: '语言，默认取自环境变量', en: "language; default: the environment's" } },
  help: { about: { zh: '本说明', en: 'this text' } },
};

/**
 * Runs the command that the arguments name, and sets the exit code of the process.
 * @param {{ name: string, about: Text, commands: readonly Command[] }} program
 */
export async function runProgram(program) {
  const { stdout, stderr, env } = process;
  // A reader that has seen enough, such as `head`, is no fault.
  stdout.on('error', (error) => { if (error.code !== 'EPIPE') throw error; });
  const words = process.argv.slice(2);
  let language = languageOf(env);
  try {
    language = languageIn(words) || language;
    process.exitCode = await runCommand(program, words, { language, colours: coloursOf(stdout, env), print: (text) => { stdout.write(`${text}\n`); } });
  } catch (error) {
    const { line, code } = explain(error, language);
    stderr.write(`${coloursOf(stderr, env).red(program.name)}: ${line}\n`);
    process.exitCode = code;
  }
}

/** What --lang says, wherever it stands: what is wrong elsewhere is to be told in that language. */
function languageIn(words) {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = at < 0 ? '' : words[at].slice('--lang='.length) || words[at + 1];
  return named === 'zh' || named === 'en' ? named : null;
}

/** The words with the command in front: what every command has may stand before it. @param {readonly string[]} words */
function commandFirst(words) {
  let at = 0;
  while (at < words.length) {
    const [, option, value] = words[at] === '-h' ? ['', 'help'] : words[at].match(/^--([a-z]+)(=.*)?$/s) || [];
    if (!Object.hasOwn(COMMON, option)) break;
    at += COMMON[option].value && value === undefined ? 2 : 1;
  }
  return [words[at], ...words.slice(0, at), ...words.slice(at + 1)];
}

/** @param {Parameters<typeof runProgram>[0]} program @param {string[]} words */
async function runCommand(program, words, { language, colours, print }) {
  const say = (text) => text[language];
  const [name, ...rest] = commandFirst(words);
  const command = program.commands.find((known) => known.name === name);
  if (!command) {
    if (words.includes('--help') || words.includes('-h')) {
      print(programHelp(program, say, colours));
      return EXIT.ok;
    }
    const known = program.commands.map((each) => each.name).join(' ');
    const wrong = name === undefined || name.startsWith('-');
    return refuse({
      zh: `${wrong ? '缺少命令' : `没有命令 ${name.slice(0, 40)}`}，可用的有：${known}（--help）`,
      en: `${wrong ? 'which command' : `there is no command ${name.slice(0, 40)}`}? there are: ${known} (--help)`,
    });
  }
  const options = { ...command.options, ...COMMON };
  const { values, operands } = readArguments(rest, options);
  if (values.help) {
    print(commandHelp(program, command, options, say, colours));
    return EXIT.ok;
  }
  if (values.lang && values.lang !== language) refuse({ zh: '--lang 只能是 zh 或 en', en: '--lang is zh or en' });
  const [least, most] = command.operands;
  if (operands.length < least || operands.length > most) {
    refuse({ zh: `用法：${program.name} ${name} ${command.usage}`, en: `usage: ${program.name} ${name} ${command.usage}` });
  }
  const printJson = (value) => { print(JSON.stringify(value, null, 2)); };
  return (await command.run({ operands, values, json: Boolean(values.json), language, say, colours, print, printJson })) || EXIT.ok;
}

function programHelp({ name, about, commands }, say, { bold, dim }) {
  return [
    say(about),
    '',
    table(commands.map((command) => [bold(`${name} ${command.name} ${command.usage}`), say(command.about)]), '  '),
    '',
    dim(say({ zh: `每个命令都有 --help、--json、--lang zh|en`, en: 'every command has --help, --json and --lang zh|en' })),
    dim(say(EXIT_CODES)),
  ].join('\n');
}

function commandHelp({ name }, command, options, say, { bold, dim }) {
  const shown = ([option, { value, about }]) => [`--${option}${value ? ` ${value}` : ''}`, say(about)];
  return [
    bold(`${name} ${command.name} ${command.usage}`),
    '',
    say(command.about),
    '',
    table(Object.entries(options).map(shown), '  '),
    '',
    say({ zh: '例如：', en: 'Examples:' }),
    ...command.examples.map((example) => `  npx ${name} ${command.name} ${example}`.trimEnd()),
    '',
    dim(say(EXIT_CODES)),
  ].join('\n');
}

const EXIT_CODES = {
  zh: '退出码：0 成功；1 有差异或内容无效；2 用法不对或文件读不了',
  en: 'exit codes: 0 success; 1 a difference, or something is not valid; 2 bad usage, or an unreadable file',
};
