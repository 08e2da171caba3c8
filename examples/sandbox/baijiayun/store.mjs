// What the cloud knows, in one JSON file: tables of plain rows by id.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const TABLES = ['videos', 'categories', 'subtitles', 'tokens', 'plays', 'flows', 'settings'];

export class Store {
  /** @param {string} path what an earlier store has left there is taken up */
  constructor(path) {
    this.path = path;
    this.writing = null;
    const before = read(path);
    for (const table of TABLES) this[table] = new Map(before[table]);
  }

  /** Rows have changed. One write serves all changes of a turn. */
  changed() {
    this.writing ??= setImmediate(() => this.write());
  }

  write() {
    clearImmediate(this.writing);
    this.writing = null;
    const text = JSON.stringify(Object.fromEntries(TABLES.map((table) => [table, [...this[table]]])));
    // A file is never half written.
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
  }

  close() {
    if (this.writing) this.write();
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
