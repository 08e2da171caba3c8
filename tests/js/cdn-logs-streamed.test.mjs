// The tests of CDN logs where zlib's streams have to do: what lies below them is not documented, and may change.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));

function passed(args, env) {
  // Of itself the runner tells its children not to begin anew.
  const { NODE_TEST_CONTEXT, ...rest } = process.env;
  const { stdout, status } = spawnSync(process.execPath, [...args, fileOf('cdn-logs.test.mjs')], { encoding: 'utf8', env: { ...rest, ...env } });
  assert.equal(status, 0, stdout);
  return Number(stdout.match(/^# pass (\d+)$|^ℹ pass (\d+)$/m)?.slice(1).find(Boolean));
}

for (const way of ['absent', 'asynchronous', 'altered', 'forgetful']) {
  test(`zlib's streams where what lies below is ${way}`, () => {
    assert.ok(passed(['--require', fileOf('zlib-otherwise.cjs')], { ZLIB_OTHERWISE: way }) > 20);
  });
}
