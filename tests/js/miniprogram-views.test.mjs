// The views of the package in pages that use nothing else: miniprogram-simulate, the real wasm, virtual time.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { PACKAGE } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { openPage } from './weixin/page.mjs';

/** What a page itself needs, whatever it plays. */
const PAGE = `const { ask } = require('../../business.js');

Component({
  methods: {
    onLoad() {
      this.selectComponent('#screen').open({ fetchAddress: ask });
    },
  },
});
`;
const BUSINESS = `exports.asked = [];
exports.ask = (request) => {
  exports.asked.push(request.reason);
  return exports.answer(request);
};
exports.answer = () => Promise.resolve({ url: 'https://example.test/one?n=' + exports.asked.length });
`;

let root;
let clock;
let page;

before(() => {
  root = mkdtempSync(path.join(tmpdir(), 'playward-views-'));
  cpSync(path.join(PACKAGE, 'miniprogram'), path.join(root, 'miniprogram_npm/playward'), { recursive: true });
  writeFileSync(path.join(root, 'business.js'), BUSINESS);
  for (const view of ['live-view', 'episode-view', 'push-view']) {
    const folder = path.join(root, 'pages', view);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'page.js'), PAGE);
    writeFileSync(path.join(folder, 'page.json'), JSON.stringify({ component: true, usingComponents: { 'a-view': `playward/${view}/index` } }));
    writeFileSync(path.join(folder, 'page.wxml'), '<a-view id="screen" lang="{{lang}}"><view class="over">over</view></a-view>');
    writeFileSync(path.join(folder, 'page.wxss'), '');
  }
});
after(() => rmSync(root, { recursive: true }));
afterEach(async () => {
  if (page) await page.unload();
  page = null;
  if (clock) assert.deepEqual(clock.uncaught, []);
});

const pusherCalls = [];
/** @param {string} view */
async function open(view, weixin) {
  clock = new Clock();
  pusherCalls.length = 0;
  const pusher = Object.fromEntries(['start', 'stop', 'startPreview', 'switchCamera', 'pause', 'resume'].map((name) => [name, ({ success } = {}) => { pusherCalls.push(name); if (success) Promise.resolve().then(success); }]));
  page = openPage({ root, page: `pages/${view}/page`, clock, weixin: { createLivePusherContext: () => pusher, ...weixin } });
  await clock.settle();
  return page.runtime.run('business.js');
}
const view = () => page.component('#screen');
const say = async (type, detail, selector = '#player') => {
  view();
  page.element(selector).dispatchEvent(type, { detail });
  await clock.settle();
};

test('a page of its own is short', () => {
  assert.ok(PAGE.trim().split('\n').length <= 15);
});

describe('in a subpackage the wasm lies elsewhere', () => {
  const WASM = 'packageA/miniprogram_npm/playward/playward.wasm.br';
  const elsewhere = () => path.join(root, WASM);
  const usual = () => path.join(root, 'miniprogram_npm/playward/playward.wasm.br');
  before(() => {
    mkdirSync(path.dirname(elsewhere()), { recursive: true });
    renameSync(usual(), elsewhere());
  });
  after(() => renameSync(elsewhere(), usual()));

  test('a view alone does not find it', async () => {
    await open('live-view');
    assert.equal(view().data.errorCode, 'init_failed');
  });

  test('a view plays after the first line of its page has said where', async () => {
    const file = path.join(root, 'pages/live-view/page.js');
    writeFileSync(file, `require('playward').init({ wasm: '/${WASM}' });\n${PAGE}`);
    try {
      await open('live-view');
      assert.deepEqual([view().data.errorCode, page.src], ['', 'https://example.test/one?n=1']);
    } finally {
      writeFileSync(file, PAGE);
    }
  });
});

describe('live-view', () => {
  test('plays, says what is being done, comes back, and is retried', async () => {
    const business = await open('live-view');
    assert.deepEqual([...business.asked], ['none_yet']);
    assert.equal(page.src, 'https://example.test/one?n=1');
    assert.equal(page.text('.cover-loading .cover-text'), '正在连接');
    assert.equal(page.text('.over'), 'over');
    await page.state(2001, 2003, 2004);
    assert.equal(page.has('.cover'), false);
    await page.state(-2301);
    await clock.until(() => view().data.phase === 'connecting');
    await page.state(2004);
    await clock.advance(2000);
    assert.equal(view().data.phase, 'playing');
    view().stop();
    await clock.settle();
    assert.equal(page.text('.cover-resting .cover-text'), '已停止');
    await page.tap('.cover-resting');
    assert.equal(view().data.phase, 'connecting');
  });

  test('says that it is loading, and nothing once it was stopped before that', async () => {
    const business = await open('live-view');
    view().open({ fetchAddress: business.ask });
    assert.equal(page.text('.cover-loading .cover-text'), '正在加载');
    view().stop();
    await clock.settle();
    assert.equal(page.has('.cover'), false);
    view().play();
    await clock.settle();
    assert.equal(page.text('.cover-loading .cover-text'), '正在连接');
  });

  test('speaks English where the page does', async () => {
    await open('live-view');
    page.instance.setData({ lang: 'en' });
    await clock.settle();
    assert.equal(page.text('.cover-loading .cover-text'), 'connecting');
  });

  test('says what is wrong, with a button to try again', async () => {
    const business = await open('live-view');
    business.answer = () => Promise.reject(Object.assign(new Error('no'), { outcome: { ok: false, code: '7', class: 'not_found', retry: 'never', message: { zh: '没有这台设备', en: 'no such device' } } }));
    view().close();
    assert.equal(view().data.phase, 'idle');
    view().open({ fetchAddress: business.ask });
    await clock.settle();
    assert.equal(page.text('.cover-error .cover-text'), '没有这台设备');
    business.answer = () => Promise.resolve({ url: 'https://example.test/two' });
    await page.tap('.retry');
    assert.equal(page.src, 'https://example.test/two');
  });

  test('hidden starts nothing, and plays when it is shown', async () => {
    await open('live-view');
    await page.state(2004);
    await page.hide();
    await page.state(-2301);
    const before = page.calls.length;
    await clock.advance(600_000);
    assert.equal(page.calls.length, before);
    await page.show();
    await clock.until(() => page.calls.length > before);
  });

  test('whose player WeChat does not make says so, in the event too', async () => {
    await open('live-view', { createLivePlayerContext: undefined });
    const told = [];
    page.element('#screen').addEventListener('error', ({ detail }) => told.push(detail.code));
    await view().open({ fetchAddress: () => Promise.resolve({ url: 'https://example.test/one' }) });
    assert.deepEqual(told, ['internal']);
    assert.equal(view().data.errorCode, 'internal');
  });

  test('tells its decisions, and one session at a time', async () => {
    const business = await open('live-view');
    const heard = [];
    page.element('#screen').addEventListener('decision', ({ detail }) => heard.push(detail.phase));
    view().open({ fetchAddress: business.ask });
    view().play('https://example.test/given');
    await clock.settle();
    assert.equal(page.src, 'https://example.test/given');
    assert.deepEqual([...business.asked], ['none_yet']);
    assert.deepEqual(heard, ['connecting']);
  });

  test('loads neither recordings nor pushing', async () => {
    await open('live-view');
    const files = page.runtime.required.filter((file) => /miniprogram_npm/.test(file)).map((file) => file.replace('miniprogram_npm/playward/', ''));
    assert.deepEqual(files.sort(), ['index.js', 'live-view/index.js', 'view/index.js']);
  });

  test('says what the user has not allowed, and plays on', async () => {
    const toasts = [];
    await open('live-view', {
      showToast({ title, fail }) {
        toasts.push(title);
        return fail ? fail({ errMsg: 'showToast:fail' }) : Promise.reject(new Error('showToast:fail'));
      },
    });
    const { src } = page;
    await say('error', { errCode: 10001 });
    assert.deepEqual([toasts, page.src, view().data.phase], [['没有麦克风权限，请在手机的系统设置中允许'], src, 'connecting']);
  });
});

describe('episode-view', () => {
  const duration = 600;
  const at = (currentTime) => say('timeupdate', { currentTime, duration });
  async function playing() {
    await say('loadedmetadata', { duration });
    for (let position = 0; position <= 3; position += 0.5) {
      await clock.advance(500);
      await at(position);
    }
    assert.equal(view().data.phase, 'playing');
  }

  test('plays to its end, and again', async () => {
    const business = await open('episode-view');
    assert.deepEqual([business.asked.length, page.src], [1, 'https://example.test/one?n=1']);
    await playing();
    assert.equal(page.has('.cover'), false);
    await say('ended', {});
    assert.equal(page.text('.cover-resting .cover-text'), '播放结束');
    assert.ok(page.calls.includes('exitFullScreen'));
    await page.tap('.cover-resting');
    assert.equal(view().data.phase, 'connecting');
  });

  test('goes on where it was after an error', async () => {
    await open('episode-view');
    await playing();
    await say('error', { errMsg: 'MEDIA_ERR_NETWORK' });
    await clock.until(() => view().data.phase === 'connecting');
    await say('loadedmetadata', { duration });
    assert.equal(page.calls.at(-1), 'seek 3');
  });

  test('is covered where the player cannot leave full screen, too', async () => {
    const context = Object.fromEntries(['play', 'pause', 'stop', 'seek'].map((name) => [name, () => {}]));
    const business = await open('episode-view', { createVideoContext: () => context });
    const outcome = { ok: false, code: '1', class: 'not_found', retry: 'never', message: { zh: '没有这一集', en: 'no such episode' } };
    business.answer = () => Promise.reject(Object.assign(new Error('no'), { outcome }));
    view().open({ fetchAddress: business.ask });
    await clock.settle();
    assert.equal(view().data.error, '没有这一集');
  });

  test('ends a trial, and goes on there once it is unlocked', async () => {
    const business = await open('episode-view');
    business.answer = () => Promise.resolve({ url: 'https://example.test/film?exper=2' });
    view().open({ fetchAddress: business.ask });
    await clock.settle();
    await say('loadedmetadata', { duration });
    for (let position = 0; position <= 2; position += 0.5) {
      await clock.advance(500);
      await at(position);
    }
    assert.deepEqual([page.text('.cover-error .cover-text'), page.text('.trial_over'), page.src], ['试看已结束', '已解锁，接着看', '']);
    business.answer = () => Promise.resolve({ url: 'https://example.test/film' });
    await page.tap('.trial_over');
    assert.equal(page.src, 'https://example.test/film');
    await say('loadedmetadata', { duration });
    assert.equal(page.calls.at(-1), 'seek 2');
  });
});

describe('push-view', () => {
  const pusher = (type, detail) => say(type, detail, '#pusher');

  test('pushes, with beauty off', async () => {
    await open('push-view');
    assert.deepEqual(pusherCalls, ['start']);
    assert.deepEqual([view().data.url, view().data.beauty, view().data.whiteness], ['https://example.test/one?n=1', 0, 0]);
    for (const code of [1001, 1002, 1007]) await pusher('statechange', { code });
    assert.equal(view().data.phase, 'playing');
    assert.equal(page.has('.cover'), false);
    await page.tap('.turn');
    assert.equal(pusherCalls.at(-1), 'switchCamera');
    assert.equal(page.text('.mute'), '静音');
    await page.tap('.mute');
    assert.deepEqual([page.text('.mute'), view().data.muted], ['取消静音', true]);
    view().preview();
    assert.equal(pusherCalls.at(-1), 'startPreview');
  });

  for (const [who, system, way] of [['the phone', { cameraAuthorized: 'denied' }, 'openAppAuthorizeSetting'], ['the user', { cameraAuthorized: 'authorized' }, 'openSetting']]) {
    test(`shows the way to the settings where ${who} does not allow the camera`, async () => {
      const ways = [];
      // WeChat refuses where the user goes back, and rejects where nobody has said what to do then.
      const refused = (name) => ({ fail }) => {
        ways.push(name);
        return fail ? fail({ errMsg: `${name}:fail` }) : Promise.reject(new Error(`${name}:fail`));
      };
      await open('push-view', {
        getAppAuthorizeSetting: () => system, openAppAuthorizeSetting: refused('openAppAuthorizeSetting'), openSetting: refused('openSetting'),
      });
      await pusher('error', { errCode: 10001, errMsg: 'no' });
      assert.equal(page.text('.cover-error .cover-text'), '没有摄像头权限');
      await page.tap('.settings');
      assert.deepEqual(ways, [way]);
      await clock.advance(1000);
      await page.tap('.retry');
      assert.equal(view().data.phase, 'connecting');
      assert.equal(page.has('.settings'), false);
    });
  }
});
