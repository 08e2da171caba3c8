// superviseLivePusher over the real core and a <live-pusher> that behaves as WeChat's, in virtual time.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import * as playward from '../../pkg/playward/node.mjs';
import { Clock } from './weixin/clock.mjs';
import { randomOf } from './weixin/random.mjs';
import { virtualTime } from './weixin/virtual-time.mjs';

const { superviseLivePusher } = playward;

/** How often netstatus comes. */
const REPORT_MS = 2000;

let clock;
let push;
let pusher;
let asked;
let decisions;

/** A <live-pusher> and the server behind it. */
class Pusher {
  calls = [];
  url = '';
  pushing = false;
  /** Its server refuses addresses from before this number. */
  oldest = 0;
  dead = false;
  #start = 0;

  constructor() {
    this.context = {
      start: () => {
        this.calls.push('start');
        this.#start += 1;
        const own = this.#start;
        clock.globals.setTimeout(() => { if (own === this.#start) this.#connect(); }, 300);
      },
      stop: ({ success }) => {
        this.calls.push('stop');
        this.#end();
        clock.globals.setTimeout(() => success({}), 50);
      },
      pause: () => this.calls.push('pause'),
      resume: () => this.calls.push('resume'),
    };
    const report = () => {
      if (this.pushing) this.#emit('netstatus', { info: { videoBitrate: this.dead ? 0 : 900, audioBitrate: this.dead ? 0 : 48, netSpeed: this.dead ? 0 : 950 } });
      clock.globals.setTimeout(report, REPORT_MS);
    };
    report();
  }

  setUrl(url) {
    this.calls.push(`url ${url}`);
    this.url = url;
    return Promise.resolve();
  }

  say(code) {
    this.#emit('statechange', { code });
  }

  /** Says why, and pushes no more. */
  break(code) {
    this.#end();
    this.say(code);
  }

  refuse(errCode) {
    this.#end();
    this.#emit('error', { errCode });
  }

  #end() {
    this.#start += 1;
    this.pushing = false;
  }

  #connect() {
    if (Number(new URL(this.url).searchParams.get('n')) < this.oldest) {
      this.say(3004);
      return;
    }
    this.pushing = true;
    this.dead = false;
    for (const code of [1001, 1002, 1003, 1008, 1007]) this.say(code);
  }

  #emit(type, detail) {
    push.handle({ type, detail });
  }
}

virtualTime(() => clock);

beforeEach(() => {
  clock = new Clock();
  asked = [];
  decisions = [];
});
afterEach(() => {
  push.close();
  assert.deepEqual(clock.uncaught, []);
});

/** A push address of Tencent's form, with its end in hexadecimal. */
function open({ seed = 1, lastsSeconds = 86_400 } = {}) {
  pusher = new Pusher();
  push = superviseLivePusher({ context: pusher.context, setUrl: (url) => pusher.setUrl(url) }, {
    policy: { seed },
    fetchAddress({ reason }) {
      asked.push(reason);
      const txTime = Math.floor(clock.nowMs / 1000 + lastsSeconds).toString(16).toUpperCase();
      return Promise.resolve({ url: `rtmp://push.example.test/live/room?n=${asked.length}&txSecret=0&txTime=${txTime}` });
    },
  });
  push.on('decision', (decision) => decisions.push(decision));
  push.play();
}
const last = () => decisions.at(-1);
const pushes = () => clock.until(() => last().phase === 'playing', 120_000);

describe('a push', () => {
  test('begins with an address, and a start from the callback of setData', async () => {
    open();
    await pushes();
    assert.deepEqual(pusher.calls.map((call) => call.split('?')[0]), ['url rtmp://push.example.test/live/room', 'start']);
    assert.deepEqual(asked, ['none_yet']);
  });

  test('goes on with the address that it has', async () => {
    open();
    await pushes();
    pusher.break(-1307);
    assert.equal(last().phase, 'backoff');
    await pushes();
    assert.equal(pusher.calls.filter((call) => call === 'start').length, 2);
    assert.equal(asked.length, 1);
  });

  test('whose address has run out meanwhile gets another before it starts again', async () => {
    open({ lastsSeconds: 600 });
    await pushes();
    // The connection outlives its address.
    await clock.advance(3_600_000);
    assert.equal(asked.length, 1);
    assert.equal(last().phase, 'playing');
    pusher.break(-1307);
    await pushes();
    assert.deepEqual(asked, ['none_yet', 'address_expired']);
    assert.match(pusher.calls.filter((call) => /^(url|start)/.test(call)).at(-2), /n=2/);
  });

  test('that the server refuses gets another address', async () => {
    open();
    await pushes();
    pusher.oldest = 2;
    pusher.break(-1307);
    await pushes();
    assert.deepEqual(asked, ['none_yet', 'address_refused']);
  });

  test('that the system suspends waits for the page to be shown', async () => {
    open();
    await pushes();
    push.onHide();
    pusher.break(5000);
    const before = pusher.calls.length;
    await clock.advance(600_000);
    assert.equal(last().phase, 'suspended');
    assert.equal(pusher.calls.length, before);
    push.onShow();
    await pushes();
  });

  for (const [what, fault, code] of [
    ['the camera cannot be opened', () => pusher.break(-1301), 'permission_camera'], ['the microphone cannot be opened', () => pusher.break(-1302), 'permission_microphone'],
    ['the user refused the camera', () => pusher.refuse(10001), 'permission_camera'], ['the user refused the microphone', () => pusher.refuse('10002'), 'permission_microphone'],
    ['the resolution is not supported', () => pusher.break(-1305), 'device_unusable'], ['the sample rate is not supported', () => pusher.break(-1306), 'device_unusable'],
  ]) {
    test(`${what}: it says so, and nothing is tried until the user does`, async () => {
      open();
      await pushes();
      fault();
      assert.deepEqual([last().phase, last().error.code, last().error.retryable], ['failed', code, false]);
      assert.ok(last().error.message.zh && last().error.message.en);
      const before = pusher.calls.length;
      await clock.advance(600_000);
      assert.equal(pusher.calls.length, before);
      push.play();
      await pushes();
      assert.equal(last().error, null);
    });
  }

  test('is told of nothing that the component says beside', async () => {
    open();
    await pushes();
    const before = decisions.length;
    for (const event of [{ type: 'error', detail: { errCode: 10003 } }, { type: 'error' }, { type: 'bgmstart', detail: {} }, { type: 'statechange', detail: {} }]) push.handle(event);
    assert.equal(decisions.length, before);
    push.pause();
    assert.equal(last().phase, 'paused');
    push.resume();
    assert.equal(last().phase, 'playing');
    assert.deepEqual(pusher.calls.slice(-2), ['pause', 'resume']);
  });

  for (let seed = 1; seed <= 3; seed += 1) {
    test(`through 200 faults ends in playing, or in an error that says what the user must do: seed ${seed}`, async () => {
      const random = randomOf(seed);
      const pick = (list) => list[Math.floor(random() * list.length)];
      open({ seed });
      await pushes();
      const faults = [
        () => pusher.break(pick([-1303, -1304, -1307, -1308, -1310, -1311, -1312])),
        () => pusher.break(pick([3001, 3002, 3003, 3005])),
        () => pusher.break(1102),
        () => pusher.say(pick([1101, 1103, 1104, 1105, 1106, 4711])),
        () => { pusher.dead = true; },
        () => { pusher.oldest = asked.length + 1; pusher.break(pick([3004, -1307])); },
        () => pusher.break(pick([-1301, -1302, -1305, -1306])),
        () => pusher.refuse(pick([10001, 10002])),
        async () => { push.onHide(); pusher.break(5000); await clock.advance(random() * 60_000); push.onShow(); },
        async () => { push.pause(); await clock.advance(random() * 60_000); push.resume(); },
        async () => { push.stop(); await clock.advance(random() * 10_000); push.play(); },
      ];
      const ends = new Set();
      for (let count = 0; count < 200; count += 1) {
        await pick(faults)();
        if (random() < 0.3) await pick(faults)();
        await clock.until(() => last().phase === 'failed' || (last().phase === 'playing' && pusher.pushing && !pusher.dead), 300_000);
        ends.add(last().phase === 'failed' ? last().error.code : 'playing');
        if (last().phase === 'failed') push.play();
        await clock.advance(random() * 30_000);
      }
      assert.deepEqual([...ends].sort(), ['device_unusable', 'permission_camera', 'permission_microphone', 'playing']);
    });
  }
});
