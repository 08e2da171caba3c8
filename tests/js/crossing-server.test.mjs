// What crosses into the core of a server, which takes bytes and what strangers send.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baijiayun, describeState, ezviz, PlaywardError, tencent } from '../../pkg/playward-server/node.mjs';

const refused = (field, code) => (error) => error instanceof PlaywardError && assert.deepEqual(error.issues.map((issue) => [issue.code, issue.field]), [[code, field]]) === undefined;

test('what holds its fields where they are not looked for is no record', () => {
  for (const params of [new Map([['title', 'a']]), new URLSearchParams('title=a'), new Date(0), new Set(['title'])]) {
    assert.throws(() => baijiayun.sign(params, 'key'), refused('params', 'wrong_type'));
  }
  assert.equal(baijiayun.sign(Object.create(null), 'key'), baijiayun.sign({}, 'key'));
});

test('the bytes of a call have a limit together', () => {
  const bytes = new Uint8Array(100 << 20);
  const { data } = ezviz.interpret('ptz_mirror', { code: '200', data: [bytes, bytes, bytes] });
  assert.deepEqual(data.map((item) => item && item.length), [bytes.length, bytes.length, null]);
  assert.equal(describeState(2004).name, 'play_begun');
});

test('a UserSig that is too long for one is malformed', () => {
  const long = 'x'.repeat(9 << 20);
  assert.deepEqual(tencent.verifyUserSig(long, { sdkAppId: 1, secretKey: 'key' }, 1_700_000_000), { valid: false, reason: 'malformed' });
  assert.throws(() => tencent.inspectUserSig(long), { code: 'user_sig_malformed' });
});
