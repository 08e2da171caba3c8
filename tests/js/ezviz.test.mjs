// EZVIZ through the wasm: the vectors and oracles that tests/ezviz.rs reads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ezviz, parsePlayAddress, PlaywardError } from '../../pkg/playward/node.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));
const { device, requests, answers, calls, timelines, playbacks } = read('ezviz.json');
const { device: camera, cases: questions } = read('ezviz-camera.json');
const { oracles } = read('ezviz-oracles.json');
const of = (area) => oracles.filter((oracle) => oracle.area === area);

/** What a call returns, or the issues it throws. */
function outcomeOf(call) {
  try {
    return { returns: call() };
  } catch (error) {
    assert.ok(error instanceof PlaywardError, `${error}`);
    assert.equal(error.code, 'invalid_params');
    assert.doesNotMatch(error.message, /SECRET/);
    for (const { message } of error.issues) assert.ok(message.zh && message.en);
    return { throws: error.issues.map(({ code, field }) => [code, field]) };
  }
}

for (const given of requests) {
  test(`request ${given.api} ${JSON.stringify(given.params ?? {})}`, () => {
    const { returns, throws } = outcomeOf(() => ezviz.request(given.api, 'device' in given ? given.device : device, given.params));
    assert.deepEqual(throws, given.throws);
    if (returns) {
      assert.deepEqual(returns, {
        url: given.url ?? `https://open.ys7.com/api/lapp/${given.path}`, method: 'POST', header: { 'content-type': 'application/x-www-form-urlencoded' }, data: given.data,
      });
    }
  });
}

for (const given of answers) {
  test(`interpret ${given.api} ${JSON.stringify(given.body)}`, () => {
    const { returns, throws } = outcomeOf(() => ezviz.interpret(given.api, given.body));
    assert.deepEqual(throws, given.throws);
    if (!returns) return;
    const { outcome, data } = returns;
    assert.equal(outcome.class, given.class);
    assert.equal(outcome.ok, given.class === 'ok');
    assert.deepEqual(data, given.data ?? null);
    for (const field of ['code', 'retry', 'message', 'vendorMessage']) {
      if (given[field]) assert.deepEqual(outcome[field], given[field]);
    }
  });
}

for (const given of calls) {
  test(`${given.call}(${JSON.stringify(given.arguments).slice(1, -1)})`, () => {
    const { returns, throws } = outcomeOf(() => ezviz[given.call](...given.arguments));
    assert.deepEqual(throws, given.throws);
    assert.deepEqual(returns, given.returns);
  });
}

for (const given of timelines) {
  test(`Timeline ${given.day} ${JSON.stringify(given.segments ?? given.throws)}`, () => {
    const { returns: timeline, throws } = outcomeOf(() => new ezviz.Timeline(given.day, given.files, given.options));
    assert.deepEqual(throws, given.throws);
    if (!timeline) return;
    assert.deepEqual(timeline.segments().map(({ start, end }) => [start, end]), given.segments);
    for (const method of ['at', 'next']) {
      for (const [time, expected] of Object.entries(given[method] ?? {})) assert.deepEqual(timeline[method](time), expected, time);
    }
    timeline.close();
    timeline.close();
    assert.throws(() => timeline.segments(), { code: 'closed' });
  });
}

for (const given of playbacks) {
  test(`Playback: ${given.about}`, () => {
    const timeline = new ezviz.Timeline(given.day, given.files);
    const { returns: playback, throws } = outcomeOf(() => new ezviz.Playback(timeline, given.options));
    // What it needs of the timeline it has.
    timeline.close();
    assert.deepEqual(throws, given.throws);
    if (!playback) return;
    for (const [method, args, expected] of given.steps) {
      const { returns, throws: refused } = outcomeOf(() => playback[method](...args));
      assert.deepEqual(refused ? { throws: refused } : returns, expected, `${method}(${args})`);
    }
    playback.close();
    playback.close();
    assert.throws(() => playback.span(), { code: 'closed' });
  });
}

test('a playback is of a timeline', () => {
  assert.deepEqual(outcomeOf(() => new ezviz.Playback()).throws, [['missing_field', 'timeline']]);
  assert.deepEqual(outcomeOf(() => new ezviz.Playback({ segments: () => [] })).throws, [['wrong_type', 'timeline']]);
});

/** A step of the camera as the vectors write it. */
function written({ request, upload, answer, stop, ...step }) {
  if (answer) {
    const { outcome: { code, class: kind, retry }, data } = answer;
    Object.assign(step, { answer: { code, class: kind, retry, data } });
  }
  if (stop) step.stop = written(stop);
  const sent = request || upload;
  if (!sent) return step;
  const { accessToken, deviceSerial, channelNo, ...params } = request ? sent.data : sent.formData;
  assert.deepEqual([deviceSerial, channelNo], [camera.deviceSerial, String(camera.channelNo)]);
  const path = sent.url.replace('https://open.ys7.com/api/lapp/', '');
  return { ...step, [request ? 'asks' : 'uploads']: path, token: accessToken, params };
}

for (const { name, steps } of questions) {
  test(`Camera: ${name}`, () => {
    const asked = new ezviz.Camera(camera, { token: async () => 'not asked for here' });
    for (const [place, [method, given, expected]] of steps.entries()) {
      const { returns, throws } = outcomeOf(() => asked._questions[method](...given));
      assert.deepEqual(throws ? { throws } : written(returns), expected, `step ${place}: ${method}`);
    }
    asked.close();
  });
}

test('a bad time is refused', () => {
  const timeline = new ezviz.Timeline('2020-11-16', []);
  assert.deepEqual(outcomeOf(() => timeline.at('24:00:00')).throws, [['bad_format', 'time']]);
  assert.deepEqual(outcomeOf(() => timeline.next()).throws, [['missing_field', 'end']]);
  timeline.close();
});

for (const { id, input, expected } of of('api.response')) {
  test(id, () => {
    const { outcome } = ezviz.interpret(input.api === 'device/info' ? 'device_info' : 'live_address', { code: input.code });
    assert.equal(outcome.class, expected.class);
    assert.equal(outcome.retry, expected.retry === 'after refresh' ? 'after_token_refresh' : 'never');
  });
}

for (const { id, input, expected } of of('address')) {
  if (input.build) {
    test(id, () => {
      const { serial, channel, code, source, begin, end } = input.build;
      assert.equal(ezviz.ezopenAddress({ deviceSerial: serial, channelNo: channel, verifyCode: code, kind: 'playback', storage: source, begin, end }), expected.url);
    });
  }
  if (input.request) {
    test(id, () => {
      const spans = ezviz.playbackSpans('cloud', input.request.startTime, input.request.stopTime);
      assert.deepEqual(spans.map(({ startTime, stopTime }) => [startTime, stopTime]), expected.split_into);
    });
  }
}

test('an ezopen address is read back', () => {
  const address = ezviz.ezopenAddress({ deviceSerial: 'C78957921', channelNo: 2, verifyCode: 'AES:ab/cd+e==', kind: 'playback', storage: 'cloud', begin: '20201116110105', end: '20201116110223' });
  const { vendor, kind, deviceSerial, channelNo, storage, verifyCode, begin, end } = parsePlayAddress(address);
  assert.deepEqual(
    { vendor, kind, deviceSerial, channelNo, storage, verifyCode, begin, end },
    { vendor: 'ezviz', kind: 'playback', deviceSerial: 'C78957921', channelNo: 2, storage: 'cloud', verifyCode: 'AES:ab/cd+e==', begin: '20201116110105', end: '20201116110223' },
  );
});

test('a page link is read back as WeChat and as a browser read it', () => {
  const from = { accessToken: 'at.a&b=c/é 萤?#+', deviceSerial: 'C78957921', channelNo: 7 };
  const url = ezviz.pageUrl('playback', from, { date: '2020-02-29', storage: 'cloud' });
  const query = url.slice(url.indexOf('?') + 1);
  const expected = { ...from, date: '2020-02-29', storage: 'cloud' };
  assert.deepEqual(ezviz.parseLaunch(Object.fromEntries(query.split('&').map((pair) => pair.split('=')))), expected);
  assert.deepEqual(ezviz.parseLaunch(Object.fromEntries(new URLSearchParams(query))), expected);
  assert.equal(ezviz.request('device_info', ezviz.parseLaunch(expected)).data.channelNo, '7');
});

test('capabilities as the oracles say', () => {
  for (const { id, input, expected } of of('capability')) {
    const found = ezviz.capabilities(input);
    if (expected.talk) assert.equal(found.talk, expected.talk.replace(' ', '_'), id);
    if (expected.mirror === false) assert.deepEqual([found.mirror, found.ptz, found.privacy], [[], false, false], id);
  }
  for (const { input, expected } of of('ptz.mirror')) {
    const commands = ezviz.capabilities(input.capability).mirror.map((command) => Number(ezviz.request('ptz_mirror', device, { command }).data.command));
    assert.deepEqual(commands, expected.allowed_commands);
  }
});
