// What the packages weigh stays within what was agreed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { packages } from '../../scripts/packages.mjs';
import { sizes, table } from '../../scripts/size.mjs';

/**
 * A mini-program has 2 MB for everything; these are not to be raised at all. A page that only plays live uses playward-live.
 */
const LIMITS = {
  'playward/playward.wasm brotli': 80 * 1024, 'playward-live/miniprogram/index.js raw': 16 * 1024, 'playward-live/playward-live.wasm brotli': 44 * 1024, 'playward-debug/playward-debug.wasm brotli': 24 * 1024,
};

const rows = sizes();

test('no file exceeds its budget', () => {
  const over = rows.filter(({ bytes, budget }) => !(bytes <= budget));
  assert.deepEqual(over, [], `\n${table(rows)}\n`);
});

test('no budget exceeds the limits of a mini-program', () => {
  for (const [what, limit] of Object.entries(LIMITS)) {
    const row = rows.find(({ file, measure }) => `${file} ${measure}` === what);
    assert.ok(row.budget <= limit, what);
  }
});

test('every file that a runtime loads has a budget', () => {
  const loaded = packages.flatMap(({ name, entries, parts, components }) => {
    const { files } = JSON.parse(readFileSync(new URL(`../../pkg/${name}/package.json`, import.meta.url), 'utf8'));
    const code = files.filter((file) => /\.(cjs|mjs|wasm)$/.test(file) && !/\.d\.|node\.mjs/.test(file));
    const scripts = entries.miniprogram ? ['index', ...parts.map(({ file }) => file), ...components.map((component) => `${component}/index`)] : [];
    return code.concat(scripts.map((file) => `miniprogram/${file}.js`)).map((file) => `${name}/${file}`);
  });
  assert.deepEqual([...new Set(rows.map(({ file }) => file))].sort(), loaded.sort());
});
