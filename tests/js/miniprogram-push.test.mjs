// The example's push page over the real wasm: a preview, a push, and the way out of what is wrong.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { openPage } from './weixin/page.mjs';

let app;
let clock;
let page;
let calls;
let answer;
let ways;

before(() => { app = buildExample(); });
after(() => app.remove());
beforeEach(async () => {
  clock = new Clock();
  calls = [];
  ways = [];
  answer = { statusCode: 200, data: { url: 'rtmp://push.example.test/live/1?txTime=0', expiresAt: null } };
  const pusher = Object.fromEntries(['start', 'stop', 'startPreview', 'switchCamera'].map((name) => [name, ({ success } = {}) => { calls.push(name); if (success) Promise.resolve().then(success); }]));
  page = openPage({
    root: app.root, page: 'pages/push/push', clock, server: () => answer,
    weixin: { createLivePusherContext: () => pusher, openSetting: () => ways.push('openSetting') },
  });
  await clock.settle();
});
afterEach(async () => {
  await page.unload();
  assert.deepEqual(clock.uncaught, []);
});

const says = async (type, detail) => {
  page.element('#pusher').dispatchEvent(type, { detail });
  await clock.settle();
};
const view = () => page.component('#screen').data;

test('shows the camera before anybody sees it', () => {
  assert.deepEqual(calls, ['startPreview']);
  assert.deepEqual([view().phase, page.requests.length, view().beauty], ['idle', 0, 0]);
});

test('begins and ends', async () => {
  await page.tap('.toggle');
  assert.deepEqual([calls.at(-1), view().url, page.text('.toggle')], ['start', answer.data.url, '结束直播']);
  await says('statechange', { code: 1002 });
  assert.equal(view().phase, 'playing');
  await page.tap('.toggle');
  assert.deepEqual([calls.at(-1), view().phase, page.text('.toggle')], ['stop', 'idle', '开始直播']);
});

test('says that the camera is not allowed, with a way to the settings, and goes on from there', async () => {
  await page.tap('.toggle');
  await says('error', { errCode: 10001 });
  assert.equal(page.text('.cover-error .cover-text'), '没有摄像头权限');
  await page.tap('.settings');
  assert.deepEqual(ways, ['openSetting']);
  await clock.advance(1000);
  await page.tap('.retry');
  await says('statechange', { code: 1002 });
  assert.equal(view().phase, 'playing');
});

test('beauty is off until it is wanted', async () => {
  await page.tap('.beauty');
  assert.equal(view().beauty, 5);
  await page.tap('.beauty');
  assert.equal(view().beauty, 0);
});

test('a server without an address is asked again', async () => {
  answer = { statusCode: 500, data: null };
  await page.tap('.toggle');
  assert.equal(page.requests.length, 1);
  answer = { statusCode: 200, data: { url: 'rtmp://push.example.test/live/2' } };
  await clock.until(() => view().url === 'rtmp://push.example.test/live/2');
});
