// docs/cdn-logs-at-scale.md: its ClickHouse query and its Spark program give the report of cdnLogReport, from the same files.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { logLines } from '../js/cdn-log-lines.mjs';
import { minidrama } from '../../pkg/playward-server/node.mjs';
import { pythonPackages } from '../../scripts/tools.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward-server', import.meta.url));
const page = readFileSync(new URL('../../docs/cdn-logs-at-scale.md', import.meta.url), 'utf8');
const code = (language) => page.match(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's'))[1];
const python = pythonPackages(fileURLToPath(new URL('.', import.meta.url)));

let home;
let expected;

/** What a CDN writes, and what it should not: columns behind the fifteen, hyphens, lines that are cut. */
function content(seed) {
  const lines = logLines(3000, { seed, separator: seed % 2 ? '\t' : ' ' });
  const separator = seed % 2 ? '\t' : ' ';
  return `${lines.map((line, place) => {
    const columns = line.split('\t');
    if (place % 100 === 1) return `${line}${separator}51234`;
    if (place % 100 === 2) return line.slice(0, line.length / 2);
    if (place % 100 === 3) return line.replace(/(\t)(\d+)\t(-?\d+)\t(-?\d+)\t(\d{3})\t/, '$1$2\t-\t-\t$5\t');
    if (place % 100 === 4) return line.replace(/(\t| )(206|200|304|404)(\t| )/, '$1-$3');
    if (place % 100 === 5) return '';
    if (place % 100 === 6) return `${line}\r`;
    return columns.join('\t');
  }).join('\n')}\n`;
}

before(async () => {
  home = mkdtempSync(join(tmpdir(), 'playward-at-scale-'));
  mkdirSync(join(home, 'logs'));
  for (let seed = 1; seed <= 6; seed += 1) writeFileSync(join(home, 'logs', `${seed}.gz`), gzipSync(content(seed)));
  expected = await minidrama.cdnLogReport(readdirSync(join(home, 'logs')).map((name) => join(home, 'logs', name)));
  assert.ok(expected.damaged > 100 && expected.byProvince['-'].requests > 10);
});

after(() => rmSync(home, { recursive: true, force: true }));

/** Java and Python say much; of a failure the end tells why. @param {string} command @param {string[]} args */
function run(command, args) {
  return execFileSync(command, args, { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28, env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' } });
}

test('ClickHouse', () => {
  writeFileSync(join(home, 'query.sql'), code('sql'));
  writeFileSync(join(home, 'query.py'), 'import chdb\nprint(chdb.query(open("query.sql").read(), "JSONEachRow").bytes().decode())\n');
  const rows = run(python, ['query.py']).split('\n').filter(Boolean).map((row) => JSON.parse(row));
  const { lines, damaged, bytes, billedBytes, cacheHitRatio } = rows.find(({ kind }) => kind === '');
  const report = { lines: Number(lines), damaged: Number(damaged), bytes, billedBytes, byMedia: {}, byMark: {}, byProvince: {}, byIsp: {}, byStatus: {}, cacheHitRatio, failed: [] };
  for (const { kind, key, requests, bytes: sum } of rows.filter((row) => row.kind)) {
    report[kind][key] = kind === 'byStatus' ? Number(requests) : { requests: Number(requests), bytes: sum };
  }
  assert.deepEqual(report, expected);
});

test('Spark', () => {
  const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], PACKAGE));
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', join(home, filename)], home);
  writeFileSync(join(home, 'parts.py'), code('python'));
  run(python, ['parts.py']);
  assert.ok(readdirSync(join(home, 'parts')).filter((name) => name.startsWith('part-')).length > 1);
  assert.deepEqual(JSON.parse(run('sh', ['-c', code('sh')])), expected);
});
