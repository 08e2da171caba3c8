// The example's Tencent pages over the real wasm: UserSigs from the example's own endpoint, looked at by the sandbox, over real HTTP.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startUserSigServer } from '../../examples/node/usersig.mjs';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { HttpNetwork } from './weixin/http.mjs';
import { openPage } from './weixin/page.mjs';

const { tencent } = createRequire(import.meta.url)('../../pkg/playward-server');
const DEBUG = fileURLToPath(new URL('../../pkg/playward-debug/miniprogram', import.meta.url));
const DOMAINS = tencent.requestDomains().map(({ domain }) => domain);
const EXPIRE = 600;

let app;
let clock;
let network;
let sandbox;
let endpoint;
let logins;
let page;
/** How many seconds the servers' clock is ahead of the phone's. */
let ahead;
/** session to user, and the codes of wx.login that are still good */
let sessions;
let codes;

before(() => { app = buildExample(); });
after(() => app.remove());

const serverNow = () => clock.nowMs / 1000 + ahead;
const listening = async (server) => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
};
const stop = (server) => new Promise((resolve) => {
  server.close(resolve);
  server.closeAllConnections();
});

/** What a business server does with the code of wx.login. */
const loginServer = () => createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { code } = JSON.parse(Buffer.concat(chunks));
  const session = `session ${sessions.size + 1}`;
  if (codes.delete(code)) sessions.set(session, 'xiaojun');
  response.writeHead(sessions.has(session) ? 200 : 403, { 'content-type': 'application/json' }).end(JSON.stringify(sessions.has(session) ? { session } : {}));
});

function configure(record = {}) {
  const config = {
    LOGIN_URL: `http://127.0.0.1:${logins.address().port}/login`,
    USERSIG_URL: `${endpoint.url}/usersig`,
    IM: sandbox.reach('https://webim.tim.qq.com'),
    RECORD: { subject: 'company', category: ['社交', '直播'], requestDomains: DOMAINS, ...record },
  };
  writeFileSync(path.join(app.root, 'config.js'), `module.exports = ${JSON.stringify(config)};`);
}

beforeEach(async () => {
  clock = new Clock();
  network = new HttpNetwork();
  clock.outside = () => network.landing;
  ahead = 0;
  sessions = new Map();
  codes = new Set();
  sandbox = await startSandbox({ now: serverNow });
  const { sdkAppId, secretKey } = sandbox.tencent.app;
  endpoint = await startUserSigServer({
    sdkAppId, secretKey, now: serverNow, whoIs: async ({ headers }) => sessions.get(headers.authorization?.replace('Bearer ', '')) ?? null,
  });
  logins = loginServer();
  await listening(logins);
  configure();
  page = null;
});

afterEach(async () => {
  if (page) {
    await page.unload();
    await clock.until(() => !network.landing);
  }
  await Promise.all([sandbox.close(), endpoint.close(), stop(logins)]);
  assert.deepEqual([clock.uncaught, clock.pending], [[], 0]);
});

/** wx.login gives a code that is good once. */
const login = ({ success }) => {
  const code = `code ${Math.random()}`;
  codes.add(code);
  Promise.resolve().then(() => success({ code }));
};

function open(name, weixin = {}) {
  page = openPage({ root: app.root, page: `pages/${name}/${name}`, clock, network, weixin: { login, ...weixin } });
}

const shown = () => page.text('.state-text');
const asked = (part) => network.requests.filter(({ url }) => url.includes(part)).length;
const verdicts = () => sandbox.tencent.requests('login').map(({ code }) => code);
const signedIn = () => clock.until(() => page.instance.data.signedIn);

describe('the room', () => {
  test('logs in first, then gets a UserSig that the platform takes, and shows when it runs out', async () => {
    open('room');
    assert.equal(shown(), '正在登录');
    await signedIn();
    assert.equal(shown(), '已登录');
    assert.deepEqual(network.requests.map(({ url }) => /\/(login|usersig)\b/.exec(url)[1]), ['login', 'usersig', 'login']);
    assert.match(page.text('.user'), /xiaojun$/);
    assert.match(page.text('.app'), new RegExp(`${sandbox.tencent.app.sdkAppId}$`));
    const end = new Date((Math.floor(serverNow()) + EXPIRE) * 1000).toTimeString().slice(0, 8);
    assert.match(page.text('.expires'), new RegExp(`${end}$`));
    assert.match(page.text('.left'), /10:00$/);
    await clock.advance(75_000);
    assert.match(page.text('.left'), /8:45$/);
    assert.deepEqual(verdicts(), [0]);
  });

  test('needs nothing but the sandbox, as config.js stands', async () => {
    const source = readFileSync(new URL('../../examples/miniprogram/config.js', import.meta.url), 'utf8');
    writeFileSync(path.join(app.root, 'config.js'), source.replaceAll('http://127.0.0.1:8100', sandbox.origin));
    open('room');
    await signedIn();
    assert.deepEqual([verdicts(), page.has('.ready')], [[0], true]);
  });

  test('renews the UserSig a minute before its end, or a little earlier, without another login', async () => {
    open('room');
    await signedIn();
    await clock.advance(534_000);
    assert.equal(asked('/usersig'), 1);
    await clock.until(() => asked('/usersig') === 2 && verdicts().length === 2);
    await clock.until(() => /9:[345]\d$|10:00$/.test(page.text('.left')));
    assert.deepEqual([verdicts(), sessions.size], [[0, 0], 1]);
    for (let minutes = 0; minutes < 30; minutes += 1) {
      await clock.advance(60_000);
      await clock.until(() => !network.landing);
    }
    assert.equal(page.instance.data.signedIn, true);
    assert.deepEqual([new Set(verdicts()), sessions.size], [new Set([0]), 1]);
    assert.ok(asked('/usersig') <= 7);
  });

  test('goes by the server\'s clock, whatever the phone\'s says', async () => {
    for (ahead of [-86_400, 86_400]) {
      open('room');
      await signedIn();
      assert.match(page.text('.left'), /10:00$/);
      const before = asked('/usersig');
      await clock.advance(500_000);
      assert.equal(asked('/usersig'), before);
      await clock.until(() => asked('/usersig') === before + 1);
      await page.unload();
      await clock.until(() => !network.landing);
    }
    page = null;
    assert.deepEqual(new Set(verdicts()), new Set([0]));
  });

  test('hidden asks for nothing, and renews when it is shown again', async () => {
    open('room');
    await signedIn();
    await page.hide();
    await clock.advance(3_600_000);
    assert.deepEqual([asked('/usersig'), clock.pending], [1, 0]);
    await page.show();
    await clock.until(() => verdicts().length === 2);
    await signedIn();
    assert.deepEqual(verdicts(), [0, 0]);
  });

  test('hidden before it was there asks for nothing', async () => {
    open('room');
    await page.hide();
    await clock.advance(60_000);
    assert.deepEqual(network.requests, []);
    await page.show();
    await signedIn();
  });

  test('logs in again, once, when the session has run out', async () => {
    open('room');
    await signedIn();
    sessions.set('session 1', null);
    await clock.until(() => verdicts().length === 2, 700_000);
    assert.deepEqual([asked('/usersig'), asked('/login?'), sessions.size], [3, 2, 2]);
    for (const session of sessions.keys()) sessions.set(session, null);
    const set = sessions.set.bind(sessions);
    sessions.set = (session) => set(session, null);
    await clock.until(() => page.has('.failure'), 700_000);
    assert.match(page.text('.failure'), /^登录已失效/);
    assert.equal(page.instance.data.signedIn, true);
    await clock.until(() => !page.instance.data.signedIn, 100_000);
    assert.equal(shown(), 'UserSig 已过期');
    sessions.set = set;
    await page.tap('.failure');
    await signedIn();
    assert.equal(page.has('.failure'), false);
  });

  test('says why it cannot log in, and tries again', async () => {
    network.up = false;
    open('room');
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^暂时无法登录/);
    network.up = true;
    await signedIn();
    assert.equal(page.has('.failure'), false);
  });

  test('says so where WeChat gives no code', async () => {
    open('room', { login: ({ fail }) => { Promise.resolve().then(fail); } });
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^微信登录失败/);
  });

  test('says what the platform says of a UserSig', async () => {
    sandbox.tencent.setApp({ secretKey: 'the key of another app' });
    open('room');
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^70009 .*密钥/);
    assert.equal(page.instance.data.signedIn, false);
    assert.equal(page.has('.user'), false);
  });

  test('a UserSig that the platform calls expired is thrown away for another', async () => {
    sandbox.tencent.inject({ api: 'login', code: 70001 });
    open('room');
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^70001/);
    await signedIn();
    assert.deepEqual([verdicts(), asked('/usersig')], [[70001, 0], 2]);
  });

  test('asks again every ten seconds or so, and says when that is too often', async () => {
    sandbox.tencent.inject({ api: 'login', status: 502, times: 3 });
    open('room');
    await clock.until(() => page.has('.failure'));
    assert.match(page.text('.failure'), /^网络异常/);
    const took = await clock.until(() => page.instance.data.signedIn);
    assert.ok(took >= 24_000 && took < 38_000, String(took));
    assert.equal(asked('/usersig'), 4);
    sandbox.tencent.inject({ api: 'login', code: 70001, times: 20 });
    for (let count = 0; count < 12; count += 1) {
      page.instance.retry();
      await clock.until(() => !network.landing);
    }
    assert.match(page.text('.failure'), /^取 UserSig 太频繁/);
  });

  test('left in the middle of everything says nothing more', async () => {
    open('room');
    await clock.until(() => asked('/usersig') === 1);
    await page.unload();
    await clock.until(() => !network.landing);
    assert.equal(page.instance.data.signedIn, false);
    assert.equal(clock.pending, 0);
    page = null;
  });
});

describe('whether there can be a room at all', () => {
  const obstacles = () => page.instance.data.obstacles.map(({ code }) => code);

  test('yes', async () => {
    open('room');
    await signedIn();
    assert.deepEqual([page.has('.ready'), obstacles()], [true, []]);
  });

  test('no, and everything that stands in the way', async () => {
    configure({ subject: 'personal', category: ['工具', '备忘录'], requestDomains: DOMAINS.slice(1) });
    open('room', { getDeviceInfo: () => ({ platform: 'ios' }), getAppBaseInfo: () => ({ version: '6.5.20', SDKVersion: '1.6.9' }) });
    await signedIn();
    assert.deepEqual(obstacles(), ['wechat_too_old', 'base_library_too_old', 'personal_subject', 'category_not_allowed', 'domain_not_whitelisted']);
    assert.equal(page.has('.ready'), false);
    assert.equal(page.count('.obstacle'), 5);
    assert.match(page.html, /liveroom\.qcloud\.com/);
  });

  test('in the developer tools, on older base libraries, on kinds of devices that nobody speaks of', async () => {
    const older = (platform) => ({
      getDeviceInfo: undefined, getAppBaseInfo: undefined, getSystemInfoSync: () => ({ platform, version: '8.0.5', SDKVersion: '2.14.0' }),
    });
    for (const [platform, expected] of [['devtools', ['devtools_unsupported']], ['android', []], ['ohos', ['not_allowed']]]) {
      open('room', older(platform));
      await signedIn();
      assert.deepEqual(obstacles(), expected);
      await page.unload();
      await clock.until(() => !network.landing);
    }
    page = null;
  });
});

describe('the debug page', () => {
  const KEY = 'f00dfeedbead0123456789abcdef0123456789abcdef0123456789abcdef4321';

  test('does nothing in a project that has not installed playward-debug, as one that is published has not', async () => {
    open('debug');
    await clock.settle();
    assert.match(page.text('.warning'), /只适合调试/);
    assert.deepEqual([page.has('.missing'), page.has('.make')], [true, false]);
  });

  describe('with playward-debug', () => {
    before(() => cpSync(DEBUG, path.join(app.root, 'miniprogram_npm/playward-debug'), { recursive: true }));
    beforeEach(() => sandbox.tencent.setApp({ sdkAppId: 1400000007, secretKey: KEY }));

    async function fill({ app: sdkAppId = '1400000007', key = KEY, user = 'xiaojun' } = {}) {
      await page.type('.field-app', sdkAppId);
      await page.type('.field-key', key);
      await page.type('.field-user', user);
      await page.tap('.make');
    }

    const published = (envVersion) => ({ getAccountInfoSync: () => ({ miniProgram: { envVersion } }) });

    test('warns, makes a UserSig that the platform takes, and keeps the key out of sight', async () => {
      open('debug');
      assert.match(page.text('.warning'), /反编译/);
      await fill();
      await clock.until(() => page.text('.state') === '已登录');
      assert.match(page.text('.made-title'), /^xiaojun，7 天/);
      assert.deepEqual(verdicts(), [0]);
      const userSig = page.text('.user-sig');
      assert.equal(tencent.verifyUserSig(userSig, { sdkAppId: 1400000007, secretKey: KEY, userId: 'xiaojun' }, serverNow()).reason, 'ok');
      for (const place of [page.html, JSON.stringify(page.instance.data), JSON.stringify(network.requests)]) assert.equal(place.includes(KEY), false);
    });

    test('names every mistake at once', async () => {
      open('debug');
      await fill({ app: '', key: '', user: '' });
      await clock.until(() => page.has('.problem'));
      assert.equal(page.count('.problem'), 3);
      assert.match(page.html, /SDKAPPID：/);
      assert.equal(page.has('.made'), false);
    });

    test('shows what the platform says of the wrong key', async () => {
      open('debug');
      await fill({ key: `${KEY}0` });
      await clock.until(() => /^70009/.test(page.text('.state')));
    });

    test('refuses once it is published', async () => {
      for (const [version, refused] of [['release', true], ['trial', false], [undefined, true]]) {
        open('debug', published(version));
        await fill();
        await clock.until(() => page.has('.failure') || page.has('.made'));
        assert.deepEqual([page.has('.failure'), page.has('.made')], [refused, !refused]);
        if (refused) assert.match(page.text('.failure'), /^debug_only.*playward-debug 只能用于调试/);
        assert.equal(page.html.includes(KEY), false);
        await clock.until(() => !network.landing);
        await page.unload();
      }
      page = null;
    });
  });
});
