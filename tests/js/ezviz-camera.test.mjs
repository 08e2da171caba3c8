// ezviz.Camera over the real core: a fake platform, faults, and tokens that run out.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ezviz, keepFresh, PlaywardError, superviseLivePlayer } from '../../pkg/playward/node.mjs';

const DEVICE = { deviceSerial: 'C78957921', channelNo: 2 };
const ADDRESS = { url: 'rtmp://a.b/v3/openlive/C78957921_2_1?expire=2000000000', expireTime: 2000000000000 };
const body = (code, data) => ({ code: String(code), msg: `said ${code}`, data });
const apiOf = ({ url }) => url.replace(/^.*\/api\/lapp\//, '');

/**
 * A platform that answers when it is told to. `sent` are the requests as they came; answer(place, body) answers one of them.
 * @param {(request: object, sent: object[]) => unknown} [atOnce] answers at once with what it returns; undefined: later
 */
function platform(atOnce = () => undefined) {
  const sent = [];
  const transport = (request) => new Promise((resolve) => {
    sent.push({ ...request, resolve });
    const answer = atOnce(request, sent);
    if (answer !== undefined) resolve(answer);
  });
  return { sent, transport, apis: () => sent.map(apiOf), answer: (place, answer) => sent[place].resolve(answer) };
}

/** What keepFresh gives, as far as a camera knows: one question for all, and the second refusal of the same token costs nothing. */
function fresh(...values) {
  const asked = [];
  let current = null;
  let pending = null;
  return {
    asked,
    refusals: [],
    get() {
      if (current !== null) return Promise.resolve(current);
      pending ||= Promise.resolve().then(() => {
        pending = null;
        const value = values[Math.min(asked.push('get'), values.length) - 1];
        if (value instanceof Error) throw value;
        current = value;
        return value;
      });
      return pending;
    },
    refused(value) {
      this.refusals.push(value);
      if (value === current) current = null;
    },
  };
}

const settled = () => new Promise((resolve) => { setImmediate(resolve); });
const camera = (transport, token = async () => 'at.one', more = {}) => new ezviz.Camera(DEVICE, { token, transport, ...more });

// ───────────── what it takes ─────────────

const problems = (make) => {
  try {
    make();
  } catch (error) {
    assert.ok(error instanceof PlaywardError, String(error));
    return error.issues.map(({ code, field }) => [code, field]);
  }
  return [];
};

test('the options are closed, and every problem is told', () => {
  const token = async () => 'at';
  for (const [device, options, expected] of [
    [DEVICE, { token }, []],
    [DEVICE, { token: fresh('at'), baseUrl: 'https://ieuopen.ezvizlife.com' }, []],
    [{ deviceSerial: 'A:B', gbchannel: 'C' }, { token, transport: async () => null }, []],
    [DEVICE, undefined, [['missing_field', 'options']]],
    [DEVICE, {}, [['missing_field', 'token']]],
    [DEVICE, { token: 'at' }, [['wrong_type', 'token']]],
    [DEVICE, { token: {} }, [['wrong_type', 'token']]],
    [DEVICE, { token, baseURL: 'https://a.b' }, [['unknown_field', 'baseURL']]],
    [DEVICE, { token, baseUrl: 'http://a.b', transport: 1 }, [['bad_format', 'baseUrl'], ['wrong_type', 'transport']]],
    [null, { token }, [['missing_field', 'device']]],
    [{ deviceSerial: 'c', channelNo: 0, accessToken: 'at' }, { token, extra: 1 },
      [['bad_format', 'deviceSerial'], ['out_of_range', 'channelNo'], ['unknown_field', 'accessToken'], ['unknown_field', 'extra']]],
  ]) assert.deepEqual(problems(() => new ezviz.Camera(device, options)), expected, JSON.stringify([device, options]));
});

test('bad params reject before a token is asked for', async () => {
  const tokens = fresh('at');
  const cam = camera(async () => assert.fail('sent'), tokens);
  for (const [call, expected] of [
    [() => cam.ask('dance'), [['not_allowed', 'api']]],
    [() => cam.ask(), [['missing_field', 'api']]],
    [() => cam.ask('ptz_start', { speed: 3 }), [['missing_field', 'direction'], ['out_of_range', 'speed']]],
    [() => cam.address({ quality: 'uhd' }), [['not_allowed', 'quality']]],
    [() => cam.address({ storage: 'local' }), [['missing_field', 'startTime'], ['missing_field', 'stopTime']]],
    [() => cam.move(), [['missing_field', 'request']]],
    [() => cam.move('start'), [['wrong_type', 'request']]],
    [() => cam.move({}), [['missing_field', 'action'], ['missing_field', 'direction']]],
    [() => cam.move({ action: 'halt', direction: 'up', way: 1 }), [['not_allowed', 'action'], ['unknown_field', 'way']]],
    [() => cam.move({ action: 'stop' }), [['missing_field', 'direction']]],
    [() => cam.move({ action: 'start', direction: 'north', speed: 4 }), [['not_allowed', 'direction'], ['out_of_range', 'speed']]],
    [() => cam.say(), [['missing_field', 'filePath']]],
  ]) {
    await assert.rejects(call, (error) => {
      assert.equal(error.code, 'invalid_params');
      assert.deepEqual(error.issues.map(({ code, field }) => [code, field]), expected, String(call));
      return true;
    });
  }
  assert.deepEqual(tokens.asked, []);
});

test('a question carries the token, the device and the host', async () => {
  const { sent, transport } = platform(() => body(200, { deviceName: 'x', status: 1 }));
  const cam = new ezviz.Camera({ deviceSerial: 'A:B', gbchannel: 'C' }, { token: async () => 'at.one', baseUrl: 'http://127.0.0.1:81', transport });
  const { outcome, data } = await cam.ask('device_info');
  assert.deepEqual([outcome.ok, outcome.vendorMessage, data.name], [true, 'said 200', 'x']);
  const { resolve, ...request } = sent[0];
  assert.deepEqual(request, {
    url: 'http://127.0.0.1:81/api/lapp/device/info', method: 'POST', header: { 'content-type': 'application/x-www-form-urlencoded' },
    data: { accessToken: 'at.one', deviceSerial: 'A:B', gbchannel: 'C' },
  });
  cam.close();
  cam.close();
  for (const call of [() => cam.ask('device_info'), () => cam.address(), () => cam.move({ action: 'stop', direction: 'up' }), () => cam.say('/a.mp3'), () => cam.refreshToken()]) {
    await assert.rejects(call(), { name: 'PlaywardError', code: 'closed' });
  }
});

// ───────────── tokens ─────────────

test('a token that expires under 20 requests at once is renewed once', async () => {
  const tokens = fresh('at.one', 'at.two');
  const { sent, transport } = platform(({ data }) => (data.accessToken === 'at.one' ? body(10002) : body(200, ADDRESS)));
  const cam = camera(transport, tokens);
  const answers = await Promise.all(Array.from({ length: 20 }, () => cam.ask('live_address')));
  assert.ok(answers.every(({ outcome }) => outcome.ok));
  assert.deepEqual([tokens.asked.length, sent.length], [2, 40]);
});

test('a token that keepFresh keeps is asked for twice by 20 requests with the first one refused', async () => {
  let asked = 0;
  const tokens = keepFresh({ fetch: async () => { asked += 1; return { value: `at.${asked}`, expiresAt: Date.now() / 1000 + 3600 }; } });
  const { sent, transport } = platform(({ data }) => (data.accessToken === 'at.1' ? body(10002) : body(200, ADDRESS)));
  const cam = camera(transport, tokens);
  const answers = await Promise.all(Array.from({ length: 20 }, () => cam.ask('live_address')));
  assert.ok(answers.every(({ outcome }) => outcome.ok));
  assert.deepEqual([asked, sent.length], [2, 40]);
  // The stop of a page that goes away is sent before the page has gone: no time passes before it.
  cam.move({ action: 'stop', direction: 'up' });
  for (let turn = 0; turn < 20; turn += 1) await null;
  assert.equal(apiOf(sent[40]), 'device/ptz/stop');
  tokens.close();
});

test('20 requests to a function that answers late share the renewal too', async () => {
  const asked = [];
  let current = 'at.one';
  const token = () => { asked.push(current); return Promise.resolve(current); };
  const { sent, transport } = platform();
  const cam = camera(transport, token);
  const all = Promise.all(Array.from({ length: 20 }, () => cam.ask('device_info')));
  await settled();
  current = 'at.two';
  // One refusal after the other.
  for (let place = 0; place < 20; place += 1) {
    sent[place].resolve(body(10002));
    await settled();
  }
  for (const { data, resolve } of sent.slice(20)) resolve(data.accessToken === 'at.two' ? body(200, { status: 1 }) : body(10002));
  assert.ok((await all).every(({ outcome }) => outcome.ok));
  assert.deepEqual([asked.length, sent.length], [21, 40]);
});

test('a token that is refused twice is the answer, and the giver is told of both', async () => {
  const tokens = fresh('at.one', 'at.two', 'at.three');
  const { sent, transport } = platform(() => body(10002));
  const cam = camera(transport, tokens);
  const { outcome, data } = await cam.ask('device_info');
  assert.deepEqual([outcome.class, outcome.retry, data, sent.length], ['token_expired', 'after_token_refresh', null, 2]);
  assert.deepEqual(tokens.refusals, ['at.one', 'at.two']);
  await cam.refreshToken();
  await cam.ask('device_info');
  assert.equal(sent[2].data.accessToken, 'at.three');
});

test('a giver that gives the same token again is asked at each question', async () => {
  let asked = 0;
  const { sent, transport } = platform(() => body(10002));
  const cam = camera(transport, async () => { asked += 1; return 'at.one'; });
  for (let times = 1; times <= 3; times += 1) {
    assert.equal((await cam.ask('device_info')).outcome.class, 'token_expired');
    assert.deepEqual([asked, sent.length], [2 * times, 2 * times]);
  }
});

test('without a token nothing is sent, and the answer says why', async () => {
  const no = Object.assign(new Error('no'), { outcome: ezviz.interpret('token_get', body(10005)).outcome });
  const { transport } = platform(() => assert.fail('sent'));
  assert.equal((await camera(transport, async () => { throw no; }).ask('device_info')).outcome.class, 'no_permission');
  assert.equal((await camera(transport, () => { throw new Error('no'); }).ask('device_info')).outcome.code, 'network_failed');
  assert.equal((await camera(transport, async () => undefined).ask('device_info')).outcome.code, 'network_failed');
  assert.equal(await camera(transport, async () => { throw new Error('no'); }).move({ action: 'start', direction: 'up' }), null);
  await assert.rejects(camera(transport, async () => { throw no; }).address(), (error) => error.outcome.class === 'no_permission');
  await assert.rejects(camera(transport, async () => { throw no; }).refreshToken(), no);
});

test('what is no token and what is no outcome are as good as none: the network has failed', async () => {
  const { transport } = platform(() => assert.fail('sent'));
  const unreadable = Object.defineProperty(new Error('no'), 'outcome', { get() { throw new Error('no outcome'); } });
  const senseless = [{ x: 1 }, 'no_permission', { ok: false, code: '1', class: 7, retry: 'never' }, { ok: true, code: '200', class: 'ok', retry: 'never' }];
  const tokens = [
    ...['', 5, null, '\ud800', 'a'.repeat(9000), {}].map((token) => async () => token),
    ...[unreadable, undefined, ...senseless.map((outcome) => ({ outcome }))].map((error) => async () => { throw error; }),
  ];
  for (const token of tokens) {
    const cam = camera(transport, token);
    const { outcome, data } = await cam.ask('device_info');
    assert.deepEqual([outcome.ok, outcome.code, outcome.class, outcome.retry, data], [false, 'network_failed', 'network', 'later', null]);
    assert.equal(await cam.move({ action: 'start', direction: 'up' }), null);
    await assert.rejects(cam.address(), (error) => error.code === 'api_error' && error.outcome.class === 'network');
  }
});

test('a renewal that fails leaves the answer as it was, or says why', async () => {
  const { transport } = platform(() => body(10002));
  const failing = (error) => { let asked = 0; return async () => { asked += 1; if (asked > 1) throw error; return 'at.one'; }; };
  assert.equal((await camera(transport, failing(new Error('no'))).ask('device_info')).outcome.class, 'token_expired');
  const no = Object.assign(new Error('no'), { outcome: ezviz.interpret('token_get', body(10005)).outcome });
  assert.equal((await camera(transport, failing(no)).ask('device_info')).outcome.class, 'no_permission');
});

// ───────────── the network ─────────────

test('a transport that rejects, throws or gives nothing is a network failure', async () => {
  for (const transport of [async () => { throw new Error('no'); }, () => { throw new Error('no'); }, async () => undefined, async () => null]) {
    assert.equal((await camera(transport).ask('device_info')).outcome.code, 'network_failed');
    assert.equal(await camera(transport).move({ action: 'stop', direction: 'up' }), null);
    await assert.rejects(camera(transport).address(), (error) => {
      assert.ok(error instanceof PlaywardError);
      assert.deepEqual([error.code, error.outcome.class, error.outcome.retry], ['api_error', 'network', 'later']);
      return true;
    });
  }
});

test('a gateway that answers for the platform is a malformed answer', async () => {
  const { outcome } = await camera(async () => '<html>502 Bad Gateway</html>').ask('device_info');
  assert.equal(outcome.class, 'malformed');
});

// ───────────── a device that was offline ─────────────

test('a device that was offline is asked whether it is back before an address is', async () => {
  let online = false;
  const { apis, sent, transport } = platform((request) => {
    if (apiOf(request) === 'device/info') return body(200, { deviceName: 'x', status: Number(online) });
    return online ? body(200, ADDRESS) : body(20007);
  });
  const cam = camera(transport);
  const refusedAs = async (expected) => assert.rejects(cam.address(), (error) => error.outcome.class === expected);
  await refusedAs('device_offline');
  await refusedAs('device_offline');
  await refusedAs('device_offline');
  assert.deepEqual(apis(), ['v2/live/address/get', 'device/info', 'device/info']);
  sent.length = 0;
  // The cloud needs no device.
  await assert.rejects(cam.address({ storage: 'cloud', startTime: '2020-11-16 10:00:00', stopTime: '2020-11-16 10:00:09' }));
  assert.deepEqual(apis(), ['v2/live/address/get']);
  sent.length = 0;
  online = true;
  assert.deepEqual(await cam.address(), { url: ADDRESS.url, expiresAt: 2000000000 });
  await cam.address({ storage: 'local', startTime: '2020-11-16 10:00:00', stopTime: '2020-11-16 10:00:09' });
  assert.deepEqual(apis(), ['device/info', 'v2/live/address/get', 'v2/live/address/get']);
});

test('a device_info that says offline counts, and any success takes it back', async () => {
  let info = body(200, { status: 0 });
  const { apis, transport } = platform((request) => (apiOf(request) === 'device/info' ? info : body(200, ADDRESS)));
  const cam = camera(transport);
  await cam.ask('device_info');
  await assert.rejects(cam.address(), (error) => {
    assert.deepEqual([error.outcome.code, error.outcome.class, error.outcome.retry], ['20007', 'device_offline', 'when_online']);
    return true;
  });
  assert.deepEqual(apis(), ['device/info', 'device/info']);
  info = body(20002);
  await assert.rejects(cam.address(), (error) => error.outcome.class === 'not_found');
  info = null;
  await assert.rejects(cam.address(), (error) => error.outcome.class === 'network');
  assert.deepEqual(apis().slice(2), ['device/info', 'device/info']);
  await cam.ask('live_address');
  await cam.address();
  assert.deepEqual(apis().slice(4), ['v2/live/address/get', 'v2/live/address/get']);
});

test('the probe renews a token, and so does the address after it', async () => {
  let given = 0;
  const answers = [body(20007), body(10002), body(200, { status: 1 }), body(10002), body(200, ADDRESS)];
  const { apis, sent, transport } = platform((request, { length }) => answers[length - 1]);
  const cam = camera(transport, async () => { given += 1; return `at.${given}`; });
  await assert.rejects(cam.address());
  assert.equal((await cam.address()).url, ADDRESS.url);
  assert.deepEqual(apis().slice(1), ['device/info', 'device/info', 'v2/live/address/get', 'v2/live/address/get']);
  assert.deepEqual(sent.map(({ data }) => data.accessToken), ['at.1', 'at.2', 'at.3', 'at.4', 'at.5']);
});

// ───────────── movements ─────────────

test('a ptz_start is never asked again', async () => {
  const tokens = fresh('at.one', 'at.two');
  const { apis, sent, transport } = platform(({ data }) => (data.accessToken === 'at.one' ? body(10002) : body(200)));
  const cam = camera(transport, tokens);
  assert.equal(await cam.move({ action: 'start', direction: 'right', speed: 2, seq: 7 }), '10002');
  assert.deepEqual([apis(), tokens.refusals], [['device/ptz/start'], ['at.one']]);
  assert.deepEqual(sent[0].data, { accessToken: 'at.one', deviceSerial: 'C78957921', channelNo: '2', direction: '3', speed: '2' });
  // The next one has another token.
  assert.equal(await cam.move({ action: 'start', direction: 'right' }), '200');
  assert.equal((await cam.ask('ptz_start', { direction: 'up' })).outcome.code, '200');
});

test('a stop is asked again with another token', async () => {
  const { apis, sent, transport } = platform(({ data }) => (data.accessToken === 'at.one' ? body(10002) : body(200)));
  const cam = camera(transport, fresh('at.one', 'at.two'));
  assert.equal(await cam.move({ action: 'stop', direction: 'up_left', speed: 1, seq: 8 }), '200');
  assert.deepEqual(apis(), ['device/ptz/stop', 'device/ptz/stop']);
  assert.deepEqual(sent[1].data, { accessToken: 'at.two', deviceSerial: 'C78957921', channelNo: '2', direction: '4' });
});

for (const [name, answer, again] of [
  ['succeeds', body(200), true], ['has no answer', null, true], ['is answered by a gateway', '<html>', true],
  ['is refused by the device', body(60002), false], ['is refused for its token', body(10002), false],
]) {
  test(`a stop that left with its unanswered start ${again ? 'is sent once more' : 'is not sent again'} when that ${name}`, async () => {
    const { apis, sent, transport, answer: answers } = platform();
    const cam = camera(transport);
    const start = cam.move({ action: 'start', direction: 'left' });
    const stop = cam.move({ action: 'stop', direction: 'left' });
    await settled();
    assert.deepEqual(apis(), ['device/ptz/start', 'device/ptz/stop']);
    answers(1, body(200));
    assert.equal(await stop, '200');
    answers(0, answer);
    await start;
    await settled();
    assert.deepEqual(apis().slice(2), again ? ['device/ptz/stop'] : []);
    if (again) {
      assert.deepEqual(sent[2].data, sent[1].data);
      answers(2, null);
      await settled();
      assert.equal(sent.length, 3);
    }
  });
}

test('a stop after its answered start is sent once', async () => {
  const { apis, transport } = platform(() => body(200));
  const cam = camera(transport);
  await cam.move({ action: 'start', direction: 'left' });
  await cam.move({ action: 'stop', direction: 'left' });
  await settled();
  assert.deepEqual(apis(), ['device/ptz/start', 'device/ptz/stop']);
});

// ───────────── over the runtime's own ways ─────────────

const real = { fetch: globalThis.fetch, wx: globalThis.wx };
afterEach(() => Object.assign(globalThis, real));

test('over fetch', async () => {
  const sent = [];
  globalThis.fetch = async (url, options) => { sent.push({ url, ...options }); return new Response(JSON.stringify(body(200, { status: 1 }))); };
  const cam = camera(undefined);
  assert.equal((await cam.ask('device_info')).outcome.ok, true);
  assert.equal(await cam.move({ action: 'stop', direction: 'up' }), '200');
  const [info, stop] = sent;
  assert.deepEqual([info.url, info.method, String(info.body), info.keepalive], ['https://open.ys7.com/api/lapp/device/info', 'POST', 'accessToken=at.one&deviceSerial=C78957921&channelNo=2', false]);
  assert.deepEqual(info.headers, { 'content-type': 'application/x-www-form-urlencoded' });
  assert.ok(info.signal instanceof AbortSignal);
  // It outlives the page.
  assert.equal(stop.keepalive, true);
  globalThis.fetch = async () => { throw new TypeError('no'); };
  assert.equal((await cam.ask('device_info')).outcome.code, 'network_failed');
  await assert.rejects(cam.say('/a.mp3'), { code: 'unsupported_runtime' });
});

test('over wx.request and wx.uploadFile', async () => {
  const sent = [];
  let fails = false;
  const answer = (kind) => (options) => {
    sent.push([kind, options]);
    if (fails) options.fail({ errMsg: 'no' });
    else options.success({ statusCode: 200, data: kind === 'upload' ? JSON.stringify(body(111012)) : body(200, { status: 1 }) });
  };
  globalThis.wx = { request: answer('request'), uploadFile: answer('upload') };
  const cam = camera(undefined);
  assert.equal((await cam.ask('device_info')).outcome.ok, true);
  assert.deepEqual(await cam.say('wxfile://a.mp3'), { outcome: ezviz.interpret('voice_send_once', body(111012)).outcome });
  const [[, { success, fail, ...request }], [kind, { success: done, fail: failed, ...upload }]] = sent;
  assert.deepEqual(request, { ...ezviz.request('device_info', { accessToken: 'at.one', ...DEVICE }), timeout: 15000 });
  assert.deepEqual([kind, upload], ['upload', { ...ezviz.voiceUpload({ accessToken: 'at.one', ...DEVICE }, 'wxfile://a.mp3'), timeout: 15000 }]);
  fails = true;
  assert.equal((await cam.ask('device_info')).outcome.code, 'network_failed');
  assert.equal((await cam.say('wxfile://a.mp3')).outcome.code, 'network_failed');
});

test('a voice goes over the transport too, and renews a token', async () => {
  const { sent, transport } = platform(({ formData }) => (formData.accessToken === 'at.one' ? body(10002) : body(200)));
  const { outcome } = await camera(transport, fresh('at.one', 'at.two')).say('/a.mp3');
  assert.equal(outcome.ok, true);
  assert.deepEqual(sent.map(({ filePath, formData }) => [filePath, formData.accessToken]), [['/a.mp3', 'at.one'], ['/a.mp3', 'at.two']]);
});

// ───────────── under a supervisor ─────────────

test('a device that is offline for a minute is asked for at most with the back-off of the supervisor', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_700_000_000_000 });
  let online = false;
  const { apis, sent, transport } = platform((request) => {
    if (apiOf(request) === 'device/info') return body(200, { status: Number(online) });
    return online ? body(200, ADDRESS) : body(20007);
  });
  const cam = camera(transport);
  const atMs = [];
  const urls = [];
  const live = superviseLivePlayer(
    { context: { play({ success } = {}) { success?.(); }, stop({ success } = {}) { success?.(); } }, setSrc: (url) => { urls.push(url); } },
    { policy: { seed: 7 }, fetchAddress: () => { atMs.push(Date.now()); return cam.address(); }, refreshToken: () => cam.refreshToken() },
  );
  /** Lets time go on in small steps, and what was promised happen. */
  const pass = async (ms) => {
    for (let passed = 0; passed < ms; passed += 100) {
      await settled();
      t.mock.timers.tick(100);
    }
    await settled();
  };
  live.play();
  await pass(60_000);
  assert.deepEqual(urls, []);
  // The first question is for the address; after that the device is asked for, once an attempt.
  assert.deepEqual(apis(), ['v2/live/address/get', ...Array(atMs.length - 1).fill('device/info')]);
  const pauses = atMs.slice(1).map((ms, place) => ms - atMs[place]);
  assert.ok(pauses.length >= 3 && pauses.every((pause) => pause >= 8_000), String(pauses));
  online = true;
  await pass(17_000);
  assert.deepEqual(urls, [ADDRESS.url]);
  assert.deepEqual(apis().slice(-2), ['device/info', 'v2/live/address/get']);
  assert.ok(sent.length <= atMs.length + 1);
  live.close();
});
