// The page of docs/device-checklist.md over the real wasm: what it does by itself, and what it sees while a tester follows the list.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import * as node from '../../pkg/playward/node.mjs';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { openPage } from './weixin/page.mjs';

const { decisionsOf, sumOf, EXPECTED } = createRequire(import.meta.url)('../../examples/miniprogram/phone.js');
const START = [2001, 2004, 2008, 2009, 2003];

let app;
let clock;
let page;
let copied;

before(() => { app = buildExample(); });
after(() => app.remove());

const open = (globals) => openPage({
  root: app.root, page: 'pages/phone/phone', clock, globals,
  server: () => ({ statusCode: 200, data: { url: `rtmp://example.test/live/camera?t=${page ? page.requests.length : 1}`, expiresAt: null } }),
  weixin: { setClipboardData: ({ data }) => { copied = data; } },
});

beforeEach(() => {
  clock = new Clock();
  copied = null;
});

afterEach(async () => {
  await page.unload();
  assert.deepEqual(clock.uncaught, []);
});

const value = (id) => page.instance.data.checks.find((check) => check.id === id).value;
const moves = async (seconds) => {
  for (let second = 0; second < seconds; second += 1) {
    await page.say('netstatus', { info: { videoFPS: 25, netSpeed: 900, videoBitrate: 800 } });
    await clock.advance(1000);
  }
};

test('the page expects what Node decides', () => {
  assert.equal(sumOf(decisionsOf(node, 200)), EXPECTED, 'write this into examples/miniprogram/phone.js');
  page = open();
});

test('the list, from the top to the line', async () => {
  page = open();
  await clock.until(() => page.calls.includes('play'));
  assert.deepEqual(['wasm', 'same', 'call', 'picture'].map(value), ['0ms', 'yes', '0us', '']);
  await page.state(...START);
  await moves(2);
  assert.match(value('picture'), /^\d+ms$/);
  assert.deepEqual(['hide', 'outage'].map(value), ['', '']);

  await page.hide();
  await clock.advance(10_000);
  await page.show();
  await page.state(...START);
  await moves(3);
  assert.match(value('hide'), /^\d+ms$/);
  assert.equal(value('outage'), '');

  await page.state(-2301);
  await clock.until(() => page.calls.filter((call) => call === 'play').length > 2);
  await page.state(...START);
  await moves(3);
  assert.match(value('outage'), /^[1-9]\d*ms$/);

  await page.tap('.right');
  await page.tap('.copy');
  assert.match(copied, /^playward android 8\.0\.50 3\.6\.0 wasm=0ms same=yes call=0us picture=\d+ms hide=\d+ms outage=\d+ms seen=yes$/);
  assert.equal(page.text('.line'), copied);
});

test('a phone without WXWebAssembly', async () => {
  page = open({ WXWebAssembly: undefined });
  await clock.until(() => page.instance.data.error !== '');
  assert.match(page.instance.data.error, /2\.14/);
  assert.equal(value('wasm'), 'no');
  assert.match(page.instance.data.line, /wasm=no same=- /);
});
