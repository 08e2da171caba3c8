// A collector that has put rows in, and is killed in the middle of putting in more: after so many that SQLite has written
// some of them down.

import { openSqlite } from '../../../examples/node/traces/sqlite.mjs';
import { TABLES } from '../../../examples/node/traces/rows.mjs';

const [file] = process.argv.slice(2);
/** 8 MB that do not compress: four times what SQLite holds back of a transaction. */
const UNFINISHED = 2000;
const TRACE = 4096;

const empty = Object.fromEntries(Object.keys(TABLES.traces).map((column) => [column, 0]));
const row = (id, trace) => ({ traces: { ...empty, id, trace }, rules: [] });

function* dying() {
  for (let number = 0; number < UNFINISHED; number += 1) {
    yield row(`unfinished-${number}`, Buffer.from(Array.from({ length: TRACE }, () => Math.random() * 256)));
  }
  process.kill(process.pid, 'SIGKILL');
}

const store = openSqlite(file);
await store.insert(Array.from({ length: 500 }, (_, number) => row(`kept-${number}`, 'a trace')));
await store.insert(dying());
