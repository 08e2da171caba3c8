// The report of CDN logs. One machine of many prints a part, and one of them merges the parts.

import { readFileSync } from 'node:fs';
import { minidrama } from './node.cjs';
import { readJson } from './files.js';
import { EXIT, Refusal, refuse } from '../findings/refusal.js';
import { printable, progressOn, table } from './terminal.js';

/** Why a part cannot be read, in the words of cdnLogReport; any other is unreadable. */
const REASONS = { ENOENT: 'not_found', ENOTDIR: 'not_found', EISDIR: 'not_a_file' };

/** As many rows of a table are shown; --json prints all. */
const SHOWN = 20;

/** @type {import('./program.js').Command} */
export const cdnLog = {
  name: 'cdn-log',
  usage: 'FILE…',
  about: {
    zh: 'CDN 日志（gzip 或纯文本）的流量和请求数，按文件、渠道、省份、运营商和状态码统计',
    en: 'Bytes and requests of CDN log files, gzip or plain: by media file, channel mark, province, ISP and status',
  },
  options: {
    partial: { about: { zh: '输出一行 JSON，供 --merge 合并', en: 'print one line of JSON, which --merge reads' } },
    merge: { about: { zh: '文件是 --partial 的输出，一行一份', en: 'the files hold what --partial printed, one report a line' } },
  },
  examples: ['logs/*.gz', '--partial logs/2026112800*.gz > part.json', '--merge part-*.json --json'],
  operands: [1, Infinity],
  async run({ operands, values, json, say, colours, print, printJson }) {
    const report = values.merge ? merged(operands) : await read(operands);
    const { failed } = report;
    if (failed.length && !report.lines) refuse(whatFailed(failed));
    if (json) printJson(report);
    else if (values.partial) print(JSON.stringify(report));
    else print(shown(report, say, colours));
    if (!failed.length) return EXIT.ok;
    process.stderr.write(`${colours.red('playward-server')}: ${say(whatFailed(failed))}\n`);
    return EXIT.usage;
  },
};

async function read(files) {
  const progress = progressOn(process.stderr);
  try {
    return await minidrama.cdnLogReport(files, { onProgress: progress.show });
  } finally {
    progress.end();
  }
}

/** A file that holds no part, or one that does not merge, is told as any that cannot be read, and the others go on. */
function merged(files) {
  const sum = new minidrama.CdnLogReport();
  const failed = [];
  let refusal;
  for (const file of files) {
    try {
      for (const part of partsOf(file)) failed.push(...merge(sum, part, file));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal ??= error;
      failed.push({ file, reason: error.reason ?? 'unreadable' });
    }
  }
  const report = { ...sum.finish(), failed };
  if (refusal && !report.lines) throw refusal;
  return report;
}

/** @returns {{ file: string, reason: string }[]} what could not be read for the part */
function merge(sum, part, file) {
  const failed = part?.failed ?? [];
  try {
    if (!failed.every((one) => typeof one.file === 'string' && typeof one.reason === 'string')) throw new TypeError('no list of failures');
    sum.merge(part);
  } catch {
    refuse({ zh: `${file} 不是 --partial 的输出`, en: `${file} holds no report of --partial` });
  }
  return failed;
}

/** One report, or one a line: Spark gathers the lines of several. @param {string} file */
function partsOf(file) {
  let lines;
  try {
    lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim());
  } catch (error) {
    const refusal = new Refusal({ zh: `读不了 ${file}：${error.code}`, en: `cannot read ${file}: ${error.code}` }, EXIT.usage);
    throw Object.assign(refusal, { reason: REASONS[error.code] });
  }
  try {
    return lines.map((line) => JSON.parse(line));
  } catch {
    return [readJson(file)];
  }
}

/** @param {{ file: string, reason: string }[]} failed */
function whatFailed(failed) {
  const files = failed.map(({ file, reason }) => printable(`${file} (${reason})`)).join(', ');
  return { zh: `读不了，或不完整：${files}`, en: `cannot be read, or not to the end: ${files}` };
}

function shown(report, say, { bold, dim, yellow }) {
  const { lines, damaged, bytes, billedBytes, cacheHitRatio } = report;
  const totals = table([
    [say({ zh: '行数', en: 'lines' }), bold(String(lines))],
    [say({ zh: '损坏的行', en: 'damaged' }), damaged ? yellow(String(damaged)) : '0'],
    [say({ zh: '字节', en: 'bytes' }), bold(bytes)],
    [say({ zh: '估计计费字节', en: 'billed bytes (estimate)' }), billedBytes],
    [say({ zh: '缓存命中', en: 'cache hits' }), `${(cacheHitRatio * 100).toFixed(1)} %`],
  ]);
  const kinds = [
    [{ zh: '渠道', en: 'channel mark' }, report.byMark],
    [{ zh: '省份', en: 'province' }, report.byProvince],
    [{ zh: '运营商', en: 'ISP' }, report.byIsp],
    [{ zh: '文件', en: 'media file' }, report.byMedia],
  ];
  const statuses = Object.entries(report.byStatus).map(([status, requests]) => [status, String(requests)]);
  return [
    totals,
    ...kinds.map(([name, sums]) => part(say(name), sums, say, dim)),
    table([[say({ zh: '状态码', en: 'status' }), say({ zh: '请求', en: 'requests' })].map(dim), ...statuses]),
  ].join('\n\n');
}

/** The keys with the most bytes. @param {string} name @param {Record<string, { requests: number, bytes: string }>} sums */
function part(name, sums, say, dim) {
  const all = Object.entries(sums).sort(([, one], [, other]) => Number(other.bytes) - Number(one.bytes));
  const rows = all.slice(0, SHOWN).map(([key, { requests, bytes }]) => [printable(key) || say({ zh: '（无）', en: '(none)' }), String(requests), bytes]);
  const rest = all.length - rows.length;
  return [
    table([[name, say({ zh: '请求', en: 'requests' }), say({ zh: '字节', en: 'bytes' })].map(dim), ...rows]),
    ...(rest > 0 ? [dim(say({ zh: `还有 ${rest} 个，见 --json`, en: `${rest} more: see --json` }))] : []),
  ].join('\n');
}
