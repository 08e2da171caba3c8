// The comments of the .d.ts in Chinese. docs/site/api.zh/X.json has those of js/X.d.ts: the English of each part of a comment, its white space
// joined → the Chinese; '' leaves the part out. A part is a paragraph, an item of a list, a row of a table, or what stands after a tag.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { REASONS, RULES } from '../../js/picture/texts.js';

const root = new URL('../../', import.meta.url);
const under = (folder, ending) => readdirSync(new URL(folder, root), { recursive: true }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`).filter((name) => name.endsWith(ending)).sort();

/** Every .d.ts of the API, and every file of translations. */
export const sources = () => under('js', '.d.ts');
export const dictionaries = () => under('docs/site/api.zh', '.json');
/** @param {string} source */
export const dictionaryOf = (source) => source.replace(/^js\/(.*)\.d\.ts$/, 'docs/site/api.zh/$1.json');

/** The tables of the core have these words already. */
const TABLES = Object.fromEntries([RULES, REASONS].flatMap(Object.values).map(({ zh, en }) => [en, zh]));
/** A comment from a vendor's table has both: `视频 ID / the video`. */
const chineseHalf = (text) => text.match(/^(.*?\p{Script=Han}.*?) \/ /u)?.[1];
/** Code and links are the same in both languages. @param {string} text */
export const kept = (text) => text.match(/`[^`]+`|\{@link [^}]+\}/g) ?? [];
const wordless = (text) => !/[a-z]/i.test(kept(text).reduce((rest, code) => rest.replace(code, ''), text));

const COMMENT = /\/\*\*([\s\S]*?)\*\//g;
const PART = /(\n\s*\n|\n(?=- |\|)|\s+(?=@(?:param|returns|throws|defaultValue)\b))/;
const LEAD = /^(?:@param\s+[\w.]+\s*|@\w+\s*|- )?/;

/** The same text with other words in its comments; code of examples and values of defaults stay. @param {string} text @param {(part: string) => string} say */
function reworded(text, say) {
  const part = (piece, index) => {
    const [lead] = piece.match(LEAD);
    const words = piece.slice(lead.length).replace(/\s+/g, ' ').trim();
    return index % 2 || !words || lead.startsWith('@defaultValue') ? piece : lead + say(words);
  };
  return text.replace(COMMENT, (_, inside) => {
    const lines = inside.split('\n').map((line, index) => (index ? line.replace(/^\s*\* ?/, '') : line));
    const sections = lines.join('\n').trim().split(/\n(?=@)/);
    const said = sections.map((section) => (section.startsWith('@example') ? section : section.split(PART).map(part).join('')));
    return `/**\n * ${said.join('\n').replaceAll('\n', '\n * ')}\n */`;
  });
}

/** The texts of a .d.ts that need a translation. @param {string} source @returns {Set<string>} */
export function texts(source) {
  const found = new Set();
  reworded(readFileSync(new URL(source, root), 'utf8'), (text) => {
    if (!wordless(text) && !(text in TABLES) && !chineseHalf(text)) found.add(text);
    return text;
  });
  return found;
}

/** @param {string} file @returns {Record<string, string>} */
export const dictionary = (file) => (existsSync(new URL(file, root)) ? JSON.parse(readFileSync(new URL(file, root), 'utf8')) : {});

const WORDS = Object.assign({}, TABLES, ...dictionaries().map(dictionary));

/** A comment in Chinese. @param {string} text @returns {string} as it is where nobody has translated it */
export const chineseOf = (text) => WORDS[text] ?? chineseHalf(text) ?? text;

/** The same declarations with Chinese comments. @returns {(declarations: string) => string} */
export const translator = () => (declarations) => reworded(declarations, chineseOf);
