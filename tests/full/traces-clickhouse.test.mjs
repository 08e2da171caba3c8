// The tables and the questions of docs/traces.md in ClickHouse itself: chdb, which PyPI has, is ClickHouse in a process.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ENGINE } from '../../examples/node/traces/clickhouse.mjs';
import { questions } from '../../examples/node/traces/questions.mjs';
import { createTables, rowsOf, TABLES } from '../../examples/node/traces/rows.mjs';
import { openSqlite } from '../../examples/node/traces/sqlite.mjs';
import { traceOf } from '../js/traces/sessions.mjs';

const CHDB = 'chdb==4.4.0';

/** Python with chdb, made once. */
function python() {
  const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'playward', 'chdb');
  const program = join(home, 'bin', 'python3');
  if (!existsSync(join(home, 'ready'))) {
    mkdirSync(home, { recursive: true });
    execFileSync('python3', ['-m', 'venv', home], { stdio: 'inherit' });
    execFileSync(program, ['-m', 'pip', 'install', '--quiet', CHDB], { stdio: 'inherit' });
    execFileSync('touch', [join(home, 'ready')]);
  }
  return program;
}

/** Runs statements in one session; what each SELECT answers. */
const SCRIPT = `
import json, sys
from chdb.session import Session
session = Session()
session.query("CREATE DATABASE IF NOT EXISTS traces_test ENGINE = Atomic")
session.query("USE traces_test")
answers = []
for statement in json.load(sys.stdin):
    answer = session.query(statement, "JSON")
    answers.append(json.loads(str(answer))["data"] if statement.startswith("SELECT") else None)
print(json.dumps(answers))
`;

test('ClickHouse answers the questions as SQLite does', async () => {
  const now = 1_790_000_500_000;
  const about = [{ app: '1.0', platform: 'ios' }, { app: '1.1', platform: 'android' }];
  const batch = Array.from({ length: 20 }, (_, at) => rowsOf(traceOf(at, { outages: at % 4, after: 3 }), about[at % 2], now + at * 600_000));
  const asked = [...questions().values()];

  const sqlite = openSqlite(':memory:');
  await sqlite.insert(batch);
  const expected = [];
  for (const sql of asked) expected.push(await sqlite.query(sql));
  sqlite.close();

  const inserts = Object.keys(TABLES).map((table) => `INSERT INTO ${table} FORMAT JSONEachRow ${batch.flatMap((rows) => rows[table]).map((row) => JSON.stringify(row)).join('\n')}`);
  const statements = [...createTables(ENGINE), ...inserts, ...asked.map((sql) => `${sql} SETTINGS output_format_json_quote_64bit_integers = 0`)];
  const output = execFileSync(python(), ['-c', SCRIPT], { input: JSON.stringify(statements), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const answers = JSON.parse(output).slice(-asked.length);
  answers.forEach((answer, at) => assert.deepEqual(answer, expected[at], asked[at]));
});
