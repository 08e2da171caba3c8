// Every snippet of the documentation is run: those of servers and of Node against the sandbox, those of pages in a fake WeChat or under a fake <video>.

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { Supervisor, minidrama, parsePlayAddress, tencent } from '../../pkg/playward-server/node.mjs';
import { FakeHls, FakeVideo, fakeMpegts } from './fake-video.mjs';
import { submission } from './submission.mjs';
import { Clock } from './weixin/clock.mjs';
import { HttpNetwork } from './weixin/http.mjs';
import { LivePlayerContext } from './weixin/live-player-context.mjs';
import { createRuntime } from './weixin/runtime.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SNIPPETS = join(ROOT, 'docs/site/snippets');
const FILES = readdirSync(SNIPPETS, { recursive: true }).filter((name) => /\.m?js$/.test(name)).map((name) => name.replaceAll('\\', '/')).sort();
const SERIAL = '203751922';
const PUSH_TOKEN = 'a-push-token';

let folder;
let sandbox;
const ran = new Set();

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playward-snippets-'));
  cpSync(SNIPPETS, join(folder, 'snippets'), { recursive: true });
  mkdirSync(join(folder, 'node_modules/hls.js'), { recursive: true });
  for (const name of ['playward', 'playward-server', 'playward-debug']) symlinkSync(join(ROOT, 'pkg', name), join(folder, 'node_modules', name), 'junction');
  mkdirSync(join(folder, 'node_modules/mpegts.js'), { recursive: true });
  globalThis.fakeMpegts = fakeMpegts();
  writeFileSync(join(folder, 'node_modules/mpegts.js/package.json'), '{ "exports": "./index.mjs" }');
  writeFileSync(join(folder, 'node_modules/mpegts.js/index.mjs'), 'export default globalThis.fakeMpegts;\n');
  writeFileSync(join(folder, 'node_modules/hls.js/package.json'), '{ "exports": "./index.mjs" }');
  writeFileSync(join(folder, 'node_modules/hls.js/index.mjs'), 'export default globalThis.FakeHls;\n');
  sandbox = await startSandbox();
  const { appid, secret } = sandbox.weixin.account;
  const { domain, partnerId, partnerKey } = sandbox.baijiayun.account;
  sandbox.baijiayun.configure({ ffmpeg: false });
  sandbox.tencent.setApp({ secretKey: 'a-secret-key', playKey: 'a-play-key' });
  Object.assign(process.env, {
    EZVIZ_APP_KEY: 'sandbox-app-key', EZVIZ_APP_SECRET: 'sandbox-app-secret', WEIXIN_APPID: appid, WEIXIN_SECRET: secret, SDK_APP_ID: '1400000000', SECRET_KEY: 'a-secret-key',
    PLAY_DOMAIN: 'play.example.com', PLAY_KEY: 'a-play-key', BAIJIAYUN_DOMAIN: domain, BAIJIAYUN_PARTNER_ID: partnerId, BAIJIAYUN_PARTNER_KEY: partnerKey,
  });
  // The snippets name the vendors' own hosts; here the sandbox answers for them.
  const real = globalThis.fetch;
  mock.method(globalThis, 'fetch', (url, options) => real(sandbox.reach(String(url)), options));
});

after(async () => {
  mock.restoreAll();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The exports of a snippet, run as it stands. @param {string} name */
function load(name) {
  ran.add(name);
  return import(pathToFileURL(join(folder, 'snippets', name)));
}

/** What a snippet prints, a line a call. */
async function printed(name, run = () => load(name)) {
  const log = mock.method(console, 'log', () => {});
  try {
    await run();
    return log.mock.calls.map(({ arguments: given }) => given);
  } finally {
    log.mock.restore();
  }
}

// ───────────────────────────── servers and Node ─────────────────────────────

describe('start', () => {
  test('node.mjs gives a UserSig that the platform would take', async () => {
    const { userSigFor } = await load('start/node.mjs');
    const userSig = userSigFor('xiaojun');
    assert.deepEqual(tencent.verifyUserSig(userSig, { sdkAppId: 1400000000, secretKey: 'a-secret-key', userId: 'xiaojun' }, Date.now() / 1000), { valid: true, reason: 'ok' });
    assert.equal(tencent.inspectUserSig(userSig).expire, 600);
  });

  test('replay.mjs prints what was decided', async () => {
    const supervisor = new Supervisor();
    supervisor.dispatch({ type: 'play', url: 'https://example.com/live.m3u8' }, 1000);
    supervisor.dispatch({ type: 'stop' }, 2000);
    writeFileSync(join(folder, 'trace.json'), JSON.stringify(supervisor.trace()));
    supervisor.close();
    const here = process.cwd();
    process.chdir(folder);
    try {
      assert.deepEqual(await printed('start/replay.mjs'), [['connecting', 'play'], ['stopped', 'stop'], [0]]);
    } finally {
      process.chdir(here);
    }
  });

  test('h5.mjs plays through hls.js and tells its phases', async () => {
    const video = new FakeVideo();
    const made = [];
    globalThis.FakeHls = class extends FakeHls { constructor(...given) { super(...given); made.push(this); } };
    globalThis.FakeHls.made = [];
    globalThis.document = { getElementsByTagName: (name) => (name === 'video' ? [video] : []) };
    // The page never closes; nothing of it may go on behind the test.
    const clock = new Clock();
    const timers = Object.entries(clock.globals).map(([name, timer]) => mock.method(globalThis, name, timer));
    try {
      const lines = await printed('start/h5.mjs', async () => {
        await load('start/h5.mjs');
        await clock.until(() => made.length > 0);
      });
      assert.deepEqual(lines.slice(0, 2), [['fetching', 'none_yet'], ['connecting', 'address_loaded']]);
      assert.equal(made.length, 1);
    } finally {
      for (const timer of timers) timer.mock.restore();
      delete globalThis.document;
      delete globalThis.FakeHls;
    }
  });
});

describe('EZVIZ', () => {
  let camera;
  const askYourServer = async (path) => {
    assert.equal(path, '/ezviz/token');
    return (await load('ezviz/token.mjs')).accessToken();
  };

  before(async () => {
    const { cameraOf } = await load('ezviz/camera.mjs');
    camera = cameraOf(SERIAL, askYourServer);
  });
  after(() => camera.close());

  test('token.mjs: a token of seven days', async () => {
    const { accessToken, expiresAt } = await askYourServer('/ezviz/token');
    assert.match(accessToken, /^at\./);
    assert.ok(Math.abs(expiresAt - Date.now() / 1000 - 7 * 86400) < 60);
  });

  test('camera.mjs: an address, and a movement that ends', async () => {
    const { url } = await camera.address({ quality: 'hd' });
    assert.equal(parsePlayAddress(url).vendor, 'ezviz');
    assert.equal(await camera.move({ action: 'start', direction: 'left' }), '200');
    assert.equal(await camera.move({ action: 'stop', direction: 'left' }), '200');
    assert.equal(sandbox.ezviz.device(SERIAL).camera().turning, null);
  });

  test('settings.mjs: what the device can do, mirror and cover', async () => {
    const { settingsOf } = await load('ezviz/settings.mjs');
    const { can, mirror, cover } = await settingsOf(camera);
    assert.deepEqual([can.ptz, can.privacy, can.talk], [true, true, 'half_duplex']);
    assert.equal((await mirror(can.mirror[0])).outcome.ok, true);
    assert.equal((await cover(true)).outcome.ok, true);
    assert.equal((await cover(false)).outcome.ok, true);
  });

  test('playback.mjs: the recordings of a day, and the address of the span to play', async () => {
    const { recordingsOf } = await load('ezviz/playback.mjs');
    const { many: day } = sandbox.ezviz.days();
    const { segments, playback, fetchAddress } = await recordingsOf(camera, day, '00:00:00');
    assert.ok(segments.length > 1);
    const { url, once } = await fetchAddress();
    assert.equal(once, true);
    assert.match(url, /\/openpb\/.*begin=\d{14}&/);
    assert.equal(playback.span().startTime, `${day} ${segments[0].start}`);
    playback.close();
  });

  test('h5.mjs plays FLV through mpegts.js, and asks for an address of another quality', async () => {
    const { watch } = await load('ezviz/h5.mjs');
    const video = new FakeVideo();
    const mpegts = globalThis.fakeMpegts;
    const shown = [];
    const { camera: own, live, choose, stop } = await watch(video, askYourServer);
    await new Promise((playing) => { live.on('phase', ({ phase }) => { shown.push(phase); if (phase === 'connecting') playing(); }); });
    assert.match(mpegts.made[0].source.url, /\/v3\/openlive\/203751922_1_1\.flv\?/);
    const asked = () => sandbox.ezviz.requests('v2/live/address/get').length;
    const before = asked();
    // The picture moves: what is wished for now is another address.
    const moves = setInterval(() => { video.currentTime += 0.25; video.fire('timeupdate'); }, 20);
    await choose('sd');
    clearInterval(moves);
    assert.equal(asked(), before + 1);
    assert.equal(sandbox.ezviz.requests('v2/live/address/get').at(-1).params.quality, '2');
    stop();
    assert.equal(shown.at(-1), 'stopped');
    live.close();
    own.close();
  });

  test('links.mjs: a link with the token, one without, and what a page was opened with', async () => {
    const [[page], [share], [there], [launch]] = await printed('ezviz/links.mjs');
    assert.equal(page, '/pages/live/live?accessToken=at.example&deviceSerial=203751922&channelNo=1');
    assert.equal(share, '/pages/live/live?deviceSerial=203751922&channelNo=1');
    assert.equal(there, 'pages/playback/playback?accessToken=at.example&deviceSerial=203751922&channelNo=1');
    assert.deepEqual(launch, { deviceSerial: '203751922', channelNo: 1 });
  });
});

describe('Baijiayun', () => {
  let videoId;
  const video = () => {
    const file = join(folder, 'lesson.mp4');
    writeFileSync(file, 'not really a video');
    return file;
  };

  test('sign.mjs: the signature of the document\'s example', async () => {
    const origin = 'partner_id=12345&timestamp=1596096142&video_id=456&partner_key=8jewu3j93jjewi3jwj90093jkyu';
    assert.deepEqual(await printed('baijiayun/sign.mjs'), [[createHash('md5').update(origin).digest('hex')]]);
  });

  test('upload.mjs, play.mjs and list.mjs: from a file to an address, a page and a list', async () => {
    const { publish } = await load('baijiayun/upload.mjs');
    // The client asks for the status every 5 s; here every 5 ms.
    const real = setTimeout;
    const timer = mock.method(globalThis, 'setTimeout', (run, ms, ...given) => real(run, ms / 1000, ...given));
    const published = await publish(video());
    timer.mock.restore();
    videoId = published.videoId;
    assert.equal(published.status, '转码成功');
    const { addressOf, pageOf } = await load('baijiayun/play.mjs');
    const { url, expiresAt } = await addressOf(videoId);
    assert.ok(expiresAt > Date.now() / 1000);
    assert.equal((await fetch(url)).status, 200);
    assert.equal((await fetch(await pageOf(videoId))).status, 200);
    const { namesOfAll } = await load('baijiayun/list.mjs');
    assert.deepEqual(await namesOfAll(), [`${videoId} lesson`]);
  });

  test('callback.mjs: acts once, and not for anybody', async () => {
    const { onCallback } = await load('baijiayun/callback.mjs');
    const key = 'a-partner-key';
    const acts = [];
    const act = async (...given) => { acts.push(given); };
    const fields = { video_id: '123', status: '100', qid: 'q1', timestamp: String(Math.floor(Date.now() / 1000)) };
    const text = Object.keys(fields).sort().map((name) => `${name}=${fields[name]}`).join('&');
    const signed = { ...fields, sign: createHash('md5').update(`${text}&partner_key=${key}`).digest('hex') };
    assert.equal((await onCallback({ ...signed, status: '30' }, key, act)).status, 403);
    for (let time = 0; time < 2; time += 1) assert.deepEqual(JSON.parse((await onCallback(signed, key, act)).body).code, 0);
    assert.deepEqual(acts, [['transcoded', '123']]);
  });
});

describe('mini-dramas', () => {
  let mediaId;

  test('upload.mjs, audit.mjs and link.mjs: from a file to a link that plays', async () => {
    const { client } = await load('minidrama/client.mjs');
    const { upload } = await load('minidrama/upload.mjs');
    const file = join(folder, '1.mp4');
    writeFileSync(file, 'an episode');
    const lines = await printed('minidrama/upload.mjs', async () => { mediaId = await upload(file, '我的演艺 - 第1集'); });
    assert.deepEqual(lines.at(-1), ['10/10']);
    const { submit, stateOf } = await load('minidrama/audit.mjs');
    const { media_id: material } = await client.uploadTempMaterial({ media: new Uint8Array(9) });
    const dramaId = await submit(submission('我的演艺', [mediaId], sandbox.weixin.account.entity, material));
    assert.deepEqual(Object.entries(await stateOf(dramaId)).filter(([name]) => name !== 'message'), [['code', 'pending'], ['playable', false]]);
    sandbox.weixin.audit(dramaId, 3);
    assert.equal((await stateOf(dramaId)).playable, true);
    const { linkFor } = await load('minidrama/link.mjs');
    const { url, expiresAt } = await linkFor(mediaId);
    assert.ok(expiresAt > Date.now() / 1000 + 1800);
    assert.equal(minidrama.parseMediaLink(url).mark, 'wechat');
    assert.equal((await fetch(url, { headers: { referer: 'https://servicewechat.com/wx1/1/page-frame.html' } })).status, 200);
    assert.equal((await linkFor(mediaId)).url, url);
  });

  test('push.mjs: an event that is WeChat\'s, and one that is not', async () => {
    const { onPush } = await load('minidrama/push.mjs');
    const told = [];
    const act = async (type, data) => { told.push([type, data.drama_id]); };
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHash('sha1').update([PUSH_TOKEN, timestamp, 'n'].sort().join('')).digest('hex');
    const body = JSON.stringify({ MsgType: 'event', Event: 'secvod_audit_event', audit_event: { drama_id: 7, source_context: '', audit_detail: { status: 3, create_time: 1, audit_time: 2 } } });
    assert.deepEqual(await onPush({ signature: createHmac('sha1', 'x').update('y').digest('hex'), timestamp, nonce: 'n' }, body, PUSH_TOKEN, act), { status: 403, body: '' });
    assert.deepEqual(await onPush({ signature, timestamp, nonce: 'n' }, body, PUSH_TOKEN, act), { status: 200, body: 'success' });
    assert.deepEqual(told, [['media_audit', '7']]);
  });

  test('cdn-log.mjs: the traffic of each channel', async () => {
    const { trafficByChannel } = await load('minidrama/cdn-log.mjs');
    const line = (us, bytes) => ['20260401120000', '1.2.3.4', 'v.example.com', `/a.mp4?us=${us}-647488c4792c15185b8fd2a6`, bytes, '22', '2', '200', '-', '1', '"UA"', '-', 'GET', 'HTTP/1.1', 'hit'].join('\t');
    const file = join(folder, 'log.gz');
    writeFileSync(file, gzipSync(`${line('wechat', 1000)}\n${line('friend', 500)}\n`));
    assert.deepEqual(await trafficByChannel([file]), { byMark: { friend: { requests: 1, bytes: '500' }, wechat: { requests: 1, bytes: '1000' } }, billedBytes: '1650', failed: [] });
  });
});

describe('Tencent', () => {
  test('check.mjs: what is missing before anything can play', async () => {
    const lines = await printed('tencent/check.mjs');
    assert.deepEqual(lines[0], [false]);
    assert.ok(lines.some(([code]) => code === 'domain_not_whitelisted'));
    assert.ok(lines.some(([domain]) => domain === 'https://liveroom.qcloud.com'));
  });

  test('page.mjs and verify.mjs: a UserSig is kept good, and can be checked', async () => {
    const { userSigFor } = await load('start/node.mjs');
    const { userSigOf } = await load('tencent/page.mjs');
    let asked = 0;
    const kept = userSigOf(async () => { asked += 1; return { userSig: userSigFor('xiaojun') }; });
    const [one, other] = await Promise.all([kept.get(), kept.get()]);
    assert.equal(one, other);
    assert.equal(asked, 1);
    kept.close();
    const { check } = await load('tencent/verify.mjs');
    assert.deepEqual([check(one, 'xiaojun').valid, check(one, 'another').reason], [true, 'user_mismatch']);
  });

  test('live.mjs: an address that the CDN lets in', async () => {
    const { addressOf } = await load('tencent/live.mjs');
    const { url, expiresAt } = addressOf('camera1', 'http-flv');
    assert.equal(parsePlayAddress(url).expiresAt, expiresAt);
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    await answer.body.cancel();
  });

  test('debug.mjs: the call of GenerateTestUserSig', async () => {
    assert.deepEqual(await printed('tencent/debug.mjs'), [[1400000000, true]]);
  });
});

describe('小智宝', () => {
  test('preflight.mjs: may it play, and what does it cost', async () => {
    const { mayPlay } = await load('xiaozhibao/preflight.mjs');
    const now = 1_700_000_000;
    assert.deepEqual(mayPlay('https://video.example.com/1.mp4', 420.559, null, now), { allow: true, code: 'ok_first_submit', chargeSeconds: 420.559, text: '可以播放，首次播放计费并提交审核' });
    assert.equal(mayPlay('http://video.example.com/1.mp4', 420.559, null, now).code, 'https_required');
    assert.equal(mayPlay('https://video.example.com/1.mp4', 2000, null, now).code, 'quota_insufficient');
    assert.equal(mayPlay('https://video.example.com/1.mp4', 2000, { audit: 'passed', expiresAt: now + 1 }, now).code, 'ok');
  });

  test('status.mjs: what is wrong with the account', async () => {
    const { problemsOf } = await load('xiaozhibao/status.mjs');
    const account = { registered: true, appid: 'wx0123456789abcdef', company: '暂无', domains: ['a.example.com'], unlimitedUntil: null, fixed: { total: 10, used: 0, until: null } };
    assert.deepEqual(problemsOf(account, account.appid, 1), []);
    assert.deepEqual(problemsOf({ ...account, company: '' }, account.appid, 1), ['请填写公司或团队名称，没有可填“暂无”']);
  });
});

// ───────────────────────────── pages of a mini-program ─────────────────────────────

describe('pages of a mini-program', () => {
  let clock;
  let network;
  let cloud;
  let calls;
  let contexts;

  before(async () => {
    clock = new Clock();
    network = new HttpNetwork();
    clock.outside = () => network.landing;
    cloud = await startSandbox({ now: () => clock.nowMs / 1000 });
    cpSync(join(ROOT, 'pkg/playward/miniprogram'), join(folder, 'app/miniprogram_npm/playward'), { recursive: true });
    // The page's own business server, and its camera, are the test's.
    writeFileSync(join(folder, 'app/server.js'), 'module.exports = { askYourServer: (...given) => yourServer(...given) };\n');
    writeFileSync(join(folder, 'app/camera.js'), 'module.exports = { cameraOf: (...given) => yourCamera(...given) };\n');
  });
  after(() => cloud.close());

  /** Runs a snippet as the file of a page, and opens it. */
  function open(name, { yourServer, yourCamera, query = {}, components = {} }) {
    ran.add(name);
    const file = `pages/${name}`;
    mkdirSync(join(folder, 'app', file, '..'), { recursive: true });
    cpSync(join(SNIPPETS, name), join(folder, 'app', file));
    calls = [];
    contexts = [];
    let definition;
    const wx = {
      request: (options) => network.request({ ...options, url: cloud.reach(options.url) }),
      createLivePlayerContext(id, component) {
        assert.equal(component, page);
        contexts.push(id);
        return new LivePlayerContext(calls);
      },
      createVideoContext: (id) => {
        contexts.push(id);
        return Object.fromEntries(['play', 'pause', 'stop', 'seek'].map((method) => [method, () => { calls.push(method); }]));
      },
      createLivePusherContext(component) {
        assert.equal(component, page);
        return Object.fromEntries(['start', 'stop'].map((method) => [method, ({ success } = {}) => {
          calls.push(method);
          if (success) Promise.resolve().then(() => success({}));
        }]));
      },
      onNetworkStatusChange() {},
      offNetworkStatusChange() {},
      getNetworkType: ({ success }) => { Promise.resolve().then(() => success({ networkType: 'wifi' })); },
    };
    createRuntime({ root: join(folder, 'app'), clock, globals: { wx, yourServer, yourCamera, Page: (given) => { definition = given; } } }).run(file);
    const page = Object.assign(Object.create(definition), {
      data: { ...definition.data },
      setData(changes, done) {
        Object.assign(page.data, changes);
        if (done) done();
      },
      selectComponent: (selector) => components[selector],
    });
    for (const event of ['onLoad', 'onShow', 'onReady']) if (page[event]) page[event](query);
    return page;
  }

  const start = async (page) => {
    for (const code of [2001, 2004, 2003]) page.onPlayer({ type: 'statechange', detail: { code } });
    for (let second = 0; second < 3; second += 1) {
      page.onPlayer({ type: 'netstatus', detail: { info: { videoFPS: 25, netSpeed: 900, videoBitrate: 800 } } });
      await clock.advance(1000);
    }
  };

  test('start/miniprogram.js opens the view that the package brings', async () => {
    const opened = [];
    open('start/miniprogram.js', { yourServer: async (reason) => `rtmp://example.com/live/${reason}`, components: { '#view': { open: (source) => { opened.push(source); } } } });
    const [{ url }] = await Promise.all(opened.map(({ fetchAddress }) => fetchAddress({ reason: 'none_yet' })));
    assert.equal(url, 'rtmp://example.com/live/none_yet');
    assert.match(readFileSync(join(ROOT, 'pkg/playward/miniprogram/live-view/index.json'), 'utf8'), /"component": true/);
  });

  test('start/player.js plays, and after -2301 plays again', async () => {
    let asked = 0;
    const page = open('start/player.js', { yourServer: async () => { asked += 1; return 'rtmp://example.com/live/1'; } });
    await clock.until(() => calls.includes('play'));
    assert.deepEqual([page.data.src, contexts, asked], ['rtmp://example.com/live/1', ['live'], 1]);
    await start(page);
    assert.deepEqual([page.data.loading, page.data.error], [false, '']);
    calls.length = 0;
    page.onPlayer({ type: 'statechange', detail: { code: -2301 } });
    await clock.until(() => calls.includes('play'));
    assert.deepEqual(calls, ['stop', 'play']);
    page.onHide();
    page.onShow();
    page.onUnload();
    assert.deepEqual(clock.uncaught, []);
  });

  test('ezviz/live.js asks the platform for an address with the token that the page\'s server gave', async () => {
    const asked = [];
    const page = open('ezviz/live.js', {
      query: { deviceSerial: SERIAL, channelNo: '1' },
      yourServer: async (path) => { asked.push(path); return { accessToken: cloud.ezviz.accessToken(), expiresAt: clock.nowMs / 1000 + 604800 }; },
    });
    await clock.until(() => calls.includes('play'));
    assert.match(page.data.src, new RegExp(`^rtmp://[^/]+/v3/openlive/${SERIAL}_1_1\\?expire=`));
    assert.deepEqual(asked, ['/ezviz/token']);
    await start(page);
    assert.equal(page.data.loading, false);
    cloud.ezviz.expireTokens();
    page.onPlayer({ type: 'statechange', detail: { code: 3004 } });
    const before = page.data.src;
    await clock.until(() => page.data.src !== before);
    assert.deepEqual(asked, ['/ezviz/token', '/ezviz/token']);
    page.onUnload();
    assert.deepEqual(clock.uncaught, []);
  });

  test('ezviz/pad.js and ezviz/talk.js give the components their way to the camera', async () => {
    const sent = [];
    const yourCamera = (serial) => ({ move: async (request) => { sent.push([serial, request.action]); return '200'; }, say: async (file) => { sent.push([serial, file]); return { outcome: { ok: true } }; } });
    const components = { '#ptz': {}, '#talk': {} };
    open('ezviz/pad.js', { yourCamera, components });
    open('ezviz/talk.js', { yourCamera, components });
    assert.equal(await components['#ptz'].send({ action: 'start', direction: 'left' }), '200');
    assert.equal((await components['#talk'].send('wxfile://voice.mp3')).outcome.ok, true);
    assert.deepEqual(sent, [[SERIAL, 'start'], [SERIAL, 'wxfile://voice.mp3']]);
  });

  test('minidrama/episode.js plays the link of its server, and asks for another when it is refused', async () => {
    let asked = 0;
    const page = open('minidrama/episode.js', { query: { mediaId: '7' }, yourServer: async (path) => { asked += 1; return { url: `https://v.example.com${path}?n=${asked}`, expiresAt: null }; } });
    await clock.until(() => calls.includes('play'));
    assert.equal(page.data.src, 'https://v.example.com/media/7/link?n=1');
    page.onVideo({ type: 'error', detail: { errMsg: 'MEDIA_ERR_NETWORK' } });
    await clock.until(() => page.data.src.endsWith('n=2'), 120_000);
    page.onUnload();
    assert.deepEqual(clock.uncaught, []);
  });

  test('tencent/push.js pushes to the address of its server, and after -1307 pushes again', async () => {
    let asked = 0;
    const page = open('tencent/push.js', { yourServer: async (path) => { asked += 1; return { url: `rtmp://example.com${path}/${asked}`, expiresAt: null }; } });
    await clock.until(() => calls.includes('start'));
    assert.equal(page.data.url, 'rtmp://example.com/push/address/1');
    calls.length = 0;
    page.onPusher({ type: 'statechange', detail: { code: -1307 } });
    await clock.until(() => calls.includes('start'));
    assert.deepEqual(calls, ['stop', 'start']);
    page.onUnload();
    assert.deepEqual(clock.uncaught, []);
  });

  const PLAYERS = ['start/player.js', 'ezviz/live.js', 'minidrama/episode.js', 'tencent/push.js'];
  const source = {
    query: { deviceSerial: SERIAL, channelNo: '1', mediaId: '7' },
    yourServer: async () => ({ accessToken: cloud.ezviz.accessToken(), expiresAt: null, url: 'https://example.com/1' }),
  };

  for (const name of PLAYERS) {
    test(`${name}: a page that is unloaded before the wasm is there leaves no player`, async () => {
      const page = open(name, source);
      page.onUnload();
      await clock.advance(60_000);
      assert.deepEqual([calls, contexts, clock.uncaught], [[], [], []]);
    });

    test(`${name}: a page that is hidden before the wasm is there plays when it is shown`, async () => {
      const page = open(name, name === 'start/player.js' ? { ...source, yourServer: async () => 'rtmp://example.com/live/1' } : source);
      const started = () => calls.includes('play') || calls.includes('start');
      page.onHide();
      await clock.advance(60_000);
      assert.equal(started(), false);
      page.onShow();
      await clock.until(started);
      page.onUnload();
      assert.deepEqual(clock.uncaught, []);
    });
  }

  for (const [snippet, view, component] of [['start/player', 'live-view', 'live-player'], ['minidrama/episode', 'episode-view', 'video'], ['tencent/push', 'push-view', 'live-pusher']]) {
    test(`${snippet}.wxml binds the events that ${view} binds`, () => {
      const bound = (file, handler) => {
        const [element] = readFileSync(file, 'utf8').match(new RegExp(`<${component}\\s[^>]*>`));
        return [...element.matchAll(new RegExp(`bind(\\w+)="${handler}"`, 'g'))].map(([, event]) => event);
      };
      const [, handler] = readFileSync(join(SNIPPETS, `${snippet}.js`), 'utf8').match(/(on\w+)\(event\)/);
      assert.deepEqual(bound(join(SNIPPETS, `${snippet}.wxml`), handler), bound(join(ROOT, 'js/views', view, 'index.wxml'), 'onPlayerEvent'));
    });
  }
});

// ───────────────────────────── all of them ─────────────────────────────

test('every snippet has been run', () => {
  assert.deepEqual(FILES.filter((name) => !ran.has(name)), []);
});

test('the READMEs show snippets, word for word, of at most twelve lines', () => {
  const known = new Set(FILES.map((name) => readFileSync(join(SNIPPETS, name), 'utf8').trim()));
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const blocks = [...readFileSync(join(ROOT, readme), 'utf8').matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, text]) => text.trim());
    assert.equal(blocks.length, 3, readme);
    for (const block of blocks) {
      assert.ok(known.has(block), `${readme} shows what is no snippet:\n${block}`);
      assert.ok(block.split('\n').length <= 12, `${readme}: a snippet is too long`);
    }
  }
});

test('what the pages for moving over put on the right stands in a snippet', () => {
  const all = FILES.map((name) => readFileSync(join(SNIPPETS, name), 'utf8')).join('\n');
  for (const page of ['ezviz-demo', 'ezuikit', 'usersig'].flatMap((name) => [`migrate/${name}.md`, `en/migrate/${name}.md`])) {
    const rows = readFileSync(join(SNIPPETS, '..', page), 'utf8').split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split(' | '));
    const code = rows.flatMap(([, right]) => [...right.matchAll(/`([^`]+)`/g)].map(([, text]) => text)).filter((text) => !text.startsWith('<'));
    assert.ok(code.length > 5, page);
    assert.deepEqual(code.filter((text) => !all.includes(text)), [], page);
  }
});

test('no page of the site has code that is not a snippet', () => {
  const made = /^(en\/)?(api|more|reference)\/|^node_modules\/|^public\/|^\.vitepress\//;
  const pages = readdirSync(join(SNIPPETS, '..'), { recursive: true }).map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.md') && !made.test(name));
  assert.ok(pages.length > 20);
  assert.deepEqual(pages.filter((page) => /^```(js|mjs|ts)/m.test(readFileSync(join(SNIPPETS, '..', page), 'utf8'))), []);
  const shown = pages.flatMap((page) => [...readFileSync(join(SNIPPETS, '..', page), 'utf8').matchAll(/^<<< @\/snippets\/([^\s{]+)/gm)].map(([, name]) => name));
  assert.deepEqual(FILES.filter((name) => !shown.includes(name)), [], 'a snippet that no page shows');
});

for (const name of ['playward', 'playward-live', 'playward-server', 'playward-debug']) {
  test(`the code in the README of ${name} can be read, and names what the package exports`, async () => {
    const exported = Object.keys(await import(`../../pkg/${name}/node.mjs`));
    const text = readFileSync(join(ROOT, 'pkg-template', name, 'README.md'), 'utf8');
    const blocks = [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, block]) => block);
    assert.ok(blocks.length > 0);
    for (const block of blocks) {
      parse(block, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true });
      const names = [...block.matchAll(new RegExp(`\\{([^{}]*)\\} (?:= require\\(|from )'${name}'`, 'g'))].flatMap(([, list]) => list.split(',').map((each) => each.trim()));
      assert.deepEqual(names.filter((each) => !exported.includes(each)), []);
    }
  });
}
