// The example's live page over the real wasm: what the player says leads to the right calls on it.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { replay } from '../../pkg/playward/node.mjs';
import { keepTrace } from './traces/recorded.mjs';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { openPage } from './weixin/page.mjs';

const PAGE = 'pages/stream/stream';
const START = [2001, 2004, 2008, 2009, 2003];

let app;
let clock;
let page;
/** What the business server answers; each address is a new one. */
let answer;

const issued = () => page.requests.length;
const addressOf = (number) => `rtmp://example.test/live/camera?t=${number}`;
const answerAddress = () => ({ statusCode: 200, data: { url: addressOf(issued()), expiresAt: null } });

/** What was called since the last look. */
const taken = () => page.calls.splice(0);

/** The picture moves for a while, as netstatus tells every second. */
async function watch(seconds) {
  for (let second = 0; second < seconds; second++) {
    await page.say('netstatus', { info: { videoFPS: 25, netSpeed: 900, videoBitrate: 800 } });
    await clock.advance(1000);
  }
}

async function play() {
  await clock.until(() => page.calls.includes('play'));
  taken();
  await page.state(...START);
  await watch(3);
  assert.equal(page.instance.data.phase, 'playing');
}

const open = (globals) => openPage({ root: app.root, page: PAGE, clock, server: () => answer(), globals });
const called = (name) => () => page.calls.includes(name);

before(() => { app = buildExample(); });
after(() => app.remove());

beforeEach(() => {
  clock = new Clock();
  answer = answerAddress;
  page = open();
});

afterEach(async () => {
  await page.unload();
  assert.deepEqual(clock.uncaught, []);
});

describe('the start', () => {
  test('asks for an address, sets it and plays it', async () => {
    await clock.until(called('play'));
    assert.equal(issued(), 1);
    assert.match(page.requests[0].url, /\/api\/address$/);
    assert.equal(page.src, addressOf(1));
    assert.deepEqual(taken(), ['context player', 'play']);
  });

  test('shows a spinner until the picture moves, then nothing', async () => {
    await page.unload();
    page = open();
    assert.equal(page.text('.phase'), '正在加载');
    await clock.until(called('play'));
    assert.equal(page.text('.cover-loading .cover-text'), '正在连接');
    await page.state(...START);
    await watch(2);
    assert.equal(page.text('.cover'), null);
    assert.equal(page.text('.phase'), '播放中');
  });

  test('is no reason to play again, in whatever order the codes come', async () => {
    await play();
    await page.state(...START, 2005, 2026, 2032, 6000, 99999);
    await watch(3);
    assert.deepEqual(taken(), []);
  });

  test('that fails for want of WXWebAssembly offers to try again', async () => {
    await page.unload();
    page = open({ WXWebAssembly: undefined });
    await clock.settle();
    assert.match(page.text('.cover-error .cover-text'), /基础库 2\.14/);
    assert.deepEqual(taken(), []);
    page.runtime.context.WXWebAssembly = page.runtime.host;
    await page.tap('.retry');
    await clock.until(called('play'));
    assert.equal(page.text('.cover-error'), null);
  });

  test('goes on trying when the server does not answer, and says so', async () => {
    await page.unload();
    answer = () => null;
    page = open();
    await clock.until(() => issued() >= 2);
    assert.deepEqual(taken(), ['context player']);
    answer = answerAddress;
    await clock.until(called('play'));
  });
});

describe('an outage', () => {
  beforeEach(play);
  afterEach(({ name }) => {
    // Of the page's own realm.
    const trace = JSON.parse(JSON.stringify(page.component('#screen').session.supervisor.trace()));
    assert.deepEqual(replay(trace).decisions.map(({ phase, rule }) => ({ phase, rule })), trace.events.map(({ phase, rule }) => ({ phase, rule })));
    keepTrace(`miniprogram ${name}`, trace);
  });

  test('-2301: stop and play, after a back-off', async () => {
    await page.state(-2301);
    assert.deepEqual(taken(), []);
    assert.equal(page.text('.cover-loading .cover-text'), '稍后自动重试');
    const waited = await clock.until(called('play'));
    assert.ok(waited >= 300 && waited <= 5000, `${waited} ms`);
    assert.deepEqual(taken(), ['stop', 'play']);
    await page.state(...START);
    await watch(3);
    assert.equal(page.text('.cover'), null);
    assert.deepEqual(taken(), []);
  });

  test('that goes on: a new player, then a new address', async () => {
    const course = [];
    const players = new Set([page.player]);
    for (let outage = 0; outage < 3; outage++) {
      await page.state(-2301);
      await clock.until(called('play'));
      course.push(taken().join(' '));
      players.add(page.player);
    }
    assert.deepEqual(course, ['stop play', 'context player play', 'stop play']);
    assert.deepEqual([players.size, issued(), page.src], [2, 2, addressOf(2)]);
  });

  test('2105, 2009 and 2103 are the player\'s own affair', async () => {
    await page.state(2009, 2105);
    await watch(1);
    await page.state(2103);
    assert.equal(page.text('.cover-loading .cover-text'), '播放器正在重连');
    await clock.advance(10_000);
    await page.state(2001, 2004, 2003);
    await watch(3);
    assert.equal(page.text('.phase'), '播放中');
    assert.deepEqual([taken(), issued()], [[], 1]);
  });

  test('2103 that comes to nothing: taken over', async () => {
    await page.state(2103);
    await clock.until(called('play'));
    assert.deepEqual(taken(), ['stop', 'play']);
  });

  test('a picture that stands still without a word: taken over', async () => {
    await clock.until(called('play'));
    assert.deepEqual(taken(), ['stop', 'play']);
  });

  test('3004: a new address', async () => {
    await page.state(3004);
    await clock.until(called('play'));
    assert.deepEqual([taken(), issued(), page.src], [['stop', 'play'], 2, addressOf(2)]);
  });

  test('shows the error and a button in the end, and the button tries at once', async () => {
    answer = () => null;
    for (let outage = 0; outage < 20 && !page.text('.cover-error'); outage++) {
      await page.state(-2301);
      await clock.until(() => called('play')() || page.text('.cover-error'), 120_000);
      taken();
    }
    assert.ok(page.text('.cover-error .cover-text'));
    assert.equal(page.text('.retry'), '重试');
    await page.tap('.retry');
    const waited = await clock.until(called('play'));
    assert.ok(waited <= 1000, `${waited} ms`);
  });
});

describe('the page', () => {
  beforeEach(play);

  test('hidden, does nothing; shown again, takes up the player that died meanwhile', async () => {
    await page.hide();
    await page.state(-2301);
    await clock.advance(600_000);
    assert.deepEqual([taken(), clock.pending], [[], 0]);
    await page.show();
    const waited = await clock.until(called('play'));
    assert.ok(waited <= 2000, `${waited} ms`);
  });

  test('hidden for a moment, leaves a picture alone that still moves', async () => {
    await page.hide();
    await page.show();
    await watch(3);
    assert.deepEqual(taken(), []);
  });

  test('waits for the network', async () => {
    await page.state(2103);
    for (const listener of page.networkListeners) listener({ isConnected: false, networkType: 'none' });
    await page.state(-2301);
    await clock.advance(600_000);
    assert.deepEqual(taken(), []);
    for (const listener of page.networkListeners) listener({ isConnected: true, networkType: '4g' });
    await clock.until(called('play'));
  });

  test('stops and plays when told', async () => {
    await page.tap('.stop');
    assert.deepEqual(taken(), ['stop']);
    assert.equal(page.text('.cover-resting .cover-text'), '已停止');
    await page.state(-2301);
    await clock.advance(60_000);
    assert.deepEqual(taken(), []);
    await page.tap('.cover-resting');
    await clock.until(called('play'));
    assert.deepEqual(taken(), ['play']);
  });

  test('tells of a refused microphone, and plays on', async () => {
    await page.say('error', { errCode: 10001, errMsg: 'insertLivePlayer:fail' });
    assert.equal(page.toasts.length, 1);
    assert.match(page.toasts[0], /麦克风/);
    await watch(1);
    assert.deepEqual([taken(), page.text('.cover')], [[], null]);
  });

  test('shows what was decided and why, when asked', async () => {
    assert.equal(page.text('.fact'), null);
    await page.tap('.panel-title');
    assert.match(page.text('.panel'), /阶段playing/);
    assert.match(page.text('.panel'), /首帧\d+ ms/);
    await page.state(-2301);
    assert.match(page.text('.entry'), /backoff/);
    await page.tap('.panel-title');
    assert.equal(page.text('.fact'), null);
  });

  test('left, leaves nothing behind', async () => {
    const view = page.component('#screen');
    await page.unload();
    await clock.advance(5000);
    assert.deepEqual([taken(), page.networkListeners.size, clock.pending], [['stop'], 0, 0]);
    // WeChat may still deliver what the player had said.
    view.onPlayerEvent({ type: 'statechange', detail: { code: -2301 } });
    await clock.advance(60_000);
    assert.deepEqual([taken(), clock.pending], [[], 0]);
  });

  test('hidden before the wasm is there, waits until it is shown', async () => {
    await page.unload();
    page = open();
    await page.hide();
    await clock.advance(60_000);
    assert.deepEqual(page.calls.filter((call) => call === 'play'), []);
    await page.show();
    await clock.until(called('play'));
  });

  test('left before the wasm is there, never plays', async () => {
    await page.unload();
    page = open();
    await page.unload();
    await clock.advance(60_000);
    assert.deepEqual([taken(), issued()], [[], 0]);
  });
});
