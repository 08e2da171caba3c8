// What a server signs for Tencent, against the vendor's own signer and Node's own crypto.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check, codes, open, server as serverCases, vectors } from './tencent-cases.mjs';
import { keysIn, watchMemory } from './wasm-watch.mjs';

const require = createRequire(import.meta.url);
const memory = watchMemory();
const { PlaywardError, tencent } = require(fileURLToPath(new URL('../../pkg/playward-server/node.cjs', import.meta.url)));
const { Api } = require('tls-sig-api-v2');

for (const entry of serverCases) {
  test(`${entry.call}(${JSON.stringify(entry.arguments)})`, () => check(tencent, PlaywardError, entry));
}

const input = ({ sdkAppId, key, userId, expire, kind, roomId, roomStr, privilegeMap, userBufHex }) => ({
  sdkAppId, secretKey: key, userId, expire,
  ...(kind === 'userBuf' && { userBuf: new Uint8Array(Buffer.from(userBufHex, 'hex')) }),
  ...(kind === 'privateMapKey' && { privateMapKey: { roomId, privilege: privilegeMap } }),
  ...(kind === 'privateMapKeyStringRoom' && { privateMapKey: { roomStr, privilege: privilegeMap } }),
});

test('says and signs what the official signers do', () => {
  for (const vector of vectors) {
    const userSig = tencent.genUserSig(input(vector), vector.time + 0.9);
    assert.match(userSig, /^[A-Za-z0-9*_-]+$/);
    assert.deepEqual(open(userSig), JSON.parse(vector.json), vector.id);
    assert.equal(open(userSig)['TLS.sig'], vector.hmacBase64);
    if (vector.signedText) assert.equal(createHmac('sha256', vector.key).update(vector.signedText).digest('base64'), vector.hmacBase64);
    const expected = { sdkAppId: vector.sdkAppId, secretKey: vector.key, userId: vector.userId };
    for (const made of [userSig, ...Object.values(vector.official)]) {
      assert.deepEqual(tencent.verifyUserSig(made, expected, vector.time), { valid: true, reason: 'ok' }, vector.id);
    }
  }
});

test('the same fields and signature as the npm signer, from its moment on', () => {
  const secretKey = 'a'.repeat(64);
  const api = new Api(1400000000, secretKey);
  for (const [userId, theirs, ours] of [
    ['xiaojun', api.genUserSig('xiaojun', 600), {}],
    ['小君', api.genUserSig('小君', 600), {}],
    ['xiaojun', api.genPrivateMapKey('xiaojun', 600, 10000, 42), { privateMapKey: { roomId: 10000, privilege: 42 } }],
    ['xiaojun', api.genPrivateMapKeyWithStringRoomID('xiaojun', 600, 'room', 255), { privateMapKey: { roomStr: 'room', privilege: 255 } }],
  ]) {
    const now = open(theirs)['TLS.time'];
    const made = tencent.genUserSig({ sdkAppId: 1400000000, secretKey, userId, expire: 600, ...ours }, now);
    assert.deepEqual(open(made), open(theirs));
    assert.equal(tencent.verifyUserSig(theirs, { sdkAppId: 1400000000, secretKey, userId }, now).reason, 'ok');
  }
});

test('what was tampered with has another signature', () => {
  const secretKey = 'KEY';
  const right = { sdkAppId: 1400000000, secretKey, userId: 'xiaojun' };
  const userSig = tencent.genUserSig({ ...right, expire: 60 }, 1000);
  const reason = (change, now, made = userSig) => tencent.verifyUserSig(made, { ...right, ...change }, now).reason;
  assert.equal(reason({}, 1060), 'ok');
  assert.equal(reason({}, 1060, ` ${userSig.replaceAll('*', '%2A').replaceAll('_', '%5F')}\r\n`), 'ok');
  assert.equal(reason({}, 1061), 'expired');
  assert.equal(reason({}, 999), 'not_yet_valid');
  assert.equal(reason({ userId: 'x' }, 0), 'user_mismatch');
  assert.equal(reason({ userId: 'x', sdkAppId: 1 }, 0), 'app_mismatch');
  assert.equal(reason({ userId: 'x', sdkAppId: 1, secretKey: 'x' }, 0), 'signature_mismatch');
  let changed = 0;
  for (let place = 0; place < userSig.length; place += 1) {
    const other = userSig.slice(0, place) + (userSig[place] === 'A' ? 'B' : 'A') + userSig.slice(place + 1);
    // The last letter of base64 has bits that say nothing.
    if (reason({}, 1000, other) === 'ok') changed += 1;
  }
  assert.ok(changed <= 1);
});

test('a user id that is no text, and a userBuf that is too long', () => {
  const issues = (change) => {
    try {
      tencent.genUserSig({ sdkAppId: 1, secretKey: 'KEY', userId: 'a', ...change }, 1);
    } catch (error) {
      assert.ok(error instanceof PlaywardError);
      return codes(error.issues);
    }
    return [];
  };
  assert.deepEqual(issues({ userId: 'a\ud800' }), [['user_id_not_well_formed', 'userId']]);
  assert.deepEqual(issues({ userBuf: new Uint8Array(1025) }), [['user_buf_too_long', 'userBuf']]);
  assert.deepEqual(issues({ userBuf: Buffer.alloc(1024) }), []);
  assert.deepEqual(issues({ userBuf: new Uint8Array(1), privateMapKey: { roomId: 1, privilege: 1 } }), [['not_allowed', 'privateMapKey']]);
  assert.deepEqual(issues({ sdkAppId: NaN }), [['sdk_app_id_invalid', 'sdkAppId']]);
});

test('no key stays in the memory', () => {
  const key = 'f00dfeedbead0123456789abcdef0123456789abcdef0123456789abcdef4321';
  const long = `${key}${key}-longer than a block`;
  const refused = (call) => assert.throws(call, PlaywardError);
  for (const secretKey of [key, long]) {
    const userSig = tencent.genUserSig({ sdkAppId: 1, secretKey, userId: 'a', privateMapKey: { roomId: 1, privilege: 1 } }, 1);
    assert.deepEqual(keysIn(memory(), secretKey), []);
    tencent.verifyUserSig(userSig, { sdkAppId: 1, secretKey }, 1);
    tencent.verifyUserSig('x', { sdkAppId: 1, secretKey }, 1);
    refused(() => tencent.genUserSig({ sdkAppId: 0, secretKey, userId: '' }, 1));
    refused(() => tencent.genUserSig({ sdkAppId: secretKey, secretKey: [secretKey], userId: secretKey.repeat(300) }, 1));
    refused(() => tencent.verifyUserSig(userSig, { sdkAppId: 1, secretKey, x: 1 }, 1));
    tencent.signLiveAddress({ domain: 'a.b', app: 'live', stream: 's', protocol: 'rtmp', key: secretKey, expiresAt: 1 });
    tencent.signVodAddress('https://a.b/c/d.mp4', { key: secretKey, expiresAt: 1 });
    refused(() => tencent.signVodAddress('x', { key: secretKey, expiresAt: 1 }));
    assert.deepEqual(keysIn(memory(), secretKey), []);
  }
});
