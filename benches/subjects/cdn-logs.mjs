// CDN logs: cdnLogReport of gzip files in one thread, against DuckDB on one thread and against zcat, which only inflates them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minidrama } from '../../pkg/playward-server/node.mjs';
import { npmPackages } from '../../scripts/tools.mjs';
import { logLines } from '../../tests/js/cdn-log-lines.mjs';
import { atLeast, cpuTime, median, notMeasured, ratio, TO_STDERR } from '../harness.mjs';

const FILES = 8;
const LINES = 60_000;
const COLUMNS = 15;
const ROUNDS = 7;

/** @typedef {() => Promise<{ cpu: number, total?: string }>} Contender CPU milliseconds of one pass; lines and bytes as `total`, where it counts them */

/** CPU milliseconds of this process while it works. */
async function timed(work) {
  const begun = cpuTime();
  const total = await work();
  return { cpu: (cpuTime() - begun) / 1000, total };
}

/** @param {string[]} files @returns {Contender} */
const ours = (files) => () => timed(async () => {
  const { lines, bytes } = await minidrama.cdnLogReport(files, { parallel: 1 });
  return `${lines} ${bytes}`;
});

/** The five sums of the report in one pass; told what the columns are, DuckDB need not look for itself. @param {string[]} files @returns {Promise<Contender>} */
async function duckDb(files) {
  // It is large and only used here: it is installed when this row is asked for.
  npmPackages('benches/duckdb', TO_STDERR);
  const { DuckDBInstance } = await import('../duckdb/node_modules/@duckdb/node-api/lib/index.js');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  const columns = Array.from({ length: COLUMNS }, (_, place) => `c${place}: '${place === 4 ? 'ubigint' : 'varchar'}'`).join(', ');
  const query = `
    select count(*), sum(bytes), media, mark, province, isp, status
    from (
      select split_part(c3, '?', 1) as media, regexp_extract(c3, 'us=([^&]*)-', 1) as mark, c5 as province, c6 as isp, c7 as status, c4 as bytes
      from read_csv([${list}], delim = '\\t', header = false, quote = '"', auto_detect = false, columns = {${columns}})
    )
    group by grouping sets ((), (media), (mark), (province), (isp), (status))
    order by 1 desc`;
  return () => timed(async () => {
    const [[lines, bytes]] = (await connection.runAndReadAll(query)).getRows();
    return `${lines} ${bytes}`;
  });
}

/**
 * zcat by the name that it has on every Unix. CPU time of a child is what the shell's `times` says on its second line:
 * minutes and seconds, user and system.
 * @param {string[]} files @returns {Contender}
 */
const zcat = (files) => async () => {
  const times = execFileSync('sh', ['-c', 'gzip -dc "$@" > /dev/null && times', 'sh', ...files], { encoding: 'utf8' });
  const spent = [...times.split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g)];
  return { cpu: spent.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0) };
};

const GOALS = {
  'DuckDB on one thread': { bar: 2, unit: '×' },
  zcat: { aim: 1, unit: '×' },
};

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'playward-logs-'));
  try {
    const files = Array.from({ length: FILES }, (_, seed) => {
      const file = join(folder, `${seed}.gz`);
      writeFileSync(file, gzipSync(`${logLines(LINES, { seed }).join('\n')}\n`));
      return file;
    });
    const peers = { 'DuckDB on one thread': () => duckDb(files), zcat: () => zcat(files) };
    const rows = [];
    for (const [name, prepare] of Object.entries(peers)) {
      const what = `cdnLogReport of gzip files against ${name}`;
      try {
        const times = await inTurns(ours(files), await prepare());
        const ms = (values) => `${median(values).toFixed(0)} ms`;
        rows.push(atLeast(what, `${ms(times.ours)} against ${ms(times.theirs)}`, ratio(times.theirs, times.ours), GOALS[name]));
      } catch (error) {
        rows.push(notMeasured(what, error));
      }
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Contender} one @param {Contender} other */
async function inTurns(one, other) {
  const times = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [us, them] = [await one(), await other()];
    if (them.total !== undefined && them.total !== us.total) throw new Error(`it counts ${them.total} lines and bytes, cdnLogReport ${us.total}`);
    times.ours.push(us.cpu);
    times.theirs.push(them.cpu);
  }
  return times;
}
