// Whether a push is WeChat's own: signed and encrypted here by node:crypto, which knows nothing of the core.

import assert from 'node:assert/strict';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { minidrama, PlaywardError } from '../../pkg/playward-server/node.mjs';

const TOKEN = 'push-token';
const APPID = 'wx0000000000000001';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const NOW = 1_700_000_000;
const SAFE = { encodingAesKey: KEY, appid: APPID };
const EVENT = '<xml><Event><![CDATA[secvod_upload_event]]></Event><upload_event><media_id>9223372036854775807</media_id><errcode>0</errcode></upload_event></xml>';

const sha1 = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');

function query(more = {}, at = NOW) {
  const timestamp = String(at);
  const nonce = '263014780';
  return { signature: sha1(TOKEN, timestamp, nonce), timestamp, nonce, openid: 'someone', ...more };
}

/** As WeChat's document has it: 16 random bytes, the length, the message, the appid; PKCS#7 over 32 bytes. */
function encrypt(message, { appid = APPID, key = KEY, pad } = {}) {
  const bytes = Buffer.from(`${key}=`, 'base64');
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appid)]);
  const padding = pad ?? 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false);
  const filled = Buffer.concat([plain, Buffer.alloc(32 - (plain.length % 32), padding)]);
  return Buffer.concat([cipher.update(filled), cipher.final()]).toString('base64');
}

function safe(message, { format = 'xml', at = NOW, ...how } = {}) {
  const given = query({}, at);
  const encrypted = encrypt(message, how);
  const body = format === 'xml' ? `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>` : JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted });
  return { ...given, encrypt_type: 'aes', msg_signature: sha1(TOKEN, given.timestamp, given.nonce, encrypted), body };
}

const verify = (push, options, now = NOW, token = TOKEN) => minidrama.verifyPush(push, token, now, options);
const reason = (...given) => {
  const { valid, reason: why, message, echostr } = verify(...given);
  assert.equal(valid, why === 'ok');
  if (!valid) assert.deepEqual([message, echostr], [null, null]);
  return why;
};

test('a push in the clear, as text and as bytes', () => {
  assert.deepEqual(verify(query({ body: EVENT })), { valid: true, reason: 'ok', echostr: null, message: EVENT });
  assert.equal(verify(query({ body: Buffer.from(EVENT) })).message, EVENT);
  assert.equal(reason(query({ timestamp: NOW })), 'ok');
  assert.equal(verify(query({ body: { Event: 'x' } })).message, null);
});

test('the check of the address, in both modes', () => {
  for (const options of [undefined, SAFE]) assert.deepEqual(verify(query({ echostr: '123' }), options), { valid: true, reason: 'ok', echostr: '123', message: null });
  assert.equal(reason(query({ echostr: '123', signature: 'f'.repeat(40) })), 'signature_mismatch');
  assert.equal(reason(query({ echostr: '123', body: EVENT }), SAFE), 'wrong_mode', 'an echo is no way round the encryption');
});

test('an encrypted push, as XML and as JSON, of any length', () => {
  for (const format of ['xml', 'json']) {
    for (const message of [EVENT, '{"Event":"secvod_audit_event"}', '', '中'.repeat(1000), ...Array.from({ length: 40 }, (none, length) => 'x'.repeat(length))]) {
      assert.equal(verify(safe(message, { format }), SAFE).message, message);
    }
  }
  const parsed = safe(EVENT, { format: 'json' });
  assert.equal(minidrama.parseEvent(verify({ ...parsed, body: JSON.parse(parsed.body) }, SAFE).message).data.media_id, '9223372036854775807');
});

test('a push that was kept is stale', () => {
  for (const [age, expected] of [[300, 'ok'], [301, 'stale'], [600, 'stale'], [-300, 'ok'], [-301, 'stale'], [3e8, 'stale']]) {
    assert.equal(reason(query({ body: EVENT }, NOW - age)), expected, String(age));
    assert.equal(reason(safe(EVENT, { at: NOW - age }), SAFE), expected, String(age));
  }
  assert.equal(reason(query({}, NOW - 600), { windowSeconds: 600 }), 'ok');
  assert.equal(reason(query({}, NOW - 1), { windowSeconds: 0 }), 'stale');
});

test('a push that was altered, or that another has signed', () => {
  const good = safe(EVENT);
  for (const [more, expected] of [
    [{ nonce: '1' }, 'signature_mismatch'], [{ timestamp: String(NOW + 1) }, 'signature_mismatch'], [{ msg_signature: good.signature }, 'signature_mismatch'],
    [{ msg_signature: good.msg_signature.toUpperCase() }, 'signature_mismatch'], [{ msg_signature: '' }, 'signature_mismatch'], [{ msg_signature: undefined }, 'malformed'],
    [{ body: good.body.replace(/(Encrypt><!\[CDATA\[).../, '$1AAA') }, 'signature_mismatch'], [{ body: '<xml/>' }, 'malformed'], [{ body: undefined }, 'malformed'],
    [{ timestamp: 'now' }, 'malformed'], [{ timestamp: ['1', '2'] }, 'malformed'], [{ timestamp: String(NOW * 1000) }, 'malformed'], [{ nonce: null }, 'malformed'], [{ nonce: ['1'] }, 'malformed'],
  ]) assert.equal(reason({ ...good, ...more }, SAFE), expected, JSON.stringify(more));
  assert.equal(reason(good, SAFE, NOW, 'another'), 'signature_mismatch');
  assert.equal(reason(query({ signature: undefined })), 'malformed');
  for (const odd of [7, 'x', [], true, { timestamp: {} }, new Uint8Array(2)]) assert.equal(reason(odd), 'malformed');
});

test('a push in the other mode', () => {
  assert.equal(reason(query({ body: EVENT }), SAFE), 'wrong_mode');
  assert.equal(reason(safe(EVENT)), 'wrong_mode');
  assert.equal(reason(query({ body: EVENT, encrypt_type: 'raw' })), 'ok');
});

test('an encrypted push for another, or under another key', () => {
  assert.equal(reason(safe(EVENT, { appid: 'wx0000000000000002' }), SAFE), 'appid_mismatch');
  assert.equal(reason(safe(EVENT, { appid: '' }), SAFE), 'appid_mismatch');
  assert.equal(reason(safe(EVENT, { appid: `${APPID}x` }), SAFE), 'appid_mismatch');
  assert.notEqual(reason(safe(EVENT, { key: KEY.replace('a', 'b') }), SAFE), 'ok');
  for (const pad of [0, 33, 255]) assert.equal(reason(safe(EVENT, { pad }), SAFE), 'malformed');
});

test('what is asked for wrongly is refused, and never shown', () => {
  const issues = (...given) => {
    try {
      minidrama.verifyPush(...given);
    } catch (error) {
      assert.ok(error instanceof PlaywardError && !error.message.includes('secret'));
      return error.issues.map(({ code, field }) => `${code} ${field}`);
    }
    return [];
  };
  assert.deepEqual(issues(), ['missing_field push', 'missing_field token', 'missing_field now']);
  assert.deepEqual(issues({}, '', 1.7e12), ['empty token', 'out_of_range now']);
  assert.deepEqual(issues({}, 'secret', NOW, { encodingAesKey: 'secret' }), ['bad_format encodingAesKey']);
  assert.deepEqual(issues({}, 'secret', NOW, { encodingAesKey: KEY }), ['missing_field appid']);
  assert.deepEqual(issues({}, 'secret', NOW, { windowSeconds: -1, window: 1 }), ['out_of_range windowSeconds', 'unknown_field window']);
});
