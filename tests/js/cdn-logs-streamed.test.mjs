// The tests of CDN logs where zlib's streams have to do: what lies below them is not documented, and may change.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));

for (const way of ['absent', 'asynchronous', 'altered', 'forgetful']) {
  test(`zlib's streams where what lies below is ${way}`, () => {
    // With this a process takes itself for a part of this run, and prints what only the runner can read.
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const args = ['--require', fileOf('zlib-otherwise.cjs'), '--test-reporter', 'tap', fileOf('cdn-logs.test.mjs')];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...env, ZLIB_OTHERWISE: way } });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^ok \d+ - .* and else by a stream$/m);
  });
}
