// The business server of examples/node against the stand-in for WeChat.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { startDramaServer } from '../../examples/node/drama.mjs';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { minidrama } from '../../pkg/playward-server/node.mjs';
import { submission } from './submission.mjs';

const PUSH_TOKEN = 'push-token';
const BYTES = Buffer.alloc(300_000, 'playward');

let time;
let sandbox;
let server;
let may;
let events;
let onEvent;
let folder;
let mediaId;
let dramaId;

const askWeixin = async (api, params) => {
  const { url, header, body, multipart } = minidrama.request(api, params, sandbox.weixin.accessToken(), time);
  let form = null;
  if (multipart) {
    form = new FormData();
    for (const { name, filename, data } of multipart.files) form.append(name, new Blob([data]), filename);
  }
  return minidrama.interpret(api, await (await fetch(sandbox.reach(url), { method: 'POST', headers: header, body: form || body })).text()).data;
};

beforeEach(async () => {
  time = Math.floor(Date.now() / 1000);
  sandbox = await startSandbox({ now: () => time });
  may = 'whole';
  events = [];
  onEvent = (event) => events.push(event);
  const { appid, secret, entity } = sandbox.weixin.account;
  const baseUrl = sandbox.reach('https://api.weixin.qq.com');
  server = await startDramaServer({ appid, secret, pushToken: PUSH_TOKEN, baseUrl, now: () => time, mayWatch: () => may, onEvent: (event) => onEvent(event) });
  sandbox.weixin.pushTo({ url: `${server.url}/weixin/push`, token: PUSH_TOKEN, format: 'xml', twice: true });

  folder = await mkdtemp(join(tmpdir(), 'playward-drama-'));
  await writeFile(join(folder, '1.mp4'), BYTES);
  ({ mediaId } = await minidrama.uploadDrama(join(folder, '1.mp4'), { accessToken: async () => sandbox.weixin.accessToken(), mediaName: '剧-第1集', sourceContext: 'x', baseUrl }));
  const { media_id: material } = await askWeixin('upload_temp_material', { media: new Uint8Array(10) });
  ({ drama_id: dramaId } = await askWeixin('audit_drama', submission('剧', [mediaId], entity, material)));
});
afterEach(async () => {
  await server.close();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const get = async (path) => (await fetch(server.url + path)).json();
const link = async (query = '', id = mediaId) => {
  const response = await fetch(`${server.url}/media/${id}/link${query}`, { method: 'POST' });
  return { status: response.status, ...await response.json() };
};
const play = (url, referer = `https://servicewechat.com/${sandbox.weixin.account.appid}/1/page-frame.html`) => fetch(url, { headers: { referer } });

test('hands out links once the drama has passed, one to all until it gets old', async () => {
  assert.equal((await get(`/dramas/${dramaId}`)).playable, false);
  assert.equal((await link()).status, 502);
  sandbox.weixin.audit(dramaId, 3);
  assert.deepEqual(await get(`/dramas/${dramaId}`).then(({ name, playable, episodes }) => ({ name, playable, episodes })), {
    name: '剧', playable: true, episodes: [{ mediaId, name: '剧-第1集', duration: 1 }],
  });

  const { url, expiresAt } = await link('?channel=qrcode');
  assert.equal(minidrama.parseMediaLink(url).mark, 'qrcode');
  assert.equal(expiresAt, time + 7140);
  assert.ok(BYTES.equals(Buffer.from(await (await play(url)).arrayBuffer())));
  assert.equal((await play(url, 'https://example.com/')).status, 403);
  assert.equal((await link('?channel=qrcode')).url, url);
  assert.notEqual((await link()).url, url);
  time += 3600 + 1800;
  const later = await link('?channel=qrcode');
  assert.deepEqual([later.status, later.expiresAt, later.url === url], [200, time + 7140, false]);
});

test('lists the dramas with their audits', async () => {
  assert.deepEqual(await get('/dramas'), { dramas: [{ dramaId, name: '剧', status: 1 }] });
  sandbox.weixin.audit(dramaId, 3);
  assert.equal((await get('/dramas')).dramas[0].status, 3);
  assert.deepEqual(await get('/dramas?offset=1'), { dramas: [] });
  assert.equal((await get(`/dramas/${dramaId}`)).status, 3);
});

test('replaces a link that did not play, but not at once, and not for one that comes with an older', async () => {
  sandbox.weixin.audit(dramaId, 3);
  const report = async (refused) => {
    const response = await fetch(`${server.url}/media/${mediaId}/link`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ refused }) });
    return (await response.json()).url;
  };
  const { url } = await link();
  sandbox.weixin.expireLinks();
  assert.equal(await report(url), url);
  time += 5;
  const another = await report(url);
  assert.notEqual(another, url);
  assert.equal((await play(another)).status, 200);
  time += 5;
  assert.deepEqual([await report(url), await report('x'), (await link()).url], [another, another, another]);
  assert.equal((await fetch(`${server.url}/media/${mediaId}/link`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })).status, 400);
});

test('refuses what is not to be had', async () => {
  sandbox.weixin.audit(dramaId, 3);
  assert.equal((await link('', '1')).status, 404);
  assert.equal((await link('?channel=a%20b')).status, 400);
  may = 'nothing';
  assert.equal((await link()).status, 403);
  may = 1;
  assert.equal(minidrama.parseMediaLink((await link()).url).trialSeconds, 1);
});

test('what is no address is a bad request, and nobody has to look', async (context) => {
  const told = context.mock.method(console, 'error', () => {});
  assert.equal((await fetch(`${server.url}/dramas/%E0%A4%A`)).status, 400);
  assert.equal(told.mock.callCount(), 0);
});

test('a key that cannot open a push is told at the start', async () => {
  const { appid, secret } = sandbox.weixin.account;
  await assert.rejects(startDramaServer({ appid, secret, pushToken: PUSH_TOKEN, encodingAesKey: 'short' }), ({ issues: [{ field }] }) => field === 'encodingAesKey');
});

test('a token that WeChat takes no more is replaced', async () => {
  sandbox.weixin.audit(dramaId, 3);
  await link();
  sandbox.weixin.expireTokens();
  assert.equal((await link('?channel=b')).status, 200);
});

for (const format of ['json', 'xml']) {
  test(`takes both events as ${format}, each once however often it comes`, async () => {
    await sandbox.weixin.settled();
    events.length = 0;
    sandbox.weixin.pushTo({ url: `${server.url}/weixin/push`, token: PUSH_TOKEN, format, twice: true });
    assert.equal(await sandbox.weixin.verifyPush(), true);
    await writeFile(join(folder, '2.mp4'), 'x');
    const { mediaId: second } = await minidrama.uploadDrama(join(folder, '2.mp4'), { accessToken: async () => sandbox.weixin.accessToken(), mediaName: '剧-第2集', baseUrl: sandbox.reach('https://api.weixin.qq.com') });
    sandbox.weixin.audit(dramaId, 2, { [mediaId]: '画面不清' });
    await sandbox.weixin.settled();
    assert.ok(sandbox.weixin.deliveries().every(({ accepted }) => accepted === 2));
    assert.deepEqual(events.map(({ type }) => type).sort(), ['media_audit', 'media_upload']);
    assert.deepEqual(events.find(({ type }) => type === 'media_upload').data.media_id, second);
    assert.equal(events.find(({ type }) => type === 'media_audit').data.audit_detail.status, 2);
  });
}

const sha1 = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');
const EVENT = '{"Event":"secvod_upload_event","upload_event":{"media_id":1,"errcode":0}}';
/** A push as anybody could send it who knows the token. */
const push = (body, { at = time, token = PUSH_TOKEN, ...more } = {}) => {
  const query = new URLSearchParams({ signature: sha1(token, String(at), 'nonce'), timestamp: at, nonce: 'nonce', ...more });
  return fetch(`${server.url}/weixin/push?${query}`, { method: 'POST', body });
};

test('an event without the signature is nobody\'s, nor is one that was kept for ten minutes', async () => {
  await sandbox.weixin.settled();
  events.length = 0;
  const bare = (query, options) => fetch(`${server.url}/weixin/push?${query}`, options);
  assert.equal((await bare('signature=00&timestamp=1&nonce=2', { method: 'POST', body: EVENT })).status, 403);
  assert.equal((await bare('', { method: 'POST', body: '{}' })).status, 403);
  assert.equal((await bare('echostr=x')).status, 403);
  assert.equal((await push(EVENT, { token: 'another' })).status, 403);
  assert.equal((await push(EVENT, { at: time - 600 })).status, 403);
  assert.equal((await push(EVENT, { encrypt_type: 'aes' })).status, 403, 'the wrong mode');
  assert.deepEqual(events, []);
  assert.equal((await push(EVENT)).status, 200);
  assert.equal((await push(Buffer.alloc(70_000))).status, 413);
  assert.equal(events.length, 1);
});

test('an event whose handler failed is handled when it comes again, and ends nothing', async (context) => {
  await sandbox.weixin.settled();
  context.mock.method(console, 'error', () => {});
  for (const broken of [() => { throw new Error('away'); }, async () => { throw new Error('away'); }]) {
    const handled = [];
    let failures = 1;
    onEvent = (event) => (failures-- > 0 ? broken() : handled.push(event.data.media_id));
    const body = EVENT.replace(':1,', `:${broken.constructor.name === 'Function' ? 2 : 3},`);
    assert.equal((await push(body)).status, 500);
    assert.equal((await push(body)).status, 200);
    assert.equal((await push(body)).status, 200);
    assert.equal(handled.length, 1);
  }
  // What comes while the first is still at work waits for it.
  let go;
  let calls = 0;
  onEvent = () => { calls += 1; return new Promise((resolve) => { go = resolve; }); };
  const both = [push(EVENT.replace(':1,', ':4,')), push(EVENT.replace(':1,', ':4,'))];
  while (!go) await tick();
  go();
  assert.deepEqual((await Promise.all(both)).map(({ status }) => status), [200, 200]);
  assert.equal(calls, 1);
});

test('takes encrypted events where the push is configured so, and no others', async (context) => {
  const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
  const { appid, secret } = sandbox.weixin.account;
  const told = [];
  const safe = await startDramaServer({
    appid, secret, pushToken: PUSH_TOKEN, encodingAesKey, baseUrl: sandbox.reach('https://api.weixin.qq.com'), now: () => time, onEvent: ({ data }) => told.push(data.audit_detail.status),
  });
  context.after(() => safe.close());
  const target = { url: `${safe.url}/weixin/push`, token: PUSH_TOKEN };
  const statuses = [2, 4, 3];
  for (const more of [{ format: 'json', encodingAesKey }, { format: 'xml', encodingAesKey, twice: true }, { format: 'xml' }]) {
    sandbox.weixin.pushTo({ ...target, ...more });
    assert.equal(await sandbox.weixin.verifyPush(), true);
    const status = statuses.shift();
    sandbox.weixin.audit(dramaId, status);
    await sandbox.weixin.settled();
    assert.equal(sandbox.weixin.deliveries().at(-1).accepted, more.encodingAesKey ? 1 + Number(more.twice ?? 0) : 0);
    if (status !== 3) await askWeixin('audit_drama', { drama_id: dramaId });
  }
  assert.deepEqual(told, [2, 4]);
});

test('five hundred viewers of one episode are one question to WeChat', async () => {
  sandbox.weixin.audit(dramaId, 3);
  sandbox.weixin.clear();
  const links = await Promise.all(Array.from({ length: 500 }, () => link()));
  assert.equal(new Set(links.map(({ url }) => url)).size, 1);
  assert.equal(sandbox.weixin.requests('getmedialink').length, 1);
});
