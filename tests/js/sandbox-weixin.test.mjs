// The stand-in for api.weixin.qq.com: every interface good and bad, links that a CDN serves, events that arrive, and what can be broken.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { submission } from './submission.mjs';
import { APIS } from '../../examples/sandbox/weixin/api-table.mjs';
import { readExact, writeExact } from '../../examples/sandbox/weixin/exact-json.mjs';

const { now: START, base, cases } = JSON.parse(readFileSync(new URL('../data/sandbox-weixin.json', import.meta.url)));
const MB = 1 << 20;
/** So many bytes of which no two parts are the same. */
const bytes = (size) => Buffer.alloc(size, Buffer.from(Array.from({ length: 8191 }, (none, index) => (index * 31) >> 3)));

let time;
let sandbox;
let token;
let world;

const path = (api) => (api === 'media/upload' ? '/cgi-bin/media/upload' : `/wxa/sec/vod/${api}`);
const address = (api, query = `access_token=${token}`) => sandbox.reach(`https://api.weixin.qq.com${path(api)}?${query}${api === 'media/upload' ? '&type=image' : ''}`);
const takes = (api) => APIS.find(({ name }) => name === api).takes;

function bodyOf(api, given) {
  const entries = Object.entries(given).filter(([, value]) => value !== null);
  if (takes(api) === 'json') return { headers: { 'content-type': 'application/json' }, body: writeExact(Object.fromEntries(entries)) };
  const form = new FormData();
  for (const [name, value] of entries) {
    if (value instanceof Uint8Array) form.append(name, new Blob([value]), 'file');
    else form.append(name, value);
  }
  return { body: form };
}
const post = (api, given = {}, query) => fetch(address(api, query), { method: 'POST', ...bodyOf(api, given) });

async function ask(api, given, query) {
  const response = await post(api, given, query);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^application\/json/);
  return readExact(await response.text());
}

/** A case's field: $name from the world, @size a file. */
function filled(value) {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one)]));
  if (typeof value !== 'string') return value;
  if (value.startsWith('@')) return new Uint8Array(Number(value.slice(1)));
  return value.startsWith('$') ? world[value.slice(1)] : value;
}

const single = async (name, data = new Uint8Array(100)) => (await ask('singlefileupload', { media_name: name, media_type: 'MP4', media_data: data })).media_id;
const drama = async (name, media) => (await ask('auditdrama', {
  ...submission(name, media, sandbox.weixin.account.entity, world.material),
})).drama_id;

async function fresh() {
  time = START;
  sandbox = await startSandbox({ now: () => time });
  token = sandbox.weixin.accessToken();
}

async function freshWorld() {
  await fresh();
  world = { material: (await ask('media/upload', { media: new Uint8Array(10) })).media_id };
  for (const name of ['media', 'other', 'played', 'waiting', 'refused']) world[name] = await single(name);
  for (const [name, media, status] of [['passed', 'played', 3], ['auditing', 'waiting', 1], ['rejected', 'refused', 2]]) {
    world[name] = await drama(name, [world[media]]);
    if (status !== 1) sandbox.weixin.audit(world[name], status);
  }
  const apply = async (more) => (await ask('applyupload', { media_name: 'parts', media_type: 'MP4', ...more })).upload_id;
  world.upload = await apply();
  world.covered = await apply({ cover_type: 'PNG' });
  world.uploaded = await apply();
  world.etag = (await ask('uploadpart', { upload_id: world.uploaded, part_number: '1', resource_type: '1', data: new Uint8Array(100) })).etag;
  world.url = 'https://video.example/1.mp4';
}

const status = async (url, options) => {
  const response = await fetch(url, options);
  await response.body?.cancel();
  return response.status;
};
const stop = (context) => context.after(() => sandbox.close());

/** Somebody's server; resolves to { url, requests }. */
async function listen(context, answer) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { searchParams } = new URL(request.url, 'http://x');
    const seen = { method: request.method, query: Object.fromEntries(searchParams), type: request.headers['content-type'], body: Buffer.concat(chunks).toString() };
    requests.push(seen);
    answer(seen, response, requests.length);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/push`, requests };
}

describe('answers', () => {
  /** Refusals and questions change nothing, so one world serves them all. */
  let shared;
  const changes = (api, errcode) => api === 'gettask' || (errcode === 0 && !/^(list|get)/.test(api));
  before(async () => {
    await freshWorld();
    shared = { sandbox, token, world };
  });
  after(() => shared.sandbox.close());

  for (const { id, api, bare, params = {}, errcode, status: http = 200, data, count, mp4 } of cases) {
    test(id, async (context) => {
      if (changes(api, errcode)) {
        await freshWorld();
        stop(context);
      } else {
        ({ sandbox, token, world } = shared);
        time = START;
      }
      if (api === 'gettask') {
        const server = await listen(context, (seen, response) => response.end('a video'));
        world.task = (await ask('pullupload', { media_name: 'pulled', media_type: 'MP4', media_url: server.url })).task_id;
        await sandbox.weixin.settled();
      }
      const response = await post(api, filled({ ...(bare ? {} : base[api]), ...params }));
      assert.equal(response.status, http);
      if (http !== 200) return;
      const answer = readExact(await response.text());
      assert.equal(answer.errcode, errcode, answer.errmsg);
      assert.ok(answer.errmsg);
      if (errcode !== 0) return assert.deepEqual(Object.keys(answer), ['errcode', 'errmsg']);
      if (count !== undefined) assert.equal(Object.values(answer).find(Array.isArray).length, count);
      if (data) contains(answer, data);
      if (mp4) assert.match(answer.media_info.mp4_url, new RegExp(mp4));
    });
  }
});

function contains(whole, part) {
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === 'object') contains(whole[name], value);
    else assert.equal(whole[name], value, name);
  }
}

describe('the interfaces', () => {
  before(freshWorld);
  after(() => sandbox.close());

  test('every one has a good and a bad case', () => {
    assert.equal(APIS.length, 16);
    for (const { name } of APIS) {
      assert.deepEqual([true, false].map((good) => cases.some((row) => row.api === name && (row.errcode === 0) === good)), [true, true], name);
    }
  });

  test('POST alone, with a token, with a body that can be read', async () => {
    const code = async (options, query) => readExact(await (await fetch(address('getmedia', query), options)).text()).errcode;
    const json = { 'content-type': 'application/json' };
    const good = { method: 'POST', headers: json, body: writeExact({ media_id: world.media }) };
    assert.equal(await code(good), 0);
    assert.equal(await code({}), 43002);
    assert.equal(await code({ ...good, body: '' }), 44002);
    assert.equal(await code({ ...good, body: '{' }), 47001);
    assert.equal(await code({ ...good, body: '[]' }), 47001);
    assert.equal(await code({ ...good, headers: { 'content-type': 'text/plain' } }), 47001);
    assert.equal(await code(good, ''), 41001);
    assert.equal(await code(good, 'access_token=x'), 40001);
    assert.equal((await ask('gettask', {})).errcode, 47003);
    const form = await fetch(address('uploadpart'), { method: 'POST', headers: json, body: '{}' });
    assert.equal((await form.json()).errcode, 47001);
    const cut = await fetch(address('uploadpart'), { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\ncontent-disposition: form-data; name="data"; filename="a"\r\n\r\nhalf' });
    assert.equal((await cut.json()).errcode, 47001);
  });

  test('ids above 2^53 are exact integers in JSON, both ways', async () => {
    const text = await (await post('getmedia', { media_id: world.media })).text();
    assert.match(text, new RegExp(`"media_id":${world.media}\\b`));
    assert.ok(world.media > 2n ** 53n && world.passed > 2n ** 53n);
    assert.equal((await ask('getmedia', { media_id: world.media + 1n })).errcode, 10093030);
    assert.equal((await ask('getmedia', { media_id: String(world.media) })).errcode, 10093014);
    assert.deepEqual(readExact('{"a":9007199254740993,"b":"9007199254740993","c":0.12345678901234567,"d":[-9223372036854775808]}'), {
      a: 9007199254740993n, b: '9007199254740993', c: 0.12345678901234567, d: [-9223372036854775808n],
    });
    assert.equal(writeExact({ a: 9007199254740993n, b: '1' }), '{"a":9007199254740993,"b":"1"}');
  });

  test('the token, its two hours, and the five minutes of the one before', async () => {
    const get = async (query) => (await fetch(sandbox.reach(`https://api.weixin.qq.com/cgi-bin/token?${new URLSearchParams(query)}`))).json();
    const { appid, secret } = sandbox.weixin.account;
    const good = { grant_type: 'client_credential', appid, secret };
    assert.equal((await get({ ...good, grant_type: 'x' })).errcode, 40002);
    assert.equal((await get({ ...good, appid: 'x' })).errcode, 40013);
    assert.equal((await get({ ...good, secret: 'x' })).errcode, 40125);
    const answer = await get(good);
    assert.equal(answer.expires_in, 7200);
    const code = async (given) => (await ask('listmedia', {}, `access_token=${given}`)).errcode;
    assert.equal(await code(token), 0);
    time += 300;
    assert.equal(await code(token), 42001);
    assert.equal(await code(answer.access_token), 0);
    time += 6900;
    assert.equal(await code(answer.access_token), 42001);
    time = START;
    token = sandbox.weixin.accessToken();
    assert.ok(sandbox.weixin.requests('token').length === 4 && !JSON.stringify(sandbox.weixin.requests('token')).includes(secret));
  });

  test('a picture is what temporary material is here', async () => {
    const response = await fetch(sandbox.reach(`https://api.weixin.qq.com/cgi-bin/media/upload?access_token=${token}&type=voice`), { method: 'POST', ...bodyOf('media/upload', { media: new Uint8Array(1) }) });
    assert.equal((await response.json()).errcode, 40004);
  });
});

describe('uploads in parts', () => {
  beforeEach(fresh);

  test('any order, a part again, a cover numbered from 1: byte for byte', async (context) => {
    stop(context);
    const video = bytes(11 * MB);
    const cover = bytes(6 * MB);
    const { upload_id: id } = await ask('applyupload', { media_name: 'a', media_type: 'MP4', cover_type: 'PNG' });
    const send = async (type, whole, number, data = whole.subarray((number - 1) * 5 * MB, number * 5 * MB)) => {
      const { etag } = await ask('uploadpart', { upload_id: id, part_number: String(number), resource_type: type, data });
      assert.equal(etag, `"${createHash('md5').update(data).digest('hex')}"`);
      return { part_number: number, etag };
    };
    await send('1', video, 2, new Uint8Array(7));
    const third = await send('1', video, 3);
    const [first, second] = await Promise.all([send('1', video, 1), send('1', video, 2)]);
    const covers = [await send('2', cover, 1), await send('2', cover, 2)];

    const commit = (media, more) => ask('commitupload', { upload_id: id, media_part_infos: media, ...more });
    assert.equal((await commit([first, second, third])).errcode, 10093014);
    assert.equal((await commit([second, first, third], { cover_part_infos: covers })).errcode, 10093014);
    const { media_id: media } = await commit([first, second, third], { cover_part_infos: covers });
    assert.ok(video.equals(await sandbox.weixin.mediaFile(media)));
    assert.ok(cover.equals(await sandbox.weixin.coverFile(media)));
    assert.equal((await commit([first, second, third], { cover_part_infos: covers })).errcode, 10093030);
  });

  test('none but the last part is short, and a video has at most 500 MB', async (context) => {
    stop(context);
    const { upload_id: id } = await ask('applyupload', { media_name: 'a', media_type: 'MP4' });
    const parts = [];
    for (const number of [1, 2]) {
      const { etag } = await ask('uploadpart', { upload_id: id, part_number: String(number), resource_type: '1', data: new Uint8Array(100) });
      parts.push({ part_number: number, etag });
    }
    assert.match((await ask('commitupload', { upload_id: id, media_part_infos: parts })).errmsg, /size of part 1/);
  });
});

describe('pulls', () => {
  beforeEach(fresh);

  test('end in a media', async (context) => {
    stop(context);
    const server = await listen(context, (seen, response) => response.end('a video'));
    const { task_id: id } = await ask('pullupload', { media_name: 'pulled', media_url: server.url });
    assert.ok([1, 2, 3].includes((await ask('gettask', { task_id: id })).task_info.status));
    await sandbox.weixin.settled();
    const { task_info: task } = await ask('gettask', { task_id: id });
    assert.equal(String(await sandbox.weixin.mediaFile(task.media_id)), 'a video');
  });

  test('or in an error of their own, the answer being 0', async (context) => {
    stop(context);
    const push = await listen(context, (seen, response) => response.end('success'));
    sandbox.weixin.pushTo({ url: push.url, token: 'x' });
    for (const url of ['https://video.example/1.mp4', (await listen(context, (seen, response) => response.writeHead(404).end())).url]) {
      const { task_id: id } = await ask('pullupload', { media_name: 'pulled', media_url: url });
      await sandbox.weixin.settled();
      const answer = await ask('gettask', { task_id: id });
      assert.deepEqual([answer.errcode, answer.task_info.status, answer.task_info.errcode], [0, 4, 60000]);
    }
    assert.deepEqual(push.requests.map(({ body }) => readExact(body).upload_event.errcode), [60000, 60000]);
  });
});

describe('audits', () => {
  beforeEach(freshWorld);

  test('an episode that passed is not playable before its drama is', async (context) => {
    stop(context);
    const id = await drama('two', [world.media, world.other]);
    sandbox.weixin.audit(id, 4, { [world.other]: '第二集不清晰' });
    const detail = async (media) => (await ask('getmedia', { media_id: media })).media_info.audit_detail;
    assert.equal((await detail(world.media)).status, 3);
    assert.deepEqual([(await detail(world.other)).status, (await detail(world.other)).reason], [4, '第二集不清晰']);
    const link = (media) => ask('getmedialink', { media_id: media, t: START + 60 });
    assert.equal((await link(world.media)).errcode, 10093011);

    const another = await single('another');
    const replace = (old) => ask('auditdrama', { drama_id: id, replace_media_list: [{ old, new: another }] });
    assert.equal((await replace(world.media)).errcode, 10093014);
    assert.equal((await replace(world.other)).errcode, 0);
    assert.equal((await ask('getdrama', { drama_id: id })).drama_info.audit_detail.status, 1);
    assert.throws(() => sandbox.weixin.audit(id, 1), RangeError);
    sandbox.weixin.audit(id, 3);
    assert.equal((await link(another)).errcode, 0);
    assert.equal((await link(world.other)).errcode, 10093011);
  });

  test('five are expedited a day', async (context) => {
    stop(context);
    const expedited = [];
    for (let index = 0; index < 6; index += 1) {
      const media = await single(`episode ${index}`);
      const { drama_id: id } = await ask('auditdrama', { ...filled(base.auditdrama), media_count: 1, media_id_list: [media], expedited: 1 });
      expedited.push((await ask('getdrama', { drama_id: id })).drama_info.expedited);
    }
    assert.deepEqual(expedited, [1, 1, 1, 1, 1, 0]);
  });
});

test('a body that is too large is refused, and does not stay in memory', async (context) => {
  await freshWorld();
  stop(context);
  const post = (body, type) => fetch(`${sandbox.reach('https://api.weixin.qq.com/wxa/sec/vod/listmedia')}?access_token=${sandbox.weixin.accessToken()}`, { method: 'POST', headers: { 'content-type': type }, body });
  const json = (bytes) => JSON.stringify({ media_name: 'x', padding: 'y'.repeat(bytes) });
  assert.equal((await (await post(json(200_000), 'application/json')).json()).errcode, 0);
  for (const bytes of [300_000, 20_000_000]) assert.equal((await (await post(json(bytes), 'application/json')).json()).errcode, 47001);
  const form = new FormData();
  for (let number = 0; number < 100; number += 1) form.append(`field-${number}`, 'x');
  const entries = sandbox.weixin.requests().length;
  await (await fetch(`${sandbox.reach('https://api.weixin.qq.com/cgi-bin/media/upload')}?type=image&access_token=${sandbox.weixin.accessToken()}`, { method: 'POST', body: form })).json();
  assert.ok(Object.keys(sandbox.weixin.requests()[entries].params).length <= 64);
});

describe('links', () => {
  beforeEach(freshWorld);
  const link = async (more) => (await ask('getmedialink', { media_id: world.played, t: START + 600, ...more })).media_info.mp4_url;

  test('serve the file, whole and in ranges', async (context) => {
    stop(context);
    const video = bytes(1000);
    const id = await single('ranges', video);
    sandbox.weixin.audit(await drama('ranges', [id]), 3);
    const { mp4_url: url, hls_url: playlist } = (await ask('getmedialink', { media_id: id, t: START + 600 })).media_info;
    const get = async (range) => {
      const response = await fetch(url, { headers: range ? { range } : {} });
      return [response.status, response.headers.get('content-range'), Buffer.from(await response.arrayBuffer()).toString('hex')];
    };
    const hex = (from, to) => video.toString('hex', from, to);
    assert.deepEqual(await get(), [200, null, hex(0, 1000)]);
    assert.deepEqual(await get('bytes=10-19'), [206, 'bytes 10-19/1000', hex(10, 20)]);
    assert.deepEqual(await get('bytes=990-'), [206, 'bytes 990-999/1000', hex(990, 1000)]);
    assert.deepEqual(await get('bytes=-5'), [206, 'bytes 995-999/1000', hex(995, 1000)]);
    assert.deepEqual(await get('bytes=1000-'), [416, 'bytes */1000', '']);
    const [segment] = (await (await fetch(playlist)).text()).split('\n').filter((line) => line && !line.startsWith('#'));
    assert.equal(await status(new URL(segment, playlist)), 200);
  });

  test('are refused when they are over, or not as they were signed', async (context) => {
    stop(context);
    const url = await link({ us: 'abcd' });
    assert.equal(await status(url), 200);
    assert.equal(await status(url.replace('abcd', 'abce')), 403);
    assert.equal(await status(url.replace(/t=(\w+)/, (whole, t) => `t=${(Number.parseInt(t, 16) + 60).toString(16)}`)), 403);
    assert.equal(await status(url.replace(String(world.played), String(world.media))), 403);
    time += 601;
    assert.equal(await status(url), 403);
  });

  test('look at the referer', async (context) => {
    stop(context);
    const from = (url, referer) => status(url, { headers: referer ? { referer } : {} });
    const white = await link({ whref: 'abc.com,*.def.com' });
    for (const [referer, expected] of [
      ['https://abc.com/1', 200], ['http://abc.com.cn/', 200], ['https://x.def.com/', 200], ['https://def.com/', 403], ['https://x.com/abc.com', 403], ['', 403],
    ]) assert.equal(await from(white, referer), expected, referer);
    const black = await link({ bkref: 'abc.com' });
    assert.equal(await from(black, 'https://abc.com/1'), 403);
    assert.equal(await from(black, ''), 200);
  });

  test('count terminals, and cut a trial short', async (context) => {
    stop(context);
    const url = await link({ rlimit: 2 });
    const as = (ip) => status(url, { headers: { 'x-forwarded-for': ip } });
    assert.deepEqual([await as('1.1.1.1'), await as('1.1.1.2'), await as('1.1.1.3'), await as('1.1.1.1')], [200, 200, 403, 200]);
    sandbox.weixin.setDuration(world.played, 10);
    assert.equal((await (await fetch(await link({ exper: 3 }))).arrayBuffer()).byteLength, 30);
  });
});

describe('traffic', () => {
  beforeEach(freshWorld);

  test('is summed, and logged line by line', async (context) => {
    stop(context);
    const { mp4_url: url } = (await ask('getmedialink', { media_id: world.played, t: START + 7200, us: 'abcd' })).media_info;
    await (await fetch(url, { headers: { range: 'bytes=0-9', referer: 'https://abc.com/', 'user-agent': 'a "b"' } })).arrayBuffer();
    time += 3600;
    await (await fetch(url)).arrayBuffer();
    const span = { start_time: START - 3600, end_time: START + 7200 };
    time += 3600;
    token = sandbox.weixin.accessToken();

    const { item_list: items } = await ask('getcdnusagedata', { ...span, data_interval: 60 });
    assert.deepEqual(items.filter(({ value }) => value), [{ time: START - START % 3600, value: 10 }, { time: START - START % 3600 + 3600, value: 100 }]);
    assert.deepEqual((await ask('getcdnusagedata', span)).item_list.map(({ value }) => value).reduce((sum, value) => sum + value), 110);

    const { total_count: count, domestic_cdn_logs: logs } = await ask('getcdnlogs', span);
    assert.equal(count, 2);
    assert.equal(logs.length, 2);
    assert.equal((await ask('getcdnlogs', { ...span, offset: 1, limit: 1 })).domestic_cdn_logs.length, 2, 'there are no pages');
    const response = await fetch(logs[0].url);
    const [line, ...rest] = gunzipSync(Buffer.from(await response.arrayBuffer())).toString().split('\n');
    assert.deepEqual(rest, ['']);
    const columns = line.match(/"[^"]*"|\S+/g);
    assert.equal(columns.length, 15);
    assert.deepEqual(columns.slice(2, 9), ['developers.weixin.qq.com', new URL(url).pathname.replace('/developers.weixin.qq.com', '') + new URL(url).search, '10', '4', '2', '206', '"https://abc.com/"']);
    assert.deepEqual(columns.slice(10), ['"a %22b%22"', '"bytes=0-9"', 'GET', 'HTTP/1.1', 'HIT']);
    time += 86400;
    assert.equal(await status(logs[0].url), 403);
    assert.equal(await status(logs[0].url.replace(/expire=\d+/, 'expire=9999999999')), 403);
  });
});

describe('events', () => {
  beforeEach(fresh);
  const TOKEN = 'push-token';
  const signed = ({ signature, timestamp, nonce }) => signature === createHash('sha1').update([TOKEN, timestamp, nonce].sort().join('')).digest('hex');

  test('come as JSON, signed, again when they were not taken', async (context) => {
    stop(context);
    const server = await listen(context, (seen, response, count) => response.end(seen.method === 'GET' ? seen.query.echostr : count === 2 ? 'busy' : 'success'));
    sandbox.weixin.pushTo({ url: server.url, token: TOKEN });
    assert.equal(await sandbox.weixin.verifyPush(), true);
    const { media_id: id } = await ask('singlefileupload', { media_name: 'a', media_type: 'MP4', media_data: new Uint8Array(1), source_context: '上下文' });
    await sandbox.weixin.settled();
    assert.ok(server.requests.every(({ query }) => signed(query)));
    const bodies = server.requests.slice(1).map(({ body }) => body);
    assert.deepEqual([bodies.length, bodies[0]], [2, bodies[1]]);
    assert.match(bodies[0], new RegExp(`"media_id":${id},`));
    const event = readExact(bodies[0]);
    assert.deepEqual([event.MsgType, event.Event, event.upload_event], ['event', 'secvod_upload_event', { media_id: id, source_context: '上下文', errcode: 0, errmsg: '' }]);
    assert.deepEqual(sandbox.weixin.deliveries().map(({ tries, accepted }) => [tries, accepted]), [[2, 1]]);
  });

  test('come as XML, twice where it is asked for, and are given up after three tries', async (context) => {
    stop(context);
    const server = await listen(context, (seen, response) => response.end('success'));
    sandbox.weixin.pushTo({ url: server.url, token: TOKEN, format: 'xml', twice: true });
    world = { material: (await ask('media/upload', { media: new Uint8Array(10) })).media_id };
    const media = await single('a');
    const id = await drama('d', [media]);
    sandbox.weixin.audit(id, 2);
    await sandbox.weixin.settled();
    assert.equal(server.requests.length, 4);
    assert.match(server.requests[3].body, new RegExp(`^<xml><ToUserName>.*<Event><!\\[CDATA\\[secvod_audit_event\\]\\]></Event><audit_event><drama_id>${id}</drama_id>.*<audit_detail><status>2</status>`));

    const deaf = await listen(context, (seen, response) => response.writeHead(500).end());
    sandbox.weixin.pushTo({ url: deaf.url, token: TOKEN });
    await single('b');
    await sandbox.weixin.settled();
    assert.equal(deaf.requests.length, 3);
  });
});

describe('what can be broken', () => {
  beforeEach(fresh);

  test('an answer, its code, its fields, its connection', async (context) => {
    stop(context);
    const { weixin } = sandbox;
    weixin.inject({ api: 'listmedia', errcode: 10093023 });
    assert.equal((await ask('listmedia', {})).errcode, 10093023);
    weixin.inject({ api: '*', status: 500 });
    assert.equal((await post('listmedia')).status, 500);
    weixin.inject({ api: 'listmedia', fields: { media_info_list: 'x' } });
    assert.equal((await ask('listmedia', {})).media_info_list, 'x');
    weixin.inject({ api: 'listmedia', drop: true });
    await assert.rejects(post('listmedia'));
    assert.equal((await ask('listmedia', {})).errcode, 0);
    assert.throws(() => weixin.inject({ api: 'nothing', drop: true }), RangeError);
    assert.deepEqual(weixin.requests('listmedia').map(({ errcode, status: http, answered }) => [errcode, http, answered]), [
      [10093023, 200, true], [null, 500, true], [0, 200, true], [null, null, false], [0, 200, true],
    ]);
  });

  test('an upload that was taken although its answer was lost', async (context) => {
    stop(context);
    sandbox.weixin.inject({ api: 'singlefileupload', drop: true, after: true });
    await assert.rejects(single('lost'));
    assert.equal((await ask('listmedia', { media_name: 'lost' })).media_info_list.length, 1);
  });

  test('tokens, and all of it over HTTP', async (context) => {
    stop(context);
    sandbox.weixin.expireTokens();
    assert.equal((await ask('listmedia', {})).errcode, 42001);
    const remote = async (action, body) => readExact(await (await fetch(`${sandbox.origin}/sandbox/weixin/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: writeExact(body) })).text());
    token = (await remote('accessToken', {})).accessToken;
    await remote('inject', { api: 'listmedia', errcode: -1 });
    assert.equal((await ask('listmedia', {})).errcode, -1);
    assert.equal((await remote('requests', {})).at(-1).errcode, -1);
    assert.match((await remote('audit', { dramaId: 1, status: 3 })).error, /10093030/);
    const elsewhere = await fetch(`${sandbox.origin}/sandbox/weixin/clear`, { method: 'POST', headers: { 'content-type': 'application/json', origin: 'https://example.com' }, body: '{}' });
    assert.equal(elsewhere.status, 403);
  });
});
