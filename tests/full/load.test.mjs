// Each example server and the sandbox under 200 connections, some of whose requests are malformed, oversized or slow: `node benches/load.mjs`, shortened.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, load } from '../../benches/load/load.mjs';
import { SERVERS } from '../../benches/load/servers.mjs';

for (const name of Object.keys(SERVERS)) {
  test(`${name} answers every good request, refuses every bad one, and is there afterwards`, async () => {
    const run = await load(name, { seconds: 5 });
    assert.deepEqual(faultsOf(run), [], JSON.stringify(run));
  });
}
