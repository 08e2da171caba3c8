// The example's page of mini-dramas over the real wasm: its business server is examples/node/drama.mjs, and that one's WeChat the sandbox, all over real HTTP.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startDramaServer } from '../../examples/node/drama.mjs';
import { weixinClient } from '../../examples/node/weixin.mjs';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { submission } from './submission.mjs';
import { minidrama } from '../../pkg/playward-server/node.mjs';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { HttpNetwork } from './weixin/http.mjs';
import { openPage } from './weixin/page.mjs';

const [REJECTED, PASSED] = [2, 3];
const DURATION = 90;
const TRIAL = 6;
const TAKEN_BACK = 10090029;

let app;
let clock;
let network;
let sandbox;
let server;
let weixin;
let page;
let folder;
/** what may be watched of which episode; all of the others */
let may;
let phoneAhead;
let passed;
let auditing;

before(() => {
  app = buildExample();
  folder = mkdtempSync(path.join(tmpdir(), 'playward-drama-'));
});
after(() => {
  app.remove();
  rmSync(folder, { recursive: true });
});

const serverNow = () => clock.nowMs / 1000 - phoneAhead;

/** @returns {Promise<{ dramaId: string, ids: string[] }>} */
async function produce(name, count) {
  const ids = [];
  for (let number = 1; number <= count; number += 1) {
    const file = path.join(folder, `${number}.mp4`);
    writeFileSync(file, Buffer.alloc(9000, name));
    const { mediaId } = await weixin.uploadDrama(file, { mediaName: `${name}-第${number}集` });
    sandbox.weixin.setDuration(mediaId, DURATION);
    ids.push(mediaId);
  }
  const { media_id: cover } = await weixin.uploadTempMaterial({ media: new Uint8Array(1) });
  const { drama_id: dramaId } = await weixin.auditDrama(submission(name, ids, sandbox.weixin.account.entity, cover));
  return { dramaId, ids };
}

beforeEach(async () => {
  clock = new Clock();
  network = new HttpNetwork();
  clock.outside = () => network.landing;
  phoneAhead = 0;
  may = new Map();
  sandbox = await startSandbox({ now: serverNow });
  const { appid, secret } = sandbox.weixin.account;
  weixin = weixinClient({ appid, secret, baseUrl: sandbox.reach('https://api.weixin.qq.com'), now: serverNow });
  server = await startDramaServer({ appid, secret, pushToken: 'x', baseUrl: sandbox.reach('https://api.weixin.qq.com'), now: serverNow, mayWatch: (request, id) => may.get(id) ?? 'whole' });
  passed = await produce('雨巷来信', 2);
  sandbox.weixin.audit(passed.dramaId, PASSED);
  writeFileSync(path.join(app.root, 'config.js'), `module.exports = ${JSON.stringify({ DRAMA_URL: server.url })};`);
  page = null;
});

afterEach(async () => {
  if (page) {
    await page.unload();
    await clock.until(() => !network.landing);
  }
  await Promise.all([server.close(), sandbox.close()]);
  assert.deepEqual([clock.uncaught, clock.pending], [[], 0]);
});

function open(query = {}) {
  page = openPage({ root: app.root, page: 'pages/drama/drama', clock, network, query });
}

const quiet = () => clock.until(() => !network.landing);
/** What was called on the player since the last look. */
const taken = () => page.calls.splice(0);
const linksAsked = () => network.requests.filter(({ url }) => url.includes('/link?')).map(({ data }) => data.refused ?? null);
const mediaOf = (url) => new URL(url).pathname.split('/').at(-2);
const view = () => page.component('#screen').data;
const notice = () => page.instance.data.notice;

/** What the CDN says to the player of a mini-program. */
const fetched = async (url) => (await fetch(url, { headers: { referer: `https://servicewechat.com/${sandbox.weixin.account.appid}/1/page-frame.html` } })).status;

/** The picture moves from one second to another. */
async function watch(from, to) {
  for (let second = from; second <= to; second += 1) {
    await page.say('timeupdate', { currentTime: second, duration: DURATION });
    await clock.advance(1000);
  }
}

/** The player begins with a link other than this one, wherever it is told to; what the CDN refuses it reports. */
async function begins(before = '') {
  for (;;) {
    await clock.until(() => page.src && page.player && page.calls.includes('play'));
    const { src } = page;
    if (await fetched(src) === 200 && src !== before) break;
    taken();
    await page.say('error', { errMsg: 'MEDIA_ERR_NETWORK' });
  }
  await page.say('loadedmetadata', { duration: DURATION });
  return taken();
}

async function opened(query) {
  open(query);
  await begins();
}

describe('the list', () => {
  beforeEach(async () => { auditing = await produce('长夜将明', 1); });

  test('shows every drama with its audit, and the episodes of the first that plays', async () => {
    await opened();
    assert.equal(page.count('.drama'), 2);
    assert.match(page.text('.drama-1'), /^雨巷来信\s*审核通过$/);
    assert.match(page.text('.drama-2'), /^长夜将明\s*审核中$/);
    assert.deepEqual([page.count('.episode'), page.text('.episode-1')], [2, '11:30']);
    assert.equal(mediaOf(page.src), passed.ids[0]);
    assert.equal(page.has('.notice'), false);
  });

  test('a drama that has not passed cannot be played, and the page says so', async () => {
    await opened();
    await page.tap('.drama-2');
    await quiet();
    assert.equal(notice(), '《长夜将明》审核中，不能播放');
    assert.equal(page.text('.notice'), notice());
    const before = linksAsked().length;
    await page.tap('.episode-1');
    await quiet();
    assert.deepEqual([linksAsked().length, page.src], [before, '']);

    sandbox.weixin.audit(auditing.dramaId, REJECTED);
    await page.tap('.drama-2');
    await quiet();
    assert.match(page.text('.drama-2'), /审核驳回$/);
    assert.equal(notice(), '《长夜将明》审核驳回，不能播放');

    await page.tap('.drama-1');
    await begins();
    assert.equal(page.has('.notice'), false);
  });

  test('opens the drama that was shared', async () => {
    await opened();
    assert.deepEqual({ ...page.instance.onShareAppMessage() }, { title: '雨巷来信', path: `/pages/drama/drama?dramaId=${passed.dramaId}` });
    await page.unload();
    open({ dramaId: auditing.dramaId });
    await clock.until(() => /审核中/.test(notice()));
  });

  test('says why there is none, and asks again', async () => {
    network.up = false;
    open();
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^网络异常/);
    network.up = true;
    await page.tap('.failure');
    await begins();
    assert.equal(page.has('.failure'), false);
  });
});

describe('an episode', () => {
  test('is followed by the next one without leaving full screen, the last by nothing', async () => {
    await opened();
    const first = page.src;
    await watch(1, 3);
    assert.equal(view().phase, 'playing');
    await page.say('ended', {});
    assert.equal((await begins(first)).includes('exitFullScreen'), false);
    assert.equal(mediaOf(page.src), passed.ids[1]);
    await watch(1, 3);
    await page.say('ended', {});
    assert.deepEqual([page.text('.cover-resting .cover-text'), taken()], ['播放结束', ['exitFullScreen']]);
    await page.tap('.cover-resting');
    assert.deepEqual((await begins()).filter((call) => call.startsWith('seek')), []);
    assert.equal(mediaOf(page.src), passed.ids[1]);
  });

  test('the one that is chosen last is the one that plays', async () => {
    await opened();
    const first = page.src;
    await page.tap('.episode-2');
    await page.tap('.episode-1');
    await page.tap('.episode-2');
    await begins(first);
    await quiet();
    assert.equal(mediaOf(page.src), passed.ids[1]);
  });

  test('whose link is refused goes on by another where it was', async () => {
    await opened();
    const first = page.src;
    await watch(1, 42);
    sandbox.weixin.expireLinks();
    assert.equal(await fetched(first), 403);
    await page.say('error', { errMsg: 'MEDIA_ERR_NETWORK' });
    assert.equal((await begins(first)).at(-1), 'seek 42');
    assert.deepEqual(linksAsked(), [null, first]);
    await watch(42, 45);
    assert.equal(view().phase, 'playing');
  });

  test('goes on by itself, and in its place, once there is a network', async () => {
    await opened();
    await watch(1, 30);
    network.up = false;
    sandbox.weixin.expireLinks();
    const first = page.src;
    await page.say('error', {});
    for (let count = 0; count < 5; count += 1) {
      await clock.advance(5000);
      if (view().phase === 'connecting') await page.say('error', {});
    }
    assert.notEqual(view().phase, 'playing');
    network.up = true;
    taken();
    await clock.until(() => page.calls.includes('play'));
    assert.equal((await begins(first)).at(-1), 'seek 30');
  });

  /** Its own button; for as long as a link lasts, nearly. */
  async function pausedFor(ms) {
    await page.say('pause', {});
    await clock.advance(ms);
  }

  test('whose link will not last is given another before it runs out', async () => {
    await opened();
    const first = page.src;
    await watch(1, 3);
    await pausedFor(7_112_000);
    await page.say('play', {});
    assert.equal((await begins(first)).at(-1), 'seek 3');
    assert.deepEqual(linksAsked(), [null, null]);
    await watch(3, 6);
    assert.equal(linksAsked().length, 2);
  });

  test('that ends before its link does is left in peace', async () => {
    await opened();
    await watch(80, 83);
    await pausedFor(7_115_000);
    await page.say('play', {});
    await watch(84, 90);
    assert.equal(linksAsked().length, 1);
  });

  test('plays on when its link cannot be replaced ahead of time', async () => {
    await opened();
    const first = page.src;
    await watch(1, 3);
    await pausedFor(7_112_000);
    network.up = false;
    await page.say('play', {});
    await watch(4, 8);
    assert.deepEqual([view().phase, page.src, linksAsked().length], ['playing', first, 2]);
  });

  test('is not renewed over and over by a phone whose clock is wrong', async () => {
    phoneAhead = 86_400;
    await opened();
    await watch(1, 10);
    assert.deepEqual([linksAsked().length, view().phase], [1, 'playing']);
  });

  test('that breaks while the page is hidden waits until it is shown', async () => {
    await opened();
    await watch(1, 15);
    await page.hide();
    await page.say('error', {});
    await clock.advance(60_000);
    assert.deepEqual([linksAsked().length, taken()], [1, []]);
    await page.show();
    assert.equal((await begins()).at(-1), 'seek 15');
  });

  test('that may not be watched says so', async () => {
    may.set(passed.ids[1], 'nothing');
    await opened();
    await page.tap('.episode-2');
    await clock.until(() => view().phase === 'failed');
    assert.equal(page.text('.cover-error .cover-text'), '这一集还没有解锁');
  });

  test('of a drama that was taken back says what WeChat says', async () => {
    await opened();
    sandbox.weixin.inject({ api: 'getmedialink', errcode: TAKEN_BACK });
    await page.tap('.episode-2');
    await clock.until(() => view().phase === 'failed');
    assert.equal(page.text('.cover-error .cover-text'), minidrama.describeError(TAKEN_BACK).message.zh);
  });

  test('of a page that was left plays no more', async () => {
    open();
    await clock.until(() => linksAsked().length === 1);
    await page.unload();
    await quiet();
    assert.equal(taken().includes('play'), false);
    page = null;
  });
});

describe('a trial', () => {
  beforeEach(() => { may.set(passed.ids[0], TRIAL); });

  test('ends at its seconds, and goes on there once it is unlocked', async () => {
    await opened();
    assert.equal(minidrama.parseMediaLink(page.src).trialSeconds, TRIAL);
    await watch(1, TRIAL - 1);
    assert.equal(page.text('.trial'), `试看 ${TRIAL} 秒`);
    assert.equal(page.has('.cover'), false);
    await watch(TRIAL, TRIAL);
    assert.equal(page.text('.cover-error .cover-text'), '试看已结束');
    assert.deepEqual([taken(), page.src], [['stop', 'exitFullScreen'], '']);

    // Still locked: its first picture is the last.
    await page.tap('.trial_over');
    assert.equal((await begins()).at(-1), `seek ${TRIAL}`);
    await watch(TRIAL, TRIAL);
    assert.deepEqual([linksAsked().length, view().errorCode, page.src], [2, 'trial_over', '']);
    may.delete(passed.ids[0]);
    taken();
    await page.tap('.trial_over');
    assert.deepEqual(await begins(), ['play', `seek ${TRIAL}`]);
    await watch(TRIAL, 12);
    assert.deepEqual([view().phase, page.has('.trial')], ['playing', false]);
  });

  for (const event of ['ended', 'error']) {
    test(`is over, not renewed or followed, when its film stops a little early: ${event}`, async () => {
      await opened();
      await watch(1, TRIAL - 1);
      await page.say(event, {});
      await quiet();
      assert.deepEqual([view().errorCode, linksAsked().length], ['trial_over', 1]);
    });
  }

  test('as long as the episode is none', async () => {
    may.set(passed.ids[0], DURATION);
    await opened();
    await watch(87, 90);
    await page.say('ended', {});
    await clock.until(() => page.src && mediaOf(page.src) === passed.ids[1]);
    assert.equal(page.has('.trial'), false);
  });
});

test('the page itself is short: the view and the list do the rest', () => {
  const script = readFileSync(new URL('../../examples/miniprogram/pages/drama/drama.js', import.meta.url), 'utf8');
  const lines = script.split('\n').filter((line) => line.trim() && !line.startsWith('//'));
  assert.ok(lines.length <= 15, String(lines.length));
});
