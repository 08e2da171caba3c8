// The tests of the core once more, through the wasm that pages and phones load: that of Node is compiled for speed.

import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';

register('./page-wasm.mjs', import.meta.url);

// tencent first: it watches the memory of what it loads.
for (const name of ['tencent', 'bad-input', 'baijiayun', 'crossing', 'ezviz', 'minidrama', 'ptz', 'supervisor', 'supervisor-properties', 'xiaozhibao']) {
  await import(`./${name}.test.mjs`);
}

const [{ Supervisor }, page] = await Promise.all(['node', 'inline'].map((name) => import(`../../pkg/playward/${name}.mjs`)));
test('it was the wasm of pages', () => assert.equal(Supervisor, page.Supervisor));
