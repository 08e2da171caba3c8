// The stand-in for Tencent: it takes the UserSigs that Tencent's own package and playward-server make, and says what is wrong with all others.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, beforeEach, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { open, vectors, wrap } from './tencent-cases.mjs';

const require = createRequire(import.meta.url);
const { Api } = require('tls-sig-api-v2');
const { tencent } = require('../../pkg/playward-server');

const KEY = 'f00dfeedbead0123456789abcdef0123456789abcdef0123456789abcdef4321';
const APP = 1400000000;
const WEEK = 604800;
const INJECTABLE = 70052;

let time;
let sandbox;

before(async () => { sandbox = await startSandbox({ now: () => time }); });
after(() => sandbox.close());

beforeEach(() => {
  time = Date.now() / 1000;
  sandbox.tencent.setApp({ sdkAppId: APP, secretKey: KEY });
  sandbox.tencent.clear();
});

const address = (query) => sandbox.reach(`https://webim.tim.qq.com/v4/openim/login?${new URLSearchParams({ ...query, contenttype: 'json' })}`);
const post = (query) => fetch(address(query), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"State":"Online"}' });

async function ask({ sdkAppId = APP, userId = 'xiaojun', userSig }) {
  const response = await post({ sdkappid: sdkAppId, identifier: userId, usersig: userSig });
  assert.equal(response.status, 200);
  const { ActionStatus, ErrorCode, ErrorInfo } = await response.json();
  assert.equal(ActionStatus, ErrorCode === 0 ? 'OK' : 'FAIL');
  assert.equal(/[\u4e00-\u9fff]|^$/.test(ErrorInfo), true);
  assert.equal(ErrorInfo === '', ErrorCode === 0);
  return ErrorCode;
}

/** Each makes a UserSig of now. */
const MAKERS = {
  'tls-sig-api-v2': ({ sdkAppId = APP, secretKey = KEY, userId = 'xiaojun', expire = WEEK } = {}) => new Api(sdkAppId, secretKey).genUserSig(userId, expire),
  'playward-server': ({ sdkAppId = APP, secretKey = KEY, userId = 'xiaojun', expire = WEEK } = {}) => tencent.genUserSig({ sdkAppId, secretKey, userId, expire }, time),
  'the sandbox': ({ sdkAppId = APP, secretKey = KEY, userId = 'xiaojun', expire } = {}) => {
    sandbox.tencent.setApp({ sdkAppId, secretKey });
    const userSig = sandbox.tencent.userSig(userId, expire);
    sandbox.tencent.setApp({ sdkAppId: APP, secretKey: KEY });
    return userSig;
  },
};

for (const [maker, make] of Object.entries(MAKERS)) {
  test(`takes what ${maker} makes, and only for its app, user, key and time`, async () => {
    const userSig = make({ expire: 600 });
    assert.equal(await ask({ userSig }), 0);
    assert.equal(await ask({ userSig: make({ userId: '小君 "a"' }), userId: '小君 "a"' }), 0);
    assert.equal(await ask({ userSig, userId: 'xiaohong' }), 70013);
    assert.equal(await ask({ userSig: make({ sdkAppId: 1400000001 }) }), 70014);
    assert.equal(await ask({ userSig: make({ secretKey: `${KEY}0` }) }), 70009);
    const { 'TLS.time': issued } = open(userSig);
    time = issued + 600.9;
    assert.equal(await ask({ userSig }), 0);
    time = issued + 601;
    assert.equal(await ask({ userSig }), 70001);
  });
}

test('takes what Tencent\'s own signers made, whatever their order of fields and kind of zlib', async () => {
  let taken = 0;
  for (const { sdkAppId, key, userId, expire, time: issued, official } of vectors) {
    if (!userId || !sdkAppId || expire <= 0) continue;
    sandbox.tencent.setApp({ sdkAppId, secretKey: key });
    time = issued;
    for (const [name, userSig] of Object.entries(official ?? {})) {
      if (typeof userSig !== 'string') continue;
      assert.equal(await ask({ sdkAppId, userId, userSig }), 0, `${name} ${userSig}`);
      taken += 1;
    }
  }
  assert.ok(taken >= 30, String(taken));
});

test('takes the UserSig of one room', async () => {
  const userSig = tencent.genUserSig({ sdkAppId: APP, secretKey: KEY, userId: 'xiaojun', privateMapKey: { roomId: 10000, privilege: 255 } }, time);
  assert.equal(await ask({ userSig }), 0);
  assert.equal(await ask({ userSig: new Api(APP, KEY).genPrivateMapKey('xiaojun', WEEK, 10000, 255) }), 0);
  const document = open(userSig);
  document['TLS.userbuf'] = Buffer.from('another room').toString('base64');
  assert.equal(await ask({ userSig: wrap(deflateSync(JSON.stringify(document))) }), 70009);
});

test('knows what is no UserSig at all', async () => {
  const userSig = MAKERS['playward-server']();
  const document = open(userSig);
  const changed = (changes) => wrap(deflateSync(JSON.stringify({ ...document, ...changes })));
  const damaged = [
    userSig.slice(0, -20), 'x', 'null', ' ', `x${userSig.slice(1)}`, `${userSig}+`, wrap(deflateSync('null')), wrap(deflateSync('{')), wrap(Buffer.from('{}')),
    wrap(deflateSync(`"${'a'.repeat(70_000)}"`)), changed({ 'TLS.ver': '1.0' }), changed({ 'TLS.identifier': 7 }), changed({ 'TLS.time': '1' }), changed({ 'TLS.sig': undefined }),
  ];
  for (const one of damaged) assert.equal(await ask({ userSig: one }), 70003, one);
  assert.equal(await ask({ userSig: '' }), 70002);
  assert.equal(await ask({ userSig: changed({ 'TLS.expire': 999_999_999 }) }), 70009);
  assert.equal(await ask({ userSig, sdkAppId: 1400000009 }), 70020);
  for (const query of [{ sdkappid: 'x' }, { userId: '' }]) assert.equal(await ask({ userSig, sdkAppId: query.sdkappid, userId: query.userId }), 70402);
  assert.equal((await (await post({})).json()).ErrorCode, 70402);
});

describe('the switches', () => {
  test('break it, and tell what was asked without the UserSig', async () => {
    const userSig = MAKERS['playward-server']();
    sandbox.tencent.inject({ api: 'login', code: INJECTABLE });
    sandbox.tencent.inject({ api: 'login', status: 502 });
    sandbox.tencent.inject({ api: 'login', body: '<html>' });
    sandbox.tencent.inject({ api: 'login', drop: true });
    const query = { sdkappid: APP, identifier: 'xiaojun', usersig: userSig };
    assert.equal((await (await post(query)).json()).ErrorCode, INJECTABLE);
    assert.equal((await post(query)).status, 502);
    assert.equal(await (await post(query)).text(), '<html>');
    await assert.rejects(post(query));
    assert.equal(await ask({ userSig }), 0);
    assert.throws(() => sandbox.tencent.inject({ api: 'logout', code: 1 }), /login/);
    const log = sandbox.tencent.requests('login');
    assert.deepEqual(log.map(({ code }) => code), [INJECTABLE, null, null, null, 0]);
    assert.deepEqual(log[4].params, { sdkAppId: String(APP), userId: 'xiaojun' });
    assert.equal(JSON.stringify(log).includes(userSig), false);
  });

  test('stand in for a business server: who has not logged in gets no UserSig', async () => {
    const remote = (action, body, headers) => fetch(`${sandbox.origin}/sandbox/tencent/${action}`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
    });
    assert.equal((await remote('usersig', {})).status, 401);
    assert.equal((await remote('usersig', {}, { authorization: 'Bearer x' })).status, 401);
    assert.equal((await remote('login', {})).status, 400);
    const { session } = await (await remote('login', { code: '0a1b' })).json();
    const given = await (await remote('usersig', {}, { authorization: `Bearer ${session}` })).json();
    assert.deepEqual([given.sdkAppId, given.userId, given.expiresAt], [APP, 'xiaojun', Math.floor(time) + 600]);
    assert.equal(tencent.verifyUserSig(given.userSig, { sdkAppId: APP, secretKey: KEY, userId: 'xiaojun' }, time).reason, 'ok');
    await remote('setApp', { secretKey: 'another' });
    assert.equal(await ask({ userSig: given.userSig }), 70009);
    assert.equal((await remote('nothing', {})).status, 404);
    assert.match(sandbox.tencent.describe(), /another/);
  });
});

describe('the play domain', () => {
  const signed = (more) => tencent.signLiveAddress({
    domain: sandbox.tencent.app.playDomain, app: 'live', stream: 'test', protocol: 'http-flv', key: sandbox.tencent.app.playKey, expiresAt: Math.floor(time) + 60, ...more,
  });
  const status = async (url) => {
    const response = await fetch(sandbox.reach(url));
    await response.arrayBuffer();
    return response.status;
  };

  test('plays what is signed, until it is over', async () => {
    const url = signed();
    const response = await fetch(sandbox.reach(url));
    assert.equal(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 3), 'FLV');
    const playlist = await fetch(sandbox.reach(signed({ protocol: 'hls', template: 'hd' })));
    assert.match(await playlist.text(), /^#EXTM3U/);
    const first = time;
    time = Math.floor(first) + 60;
    assert.equal(await status(url), 200);
    time += 1;
    assert.equal(await status(url), 403);
    assert.deepEqual(sandbox.tencent.requests('play').map(({ code }) => code), [200, 200, 200, 403]);
  });

  test('refuses everything else', async () => {
    const url = signed();
    const wrong = [
      url.split('?')[0], signed({ key: 'another' }), url.replace('test.flv', 'other.flv'), url.replace('test.flv', 'test_hd.flv'),
      url.replace(/txTime=\w+/, 'txTime=7FFFFFFF'), url.replace(/&txTime=\w+/, ''), url.replace(/txSecret=\w+/, (text) => text.toUpperCase()), url.replace(/txTime=\w+/, 'txTime=soon'),
    ];
    for (const one of wrong) assert.equal(await status(one), 403, one);
    assert.equal(await status(url.replace('.flv', '.mp4')), 404);
  });

  test('knows the vendor\'s own example', async () => {
    time = 0x5c271099;
    const url = 'https://play.example.com/live/test.flv?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099';
    assert.equal(await status(url), 200);
    assert.equal(await status(url.replace('5C271099', '5c271099')), 403);
    assert.equal(await status('https://play.example.com/live/test.flv?txSecret=9603387445825a481e6b7496aced5746&txTime=5c271099'), 200);
    assert.equal(await status('https://play.example.com/live/test_hd.flv?txSecret=52d2aa90b9d93e152eb9d17c9fdcb208&txTime=5C271099'), 200);
  });
});
