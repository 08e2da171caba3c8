// Each scenario and each test that docs/field-reports.md names is there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { scenarios } = JSON.parse(read('tests/data/supervisor.json'));
const names = new Set(scenarios.map(({ name }) => name));

/** The last cell of each row: what holds it. */
const rows = read('docs/field-reports.md').split('\n').filter((line) => line.startsWith('| ') && !/^\| (---|reports|what was seen)/.test(line));

test('every row of docs/field-reports.md is held by what it names', () => {
  assert.ok(rows.length >= 21);
  for (const row of rows) {
    const cells = row.split(' | ');
    let file = null;
    const held = [...cells.at(-1).matchAll(/`([^`]+)`(:?)/g)];
    assert.ok(held.some(([, , path]) => !path), row);
    for (const [, name, path] of held) {
      if (path) file = read(name);
      else assert.ok(file === null ? names.has(name) : file.includes(name), `${name}, in: ${cells[0]}`);
    }
  }
});

test('no two scenarios have one name', () => {
  assert.equal(names.size, scenarios.length);
});
