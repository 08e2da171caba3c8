// The list of tests that every engine runs over the mini-program's files: what tests/js says of the wasm, without what is Node's.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as playward from '../../pkg/playward/node.mjs';
import { cases as tencentCases, check } from '../js/tencent-cases.mjs';
import { runVectors } from '../js/vectors.mjs';
import '../js/bad-input.test.mjs';
import '../js/ezviz.test.mjs';
import '../js/ptz.test.mjs';
import '../js/supervisor.test.mjs';
import '../js/xiaozhibao.test.mjs';

for (const file of ['minidrama.json', 'minidrama-edges.json', 'minidrama-2026.json']) {
  runVectors(file, 'minidrama', playward.minidrama, playward.PlaywardError, (method) => method in playward.minidrama);
}

for (const given of tencentCases) {
  test(`${given.call}(${JSON.stringify(given.arguments)})`, () => check(playward.tencent, playward.PlaywardError, given));
}

for (const { id, address, returns, throws } of JSON.parse(readFileSync('addresses.json')).cases) {
  test(`parsePlayAddress: ${id}`, () => {
    if (!throws) {
      assert.deepEqual(playward.parsePlayAddress(address), returns);
      return;
    }
    assert.throws(() => playward.parsePlayAddress(address), (error) => {
      assert.deepEqual(error.issues.map(({ code }) => code), throws);
      return true;
    });
  });
}
