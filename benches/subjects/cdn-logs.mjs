// CDN logs: CdnLogReport over gzip files, against DuckDB on one thread, and against what only inflates them. CPU time.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { minidrama } from '../../pkg/playward-server/node.mjs';
import { logLines } from '../../tests/js/cdn-log-lines.mjs';
import { atLeast, median } from '../harness.mjs';

export const about = 'CdnLogReport of gzip files';

const FILES = 8;
const LINES = 60_000;
const ROUNDS = 5;
const DUCKDB = fileURLToPath(new URL('../duckdb', import.meta.url));

/** CPU milliseconds of this process, all its threads. */
async function cpu(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** DuckDB is large and only used here: it is installed when this row is asked for. */
async function duckdb() {
  const entry = join(DUCKDB, 'node_modules', '@duckdb', 'node-api', 'lib', 'index.js');
  try {
    return await import(entry);
  } catch {
    console.error('installing @duckdb/node-api into benches/duckdb …');
    execFileSync('npm', ['ci'], { cwd: DUCKDB, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    return import(entry);
  }
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'playward-logs-'));
  try {
    const files = Array.from({ length: FILES }, (_, seed) => {
      const file = join(folder, `${seed}.gz`);
      writeFileSync(file, gzipSync(`${logLines(LINES, { seed }).join('\n')}\n`));
      return file;
    });
    const { DuckDBInstance } = await duckdb();
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const table = `read_csv('${join(folder, '*.gz')}', delim = '\\t', header = false, quote = '"', all_varchar = true)`;
    let lines = 0;
    const contenders = {
      ours() {
        const report = new minidrama.CdnLogReport();
        for (const file of files) report.push(readFileSync(file));
        ({ lines } = report.finish());
        report.close();
      },
      // The five sums of the report, in one pass over the files.
      duckdb: () => connection.run(`select grouping_id(media, mark, province, isp, status), media, mark, province, isp, status, count(*), sum(bytes)
        from (select split_part(column03, '?', 1) as media, regexp_extract(column03, 'us=([^&]*)-', 1) as mark, column05 as province, column06 as isp, column07 as status, column04::ubigint as bytes from ${table})
        group by grouping sets ((), (media), (mark), (province), (isp), (status))`),
      inflate: () => { for (const file of files) gunzipSync(readFileSync(file)); },
    };
    const times = { ours: [], duckdb: [], inflate: [] };
    for (let round = 0; round < ROUNDS; round += 1) for (const name of Object.keys(times)) times[name].push(await cpu(contenders[name]));
    if (lines !== FILES * LINES) throw new Error(`${lines} lines instead of ${FILES * LINES}`);
    connection.closeSync();
    const [ours, theirs, inflate] = [median(times.ours), median(times.duckdb), median(times.inflate)];
    return [atLeast('CdnLogReport of gzip files against DuckDB on one thread', `${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms; inflating alone ${inflate.toFixed(0)} ms`, theirs / ours, { bar: 2, unit: '×' })];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
