// The stand-in for open.ys7.com: every API good and bad, what can be broken, and streams that are really there.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { APIS } from '../../examples/sandbox/ezviz/api-table.mjs';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';

const { now: NOW, cases } = JSON.parse(readFileSync(new URL('../data/sandbox-ezviz.json', import.meta.url)));
const START = Date.parse(`${NOW.replace(' ', 'T')}+08:00`) / 1000;
const SERIAL = '203751922';
const PTZ = { deviceSerial: SERIAL, channelNo: '1' };
const SETTERS = { answering: 'setAnswering', ptzAllowed: 'setPtzAllowed', busy: 'setBusy', privacy: 'setPrivacy', online: 'setOnline', preset: 'setPreset' };

let time;
let sandbox;
let token;

async function fresh() {
  time = START;
  sandbox = await startSandbox({ now: () => time });
  token = sandbox.ezviz.accessToken();
}
const path = (api) => (api === 'device/getWxaInfo' ? `/${api}` : `/api/lapp/${api}`);
const post = (api, body, options) => fetch(sandbox.reach(`https://open.ys7.com${path(api)}`), { method: 'POST', body, ...options });

/** Null takes a parameter away. */
async function ask(api, params = {}) {
  const given = Object.entries({ accessToken: token, ...params }).filter(([, value]) => value !== null);
  const response = await post(api, new URLSearchParams(given));
  assert.equal(response.status, 200);
  return response.json();
}

async function upload(fields, file = new Blob(['ID3 a voice'], { type: 'audio/mp3' }), name = 'voiceFile') {
  const form = new FormData();
  for (const [key, value] of Object.entries({ accessToken: token, ...fields })) form.append(key, value);
  if (file) form.append(name, file, 'voice.mp3');
  return (await post('voice/sendonce', form)).json();
}

const day = async (recType, date, serial = SERIAL) => (await ask('video/by/time', { deviceSerial: serial, recType, startTime: `${date} 00:00:00`, endTime: `${date} 23:59:59` })).data;
const flvAddress = async (params = {}) => (await ask('v2/live/address/get', { deviceSerial: SERIAL, protocol: '4', ...params })).data.url;
const status = async (url) => {
  const response = await fetch(url, { redirect: 'manual' });
  await response.body?.cancel();
  return response.status;
};

describe('answers', () => {
  for (const { id, set = {}, api, params, code, data, page, url, turning } of cases) {
    test(id, async (context) => {
      await fresh();
      context.after(() => sandbox.close());
      for (const [serial, switches] of Object.entries(set)) {
        for (const [name, value] of Object.entries(switches)) sandbox.ezviz.device(serial)[SETTERS[name]](value);
      }
      const answer = await ask(api, params);
      assert.equal(answer.code, code);
      assert.ok(answer.msg);
      for (const [name, value] of Object.entries(data || {})) assert.deepEqual(answer.data[name], value, name);
      if (page) assert.deepEqual(answer.page, page);
      if (url) assert.match(answer.data.url, new RegExp(url));
      if (turning !== undefined) assert.equal(sandbox.ezviz.device(params.deviceSerial).camera(params.channelNo).turning, turning);
      if (code !== '200') assert.equal(answer.data, undefined);
    });
  }
});

describe('the sandbox', () => {
  before(fresh);
  after(() => sandbox.close());
  beforeEach(() => { time = START; });

  test('every API of the table has a good and a bad case', () => {
    // These need an address or a file of their own, and have tests of their own below.
    const elsewhere = ['device/capture', 'voice/send', 'voice/sendonce'];
    for (const { name } of APIS.filter(({ name: api }) => !elsewhere.includes(api))) {
      assert.deepEqual([true, false].map((good) => cases.some((row) => row.api === name && (row.code === '200') === good)), [true, true], name);
    }
  });

  test('only POST and only forms', async () => {
    const params = new URLSearchParams({ accessToken: token, deviceSerial: SERIAL });
    const get = await fetch(`${sandbox.reach('https://open.ys7.com/api/lapp/device/info')}?${params}`);
    assert.equal((await get.json()).code, '10020');
    const json = await post('device/info', JSON.stringify({ accessToken: token, deviceSerial: SERIAL }), { headers: { 'content-type': 'application/json' } });
    assert.equal((await json.json()).code, '10001');
    const twice = await post('device/info', new URLSearchParams([...params, ['deviceSerial', SERIAL]]));
    assert.equal((await twice.json()).code, '10001');
    const inQuery = await fetch(`${sandbox.reach('https://open.ys7.com/api/lapp/device/info')}?${params}`, { method: 'POST' });
    assert.equal((await inQuery.json()).code, '10001');
  });

  test('pages of other origins may ask; the switches hear those of this machine alone', async () => {
    assert.equal((await post('device/list', new URLSearchParams())).headers.get('access-control-allow-origin'), '*');
    const remote = (origin) => fetch(`${sandbox.origin}/sandbox/ezviz/state`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: '{}' });
    assert.equal((await remote('https://example.com')).status, 403);
    assert.equal((await remote('http://localhost:5173')).headers.get('access-control-allow-origin'), 'http://localhost:5173');
  });

  test('no address leads off this machine', () => {
    assert.equal(sandbox.reach('https://open.ys7.com/a?b=c'), `${sandbox.origin}/open.ys7.com/a?b=c`);
    assert.equal(sandbox.reach('https://example.com/a'), `${sandbox.origin}/example.com/a`);
    assert.equal(sandbox.reach(sandbox.reach('https://open.ys7.com/a')), `${sandbox.origin}/open.ys7.com/a`);
    assert.equal(sandbox.reach('rtmp://127.0.0.1/a'), 'rtmp://127.0.0.1/a');
  });

  test('the command', async () => {
    const file = fileURLToPath(new URL('../../examples/sandbox/sandbox.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [file, '--help']);
    assert.match(stdout, /--port/);
    await assert.rejects(promisify(execFile)(process.execPath, [file, '--port', 'x']), ({ code }) => code === 2);
  });
});

describe('tokens', () => {
  beforeEach(fresh);
  const code = async () => (await ask('device/list')).code;
  const done = (context) => context.after(() => sandbox.close());

  test('last seven days, 64 characters long', async (context) => {
    done(context);
    assert.match(token, /^at\.[a-z0-9-]{61}$/);
    time += 7 * 86400 - 1;
    assert.equal(await code(), '200');
    time += 1;
    assert.equal(await code(), '10002');
  });

  test('expire at once on demand; a new one is good', async (context) => {
    done(context);
    sandbox.ezviz.expireTokens();
    assert.equal(await code(), '10002');
    const { data } = await ask('token/get', { accessToken: null, ...sandbox.ezviz.account });
    token = data.accessToken;
    assert.equal(await code(), '200');
  });

  test('are worthless while the appKey is frozen', async (context) => {
    done(context);
    sandbox.ezviz.freezeApp();
    assert.equal(await code(), '10005');
    assert.equal((await ask('token/get', { accessToken: null, ...sandbox.ezviz.account })).code, '10005');
  });

  test('too many calls in a minute', async (context) => {
    done(context);
    sandbox.ezviz.limitCalls(2);
    assert.deepEqual([await code(), await code(), await code()], ['200', '200', '10029']);
    time += 61;
    assert.equal(await code(), '200');
  });
});

describe('a camera', () => {
  beforeEach(fresh);
  const done = (context) => context.after(() => sandbox.close());
  const start = async (direction, speed = '1') => (await ask('device/ptz/start', { ...PTZ, direction, speed })).code;
  const stop = async (direction = null) => (await ask('device/ptz/stop', { ...PTZ, direction })).code;
  const camera = () => sandbox.ezviz.device(SERIAL).camera();

  test('turns from start to stop', async (context) => {
    done(context);
    assert.equal(await start('3'), '200');
    time += 2;
    assert.deepEqual([camera().turning, camera().position.pan], ['right', 50]);
    assert.equal(await stop('3'), '200');
    time += 2;
    assert.deepEqual([camera().turning, camera().position.pan], [null, 50]);
  });

  test('that was never told to stop turns on, also at its end; there it cannot start again', async (context) => {
    done(context);
    for (const [direction, name, code] of [['0', 'up', '60002'], ['1', 'down', '60003'], ['2', 'left', '60004'], ['3', 'right', '60005']]) {
      assert.equal(await start(direction, '2'), '200');
      time += 60;
      assert.equal(camera().turning, name);
      assert.equal(await stop(), '200');
      assert.equal(await start(direction), code);
      assert.equal(camera().turning, null);
    }
  });

  test('is busy while it turns another way, and obeys no stop of another direction', async (context) => {
    done(context);
    assert.equal(await start('3'), '200');
    assert.equal(await start('3'), '200');
    assert.equal(await start('0'), '60009');
    assert.equal(await stop('0'), '200');
    assert.equal(camera().turning, 'right');
    assert.equal(await stop('3'), '200');
    assert.equal(await start('0'), '200');
  });

  test('stops when the device goes offline or is covered', async (context) => {
    done(context);
    const device = sandbox.ezviz.device(SERIAL);
    await start('3');
    device.setOnline(false);
    assert.equal(camera().turning, null);
    assert.equal(await stop(), '20007');
    device.setOnline(true);
    await start('3');
    await ask('device/scene/switch/set', { deviceSerial: SERIAL, enable: '1' });
    assert.equal(camera().turning, null);
    assert.equal(device.privacy, true);
  });
});

describe('voice and pictures', () => {
  before(fresh);
  after(() => sandbox.close());

  test('a voice of the list is spoken', async () => {
    const { data: [{ fileUrl, voiceName }] } = await ask('voice/query', { default: 'true' });
    assert.equal((await ask('voice/send', { deviceSerial: SERIAL, fileUrl })).code, '200');
    assert.equal(sandbox.ezviz.device(SERIAL).spoken.at(-1), voiceName);
    assert.equal((await ask('voice/send', { deviceSerial: 'C20000002', fileUrl })).code, '20015');
  });

  test('a recording is spoken once', async () => {
    assert.equal((await upload(PTZ)).code, '200');
    assert.deepEqual(sandbox.ezviz.device(SERIAL).spoken.at(-1), { filename: 'voice.mp3', mimeType: 'audio/mp3', size: 11 });
    assert.equal((await upload(PTZ, null)).code, '10001');
    assert.equal((await upload(PTZ, new Blob([]))).code, '10001');
    assert.equal((await upload(PTZ, new Blob(['x']), 'file')).code, '10001');
    assert.equal((await upload({ ...PTZ, accessToken: 'at.x' })).code, '10002');
    assert.equal((await upload({ deviceSerial: 'C40000004' })).code, '20007');
    assert.equal((await ask('voice/sendonce', { ...PTZ, voiceFile: 'x' })).code, '10001');
    sandbox.ezviz.device(SERIAL).setBusy(true);
    assert.equal((await upload(PTZ)).code, '111012');
    sandbox.ezviz.device(SERIAL).setBusy(false);
  });

  test('a picture is there for two hours', async () => {
    const { data: { picUrl } } = await ask('device/capture', PTZ);
    assert.equal(await status(picUrl), 200);
    time += 7200;
    assert.equal(await status(picUrl), 403);
  });
});

describe('recordings', () => {
  before(fresh);
  after(() => sandbox.close());

  test('are the same each time, in order, apart; the cloud has others', async () => {
    const { many } = sandbox.ezviz.days();
    const local = await day('2', many);
    const cloud = await day('1', many);
    assert.deepEqual(await day('2', many), local);
    assert.ok(local.length > 2 && cloud.length > 2);
    for (const files of [local, cloud]) files.slice(1).forEach((file, index) => assert.ok(file.startTime > files[index].endTime));
    assert.notEqual(local[0].startTime, cloud[0].startTime);
    assert.deepEqual([local[0].recType, cloud[0].recType], [2, 1]);
    assert.deepEqual(await day('0', many), cloud);
  });

  test('one crosses midnight and is listed on both days', async () => {
    const { crossing } = sandbox.ezviz.days();
    const next = Date.parse(`${crossing}T00:00:00+08:00`) + 86400000;
    const last = (await day('2', crossing)).at(-1);
    assert.ok(last.startTime < next && last.endTime > next);
    const [first] = await day('2', new Date(next + 8 * 3600000).toISOString().slice(0, 10));
    assert.deepEqual(first, last);
  });

  test('a day of one, and days of none: [] or null', async () => {
    const { one, none } = sandbox.ezviz.days();
    assert.equal((await day('2', one)).length, 1);
    assert.deepEqual(await day('2', none), []);
    assert.equal(await day('2', none, 'C20000002'), null);
    sandbox.ezviz.device(SERIAL).setEmptyDay(null);
    assert.equal(await day('2', none), null);
  });

  test('end by either name, and not in the future', async () => {
    const { many } = sandbox.ezviz.days();
    assert.ok((await day('2', many, 'E10000008')).every(({ stopTime, endTime }) => stopTime && !endTime));
    assert.deepEqual(await day('2', '2026-07-11'), null);
    assert.ok(((await day('2', '2026-07-10')) || []).every(({ endTime }) => endTime <= START * 1000));
  });
});

/** Reads a stream to its end, or to enough. */
async function read(response, enough = Infinity) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= enough) break;
  }
  return Buffer.concat(chunks);
}

/** The last timestamp of an FLV. */
function lastTime(flv) {
  let last = 0;
  for (let offset = 13; offset + 15 <= flv.length; offset += 15 + flv.readUIntBE(offset + 1, 3)) last = flv.readUIntBE(offset + 4, 3);
  return last;
}

describe('streams', () => {
  beforeEach(fresh);
  const done = (context) => context.after(() => sandbox.close());

  test('live FLV flows', async (context) => {
    done(context);
    const response = await fetch(await flvAddress());
    assert.equal(response.headers.get('content-type'), 'video/x-flv');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const flv = await read(response, 100000);
    assert.equal(flv.toString('latin1', 0, 3), 'FLV');
  });

  test('an address is worthless once expired, changed, or when the device is offline', async (context) => {
    done(context);
    const url = await flvAddress({ expireTime: '30' });
    assert.equal(await status(url), 200);
    assert.equal(await status(url.replace(/expire=\d+/, 'expire=9999999999')), 403);
    assert.equal(await status(url.replace(SERIAL, 'E10000008')), 403);
    assert.equal(await status(url.replace(/\?.*/, '')), 403);
    sandbox.ezviz.device(SERIAL).setOnline(false);
    assert.equal(await status(url), 403);
    sandbox.ezviz.device(SERIAL).setOnline(true);
    assert.equal(await status(url), 200);
    time += 30;
    assert.equal(await status(url), 403);
  });

  test('a stream breaks when the device goes offline, and ends when it is told to', async (context) => {
    done(context);
    const device = sandbox.ezviz.device(SERIAL);
    const broken = await fetch(await flvAddress());
    assert.equal(device.watching, 1);
    device.setOnline(false);
    await assert.rejects(read(broken));
    device.setOnline(true);
    const ended = await fetch(await flvAddress());
    device.breakStreams(true);
    assert.equal((await read(ended)).toString('latin1', 0, 3), 'FLV');
  });

  test('a recording plays for its span and ends; gaps are left out', async (context) => {
    done(context);
    const [file] = sandbox.ezviz.recordings(SERIAL, sandbox.ezviz.days().one);
    const text = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 19).replace('T', ' ');
    const play = (from, to, more) => flvAddress({ type: '2', startTime: text(from), stopTime: text(to), ...more });

    const flv = await read(await fetch(await play(file.endTime - 1000, file.endTime + 5000)));
    assert.equal(flv.toString('latin1', 0, 3), 'FLV');
    assert.ok(lastTime(flv) > 900 && lastTime(flv) < 1000, `${lastTime(flv)}`);
    const fast = await read(await fetch(await play(file.startTime, file.startTime + 12000, { playbackSpeed: '16' })));
    assert.ok(lastTime(fast) > 11900 && lastTime(fast) < 12000, `${lastTime(fast)}`);
    assert.equal(await status(await play(file.endTime + 1000, file.endTime + 2000)), 404);
  });

  test('the cloud plays without the device', async (context) => {
    done(context);
    const [{ startTime }] = sandbox.ezviz.recordings(SERIAL, sandbox.ezviz.days().many, 'cloud');
    const text = (ms) => new Date(ms + 8 * 3600000).toISOString().slice(0, 19).replace('T', ' ');
    const span = { startTime: text(startTime), stopTime: text(startTime + 1000) };
    const [cloud, local] = [await flvAddress({ type: '3', ...span }), await flvAddress({ type: '2', ...span })];
    sandbox.ezviz.device(SERIAL).setOnline(false);
    assert.deepEqual([await status(cloud), await status(local)], [200, 403]);
  });

  test('HLS and RTMP are real where there are servers for them', async (context) => {
    done(context);
    const hls = async () => (await ask('v2/live/address/get', { deviceSerial: SERIAL, protocol: '2' })).data.url;
    assert.equal(await status(await hls()), 404);
    await sandbox.close();
    sandbox = await startSandbox({ now: () => time, streams: { rtmp: 'rtmp://127.0.0.1:19350', hls: 'http://127.0.0.1:18080/live/demo.m3u8' } });
    token = sandbox.ezviz.accessToken();
    const response = await fetch(await hls(), { redirect: 'manual' });
    assert.equal(response.headers.get('location'), 'http://127.0.0.1:18080/live/demo.m3u8');
    assert.match((await ask('v2/live/address/get', { deviceSerial: SERIAL, protocol: '3' })).data.url, /^rtmp:\/\/127\.0\.0\.1:19350\/v3\/openlive\//);
  });
});

describe('faults', () => {
  before(fresh);
  after(() => sandbox.close());
  beforeEach(() => sandbox.ezviz.clear());
  const info = () => ask('device/info', { deviceSerial: SERIAL });
  const raw = (options) => post('device/info', new URLSearchParams({ accessToken: token, deviceSerial: SERIAL }), options);

  test('a code, as often as asked for', async () => {
    sandbox.ezviz.inject({ api: 'device/info', code: '49999', times: 2 });
    assert.deepEqual([(await info()).code, (await info()).code, (await info()).code], ['49999', '49999', '200']);
    sandbox.ezviz.inject({ api: '*', code: 60006 });
    assert.equal((await info()).code, '60006');
  });

  test('a status, a body, a broken connection', async () => {
    sandbox.ezviz.inject({ api: 'device/info', status: 502 });
    assert.equal((await raw()).status, 502);
    sandbox.ezviz.inject({ api: 'device/info', body: '<html>' });
    assert.equal(await (await raw()).text(), '<html>');
    sandbox.ezviz.inject({ api: 'device/info', drop: true });
    await assert.rejects(raw());
  });

  test('delay and silence', async () => {
    sandbox.ezviz.inject({ api: 'device/info', delayMs: 60, code: '20008' });
    const startedAt = performance.now();
    assert.equal((await info()).code, '20008');
    assert.ok(performance.now() - startedAt >= 55);
    sandbox.ezviz.inject({ api: 'device/info', hang: true });
    await assert.rejects(raw({ signal: AbortSignal.timeout(60) }), { name: 'TimeoutError' });
  });

  test('obeyed, and the answer lost', async () => {
    const start = () => post('device/ptz/start', new URLSearchParams({ accessToken: token, ...PTZ, direction: '3', speed: '1' }));
    sandbox.ezviz.inject({ api: 'device/ptz/start', drop: true });
    await assert.rejects(start());
    assert.equal(sandbox.ezviz.device(SERIAL).camera().turning, null);
    sandbox.ezviz.inject({ api: 'device/ptz/start', drop: true, after: true });
    await assert.rejects(start());
    assert.equal(sandbox.ezviz.device(SERIAL).camera().turning, 'right');
    await ask('device/ptz/stop', PTZ);
    sandbox.ezviz.inject({ api: 'device/ptz/mirror', delayMs: 1, after: true });
    assert.equal((await ask('device/ptz/mirror', { ...PTZ, command: '2' })).code, '200');
    assert.deepEqual(sandbox.ezviz.device(SERIAL).mirrored, ['center']);
  });

  test('on streams too; an unknown API or no fault at all is refused', async () => {
    sandbox.ezviz.inject({ api: 'openlive', status: 503 });
    const url = await flvAddress();
    assert.equal(await status(url), 503);
    assert.equal(await status(url), 200);
    assert.throws(() => sandbox.ezviz.inject({ api: 'x', code: '1' }), RangeError);
    assert.throws(() => sandbox.ezviz.inject({ api: 'device/info' }), RangeError);
  });

  test('presets are kept, called and cleared, and there are 256', async () => {
    const camera = sandbox.ezviz.device(SERIAL).camera();
    const preset = async (deed, index) => (await ask(`device/preset/${deed}`, { ...PTZ, ...(index && { index: String(index) }) }));
    camera.place({ pan: 30, tilt: 5 });
    assert.deepEqual((await preset('add')).data, { index: '1' });
    assert.equal((await preset('move', 1)).code, '60010');
    camera.place({ pan: 0 });
    assert.deepEqual((await preset('add')).data, { index: '2' });
    assert.equal((await preset('move', 1)).code, '200');
    assert.deepEqual([camera.position.pan, camera.position.tilt], [30, 5]);
    assert.equal((await preset('clear', 1)).code, '200');
    assert.equal((await preset('move', 1)).code, '60011');
    // The first that is free.
    assert.deepEqual((await preset('add')).data, { index: '1' });
    for (let index = 3; index <= 256; index += 1) camera.presets.set(index, camera.position);
    assert.equal((await preset('add')).code, '60007');
    await ask('device/ptz/start', { ...PTZ, direction: '3', speed: '1' });
    assert.equal((await preset('move', 2)).code, '60009');
    await ask('device/ptz/stop', PTZ);
  });

  test('another area has devices and tokens of its own', async () => {
    const abroad = async (api, params) => (await (await fetch(sandbox.reach(`https://ieuopen.ezvizlife.com/api/lapp/${api}`), { method: 'POST', body: new URLSearchParams(params) })).json());
    const { data } = await ask('token/get', { accessToken: null, appKey: 'sandbox-eu-app-key', appSecret: 'sandbox-eu-app-secret' });
    const { accessToken } = data;
    assert.equal((await abroad('device/list', { accessToken })).data.map(({ deviceSerial }) => deviceSerial).join(), 'EU0000007');
    assert.equal((await ask('device/list', { accessToken })).code, '10002');
    assert.equal((await abroad('device/list', { accessToken: token })).code, '10002');
    assert.equal((await abroad('device/info', { accessToken, deviceSerial: SERIAL })).code, '20002');
    assert.equal((await abroad('device/info', { accessToken: sandbox.ezviz.accessToken('ieuopen.ezvizlife.com'), deviceSerial: 'EU0000007' })).code, '200');
  });

  test('the address of a GB28181 device leads to its picture, that of LL-HLS has its folder', async () => {
    const serial = '34020000001320000001:34020000001310000003';
    const url = await flvAddress({ deviceSerial: serial, gbchannel: '34020000001310000003' });
    assert.match(url, /\/v3\/openlive\/34020000001320000001:34020000001310000003_1_1\.flv\?.*&devProto=gb28181$/);
    assert.equal(await status(url), 200);
    assert.match(await flvAddress({ protocol: '5' }), /\/v3\/openlive\/llhls\/203751922_1_1\.m3u8\?/);
  });

  test('the log tells what came, and no secret', async () => {
    await info();
    await ask('token/get', { accessToken: null, ...sandbox.ezviz.account });
    const [asked, got] = sandbox.ezviz.requests();
    assert.deepEqual(asked, { api: 'device/info', params: { deviceSerial: SERIAL }, at: time, code: '200' });
    assert.deepEqual(got.params, { appKey: sandbox.ezviz.account.appKey });
    assert.equal(sandbox.ezviz.requests('token/get').length, 1);
  });

  test('over HTTP', async () => {
    const remote = async (action, body, type = 'application/json') => {
      const response = await fetch(`${sandbox.origin}/sandbox/ezviz/${action}`, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    };
    const { body: device } = await remote('device', { serial: SERIAL, online: false, encrypt: 'QWERTY' });
    assert.deepEqual([device.online, device.encrypted, device.cameras[0].turning], [false, true, null]);
    await remote('device', { serial: SERIAL, online: true, encrypt: null });
    await remote('inject', { api: 'device/info', code: '50000' });
    assert.equal((await info()).code, '50000');
    assert.equal((await remote('requests', {})).body.length, 1);
    assert.equal((await remote('state', {})).body.devices.length, 9);
    await remote('expireTokens', {});
    assert.equal((await info()).code, '10002');
    token = (await remote('accessToken', {})).body.accessToken;
    assert.equal((await info()).code, '200');
    assert.equal((await remote('clear', {})).status, 200);
    assert.deepEqual(await Promise.all([
      remote('inject', { api: 'x' }), remote('device', { serial: 'x' }), remote('device', { serial: SERIAL, colour: 1 }), remote('fire', {}), remote('clear', {}, 'text/plain'),
    ].map(async (reply) => (await reply).status)), [400, 400, 400, 404, 400]);
  });
});
