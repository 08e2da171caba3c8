// The stand-in for Baijiayun: each API good and bad, uploads that break off, callbacks that are taken once, pages that ask first, and what can be broken.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { accessKey, startBaijiayunServer } from '../../examples/node/baijiayun.mjs';
import { APIS } from '../../examples/sandbox/baijiayun/apis.mjs';
import { Store } from '../../examples/sandbox/baijiayun/store.mjs';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { readExact } from '../../examples/sandbox/weixin/exact-json.mjs';
import { baijiayun, parsePlayAddress } from '../../pkg/playward-server/node.mjs';

const { cases } = JSON.parse(readFileSync(new URL('../data/baijiayun-requests.json', import.meta.url)));
const START = 1_700_000_000;
const LONG_AGO = 1_480_000_000;
const BIG = '9007199254740993';
/** No two parts of it are the same. */
const BYTES = Buffer.from(Array.from({ length: 700_000 }, (none, index) => (index * 31) >> 3));
/** What a case needs to be there. */
const WORLD = { videos: ['123', '456', '1', '2', BIG, '1260959'], categories: ['143', '74', '12345'] };
const REQUESTED = cases.filter(({ api }) => api !== 'upload');

let time;
let sandbox;
let cloud;
let client;

const account = () => ({ domain: cloud.account.domain, partnerId: cloud.account.partnerId, partnerKey: cloud.account.partnerKey });
const address = (api) => sandbox.reach(`https://demo.at.baijiayun.com/openapi/${api}`);

async function fresh(settings = {}) {
  time = START;
  sandbox = await startSandbox({ now: () => time });
  cloud = sandbox.baijiayun;
  cloud.configure({ ffmpeg: false, retryPausesMs: [10, 20], ...settings });
  client = new baijiayun.BaijiayunClient({ ...account(), baseUrl: sandbox.reach('https://demo.at.baijiayun.com'), retryPausesMs: [0, 0], now: () => time });
}

/** A request of the core's on its way, as a page of the document would send it. */
async function send({ url, method, header, data = {} }) {
  const files = Object.values(data).some((value) => typeof value === 'object');
  let body = method === 'GET' ? undefined : new URLSearchParams(data);
  if (files) {
    body = new FormData();
    for (const [name, value] of Object.entries(data)) {
      if (typeof value === 'object') body.append(name, new Blob(['WEBVTT']), 'a.vtt');
      else body.append(name, value);
    }
  }
  const response = await fetch(sandbox.reach(url), { method, headers: files ? {} : header, body });
  assert.equal(response.status, 200);
  return response.text();
}

/** The document's rule, by somebody else than both sides. */
function signature(fields, key) {
  const text = Object.keys(fields).filter((name) => typeof fields[name] === 'string').sort().map((name) => `${name}=${fields[name]}&`).join('');
  return createHash('md5').update(`${text}partner_key=${key}`).digest('hex');
}

/** Signed by hand, with whatever is in it. @returns {Promise<{ code: number, data: any, msg: string }>} */
async function ask(api, params, { method = 'POST', key = cloud.account.partnerKey, timestamp = String(Math.floor(time)), partnerId = cloud.account.partnerId } = {}) {
  const plain = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && !(typeof value === 'object' && !Array.isArray(value)));
  const fields = { partner_id: partnerId, timestamp, ...Object.fromEntries(plain.map(([name, value]) => [name, String(value)])) };
  fields.sign = params.sign || signature(fields, key);
  const query = new URLSearchParams(fields);
  const response = await (method === 'GET' ? fetch(`${address(api)}?${query}`) : fetch(address(api), { method, body: query }));
  return readExact(await response.text());
}

const stop = () => sandbox.close();

describe('each API', () => {
  before(async () => {
    await fresh({ transcodeMs: null });
    for (const id of WORLD.videos) await cloud.addVideo({ id, createTime: LONG_AGO });
    for (const id of WORLD.categories) cloud.addCategory(id, id);
  });
  after(stop);

  test('is there, and no other', async () => {
    assert.deepEqual(APIS.map(({ name }) => name).sort(), cases.map(({ api }) => api).sort());
    assert.equal(APIS.length, 42);
    assert.deepEqual(APIS.map(({ name, methods }) => [name, [...methods].sort()]).sort(), baijiayun.listApis().map(({ api, methods }) => [api, [...methods].sort()]).sort());
    assert.equal((await ask('video/getStorageAndFlowInfo', {})).code, 404);
    assert.equal((await ask('upload', {})).code, 404);
  });

  for (const { api, params, method, bad } of REQUESTED) {
    test(api, async () => {
      // What a case takes away is there again.
      for (const id of ['123', '1']) if (!cloud.videos().some((video) => video.id === id && video.origin)) await cloud.addVideo({ id, createTime: LONG_AGO });
      if (api.startsWith('video/') && api.endsWith('ubtitle') && api !== 'video/uploadSubtitle') {
        const { subtitle_id: id } = await client.uploadSubtitle({ name: '字幕', video_id: 123, subtitle: { file: new File(['WEBVTT'], 'a.vtt') } });
        assert.ok(Number(id) >= 262);
        params.subtitle_id = id;
      }
      if (api === 'video/getResumeUploadUrl') params.video_id = (await client.getUploadUrl({ file_name: 'a.mp4', definition: 16 })).video_id;
      const made = () => baijiayun.request(api, params, account(), time);
      const wrong = made();
      if (method === 'GET') wrong.url = wrong.url.replace(/sign=./, (text) => (text === 'sign=0' ? 'sign=1' : 'sign=0'));
      else wrong.data.timestamp = String(START - 1);
      assert.equal(readExact(await send(wrong)).code, 1002);

      const { outcome, data } = baijiayun.interpret(api, await send(made()));
      assert.deepEqual([outcome.ok, outcome.code], [true, '0'], outcome.message.zh);
      assert.notEqual(data, undefined);

      assert.throws(() => baijiayun.request(api, bad.params, account(), time), ({ code }) => code === 'invalid_params');
      if (Array.isArray(bad.params)) return;
      const { code, msg } = await ask(api, bad.params, { method });
      const fields = bad.issues.map(([, field]) => field);
      if (fields[0] === 'partner_id') assert.equal(code, 2001);
      else if (fields[0] === 'sign') assert.equal(code, 1002);
      else assert.deepEqual([code, fields.includes(msg.replace('参数错误: ', ''))], [1001, true], msg);
    });
  }

  test('upload takes a form with an address that was given out', async () => {
    const { upload_url: url } = await client.getUploadUrl({ file_name: 'a.mp4', definition: 16 });
    const post = async (to, name) => {
      const form = new FormData();
      form.append(name, new Blob([BYTES]), 'a.mp4');
      return (await fetch(to, { method: 'POST', body: form })).json();
    };
    assert.equal((await post(url.replace(/token=./, 'token=x'), 'data')).code, 4001);
    assert.equal((await post(url, 'file')).code, 4001);
    assert.deepEqual(await post(url, 'data'), { code: 1, msg: 'success' });
    assert.equal((await post(url, 'data')).code, 4001);
    const { upload_url: wrongKind } = await client.getUploadUrl({ file_name: 'a.txt', definition: 16 });
    assert.equal((await post(wrongKind, 'data')).code, 4001);
    const { upload_url: another } = await client.getUploadUrl({ file_name: 'a.mp4', definition: 16 });
    assert.equal((await (await fetch(another, { method: 'POST', body: BYTES })).json()).code, 4001);
  });

  test('who asks, and when', async () => {
    const coded = async (options, api = 'video/getCategoryList') => (await ask(api, {}, options)).code;
    assert.equal(await coded({}), 0);
    assert.equal(await coded({ partnerId: '7' }), 2001);
    assert.equal(await coded({ key: 'other' }), 1002);
    assert.equal(await coded({ timestamp: String(START - 300) }), 0);
    for (const timestamp of [START - 301, START + 301, START * 1000, 'now']) assert.equal(await coded({ timestamp: String(timestamp) }), 1001);
    assert.equal(await coded({ method: 'GET' }), 1);
    const broken = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nbroken' };
    assert.equal((await (await fetch(address('video/getCategoryList'), broken)).json()).code, 1001);
    assert.equal(await coded({}, 'video_account/getStorgeAndFlowInfo'), 1);
  });

  test('a new key ends the old one', async () => {
    const old = account();
    const { partner_key: partnerKey } = await client.createkey({ secret_key: cloud.account.secretKey, regenerate: 1 });
    assert.ok(partnerKey.length <= 128 && partnerKey !== old.partnerKey);
    assert.equal((await ask('video/getCategoryList', {}, { key: old.partnerKey })).code, 1002);
    assert.equal((await ask('video/getCategoryList', {}, { key: partnerKey })).code, 0);
    assert.equal((await ask('partner/createkey', { secret_key: 'x' })).code, 2002);
    assert.doesNotMatch(JSON.stringify(cloud.requests()), new RegExp(cloud.account.secretKey));
  });
});

describe('a video', () => {
  beforeEach(() => fresh());
  afterEach(stop);

  const uploaded = async (options) => {
    const { videoId } = await client.upload(BYTES, { fileName: '第一课.mp4', definition: [16, 1, 2, 4, 8], ...options });
    await client.waitUntilTranscoded(videoId, { intervalMs: 5 });
    return videoId;
  };

  test('is uploaded, breaks off twice, goes on, and is transcoded', async () => {
    cloud.configure({ transcodeMs: null });
    let videoId;
    for (const [bytes, options] of [[100_000, {}], [250_000, { resume: true }]]) {
      cloud.cutUpload(bytes);
      const error = await client.upload(BYTES, { fileName: 'a.mp4', ...(options.resume ? { resume: videoId } : { definition: [16, 2] }) }).then(() => assert.fail(), (thrown) => thrown);
      assert.equal(error.code, 'api_error');
      videoId = error.videoId;
      assert.equal((await client.getStatus({ video_id: videoId })).status, 10);
    }
    assert.equal((await client.getResumeUploadUrl({ video_id: videoId })).upload_size, 350_000);
    const progress = [];
    assert.deepEqual(await client.upload(BYTES, { fileName: 'a.mp4', resume: videoId, onProgress: (done) => progress.push(done) }), { videoId });
    assert.ok(progress[0] > 350_000 && progress.at(-1) === BYTES.length);

    const told = [];
    const onStatus = ({ status }) => {
      if (told.push(status) === 1) cloud.finish(videoId);
    };
    await client.waitUntilTranscoded(videoId, { intervalMs: 5, onStatus });
    assert.deepEqual([told[0], told.at(-1)], [20, 100]);
    const info = await client.getInfo({ video_id: videoId });
    assert.equal(info.file_md5, createHash('md5').update(BYTES).digest('hex'));
    assert.equal(info.total_size, BYTES.length);
    assert.deepEqual([...new Set(info.transcode_info.map(({ definition, type }) => `${definition} ${type}`))],
      ['low mp4', 'low flv', 'low m3u8', 'super mp4', 'super flv', 'super m3u8']);
    assert.ok(BigInt(videoId) >= 2n ** 53n);
  });

  test('fails, or takes too long', async () => {
    cloud.configure({ transcodeMs: null });
    for (const [how, code] of [['failed', 'transcode_failed'], ['timed_out', 'transcode_timed_out']]) {
      const { videoId } = await client.upload(BYTES, { fileName: 'a.mp4', definition: 16 });
      cloud.fail(videoId, how);
      await assert.rejects(client.waitUntilTranscoded(videoId, { intervalMs: 5 }), { code });
    }
    const { video_id: late } = await client.getUploadUrl({ file_name: 'a.mp4', definition: 16 });
    cloud.failUpload(late);
    await assert.rejects(client.waitUntilTranscoded(late), { code: 'upload_timed_out' });
  });

  test('plays from addresses that run out', async () => {
    const videoId = await uploaded();
    const { play_info: info } = await client.getUrl({ video_id: videoId, expires_in: 60 });
    assert.deepEqual(Object.keys(info), ['low', 'high', 'superHD', '720p', '1080p']);
    const { action, url, expiresAt, quality } = baijiayun.chooseQuality(info, 'superHD', time);
    assert.deepEqual([action, quality, expiresAt], ['play', 'superHD', START + 60]);
    assert.deepEqual([parsePlayAddress(url).vendor, parsePlayAddress(url).expiresAt], ['baijiayun', START + 60]);
    const ranged = await fetch(url, { headers: { range: 'bytes=100-199' } });
    assert.equal(ranged.status, 206);
    assert.ok(Buffer.from(await ranged.arrayBuffer()).equals(BYTES.subarray(100, 200)));
    assert.equal((await fetch(url.replace(/\/[0-9a-f]{32}\//, `/${'0'.repeat(32)}/`))).status, 403);
    assert.equal((await fetch(url.replace(expiresAt.toString(16), (expiresAt + 9).toString(16)))).status, 403);

    const { play_info: { low } } = await client.getUrl({ video_id: videoId, format: 'm3u8' });
    const playlist = await (await fetch(low.url)).text();
    const segment = playlist.split('\n').find((line) => line.endsWith('.ts'));
    assert.ok(Buffer.from(await (await fetch(new URL(segment, low.url))).arrayBuffer()).equals(BYTES));

    time += 61;
    assert.equal((await fetch(url)).status, 403);
    assert.equal(baijiayun.chooseQuality(info, 'low', time).action, 'refresh_address');
    assert.equal((await fetch(low.url)).status, 200);
    cloud.expireAddresses();
    assert.equal((await fetch(low.url)).status, 403);
    await assert.rejects(client.getUrl({ video_id: videoId, format: 'encrypt' }), ({ outcome }) => outcome.code === '2002');
  });

  test('is renamed, sorted in, hidden, made smaller, and deleted', async () => {
    const videoId = await uploaded();
    await client.update({ video_id: videoId, name: '课 & 程=1' });
    const top = await client.addCategory({ name: '教育' });
    const below = await client.addCategory({ name: '初中', parent_id: top.id });
    await client.setVideoCategory({ video_id: videoId, category_id: below.id });
    assert.equal((await client.getCategoryVideo({ category_id: top.id })).list[0].name, '课 & 程=1');
    await assert.rejects(client.deleteCategory({ category_id: top.id }), ({ outcome }) => outcome.code === '1');
    assert.deepEqual((await client.getCategoryList()).list[0].children.map(({ name }) => name), ['初中']);
    await client.setPublishStatus({ video_id: videoId, status: 2 });
    assert.equal((await client.getInfo({ video_id: videoId })).publish_status, 0);
    await assert.rejects(client.removeDefinition({ video_id: videoId, definition: 16, type: 1 }), ({ outcome }) => outcome.code === '1');
    await client.removeDefinition({ video_id: videoId, definition: 16, type: [2, 4] });
    await client.removeDefinition({ video_id: videoId, definition: 16, type: 1 });
    assert.equal(Object.hasOwn((await client.getUrl({ video_id: videoId })).play_info, 'low'), false);
    await client.transcodeAgain({ video_id: videoId, definition: 16, format: 1 });
    await client.waitUntilTranscoded(videoId, { intervalMs: 5 });
    assert.equal(Object.hasOwn((await client.getUrl({ video_id: videoId })).play_info, 'low'), true);
    await client.delete({ video_id: videoId });
    await assert.rejects(client.getInfo({ video_id: videoId }), ({ outcome }) => outcome.code === '5002');
    await client.deleteCategory({ category_id: top.id });
    assert.equal((await client.getVideoList()).total, 0);
  });

  test('is counted', async () => {
    await cloud.addVideo({ id: '123', createTime: LONG_AGO });
    const span = { start_date: '2017-08-01', end_date: '2017-08-31' };
    const { play_count: daily } = await client.getVideoDailyPlayCount({ video_id: 123, ...span });
    const plays = Object.values(daily).reduce((sum, one) => sum + one, 0);
    assert.equal(Object.keys(daily).length, 31);
    assert.ok(plays > 10);
    assert.deepEqual((await client.getVideoPlayCountRank(span)).play_rank, [{ video_id: '123', play_count: plays }]);
    const [busy] = Object.entries(daily).find(([, count]) => count > 2);
    const rows = [];
    for await (const row of client.getVideoPlayRecord({ video_id: 123, start_time: `${busy} 00:00:00`, end_time: `${busy} 23:59:59`, page_size: 2 })) rows.push(row);
    assert.equal(rows.length, daily[busy]);
    const { flow } = await client.videoAccount.getUsedFlowDetail(span);
    assert.equal((await client.videoData.getUsedFlow({ video_id: 123, ...span })).flow, Object.values(flow).reduce((sum, one) => sum + one, 0));
    const page = baijiayun.playerAddress({ domain: 'demo', videoId: '123', token: (await client.getPlayerToken({ video_id: 123 })).token });
    await fetch(sandbox.reach(page));
    const today = { start_date: '2023-11-15', end_date: '2023-11-15' };
    assert.deepEqual((await client.getPartnerDailyPlayCount(today)).play_count, { '2023-11-15': 1 });
  });

  test('whatever has been injected', async () => {
    await cloud.addVideo({ id: '123' });
    cloud.inject({ api: 'video/getStatus', status: 502 });
    cloud.inject({ api: 'video/getStatus', drop: true });
    assert.equal((await client.getStatus({ video_id: 123 })).status, 100);
    cloud.inject({ api: 'video/getInfo', code: 1 });
    await assert.rejects(client.getInfo({ video_id: 123 }), ({ outcome }) => outcome.code === '1');
    cloud.inject({ api: 'video/delete', drop: true, after: true });
    await assert.rejects(client.delete({ video_id: 123 }));
    assert.equal(cloud.videos().length, 0);
    assert.equal(cloud.requests('video/getStatus').length, 3);
    assert.throws(() => cloud.inject({ api: 'video/none', drop: true }), RangeError);
    const remote = (action, body) => fetch(`${sandbox.origin}/sandbox/baijiayun/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    assert.equal((await remote('inject', { api: 'video/getVideoList', code: 1001 })).status, 200);
    await assert.rejects(client.getVideoList(), ({ outcome }) => outcome.code === '1001');
    assert.equal((await remote('inject', { api: 'none', drop: true })).status, 400);
    assert.equal((await (await remote('requests', {})).json()).length > 4, true);
  });

  test('what is known stands in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'playward-'));
    try {
      const path = join(folder, 'cloud.json');
      const store = new Store(path);
      store.videos.set(BIG, { id: BIG });
      store.changed();
      store.close();
      assert.deepEqual([...new Store(path).videos], [[BIG, { id: BIG }]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a body that is too large has no parameters', async () => {
  await fresh();
  const post = async (bytes) => {
    const { url, data } = baijiayun.request('video/getCategoryList', {}, account(), time);
    const body = new URLSearchParams({ ...data, padding: 'x'.repeat(bytes) });
    return (await (await fetch(sandbox.reach(url), { method: 'POST', body })).json()).msg;
  };
  const [small, large] = [await post(1000), await post(300_000)];
  assert.notEqual(small, large);
  await stop();
});

describe('the customer is called', () => {
  const SECRET = 'access-secret';
  let server;
  let events;
  let broken;

  beforeEach(async () => {
    await fresh();
    events = [];
    broken = 0;
    server = await startBaijiayunServer({
      partnerKey: cloud.account.partnerKey, accessSecret: SECRET, now: () => time,
      onEvent({ event, videoId }) {
        if (broken-- > 0) throw new Error('the database is away');
        events.push([event, videoId]);
      },
    });
    await client.setTranscodeCallbackUrl({ url: `${server.url}/baijiayun/callback` });
  });
  afterEach(async () => {
    await server.close();
    await stop();
  });

  const silently = async (deed) => {
    const { error } = console;
    console.error = () => {};
    try {
      await deed();
    } finally {
      console.error = error;
    }
  };

  test('when an upload is there and when it is transcoded', async () => {
    const { videoId } = await client.upload(BYTES, { fileName: 'a.mp4', definition: [16, 1] });
    await cloud.settled();
    assert.deepEqual(events, [['uploaded', videoId], ['transcoded', videoId]]);
    assert.deepEqual(cloud.deliveries().map(({ status, tries, accepted }) => [status, tries, accepted]), [[20, 1, true], [100, 1, true]]);
    cloud.configure({ transcodeMs: null });
    await client.transcodeAgain({ video_id: videoId, definition: 16 });
    cloud.fail(videoId);
    await cloud.settled();
    assert.deepEqual(events.at(-1), ['transcode_failed', videoId]);
  });

  test('forged, altered, stale, unsigned: refused; repeated: answered, and not acted on twice', async () => {
    await cloud.addVideo({ id: BIG });
    const reply = async (changes, status = 100) => {
      const { status: http, text } = await cloud.sendCallback(BIG, status, changes);
      return [http, JSON.parse(text).code];
    };
    assert.deepEqual(await reply({ qid: 'q1' }), [200, 0]);
    assert.deepEqual(events, [['transcoded', BIG]]);
    assert.deepEqual(await reply({ qid: 'q1' }), [200, 0]);
    assert.deepEqual(await Promise.all([reply({ qid: 'q2' }, 20), reply({ qid: 'q2' }, 20)]), [[200, 0], [200, 0]]);
    assert.deepEqual(events, [['transcoded', BIG], ['uploaded', BIG]]);

    const refused = [
      { key: 'another-key' }, { altered: { video_id: '124' } }, { altered: { status: '30' } }, { altered: { qid: 'q9' } }, { altered: { more: '' } }, { unsigned: true },
      { timestamp: START - 301 }, { timestamp: START + 301 }, { altered: { sign: '' } },
    ];
    for (const changes of refused) assert.deepEqual(await reply(changes), [403, 1], JSON.stringify(changes));
    assert.deepEqual(await reply({ timestamp: START - 300, qid: 'q3' }), [200, 0]);
    assert.equal(events.length, 3);
    time += 301;
    assert.deepEqual(await reply({ timestamp: START, qid: 'q1' }), [403, 1]);
    for (const body of ['', 'a=b', 'sign=1&sign=2&video_id=1&status=20&qid=1']) {
      const response = await fetch(`${server.url}/baijiayun/callback`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
      assert.equal(response.status, 403);
    }
    assert.equal(events.length, 3);
  });

  test('again, twice, when it did not take it', async () => {
    for (const [failures, tries, accepted] of [[1, 2, true], [2, 3, true], [3, 3, false]]) {
      await silently(async () => {
        const { videoId } = await client.upload(BYTES, { fileName: 'a.mp4', definition: 16 });
        await cloud.settled();
        events.length = 0;
        broken = failures;
        await client.transcodeAgain({ video_id: videoId, definition: 16 });
        await cloud.settled();
        const { qid, ...last } = cloud.deliveries().at(-1);
        assert.match(qid, /^\d{16}$/);
        assert.deepEqual(last, { videoId, status: 100, tries, accepted });
        assert.equal(events.length, accepted ? 1 : 0);
      });
    }
    broken = 1;
    await silently(async () => {
      await client.upload(BYTES, { fileName: 'a.mp4', definition: 16 });
      await cloud.settled();
    });
    // That an upload is there is told once.
    assert.deepEqual(cloud.deliveries().slice(-2).map(({ status, tries }) => [status, tries]), [[20, 1], [100, 1]]);
  });

  test('before a page plays', async (t) => {
    await cloud.addVideo({ id: BIG });
    const { token } = await client.getPlayerToken({ video_id: BIG, expires_in: 60 });
    const open = (key, more = {}) => fetch(sandbox.reach(baijiayun.playerAddress({ domain: 'demo', videoId: BIG, token, ...(key !== undefined && { accessKey: key }), ...more })), { redirect: 'manual' });
    const good = accessKey(SECRET, BIG, START + 60);
    assert.match(await (await open()).text(), /<video controls src="http:\/\/127\.0\.0\.1/);
    assert.match(await (await open(undefined, { token: 'x' })).text(), /5101/);

    const auth = { url: `${server.url}/baijiayun/auth` };
    cloud.setThirdPartyAuth({ ...auth, failureText: '请先购买' });
    assert.equal((await open(good)).status, 200);
    assert.equal((await open(good, { mobile: true })).status, 200);
    // The document's own way around.
    assert.equal((await open()).status, 200);
    for (const bad of ['x', '', `${good}x`, accessKey(SECRET, '124', START + 60), accessKey('other', BIG, START + 60), accessKey(SECRET, BIG, START - 1)]) {
      const response = await fetch(sandbox.reach(`https://demo.at.baijiayun.com/web/video/player?${new URLSearchParams({ vid: BIG, token, access_key: bad })}`));
      assert.equal(response.status, 403, bad);
      assert.match(await response.text(), /请先购买/);
    }
    cloud.setThirdPartyAuth({ ...auth, forced: true, failureUrl: 'http://127.0.0.1/buy' });
    assert.equal((await open()).headers.get('location'), 'http://127.0.0.1/buy');
    assert.equal((await open(good)).status, 200);
    const away = createServer((request, response) => { response.statusCode = 500; response.end('{"code":0}'); });
    await new Promise((resolve) => { away.listen(0, '127.0.0.1', resolve); });
    const leave = () => new Promise((resolve) => { away.close(resolve); away.closeAllConnections(); });
    t.after(leave);
    cloud.setThirdPartyAuth({ url: `http://127.0.0.1:${away.address().port}/`, forced: true });
    assert.equal((await open(good)).status, 403);
    await leave();
    assert.equal((await open(good)).status, 403);
    assert.equal((await fetch(auth.url, { method: 'POST', body: new URLSearchParams({ video_id: '1' }) })).status, 400);
    cloud.setThirdPartyAuth(null);
    time += 61;
    assert.match(await (await open()).text(), /5101/);
  });
});

const hasFfmpeg = () => {
  try {
    execFileSync('ffprobe', ['-version'], { stdio: 'ignore' });
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

test('a real video is really transcoded', { skip: !hasFfmpeg() && 'no ffmpeg' }, async () => {
  await fresh({ ffmpeg: true });
  try {
    const { videoId } = await client.upload(new URL('../../examples/h5/clip/loop.flv', import.meta.url).pathname, { definition: [16, 8], format: [1, 4] });
    await client.waitUntilTranscoded(videoId, { intervalMs: 50 });
    const { play_info: info } = await client.getUrl({ video_id: videoId });
    const [best] = Object.values(info);
    // The clip has no 1080 lines: what is there is as good as the clip.
    assert.equal(Object.hasOwn(info, '1080p'), false);
    const bytes = Buffer.from(await (await fetch(best.url)).arrayBuffer());
    assert.equal(bytes.toString('latin1', 4, 8), 'ftyp');
    assert.equal(bytes.length, best.size);
    assert.ok(best.duration >= 1);
  } finally {
    await stop();
  }
});
