// What a terminal shows: the language of its user, colours, columns and progress.

/** @param {Record<string, string | undefined>} environment @returns {'zh' | 'en'} */
export function languageOf(environment) {
  const named = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(named) ? 'zh' : 'en';
}

/** SGR codes, see ECMA-48. */
const COLOURS = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39] };

/**
 * A function for each colour. They colour on a terminal alone, and not where NO_COLOR (no-color.org) is set.
 * @param {{ isTTY?: boolean }} stream @param {Record<string, string | undefined>} environment
 * @returns {Record<keyof typeof COLOURS, (text: string) => string>}
 */
export function coloursOf(stream, environment) {
  const on = Boolean(stream.isTTY) && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const paint = ([start, end]) => (text) => (on ? `\u001b[${start}m${text}\u001b[${end}m` : text);
  return Object.fromEntries(Object.entries(COLOURS).map(([name, codes]) => [name, paint(codes)]));
}

/** Columns of a text: a Chinese character has two. @param {string} text */
export function columnsOf(text) {
  let columns = 0;
  // eslint-disable-next-line no-control-regex
  for (const character of text.replace(/\u001b\[\d+m/g, '')) columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
  return columns;
}

/** Control characters as their escapes: what strangers have written must not steer the terminal. @param {string} text */
export function printable(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Lines of cells, a column as wide as its widest cell. @param {readonly (readonly string[])[]} rows @param {string} [indent] */
export function table(rows, indent = '') {
  const widths = [];
  for (const row of rows) row.forEach((cell, at) => { widths[at] = Math.max(widths[at] || 0, columnsOf(cell)); });
  return rows
    .map((row) => indent + row.map((cell, at) => (at === row.length - 1 ? cell : cell + ' '.repeat(widths[at] - columnsOf(cell) + 2))).join('').trimEnd())
    .join('\n');
}

const MOODS = { strong: 'bold', good: 'green', bad: 'red' };

/** @param {import('../findings/finding.js').Finding[]} findings @param {Pick<import('./program.js').Asked, 'say' | 'colours' | 'print'>} asked */
export function printFindings(findings, { say, colours, print }) {
  const paint = (value, mood) => (MOODS[mood] ? colours[MOODS[mood]](value) : value);
  print(table(findings.map(({ name, value, mood }) => [say(name), paint(printable(say(value)), mood)])));
}

/**
 * Shows how much of a long work is done, on a terminal alone.
 * @param {{ isTTY?: boolean, write(text: string): unknown }} stream standard error: the result goes to standard output
 * @returns {{ show(done: number, total: number): void, end(): void }}
 */
export function progressOn(stream) {
  let last = '';
  return {
    show(done, total) {
      const text = `${total > 0 ? Math.floor((100 * done) / total) : 100} %`;
      if (!stream.isTTY || text === last) return;
      last = text;
      stream.write(`\r${text}`);
    },
    end() {
      if (last) stream.write(`\r${' '.repeat(last.length)}\r`);
      last = '';
    },
  };
}
