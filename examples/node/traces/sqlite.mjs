// Traces in a file, by SQLite.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import sqlite from 'node-sqlite3-wasm';
import { createTables, TABLES } from './rows.mjs';

/** @param {string} file */
export function openSqlite(file) {
  const owner = `${file}.pid`;
  const onDisk = file !== ':memory:';
  if (onDisk) own(file, owner);
  const db = new sqlite.Database(file);
  // A write-ahead log, for what a killed process left half done in it is just not read. A rollback journal would have to be
  // played back, and this build of SQLite does not: it takes its own lock for that of another process.
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  for (const statement of createTables()) db.exec(statement);
  db.exec('CREATE UNIQUE INDEX IF NOT EXISTS traces_id ON traces (id); CREATE UNIQUE INDEX IF NOT EXISTS rules_id ON rules (id, rule); CREATE INDEX IF NOT EXISTS traces_received ON traces (received_at)');
  const insert = Object.fromEntries(Object.entries(TABLES).map(([table, columns]) => {
    const names = Object.keys(columns);
    return [table, { names, statement: db.prepare(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`) }];
  }));
  const put = (table, row) => insert[table].statement.run(insert[table].names.map((name) => (name === 'trace' ? gzipSync(row.trace) : row[name])));
  return {
    /** Nothing of it is there when it fails; what is there already is not put again. */
    async insert(batch) {
      db.exec('BEGIN');
      try {
        for (const { traces, rules } of batch) {
          put('traces', traces);
          for (const rule of rules) put('rules', rule);
        }
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    async query(sql) {
      return db.all(sql);
    },
    async trace(id) {
      const row = db.get('SELECT trace FROM traces WHERE id = ?', [id]);
      return row ? JSON.parse(gunzipSync(row.trace)) : null;
    },
    close() {
      for (const { statement } of Object.values(insert)) statement.finalize();
      db.close();
      if (onDisk) rmSync(owner, { force: true });
    },
  };
}

/** One process has the file. A process that was killed leaves SQLite's lock behind, which would keep everybody out. */
function own(file, owner) {
  let pid = 0;
  try {
    pid = Number(readFileSync(owner, 'utf8'));
    // Signal 0 only asks whether there is such a process.
    if (pid !== process.pid) process.kill(pid, 0);
    else pid = 0;
  } catch (error) {
    if (error.code === 'EPERM') pid = pid || 1;
    else pid = 0;
  }
  if (pid) throw new Error(`${file} belongs to process ${pid}`);
  writeFileSync(owner, String(process.pid));
  rmSync(`${file}.lock`, { recursive: true, force: true });
}
