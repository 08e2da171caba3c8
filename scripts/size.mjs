// What the built files weigh, against benches/size-budget.json. `--check` fails where a budget is exceeded.

import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const MEASURES = ['raw', 'gzip', 'brotli'];
const root = new URL('../', import.meta.url);

/** A package that brings its file compressed is loaded as it brings it. @param {URL} file */
function weigh(file) {
  const bytes = readFileSync(file);
  const brought = new URL(`${file}.br`);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  const brotli = existsSync(brought) ? readFileSync(brought) : brotliCompressSync(bytes, quality);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

/** @returns {{ file: string, measure: string, bytes: number, budget: number }[]} */
export function sizes() {
  const { note, ...budgets } = JSON.parse(readFileSync(new URL('benches/size-budget.json', root), 'utf8'));
  return Object.entries(budgets).flatMap(([file, budget]) => {
    const weight = weigh(new URL(`pkg/${file}`, root));
    return MEASURES.map((measure) => ({ file, measure, bytes: weight[measure], budget: budget[measure] }));
  });
}

export function table(rows) {
  const files = [...new Set(rows.map(({ file }) => file))];
  const width = Math.max(...files.map((file) => file.length));
  const cell = (text) => text.padStart(20);
  const lines = files.map((file) => {
    const cells = MEASURES.map((name) => rows.find((row) => row.file === file && row.measure === name));
    return file.padEnd(width) + cells.map(({ bytes, budget }) => cell(`${bytes} / ${budget}${bytes > budget ? ' !' : '  '}`)).join('');
  });
  return [' '.repeat(width) + MEASURES.map((name) => cell(`${name}  `)).join(''), ...lines].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = sizes();
  console.log(table(rows));
  const over = rows.filter(({ bytes, budget }) => bytes > budget);
  if (process.argv.includes('--check') && over.length) {
    console.error(`over budget: ${over.map(({ file, measure }) => `${file} (${measure})`).join(', ')}`);
    process.exitCode = 1;
  }
}
