// Press to talk, over a fake RecorderManager and a clock that the test moves; and the button for it.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, mock, test } from 'node:test';
import * as live from '../../pkg/playward-live/node.mjs';
import * as playward from '../../pkg/playward/node.mjs';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import './weixin/page.mjs';
import { RecorderManager } from './weixin/recorder.mjs';
import { createRuntime } from './weixin/runtime.mjs';

const OK = { ok: true, code: '200', class: 'ok', message: { zh: '操作成功', en: 'done' }, retry: 'never' };
const BUSY = { ok: false, code: '111012', class: 'device_busy', message: { zh: '设备正忙', en: 'busy' }, retry: 'later' };
const NETWORK = playward.ezviz.interpret('voice_send_once', null).outcome;
const FILE = 'wxfile://tmp/voice.mp3';
const REST = { recording: false, sending: false, secondsLeft: 60 };

for (const [pack, { pressToTalk, PlaywardError }] of Object.entries({ playward, 'playward-live': live })) {
  describe(pack, () => {
    let recorder;
    let talk;
    let states;
    let sent;
    let answer;

    beforeEach(() => {
      mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_700_000_000_000 });
      recorder = new RecorderManager();
      states = [];
      sent = [];
      answer = () => Promise.resolve({ outcome: OK });
      talk = pressToTalk({
        recorder,
        send: (filePath) => {
          sent.push(filePath);
          return answer();
        },
        onChange: (state) => states.push(state),
      });
    });
    afterEach(() => mock.timers.reset());

    const heard = () => new Promise((resolve) => { setImmediate(resolve); });
    async function pass(ms) {
      for (let left = ms; left > 0; left -= 100) {
        mock.timers.tick(Math.min(left, 100));
        await heard();
      }
      await heard();
    }
    async function say(ms) {
      talk.press();
      await pass(ms);
      talk.release();
      await heard();
    }
    const last = () => states[states.length - 1];

    test('counts down, sends what was said, and begins at sixty again', async () => {
      talk.press();
      await pass(3000);
      assert.deepEqual(states, [60, 59, 58, 57].map((secondsLeft) => ({ recording: true, sending: false, secondsLeft, outcome: null })));
      let resolve;
      answer = () => new Promise((settle) => { resolve = settle; });
      talk.release();
      await heard();
      assert.deepEqual([sent, last()], [[FILE], { recording: false, sending: true, secondsLeft: 57, outcome: null }]);
      resolve({ outcome: OK });
      await heard();
      assert.deepEqual(last(), { ...REST, outcome: OK });
      assert.deepEqual(recorder.starts, [{ duration: 60000, sampleRate: 16000, numberOfChannels: 1, format: 'mp3' }]);
    });

    test('a tap shorter than 500 ms sends nothing, and 500 ms are enough', async () => {
      await say(499);
      assert.deepEqual([sent, recorder.recording, last()], [[], false, { ...REST, outcome: null }]);
      await say(500);
      assert.deepEqual([sent, last()], [[FILE], { ...REST, outcome: OK }]);
    });

    test('press while sending is ignored', async () => {
      let resolve;
      answer = () => new Promise((settle) => { resolve = settle; });
      await say(1000);
      talk.press();
      talk.release();
      talk.cancel();
      assert.equal(recorder.starts.length, 1);
      resolve({ outcome: BUSY });
      await heard();
      assert.deepEqual(last(), { ...REST, outcome: BUSY });
      talk.press();
      assert.deepEqual([recorder.starts.length, last().outcome], [2, null]);
    });

    for (const [what, reject, outcome] of [
      ['rejects with an outcome', () => Promise.reject(Object.assign(new Error('busy'), { outcome: BUSY })), BUSY],
      ['rejects', () => Promise.reject(new Error('request:fail')), NETWORK],
      ['rejects with nothing', () => Promise.reject(), NETWORK],
      ['throws', () => { throw new Error('not connected'); }, NETWORK],
      ['resolves to nothing', () => Promise.resolve(), NETWORK],
    ]) {
      test(`send ${what}`, async () => {
        answer = reject;
        await say(1000);
        assert.deepEqual(last(), { ...REST, outcome });
        answer = () => Promise.resolve({ outcome: OK });
        await say(1000);
        assert.deepEqual(last(), { ...REST, outcome: OK });
      });
    }

    for (const [what, end] of [['cancelled', () => talk.cancel()], ['interrupted by a call', () => recorder.interrupt()]]) {
      test(`${what}: nothing is sent`, async () => {
        talk.press();
        await pass(2000);
        end();
        await heard();
        assert.deepEqual([sent, recorder.recording, last()], [[], false, { ...REST, outcome: null }]);
        talk.release();
        await say(1000);
        assert.deepEqual(sent, [FILE]);
      });
    }

    test('cancelled after the finger was lifted, before WeChat has stopped: nothing is sent', async () => {
      talk.press();
      await pass(2000);
      talk.release();
      talk.cancel();
      await heard();
      assert.deepEqual([sent, last()], [[], { ...REST, outcome: null }]);
    });

    test('what WeChat cuts off is sent', async () => {
      talk.press();
      await pass(59_900);
      recorder.stop();
      await heard();
      assert.deepEqual([sent, last()], [[FILE], { ...REST, outcome: OK }]);
      talk.release();
      await heard();
      assert.equal(sent.length, 1);
    });

    test('after sixty seconds it stops, whoever is first', async () => {
      talk.press();
      await pass(60_000);
      assert.deepEqual([sent, recorder.recording], [[FILE], false]);
      await pass(20_000);
      assert.deepEqual(last(), { ...REST, outcome: OK });
    });

    for (const [what, error, code] of [
      ['throws', new Error('of the recorder'), 'recorder_failed'], ['throws nothing', undefined, 'recorder_failed'],
      ['throws that the microphone is refused', { errMsg: 'operateRecorder:fail auth deny' }, 'permission_microphone'],
    ]) {
      test(`a start that ${what} is over at once, and the next may go well`, async () => {
        const start = mock.method(recorder, 'start', () => { throw error; });
        talk.press();
        const { outcome, ...rest } = last();
        assert.deepEqual([rest, outcome.code, outcome.ok], [REST, code, false]);
        talk.release();
        await pass(20_000);
        assert.equal(states.length, 2, 'nothing counts any more');
        start.mock.restore();
        await say(1000);
        assert.deepEqual([sent, last()], [[FILE], { ...REST, outcome: OK }]);
      });
    }

    test('a stop that throws is one that is not answered', async () => {
      mock.method(recorder, 'stop', () => { throw new Error('of the recorder'); });
      await say(1000);
      await pass(10_000);
      assert.deepEqual([last().recording, last().outcome.code, sent], [false, 'recorder_failed', []]);
    });

    test('a recorder that says of its end no more than that', async () => {
      const heardOf = {};
      const silent = Object.fromEntries(['start', 'stop', 'onStop', 'onError'].map((name) => [name, (listener) => { heardOf[name] = listener; }]));
      talk = pressToTalk({ recorder: silent, send: () => assert.fail('sent'), onChange: (state) => states.push(state) });
      for (const tell of ['onError', 'onStop']) {
        for (const given of [[], [null]]) {
          talk.press();
          assert.equal(last().recording, true);
          heardOf[tell](...given);
          assert.deepEqual([last().recording, last().sending, last().outcome.code], [false, false, 'recorder_failed']);
        }
      }
    });

    test('the microphone is refused', async () => {
      recorder.allowed = false;
      talk.press();
      await heard();
      const { outcome, ...rest } = last();
      assert.deepEqual([rest, outcome.code, outcome.class, outcome.ok], [REST, 'permission_microphone', 'no_permission', false]);
      assert.deepEqual(outcome.message, playward.describeState(10002, 'live-pusher').message);
      talk.release();
      await heard();
      assert.deepEqual(sent, []);
    });

    test('the finger is gone when WeChat starts, after it has asked: the microphone is closed, nothing is sent', async () => {
      const heardOf = {};
      const stops = [];
      talk = pressToTalk({
        recorder: {
          start() {},
          stop: () => stops.push(Date.now()),
          ...Object.fromEntries(['onStart', 'onStop', 'onError'].map((name) => [name, (listener) => { heardOf[name] = listener; }])),
        },
        send: () => assert.fail('sent'),
        onChange: (state) => states.push(state),
      });
      talk.press();
      await pass(3000);
      talk.release();
      heardOf.onError({ errMsg: 'operateRecorder:fail:recorder not start' });
      assert.equal(last().recording, true);
      heardOf.onStart();
      assert.equal(stops.length, 2);
      heardOf.onStop({ tempFilePath: FILE });
      assert.deepEqual(last(), { ...REST, outcome: null });
    });

    test('a recorder that never tells its end does not block the button', async () => {
      recorder.stop = () => {};
      await say(1000);
      assert.equal(last().recording, true);
      await pass(10_000);
      assert.deepEqual([last().recording, last().outcome.code], [false, 'recorder_failed']);
      talk.press();
      assert.equal(recorder.starts.length, 2);
    });

    test('closed: the microphone is closed, nothing is sent, told or recorded any more', async () => {
      talk.press();
      await pass(2000);
      const before = states.length;
      talk.close();
      talk.close();
      await heard();
      talk.press();
      await pass(20_000);
      assert.deepEqual([sent, recorder.recording, recorder.starts.length, states.length], [[], false, 1, before]);
    });

    test('one recorder, two pages: it is his who speaks', async () => {
      const others = [];
      const other = pressToTalk({ recorder, send: (filePath) => { others.push(filePath); return Promise.resolve({ outcome: OK }); } });
      await say(1000);
      other.press();
      await pass(1000);
      other.release();
      await heard();
      await say(1000);
      assert.deepEqual([sent.length, others.length], [2, 1]);
    });

    test('an onChange that throws is a warning, and the voice is sent', async () => {
      const warned = mock.method(process, 'emitWarning', () => {});
      talk = pressToTalk({ recorder, send: (filePath) => { sent.push(filePath); return answer(); }, onChange() { throw new Error('of the page'); } });
      await say(1000);
      assert.deepEqual(sent, [FILE]);
      assert.deepEqual(warned.mock.calls.map(({ arguments: [error] }) => error.message), Array(warned.mock.callCount()).fill('of the page'));
      assert.ok(warned.mock.callCount() > 0);
      warned.mock.restore();
    });

    test('a recorder that tells no more than the end of a recording is enough', async () => {
      const bare = { start: (options) => recorder.start(options), stop: () => recorder.stop(), onStop: (listener) => recorder.onStop(listener) };
      talk = pressToTalk({ recorder: bare, send: (filePath) => { sent.push(filePath); return answer(); } });
      await say(1000);
      assert.deepEqual(sent, [FILE]);
    });

    test('bad options', () => {
      const issuesOf = (options) => {
        try {
          pressToTalk(options);
        } catch (error) {
          assert.ok(error instanceof PlaywardError && error.code === 'invalid_params');
          return error.issues.map(({ code, field }) => `${code} ${field}`);
        }
        return assert.fail('not refused');
      };
      assert.deepEqual(issuesOf(), ['missing_field options']);
      assert.deepEqual(issuesOf({ recorder: { onStop: 1, onError: 1 } }), [
        'missing_field send', 'missing_field recorder.start', 'missing_field recorder.stop', 'wrong_type recorder.onStop', 'wrong_type recorder.onError',
      ]);
      assert.deepEqual(issuesOf({ recorder: 1, onChange: true, onchange() {} }), ['wrong_type recorder', 'missing_field send', 'wrong_type onChange', 'unknown_field onchange']);
    });
  });
}

describe('the button', () => {
  const require = createRequire(import.meta.url);
  const simulate = require('miniprogram-simulate');
  const loader = require('miniprogram-simulate/src/utils');
  let app;
  let clock;
  let recorder;
  let button;
  let told;

  before(() => { app = buildExample(); });
  after(() => app.remove());

  beforeEach(async () => {
    clock = new Clock();
    recorder = new RecorderManager();
    told = [];
    const runtime = createRuntime({
      root: app.root, clock, globals: { wx: { getRecorderManager: () => recorder }, Component: (definition) => globalThis.Component(definition) },
    });
    loader.runJs = (file) => { runtime.run(`${path.relative(app.root, file)}.js`); };
    button = simulate.render(simulate.load(path.join(app.root, 'miniprogram_npm/playward/talk-button/index'), { rootPath: app.root }));
    button.instance.send = () => Promise.resolve({ outcome: OK });
    button.addEventListener('change', ({ detail: { recording, sending, outcome } }) => told.push(recording ? 'recording' : sending ? 'sending' : `${outcome && outcome.code}`));
    button.addEventListener('short', () => told.push('short'));
    button.attach(document.body);
    await clock.settle();
  });

  afterEach(() => {
    button.detach();
    assert.deepEqual([clock.uncaught, recorder.recording], [[], false]);
  });

  async function touch(type) {
    button.querySelector('.button').dom.dispatchEvent(new TouchEvent(`touch${type}`, { bubbles: true, cancelable: true }));
    await clock.settle();
  }
  const text = () => button.querySelector('.button').dom.textContent.trim();

  test('says what it does, and tells the page', async () => {
    assert.equal(text(), '按住说话');
    await touch('start');
    assert.equal(text(), '松开发送 60 s');
    await clock.advance(2000);
    assert.equal(text(), '松开发送 58 s');
    await touch('end');
    assert.equal(text(), '按住说话');
    assert.deepEqual(told, ['recording', 'recording', 'recording', 'sending', '200']);
  });

  test('speaks English, or in the words of the page', async () => {
    button.instance.setData({ lang: 'en' });
    assert.equal(text(), 'Hold to talk');
    await touch('start');
    assert.equal(text(), 'Let go to send 60 s');
    await touch('cancel');
    button.instance.setData({ label: 'Speak' });
    assert.equal(text(), 'Speak');
  });

  test('tells of a tap, and of no other end', async () => {
    await touch('start');
    await touch('end');
    assert.deepEqual(told, ['recording', 'null', 'short']);
    for (const end of [() => touch('cancel'), async () => { button.triggerPageLifeTime('hide'); await clock.settle(); }]) {
      told.length = 0;
      await touch('start');
      await end();
      assert.deepEqual(told, ['recording', 'null']);
    }
  });

  test('a page that sets no send has a failed network', async () => {
    button.instance.send = null;
    await touch('start');
    await clock.advance(1000);
    await touch('end');
    assert.equal(told.pop(), 'network_failed');
  });

  test('taken away while it records', async () => {
    await touch('start');
    button.detach();
    await clock.advance(20_000);
    assert.deepEqual([told, recorder.recording, clock.pending], [['recording'], false, 0]);
  });
});
