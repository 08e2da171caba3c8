// Names and their words for the reference pages, read where they are written: unions from js/types/names, states and phases from the built
// package, vendors' codes from the tables in src, the Chinese of comments from docs/site/api.zh. Nothing is written here.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chineseOf } from './chinese.mjs';

const root = new URL('../../', import.meta.url);
const read = (file) => readFileSync(new URL(file, root), 'utf8');
const require = createRequire(import.meta.url);
const client = require('../../pkg/playward/node.cjs');
// The words of rules and reasons belong to the picture of a session, unless the package itself has them.
const { describeRule, describeReason } = { ...(await import('../../pkg/playward/picture.mjs')), ...client };

/** @typedef {{ name: string, zh: string, en: string }} Word */

/** A union of js/types/names: its names and what its comments say of them. @param {string} name @returns {Word[]} */
export function union(name) {
  const found = ['live', 'common'].map((file) => read(`js/types/names/${file}.d.ts`).match(new RegExp(`export type ${name} =\\n([\\s\\S]*?);\\n`))).find(Boolean);
  if (!found) throw new Error(`js/types/names has no ${name}`);
  return [...found[1].matchAll(/(?: *\/\*\* (.*) \*\/\n)? *\| '([^']+)'/g)].map(([, about = '', member]) => ({ name: member, zh: chineseOf(about), en: about }));
}

/** Rows of a table in Rust: each match becomes a record of the names. @param {string} file @param {RegExp} row @param {string[]} names */
function rows(file, row, names) {
  const found = [...read(file).matchAll(row)].map((match) => Object.fromEntries(names.map((name, index) => [name, match[index + 1]])));
  if (!found.length) throw new Error(`no rows were found in ${file}`);
  return found;
}

const TEXT = '"((?:[^"\\\\]|\\\\.)*)"';

/** @returns {Word[]} */
export const rules = () => union('Rule').map((word) => ({ ...word, ...describeRule(word.name) }));

/** @returns {Word[]} */
export const renewalRules = () => union('RenewalRule');

/** @returns {(Word & { about: { zh: string, en: string } })[]} */
export const phases = () => union('Phase').map(({ name, ...about }) => ({ name, ...client.describePhase(name), about }));

/** @returns {Word[]} */
export const reasons = () => union('Reason').map((word) => ({ ...word, ...describeReason(word.name) }));

/** @param {'live-player' | 'live-pusher'} component @returns {import('../../pkg/playward/index.js').StateInfo[]} */
export const states = (component) => client.listStates(component);

/** The errors that a supervisor finds itself. */
export const failures = () => rows('src/supervisor/failures.rs', new RegExp(`= "(\\w+)", (true|false), ${TEXT}, ${TEXT};`, 'g'), ['name', 'retryable', 'zh', 'en']);

/** What any argument may have. */
export const issues = () => {
  const [, table] = read('src/data/issue.rs').match(/const ISSUE_TEXTS[\s\S]*?= &\[([\s\S]*?)\n\];/) ?? [];
  return [...table.matchAll(new RegExp(`\\("(\\w+)", Text::fixed\\(${TEXT}, ${TEXT}\\)\\)`, 'g'))].map(([, name, zh, en]) => ({ name, zh, en }));
};

/** The codes of PlaywardError, in all packages. @returns {Word[]} */
export const errors = () => union('ErrorCode');

/** The codes of a vendor's answers, as the vendor's tables have them. @param {string} file */
const codes = (file) => rows(file, new RegExp(`[Mm]eaning!?\\(\\s*(-?\\d+), "(\\w+)",\\s*(\\w+),\\s*${TEXT}, ${TEXT}\\)`, 'g'), ['code', 'class', 'retry', 'zh', 'en'])
  .map((row) => ({ ...row, retry: row.retry.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase() }));

export const vendorCodes = () => ({
  ezviz: codes('src/vendors/ezviz/codes.rs'),
  baijiayun: codes('src/vendors/baijiayun/answer.rs'),
  minidrama: codes('src/vendors/minidrama/codes.rs'),
});

/** @returns {Word[]} */
export const xiaozhibao = () => rows('src/vendors/xiaozhibao/codes.rs', /^(\w+) \| (.+) \| (.+)$/gm, ['name', 'zh', 'en']);

/** What a UserSig's arguments may have, and what an environment may lack. @returns {Word[]} */
export const tencentProblems = () => [
  ...rows('src/vendors/tencent/problems.rs', new RegExp(`\\("(\\w+)",\\s*Text::fixed\\(${TEXT}, ${TEXT}\\)\\)`, 'g'), ['name', 'zh', 'en']),
  ...rows('src/vendors/tencent/environment.rs', new RegExp(`\\("\\w+",\\s*phrase!\\("(\\w+)", ${TEXT}, ${TEXT}\\)\\)`, 'g'), ['name', 'zh', 'en']),
];

export const outcomeClasses = () => union('OutcomeClass').map(({ name }) => name);
export const retries = () => union('Retry');
export const categories = () => union('Category');
export const standings = () => union('Standing');
