// The namespace minidrama through the wasm: the same worked examples as tests/minidrama.rs reads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as playward from '../../pkg/playward/node.mjs';
import { compare, runVectors } from './vectors.mjs';

for (const file of ['minidrama.json', 'minidrama-edges.json']) runVectors(file, 'minidrama', playward.minidrama, playward.PlaywardError);

test('a field that the example does not have is a difference', () => {
  assert.throws(() => compare({ body: '', more: 1 }, { returns: { body: '' } }), { code: 'ERR_ASSERTION' });
  assert.throws(() => compare({ body: '' }, { returns: { body: '', more: 1 } }), { code: 'ERR_ASSERTION' });
  compare({ body: '', more: 1 }, { returnsSubset: { body: '' } });
});
