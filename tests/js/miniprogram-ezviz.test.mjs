// The example's EZVIZ pages over the real wasm, against the sandbox over real HTTP: opened, clicked through, and what arrived there looked at.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { HttpNetwork } from './weixin/http.mjs';
import { openPage } from './weixin/page.mjs';

const FOUR_WAYS = '203751922';
const EIGHT_WAYS = 'E10000008';
const FIXED = 'C20000002';
const ENCRYPTED = 'C30000003';
const OFFLINE = 'C40000004';
const FOREIGN = 'F60000006';

const ADDRESS = 'v2/live/address/get';
const FILES = 'video/by/time';
const START = [2001, 2004, 2008, 2009, 2003];
const RECT = { left: 20, top: 300, width: 208, height: 208 };
const RIGHT = { identifier: 1, clientX: 200, clientY: 404 };
const UP = { identifier: 1, clientX: 124, clientY: 320 };

let app;
let clock;
let network;
let sandbox;
let page;

before(() => { app = buildExample(); });
after(() => app.remove());

beforeEach(async () => {
  clock = new Clock();
  network = new HttpNetwork();
  clock.outside = () => network.landing;
  sandbox = await startSandbox({ now: () => clock.nowMs / 1000 });
  const config = { PLATFORM: sandbox.reach('https://open.ys7.com'), TOKEN_URL: `${sandbox.origin}/sandbox/ezviz/accessToken`, PROTOCOL: 'flv' };
  writeFileSync(path.join(app.root, 'config.js'), `module.exports = ${JSON.stringify(config)};`);
  page = null;
});

afterEach(async () => {
  if (page) await leave();
  await sandbox.close();
  assert.deepEqual([clock.uncaught, clock.pending], [[], 0]);
});

function open(name, query = {}) {
  page = openPage({ root: app.root, page: `pages/${name}/${name}`, clock, network, query });
}

/** Opens what a path leads to, as WeChat hands its query on. */
function follow(url) {
  const [, name] = /^\/pages\/(\w+)\//.exec(url);
  open(name, Object.fromEntries(new URL(url, 'http://localhost').searchParams));
}

async function leave() {
  const gone = page;
  page = null;
  await gone.unload();
  await clock.until(() => !network.landing);
}

/** All requests are answered. */
const quiet = () => clock.until(() => !network.landing);

/** What was called on the player since the last look. */
const taken = () => page.calls.splice(0);
const called = (name) => () => page.calls.includes(name);
const asked = (api) => sandbox.ezviz.requests(api).map(({ params }) => params);
const codes = (api) => sandbox.ezviz.requests(api).map(({ code }) => code);
const tokensAsked = () => network.requests.filter(({ url }) => url.endsWith('/accessToken')).length;

/** The next answer of an API waits until what is returned is called. @returns {() => void} */
function holdAnswer(api) {
  let letGo;
  sandbox.ezviz.inject({ api, until: new Promise((resolve) => { letGo = resolve; }) });
  return letGo;
}

/** The picture moves for a while, as netstatus tells every second. */
async function watch(seconds) {
  for (let second = 0; second < seconds; second++) {
    await page.say('netstatus', { info: { videoFPS: 25, netSpeed: 900, videoBitrate: 800 } });
    await clock.advance(1000);
  }
}

async function plays() {
  await clock.until(called('play'));
  await quiet();
  taken();
  await page.state(...START);
  await watch(2);
}

describe('the list of devices', () => {
  test('is the account\'s, whose token its own server gave, and leads to pages without a token', async () => {
    open('devices');
    await clock.until(() => page.count('.device') > 0);
    assert.equal(page.count('.device'), 7);
    assert.match(page.html, /仓库云台 \/ offline<\/wx-view><wx-view class="[^"]*">C40000004 · 离线/);
    assert.match(page.html, /C30000003 · 已加密/);
    assert.doesNotMatch(page.html, new RegExp(FOREIGN));
    assert.equal(tokensAsked(), 1);
    await page.tap('.go-live');
    await page.tap('.go-playback');
    assert.deepEqual(page.visited, ['/pages/live/live?deviceSerial=203751922&channelNo=1', '/pages/playback/playback?deviceSerial=203751922&channelNo=1']);
  });

  test('says why it is not there, and is asked for again', async () => {
    network.up = false;
    open('devices');
    await clock.until(() => page.has('.failure'));
    network.up = true;
    await page.tap('.failure');
    await clock.until(() => page.count('.device') === 7);
    sandbox.ezviz.limitCalls(0);
    page.instance.onPullDownRefresh();
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^个人版接口调用超限/);
  });

  test('takes a device of one\'s own, and names every mistake at once', async () => {
    open('devices');
    await quiet();
    await page.type('.field-serial', 'c3.0');
    await page.type('.field-channel', '0');
    await page.tap('.own-live');
    assert.equal(page.count('.problem'), 3);
    const accessToken = sandbox.ezviz.accessToken();
    await page.type('.field-token', ` ${accessToken} `);
    await page.type('.field-serial', 'c30000003');
    await page.type('.field-channel', '1');
    assert.equal(page.count('.problem'), 0);
    await page.tap('.own-playback');
    assert.deepEqual(page.visited, [`/pages/playback/playback?accessToken=${accessToken}&deviceSerial=C30000003&channelNo=1`]);
  });
});

describe('the live page', () => {
  test('asks for an address and plays it, and draws what the camera can do', async () => {
    open('live', { deviceSerial: FOUR_WAYS, channelNo: '1' });
    await plays();
    assert.equal(page.text('.cover'), null);
    assert.equal(page.text('.name'), '客厅云台 / four ways');
    assert.deepEqual(asked(ADDRESS), [{ deviceSerial: FOUR_WAYS, channelNo: '1', protocol: '4', type: '1', quality: '1' }]);
    assert.match(page.src, /openlive\/203751922_1_1\.flv/);
    assert.deepEqual([page.count('.mirror'), page.has('.privacy'), page.has('#ptz'), page.has('#talk')], [3, true, true, true]);
    assert.equal(page.component('#ptz').data.ways, 4);
    assert.equal(tokensAsked(), 1);
  });

  test('of a newer camera has eight arrows, of a plain one none, and no more than it has', async () => {
    open('live', { deviceSerial: EIGHT_WAYS });
    await plays();
    assert.equal(page.component('#ptz').data.ways, 8);
    assert.deepEqual([page.count('.mirror'), page.has('.mirror-top_bottom')], [1, true]);
    await leave();
    open('live', { deviceSerial: FIXED });
    await plays();
    assert.deepEqual([page.count('.mirror'), page.has('.privacy'), page.has('#ptz'), page.has('#talk')], [0, false, false, false]);
  });

  test('switches the quality while the picture plays on', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    await page.tap('.quality-sd');
    assert.deepEqual(taken(), []);
    await clock.until(called('play'));
    assert.match(page.src, /203751922_1_2\.flv/);
    assert.deepEqual(taken(), ['stop', 'play']);
    assert.deepEqual(asked(ADDRESS).map(({ quality }) => quality), ['1', '2']);
    await page.state(...START);
    await watch(2);
    await page.state(3004);
    await clock.until(called('play'));
    assert.equal(asked(ADDRESS).pop().quality, '2');
  });

  test('stays with the quality it has when there is no address of the other', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    sandbox.ezviz.inject({ api: ADDRESS, code: 20008 });
    await page.tap('.quality-sd');
    await quiet();
    assert.deepEqual([taken(), page.toasts, page.instance.data.quality], [[], ['设备响应超时，请稍后再试'], 'hd']);
    assert.match(page.src, /_1_1\.flv/);
  });

  test('plays the quality that was chosen last, whichever address comes last', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    const letGo = holdAnswer(ADDRESS);
    await page.tap('.quality-sd');
    await page.tap('.quality-hd');
    await clock.until(called('play'));
    letGo();
    await quiet();
    await clock.advance(1000);
    assert.deepEqual(asked(ADDRESS).map(({ quality }) => quality), ['1', '2', '1']);
    assert.match(page.src, /_1_1\.flv/);
    assert.deepEqual(taken(), ['stop', 'play']);
  });

  test('of a camera that is offline asks for an address again only when it is back', async () => {
    open('live', { deviceSerial: OFFLINE });
    await clock.until(() => page.text('.cover-error .cover-text') === '设备不在线');
    await quiet();
    sandbox.ezviz.clear();
    await clock.until(() => asked('device/info').length >= 3);
    assert.deepEqual(asked(ADDRESS), []);
    sandbox.ezviz.device(OFFLINE).setOnline(true);
    await plays();
    assert.equal(asked(ADDRESS).length, 1);
    assert.equal(page.text('.cover'), null);
  });

  test('whose camera goes offline comes back with it', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    sandbox.ezviz.device(FOUR_WAYS).setOnline(false);
    await page.state(3004);
    await clock.until(() => page.text('.cover-error .cover-text') === '设备不在线');
    taken();
    sandbox.ezviz.device(FOUR_WAYS).setOnline(true);
    await plays();
    assert.equal(page.text('.cover'), null);
  });

  test('of an encrypted camera asks for the code, and plays with it', async () => {
    open('live', { deviceSerial: ENCRYPTED });
    await clock.until(() => page.has('.encrypted'));
    assert.equal(page.text('.encrypted .cover-text'), '设备已加密，请输入验证码');
    await clock.advance(120_000);
    assert.equal(asked(ADDRESS).length, 1);
    await page.type('.code', 'WRONGS');
    await page.tap('.play-with-code');
    await clock.until(() => page.text('.encrypted .cover-text') === '验证码不对，请重新输入');
    await page.type('.code', ' ABCDEF ');
    await page.tap('.play-with-code');
    await plays();
    assert.equal(page.has('.encrypted'), false);
    assert.deepEqual(asked(ADDRESS).map(({ code }) => code), [undefined, 'WRONGS', 'ABCDEF']);
    await page.state(3004);
    await clock.until(called('play'));
    assert.equal(asked(ADDRESS).pop().code, 'ABCDEF');
  });

  test('of a token that has expired gets another, once for all that was refused', async () => {
    const accessToken = sandbox.ezviz.accessToken();
    sandbox.ezviz.expireTokens();
    open('live', { accessToken, deviceSerial: FOUR_WAYS });
    await plays();
    assert.equal(tokensAsked(), 1);
    assert.deepEqual(codes(ADDRESS), ['10002', '200']);
    assert.deepEqual(codes('device/capacity'), ['10002', '200']);
    sandbox.ezviz.expireTokens();
    await page.tap('.mirror-center');
    await clock.until(() => page.toasts.length);
    assert.deepEqual([tokensAsked(), page.toasts, sandbox.ezviz.device(FOUR_WAYS).mirrored], [2, ['已翻转'], ['center']]);
  });

  test('gives up a token that is refused again and again', async () => {
    sandbox.ezviz.inject({ api: ADDRESS, code: 10002, times: 100 });
    open('live', { deviceSerial: FOUR_WAYS });
    await clock.until(() => page.text('.cover-error .cover-text') === 'accessToken 异常或过期');
    await clock.advance(600_000);
    assert.deepEqual([asked(ADDRESS).length, tokensAsked()], [4, 4]);
  });

  test('of somebody else\'s camera says so, and asks no more', async () => {
    open('live', { deviceSerial: FOREIGN });
    await clock.until(() => page.text('.cover-error .cover-text') === '该用户不拥有该设备');
    await clock.advance(600_000);
    assert.equal(asked(ADDRESS).length, 1);
  });

  test('mirrors the ways the camera has, one at a time', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    await page.tap('.mirror-top_bottom');
    await page.tap('.mirror-left_right');
    await quiet();
    await page.tap('.mirror-left_right');
    await quiet();
    assert.deepEqual(asked('device/ptz/mirror').map(({ command }) => command), ['0', '1']);
    assert.deepEqual(sandbox.ezviz.device(FOUR_WAYS).mirrored, ['top_bottom', 'left_right']);
    sandbox.ezviz.device(FOUR_WAYS).setBusy(true);
    await page.tap('.mirror-center');
    await quiet();
    assert.equal(page.toasts.pop(), '云台当前操作失败，请稍后再试');
  });

  test('covers the lens and stops, and plays when it is uncovered', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    await page.tap('.privacy');
    await clock.until(() => page.has('.covered'));
    assert.deepEqual([taken(), sandbox.ezviz.device(FOUR_WAYS).privacy], [['stop'], true]);
    assert.deepEqual([page.has('#ptz'), page.count('.mirror')], [false, 0]);
    await page.hide();
    await page.show();
    await quiet();
    assert.deepEqual([page.has('.covered'), taken()], [true, []]);
    await page.tap('.privacy');
    await clock.until(called('play'));
    assert.deepEqual([page.has('.covered'), page.has('#ptz'), sandbox.ezviz.device(FOUR_WAYS).privacy], [false, true, false]);
    assert.deepEqual(asked('device/scene/switch/set').map(({ enable }) => enable), ['1', '0']);
  });

  test('learns of a cover that somebody else has closed', async () => {
    sandbox.ezviz.device(FOUR_WAYS).setPrivacy(true);
    open('live', { deviceSerial: FOUR_WAYS });
    await clock.until(() => page.has('.covered'));
    await quiet();
    await clock.advance(60_000);
    assert.equal(page.instance.data.can.ptz, true);
    sandbox.ezviz.device(FOUR_WAYS).setPrivacy(false);
    await page.hide();
    await page.show();
    await clock.until(() => !page.has('.covered'));
    await plays();
  });

  test('saves a picture, fills the screen and leads to the recordings', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    await page.tap('.to-playback');
    assert.deepEqual(page.visited, ['/pages/playback/playback?deviceSerial=203751922&channelNo=1']);
    await page.tap('.snapshot');
    await page.tap('.full-screen');
    await page.say('fullscreenchange', { fullScreen: true });
    await page.tap('.full-screen');
    assert.deepEqual([taken(), page.saved, page.toasts], [['snapshot', 'requestFullScreen', 'exitFullScreen'], ['wxfile://tmp/snapshot.png'], ['已保存到相册']]);
  });

  test('left, leaves nothing behind', async () => {
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    const { calls, networkListeners } = page;
    await leave();
    assert.deepEqual([calls, networkListeners.size, clock.pending], [['stop'], 0, 0]);
  });
});

describe('the pad', () => {
  let camera;

  beforeEach(async () => {
    camera = sandbox.ezviz.device(FOUR_WAYS).camera();
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
    page.component('#ptz').createSelectorQuery = () => ({
      select: () => ({ boundingClientRect: (heard) => ({ exec: () => { Promise.resolve().then(() => heard(RECT)); } }) }),
    });
  });

  const sent = () => sandbox.ezviz.requests().filter(({ api }) => /ptz/.test(api)).map(({ api, params }) => `${api.split('/').pop()} ${params.direction}`);

  async function press(point) {
    page.component('#ptz').onTouchStart({ changedTouches: [point] });
    await clock.settle();
  }

  async function release(point) {
    page.component('#ptz').onTouchEnd({ changedTouches: [point] });
    await clock.settle();
  }

  test('turns the camera and stops it the same way, wherever the finger ends', async () => {
    await press(RIGHT);
    await clock.until(() => camera.turning === 'right');
    await quiet();
    await clock.advance(1000);
    await release(UP);
    await clock.until(() => camera.turning === null);
    assert.deepEqual(sent(), ['start 3', 'stop 3']);
    assert.equal(asked('device/ptz/start')[0].speed, '1');
  });

  test('keeps start and stop in order, however quick the taps and slow the answers', async () => {
    const letGo = holdAnswer('device/ptz/start');
    for (const point of [RIGHT, UP, RIGHT]) {
      await press(point);
      await release(point);
    }
    letGo();
    await clock.until(() => sent().length >= 2);
    await clock.until(() => camera.turning === null && !network.landing);
    assert.deepEqual(sent(), ['start 3', 'stop 3']);
  });

  test('draws a limit as a limit and a failure as none', async () => {
    camera.place({ pan: 170 });
    await press(RIGHT);
    await clock.until(() => sent().length === 2);
    await quiet();
    assert.equal(page.component('#ptz').data.limit, 'right');
    assert.deepEqual(page.toasts, []);
    await release(RIGHT);
    sandbox.ezviz.device(FOUR_WAYS).setBusy(true);
    await press(UP);
    await quiet();
    assert.deepEqual([page.component('#ptz').data.limit, page.toasts], [null, ['设备正在操作中']]);
    await release(UP);
  });

  test('works again after the network has failed', async () => {
    network.up = false;
    await press(RIGHT);
    await release(RIGHT);
    await clock.advance(10_000);
    network.up = true;
    await press(UP);
    await clock.until(() => camera.turning === 'up');
    await quiet();
    await release(UP);
    await clock.until(() => camera.turning === null);
  });

  test('sends no start twice for a new token, and every stop', async () => {
    sandbox.ezviz.expireTokens();
    await press(RIGHT);
    await clock.until(() => sent().length === 2);
    await quiet();
    await release(RIGHT);
    // The token that refused the start is known to be no good.
    assert.deepEqual([sent(), codes('device/ptz/start'), codes('device/ptz/stop')], [['start 3', 'stop 3'], ['10002'], ['200']]);
    sandbox.ezviz.expireTokens();
    await press(UP);
    await clock.until(() => sent().length === 4);
    await quiet();
    await release(UP);
    await press(UP);
    await clock.until(() => camera.turning === 'up');
    await quiet();
    await release(UP);
    await clock.until(() => camera.turning === null);
  });

  for (const [how, go] of [['left', leave], ['hidden', () => page.hide()]]) {
    test(`of a page that is ${how} with the finger on it, stops the camera`, async () => {
      await press(RIGHT);
      await clock.until(() => camera.turning === 'right');
      await quiet();
      await go();
      await clock.until(() => camera.turning === null);
      assert.deepEqual(sent(), ['start 3', 'stop 3']);
    });
  }

  test('of a page that is left before the start was answered, stops it all the same', async () => {
    const letGo = holdAnswer('device/ptz/start');
    await press(RIGHT);
    const left = leave();
    letGo();
    await left;
    // The camera's client and the pad each send one more stop.
    await clock.until(() => camera.starts === 1 && sent().length === 4 && !network.landing);
    assert.deepEqual([camera.turning, sent()], [null, ['start 3', 'stop 3', 'stop 3', 'stop 3']]);
  });
});

describe('press and talk', () => {
  let device;

  beforeEach(async () => {
    device = sandbox.ezviz.device(FOUR_WAYS);
    open('live', { deviceSerial: FOUR_WAYS });
    await plays();
  });

  async function say(seconds) {
    await page.touch('.button', 'start');
    await clock.advance(seconds * 1000);
    await page.touch('.button', 'end');
    await quiet();
  }

  test('counts down, sends what was said, and begins at sixty again', async () => {
    await page.touch('.button', 'start');
    assert.equal(page.text('.button'), '松开发送 60 s');
    await clock.advance(3000);
    assert.equal(page.text('.button'), '松开发送 57 s');
    await page.touch('.button', 'end');
    await quiet();
    assert.deepEqual(device.spoken.map(({ filename, mimeType }) => [filename, mimeType]), [['voice.mp3', 'audio/mpeg']]);
    assert.deepEqual(asked('voice/sendonce').map(({ deviceSerial, channelNo }) => [deviceSerial, channelNo]), [[FOUR_WAYS, '1']]);
    assert.deepEqual([page.toasts, page.text('.button')], [['已发送'], '按住说话']);
    assert.deepEqual({ ...page.recorder.starts[0] }, { duration: 60000, sampleRate: 16000, numberOfChannels: 1, format: 'mp3' });
  });

  test('tells of a busy device, and begins at sixty again', async () => {
    device.setBusy(true);
    await say(5);
    assert.deepEqual(page.toasts, ['设备正忙，语音下发失败，请稍后再试']);
    await page.touch('.button', 'start');
    assert.equal(page.text('.button'), '松开发送 60 s');
  });

  test('tells of a failed network, and begins at sixty again', async () => {
    network.up = false;
    await say(5);
    assert.equal(page.toasts.length, 1);
    network.up = true;
    await say(2);
    assert.equal(device.spoken.length, 1);
  });

  test('sends nothing of a tap, of a touch that is taken away, and of a page that is hidden', async () => {
    await say(0.3);
    assert.deepEqual(page.toasts, ['说话时间太短']);
    await page.touch('.button', 'start');
    await clock.advance(3000);
    await page.touch('.button', 'cancel');
    await page.touch('.button', 'start');
    await clock.advance(3000);
    await page.hide();
    await quiet();
    assert.deepEqual([device.spoken, page.recorder.recording, page.text('.button')], [[], false, '按住说话']);
    await page.show();
    await page.touch('.button', 'start');
    await clock.advance(3000);
    const { recorder } = page;
    await leave();
    assert.deepEqual([device.spoken, recorder.recording], [[], false]);
  });

  test('sends what WeChat has cut off after a minute', async () => {
    await page.touch('.button', 'start');
    await clock.advance(60_000);
    page.recorder.stop();
    await clock.settle();
    await quiet();
    await page.touch('.button', 'end');
    assert.equal(device.spoken.length, 1);
  });

  test('says that the microphone is refused', async () => {
    page.recorder.allowed = false;
    await say(2);
    assert.deepEqual([page.toasts, page.text('.button')], [['没有麦克风权限，请在手机的系统设置中允许'], '按住说话']);
  });
});

describe('the entry', () => {
  test('by an address with a token uses it, however it is encoded, and never shares it', async () => {
    const accessToken = sandbox.ezviz.accessToken();
    for (const [name, api] of [['live', ADDRESS], ['playback', FILES]]) {
      open(name, { accessToken: encodeURIComponent(accessToken), deviceSerial: FOUR_WAYS, channelNo: '1' });
      await clock.until(() => codes(api).length === 1);
      await quiet();
      assert.deepEqual([codes(api), tokensAsked()], [['200'], 0]);
      if (name === 'live') {
        await page.tap('.to-playback');
        assert.deepEqual(page.visited, [`/pages/playback/playback?accessToken=${accessToken}&deviceSerial=203751922&channelNo=1`]);
      }
      const shared = page.instance.onShareAppMessage();
      assert.doesNotMatch(JSON.stringify(shared), /token|at\./i);
      assert.match(shared.path, new RegExp(`^/pages/${name}/${name}\\?deviceSerial=203751922&channelNo=1`));
      await leave();
      // Who opens it has an account of their own.
      follow(shared.path);
      await clock.until(() => codes(api).length === 2);
      await quiet();
      assert.equal(tokensAsked(), 1);
      await leave();
      network.requests.length = 0;
    }
  });

  test('by a QR code asks what it stands for', async () => {
    open('live', { scene: 'sandbox-uuid' });
    await plays();
    assert.deepEqual([asked('device/getWxaInfo'), asked(ADDRESS)[0].deviceSerial, tokensAsked()], [[{ uuid: 'sandbox-uuid' }], FOUR_WAYS, 0]);
    assert.equal(page.instance.onShareAppMessage().path, '/pages/live/live?deviceSerial=203751922&channelNo=1');
  });

  test('by a QR code that nobody knows any more, or with nothing, says so', async () => {
    for (const [query, text] of [[{ scene: 'nobody' }, '二维码已失效或网络异常'], [{}, '页面地址里没有设备']]) {
      open('live', query);
      await clock.until(() => page.has('.failure'));
      assert.equal(page.text('.failure .cover-text'), text);
      await leave();
    }
  });

  test('with a serial number that is none says so', async () => {
    for (const name of ['live', 'playback']) {
      open(name, { deviceSerial: 'c-1' });
      await clock.until(() => page.has('.failure'));
      assert.match(page.text('.failure .cover-text'), /deviceSerial/);
      await leave();
    }
  });

  test('of the playback page takes day and storage, and the vendor\'s own switch', async () => {
    const { many: day } = sandbox.ezviz.days();
    open('playback', { deviceSerial: FOUR_WAYS, date: day, switch1Checked: 'false' });
    await plays();
    assert.deepEqual(asked(ADDRESS).map(({ type, startTime }) => [type, startTime.slice(0, 10)]), [['3', day]]);
    const { path: shared } = page.instance.onShareAppMessage();
    assert.equal(shared, `/pages/playback/playback?deviceSerial=203751922&channelNo=1&date=${day}&storage=cloud`);
  });
});

describe('the playback page', () => {
  let days;

  beforeEach(() => { days = sandbox.ezviz.days(); });

  const clockText = (ms) => new Date(ms + 8 * 3600_000).toISOString().slice(11, 19);
  /** What the sandbox has of a day, clipped to it. */
  function recorded(day, storage = 'local') {
    const midnight = Date.parse(`${day}T00:00:00+08:00`);
    return sandbox.ezviz.recordings(FOUR_WAYS, day, storage)
      .map(({ startTime, endTime }) => ({ start: clockText(Math.max(startTime, midnight)), end: clockText(Math.min(endTime, midnight + 86_399_000)) }));
  }
  const spans = () => asked(ADDRESS).map(({ startTime, stopTime }) => [startTime.slice(11), stopTime.slice(11)]);
  const seconds = (text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const text = (count) => [Math.floor(count / 3600), Math.floor(count / 60) % 60, count % 60].map((part) => String(part).padStart(2, '0')).join(':');

  async function watching(day, more = {}) {
    open('playback', { deviceSerial: FOUR_WAYS, date: day, ...more });
    await plays();
    sandbox.ezviz.clear();
  }

  /** The axis is drawn along until the needle stands on that time: half a minute a pixel here. */
  /** The clock is drawn at most once a second. */
  function goesOn(before) {
    const passed = seconds(page.text('.clock')) - seconds(before);
    assert.ok(passed === 0 || passed === 1, `${passed} s`);
  }

  async function drag(to) {
    const from = page.instance.position();
    await page.touch('.axis', 'start', 200, 0);
    await page.touch('.axis', 'move', 200 - (seconds(to) - from) / 60, 0);
    await page.touch('.axis', 'move', 200 - (seconds(to) - from) / 30, 0);
    assert.equal(page.text('.clock'), to);
    await page.touch('.axis', 'end');
    await quiet();
  }

  test('plays the latest recording of the day, and draws them all', async () => {
    const files = recorded(days.many);
    open('playback', { deviceSerial: FOUR_WAYS, date: days.many });
    await clock.until(called('play'));
    assert.deepEqual(taken(), ['context player', 'play']);
    const last = files[files.length - 1];
    assert.equal(page.count('.segment'), files.length);
    assert.deepEqual(spans(), [[last.start, last.end]]);
    assert.deepEqual(asked(ADDRESS).map(({ type, protocol }) => [type, protocol]), [['2', '4']]);
    assert.match(page.src, /openpb\/203751922_1_1\.flv/);
    assert.equal(page.text('.clock'), last.start);
    const [{ startTime, endTime }] = asked(FILES);
    assert.deepEqual([Number(startTime), Number(endTime)], [Date.parse(`${days.many}T00:00:00+08:00`), Date.parse(`${days.many}T23:59:59+08:00`)]);
  });

  test('seeks in the oldest recording and in a later one', async () => {
    const files = recorded(days.many);
    await watching(days.many);
    for (const { start, end } of [files[0], files[2]]) {
      const middle = text(seconds(start) + 600);
      taken();
      await drag(middle);
      await clock.until(called('play'));
      assert.deepEqual([spans().pop(), page.text('.clock')], [[middle, end], middle]);
      assert.deepEqual(taken(), ['stop', 'play']);
      await page.state(...START);
      await watch(2);
    }
  });

  test('seeks in the only recording of a day', async () => {
    const [{ start, end }] = recorded(days.one);
    await watching(days.one);
    assert.equal(page.count('.segment'), 1);
    const middle = text(seconds(start) + 900);
    await drag(middle);
    assert.deepEqual(spans(), [[middle, end]]);
  });

  test('plays a recording that is chosen from the list', async () => {
    const files = recorded(days.many);
    await watching(days.many);
    assert.equal(page.count('.file'), files.length);
    assert.match(page.text('.file-playing'), new RegExp(files[files.length - 1].end));
    taken();
    await page.tap('.file');
    await clock.until(called('play'));
    assert.deepEqual([spans(), taken()], [[[files[0].start, files[0].end]], ['stop', 'play']]);
    assert.match(page.text('.file-playing'), new RegExp(files[0].end));
  });

  test('from a gap goes to the recording after it, and before the first to the first', async () => {
    const files = recorded(days.many);
    await watching(days.many);
    await drag(text(seconds(files[1].end) + 60));
    assert.deepEqual([spans().pop(), page.text('.clock')], [[files[2].start, files[2].end], files[2].start]);
    await page.pick('.date', days.one);
    await quiet();
    const [{ start, end }] = recorded(days.one);
    await drag('00:01:00');
    assert.deepEqual([spans().pop(), page.text('.clock')], [[start, end], start]);
  });

  test('after the last recording says so, and plays on', async () => {
    await watching(days.one);
    taken();
    const before = page.text('.clock');
    await drag('23:59:00');
    assert.deepEqual([taken(), spans(), page.toasts], [[], [], ['这之后没有录像']]);
    goesOn(before);
  });

  test('a drag that the system takes away changes nothing', async () => {
    await watching(days.one);
    taken();
    const before = page.text('.clock');
    await page.touch('.axis', 'start', 200);
    await page.touch('.axis', 'move', 100);
    await page.touch('.axis', 'cancel');
    assert.deepEqual([taken(), spans()], [[], []]);
    goesOn(before);
  });

  test('goes on to the next recording at an end, and says when there is none', async () => {
    const files = recorded(days.many);
    await watching(days.many);
    await drag(text(seconds(files[files.length - 2].start) + 60));
    await clock.until(called('play'));
    await page.state(...START);
    await watch(2);
    sandbox.ezviz.clear();
    taken();
    await page.state(2006);
    await clock.until(called('play'));
    const last = files[files.length - 1];
    assert.deepEqual([spans(), taken()], [[[last.start, last.end]], ['stop', 'play']]);
    await page.state(...START);
    await watch(2);
    await page.state(2006);
    assert.equal(page.text('.finished'), '当天录像已播完，点击重播');
    await clock.advance(60_000);
    assert.deepEqual([taken(), spans().length], [[], 1]);
    await page.tap('.finished');
    await clock.until(called('play'));
    assert.deepEqual(spans().pop(), [last.start, last.end]);
  });

  for (const [code, what] of [[-2301, 'gives up'], [2103, 'tries again by itself']]) {
    test(`goes on, too, where the player ${what} at the end`, async () => {
      const files = recorded(days.many);
      await watching(days.many);
      for (const [from, next] of [[files[files.length - 2], files[files.length - 1]], [files[files.length - 1], null]]) {
        taken();
        await drag(text(seconds(from.end) - 60));
        await clock.until(called('play'));
        taken();
        await page.state(...START);
        await watch(59);
        sandbox.ezviz.clear();
        await page.state(code);
        if (next) await clock.until(called('play'));
        assert.deepEqual([spans(), taken(), page.has('.finished')], next ? [[[next.start, next.end]], ['stop', 'play'], false] : [[], ['stop'], true]);
      }
    });
  }

  test('of a recording that crosses midnight plays this day\'s part', async () => {
    const files = recorded(days.crossing);
    open('playback', { deviceSerial: FOUR_WAYS, date: days.crossing });
    await plays();
    assert.equal(files[files.length - 1].end, '23:59:59');
    assert.deepEqual(spans(), [[files[files.length - 1].start, '23:59:59']]);
  });

  test('has a clock that stands while the picture does', async () => {
    const [{ start }] = recorded(days.one);
    open('playback', { deviceSerial: FOUR_WAYS, date: days.one });
    await clock.until(called('play'));
    await clock.advance(3000);
    assert.equal(page.text('.clock'), start);
    await page.state(...START);
    await watch(10);
    const shown = seconds(page.text('.clock')) - seconds(start);
    assert.ok(shown >= 8 && shown <= 10, `${shown} s`);
    await page.state(2007);
    await clock.advance(5000);
    const stalled = seconds(page.text('.clock')) - seconds(start);
    assert.ok(stalled - shown <= 1, `${stalled - shown} s`);
  });

  test('takes up after an outage where the picture stood', async () => {
    const [{ start, end }] = recorded(days.one);
    await watching(days.one);
    await watch(60);
    await page.state(-2301);
    await clock.until(called('play'));
    const [[from, to]] = spans();
    const played = seconds(from) - seconds(start);
    assert.ok(played >= 58 && played <= 62, `${played} s`);
    assert.deepEqual([to, page.text('.clock')], [end, from]);
  });

  test('switches to the cloud and to another day', async () => {
    await watching(days.many);
    taken();
    await page.tap('.storage-cloud');
    await clock.until(called('play'));
    const cloud = recorded(days.many, 'cloud');
    const last = cloud[cloud.length - 1];
    assert.deepEqual([asked(FILES)[0].recType, spans()[0], asked(ADDRESS)[0].type], ['1', [last.start, last.end], '3']);
    await page.pick('.date', days.one);
    await quiet();
    assert.deepEqual(asked(ADDRESS).pop().startTime.slice(0, 10), days.one);
    assert.equal(page.count('.segment'), 1);
  });

  test('says that a day has no recordings, in either way the platform does', async () => {
    for (const deviceSerial of [FOUR_WAYS, FIXED]) {
      open('playback', { deviceSerial, date: days.none });
      await clock.until(() => page.text('.notice') === '暂无录像片段');
      assert.deepEqual([page.calls.includes('play'), asked(ADDRESS)], [false, []]);
      await leave();
    }
  });

  test('hears no late answer of the choice before', async () => {
    await watching(days.many);
    const letGo = holdAnswer(FILES);
    await page.tap('.storage-cloud');
    await page.pick('.date', days.one);
    await page.tap('.storage-local');
    await clock.until(() => page.count('.segment') === 1);
    letGo();
    await quiet();
    const [{ start, end }] = recorded(days.one);
    assert.deepEqual([page.count('.segment'), spans(), asked(ADDRESS)[0].type], [1, [[start, end]], '2']);
  });

  test('plays no address that comes late', async () => {
    const files = recorded(days.many);
    await watching(days.many);
    const letGo = holdAnswer(ADDRESS);
    taken();
    await page.touch('.axis', 'start', 0);
    await page.touch('.axis', 'move', 100);
    await page.touch('.axis', 'end');
    const wanted = text(seconds(files[0].start) + 300);
    await page.touch('.axis', 'start', 200, 0);
    await page.touch('.axis', 'move', 200 - (seconds(wanted) - page.instance.position()) / 30, 0);
    await page.touch('.axis', 'end');
    letGo();
    await clock.until(called('play'));
    await quiet();
    await clock.advance(2000);
    const compact = `begin=${days.many.replace(/-/g, '')}${wanted.replace(/:/g, '')}`;
    assert.ok(page.src.includes(compact), page.src);
    assert.deepEqual([spans().length, taken(), page.text('.clock')], [2, ['stop', 'stop', 'play'], wanted]);
  });

  test('of a camera that is offline waits for it, and plays what the cloud has', async () => {
    await watching(days.many);
    sandbox.ezviz.device(FOUR_WAYS).setOnline(false);
    await drag(recorded(days.many)[0].start);
    await clock.until(() => page.text('.cover-error .cover-text') === '设备不在线');
    await page.tap('.storage-cloud');
    taken();
    await clock.until(called('play'));
    await page.tap('.storage-local');
    await clock.until(() => page.text('.notice') === '设备不在线');
    sandbox.ezviz.device(FOUR_WAYS).setOnline(true);
    taken();
    await page.tap('.notice');
    await clock.until(called('play'));
  });

  test('of a token that has expired gets another, once', async () => {
    await watching(days.many);
    assert.equal(tokensAsked(), 1);
    sandbox.ezviz.expireTokens();
    taken();
    await drag(recorded(days.many)[0].start);
    await clock.until(called('play'));
    assert.deepEqual([codes(ADDRESS), tokensAsked()], [['10002', '200'], 2]);
  });

  test('left, leaves nothing behind', async () => {
    await watching(days.many);
    const { calls, networkListeners } = page;
    calls.length = 0;
    await leave();
    assert.deepEqual([calls, networkListeners.size, clock.pending], [['stop'], 0, 0]);
  });
});
