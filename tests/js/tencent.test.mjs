// Tencent live, through the wasm.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateSync } from 'node:zlib';
import { cases, check, vectors, wrap } from './tencent-cases.mjs';
import { watchMemory } from './wasm-watch.mjs';

const memory = watchMemory();
const { PlaywardError, tencent } = await import('../../pkg/playward/node.mjs');

for (const entry of cases) {
  test(`${entry.call}(${JSON.stringify(entry.arguments)})`, () => check(tencent, PlaywardError, entry));
}

test('a lone surrogate in a list has a code and a place of its own', () => {
  const environment = { platform: 'ios', wechatVersion: '8.0.0', baseLibrary: '3.0.0', category: ['社交', '\ud800'], requestDomains: ['https://a', 5, null, '\ud800'] };
  assert.throws(() => tencent.checkEnvironment(environment), (error) => {
    assert.deepEqual(error.issues.map(({ code, field }) => `${code}@${field}`), ['not_well_formed@category[1]', 'wrong_type@requestDomains[1]', 'missing_field@requestDomains[2]', 'not_well_formed@requestDomains[3]']);
    return true;
  });
});

test('opens what every official signer makes', () => {
  for (const { official, json, userId, sdkAppId, time, expire } of vectors) {
    const userBuf = JSON.parse(json)['TLS.userbuf'] ?? null;
    for (const userSig of Object.values(official)) {
      const said = { version: '2.0', userId, sdkAppId, issuedAt: time, expire, expiresAt: time + expire, userBuf, algorithm: 'hmac-sha256' };
      assert.deepEqual(tencent.inspectUserSig(userSig), said);
    }
  }
});

test('reads every way in which zlib deflates, and other orders, spaces and escapes', () => {
  const document = { 'TLS.expire': 7, 'TLS.time': 1, 'TLS.sig': 'x', 'TLS.sdkappid': 2, 'TLS.ver': '2.0', 'TLS.identifier': '小/君'.repeat(300) };
  const texts = [JSON.stringify(document), JSON.stringify(document, null, 1), `${JSON.stringify(document).replaceAll('小', '\\u5c0f').replaceAll('/', '\\/')}\n`];
  for (const text of texts) {
    for (const level of [0, 1, 6, 9]) {
      for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE]) {
        assert.equal(tencent.inspectUserSig(wrap(deflateSync(text, { level, strategy }))).userId, document['TLS.identifier']);
      }
    }
  }
});

const malformed = (userSig) => assert.throws(() => tencent.inspectUserSig(userSig), (error) => error instanceof PlaywardError && error.code === 'user_sig_malformed');

test('a bomb stops at 64 KiB', () => {
  const padded = (length) => JSON.stringify({ 'TLS.ver': '2.0', 'TLS.identifier': 'a', 'TLS.sdkappid': 1, 'TLS.time': 1, 'TLS.expire': 1 }).padEnd(length);
  assert.equal(tencent.inspectUserSig(wrap(deflateSync(padded(65536)))).userId, 'a');
  malformed(wrap(deflateSync(padded(65537))));
  const bomb = wrap(deflateSync(Buffer.alloc(50_000_000)));
  const before = memory().length;
  malformed(bomb);
  assert.ok(memory().length - before < 1_000_000, 'it was not inflated');
});

test('what is damaged is malformed', () => {
  const [{ official: { official_node: userSig } }] = vectors;
  for (let length = 0; length < userSig.length - 3; length += 1) malformed(userSig.slice(0, length));
  for (const document of ['null', '[]', '{}', '{"TLS.ver":"2.0"}', 'x', '']) malformed(wrap(deflateSync(document)));
  malformed('\ud800');
  malformed('好');
  malformed('A'.repeat(1_000_000));
});
