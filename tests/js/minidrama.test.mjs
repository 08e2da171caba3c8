// The namespace minidrama through the wasm, the client's part through playward and the rest through playward-server: the same worked examples as tests/minidrama.rs reads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as client from '../../pkg/playward/node.mjs';
import * as server from '../../pkg/playward-server/node.mjs';
import { compare, runVectors } from './vectors.mjs';

const isClients = (method) => method in client.minidrama;

for (const file of ['minidrama.json', 'minidrama-edges.json', 'minidrama-2026.json']) {
  runVectors(file, 'minidrama', client.minidrama, client.PlaywardError, isClients);
  runVectors(file, 'minidrama', server.minidrama, server.PlaywardError, (method) => !isClients(method));
}

test('the client has what a page needs, and no requests of a server', () => {
  assert.deepEqual(Object.keys(client.minidrama).sort(), ['describeAudit', 'describeDrama', 'describeError', 'mediaLink', 'parseMediaLink']);
});

test('a field that the example does not have is a difference', () => {
  assert.throws(() => compare({ body: '', more: 1 }, { returns: { body: '' } }), { code: 'ERR_ASSERTION' });
  assert.throws(() => compare({ body: '' }, { returns: { body: '', more: 1 } }), { code: 'ERR_ASSERTION' });
  compare({ body: '', more: 1 }, { returnsSubset: { body: '' } });
});
