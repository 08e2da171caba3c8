// The servers that are loaded: how each is started, what it is asked, and which answers are right.
//
// `open` runs in the server's own process; its `facts` go over to the other, where `traffic` says what is asked: `good` requests, each with a `check` of its
// answer, and `bad` ones, malformed and oversized, which are refused: 4xx, or as
// `refused` has it. `slow` is a path that takes a body.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessKey, startBaijiayunServer } from '../../examples/node/baijiayun.mjs';
import { startDramaServer } from '../../examples/node/drama.mjs';
import { startCollector } from '../../examples/node/traces.mjs';
import { startUserSigServer } from '../../examples/node/usersig.mjs';
import { startDemo } from '../../examples/h5/server.mjs';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { baijiayun, minidrama, Supervisor, tencent } from '../../pkg/playward-server/node.mjs';
import { submission } from '../../tests/js/submission.mjs';

const MIB = 1024 * 1024;
const KEY = 'never-to-be-printed';
const SDK_APP_ID = 1400000000;
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const now = () => Math.floor(Date.now() / 1000);
const root = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const sha1 = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');
const form = (fields) => String(new URLSearchParams(fields));

/** @param {string} path @param {string} text the whole answer, as it must be */
const exactly = (path, text, more = {}) => ({ path, ...more, check: (status, body) => assert.ok(status === 200 && body === text, `${status} ${body.slice(0, 200)}`) });
/** What it answers before the load is what it must answer under it. */
const asBefore = async (url, path, { method = 'GET', headers, body } = {}) => {
  const answer = await fetch(url + path, { method, headers, body });
  assert.equal(answer.status, 200);
  return exactly(path, await answer.text(), { method, headers, body });
};
const bad = (path, body, headers = JSON_TYPE) => ({ method: 'POST', path, headers, body });

/** A UserSig for whoever asks: another user each time, for each may ask ten times a minute. */
function userSigOf(users) {
  return {
    method: 'POST', path: '/usersig',
    each(request, context) {
      context.user = users();
      return { ...request, headers: { ...request.headers, authorization: `Bearer ${context.user}` } };
    },
    check(status, body, { user }) {
      assert.equal(status, 200, body);
      const { userId, sdkAppId, userSig, expiresAt } = JSON.parse(body);
      assert.ok(sdkAppId === SDK_APP_ID && userId === (user.startsWith('u-') ? user : 'xiaojun') && expiresAt > now());
      assert.equal(tencent.verifyUserSig(userSig, { sdkAppId, secretKey: KEY, userId }, now()).reason, 'ok');
    },
  };
}

export const SERVERS = {
  usersig: {
    async open() {
      const whoIs = ({ headers }) => /^Bearer (u-[\w-]+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
      return startUserSigServer({ sdkAppId: SDK_APP_ID, secretKey: KEY, whoIs });
    },
    traffic: async () => ({
      good: [userSigOf(() => `u-${randomUUID()}`)],
      bad: [bad('/usersig', '{'), { method: 'GET', path: '/usersig' }, bad('/usersig', 'x'.repeat(MIB))],
      slow: '/usersig',
    }),
  },

  edge: {
    async open() {
      const home = mkdtempSync(join(tmpdir(), 'playward-load-'));
      cpSync(root('examples/edge'), home, { recursive: true });
      mkdirSync(join(home, 'node_modules'));
      cpSync(root('pkg/playward-server'), join(home, 'node_modules/playward-server'), { recursive: true });
      const workerd = createRequire(import.meta.url)('workerd').default;
      const child = spawn(workerd, ['serve', 'config.capnp', '--socket-addr=http=127.0.0.1:0', '--control-fd=3'], {
        cwd: home, env: { SDK_APP_ID: String(SDK_APP_ID), SECRET_KEY: KEY, DEMO_SESSION: 'a-session' }, stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      });
      const port = await new Promise((resolve, reject) => {
        let said = '';
        child.stdio[3].on('data', (chunk) => {
          said += chunk;
          const line = said.split('\n').find((text) => text.includes('"listen"'));
          if (line) resolve(JSON.parse(line).port);
        });
        child.on('error', reject).on('exit', (code) => reject(new Error(`workerd ended with ${code}`)));
      });
      return {
        url: `http://127.0.0.1:${port}`, pid: child.pid,
        close() {
          child.kill('SIGKILL');
          rmSync(home, { recursive: true, force: true });
        },
      };
    },
    traffic: async () => ({
      good: [userSigOf(() => 'a-session')],
      bad: [bad('/usersig', '{'), { method: 'GET', path: '/usersig' }],
      slow: '/usersig',
    }),
  },

  drama: {
    /** WeChat's stand-in runs in the same process, and its memory counts too. */
    async open() {
      const sandbox = await startSandbox();
      const { appid, secret, entity } = sandbox.weixin.account;
      const baseUrl = sandbox.reach('https://api.weixin.qq.com');
      const server = await startDramaServer({ appid, secret, pushToken: KEY, baseUrl });
      const folder = mkdtempSync(join(tmpdir(), 'playward-load-'));
      writeFileSync(join(folder, '1.mp4'), Buffer.alloc(300_000, 'playward'));
      const { mediaId } = await minidrama.uploadDrama(join(folder, '1.mp4'), { accessToken: async () => sandbox.weixin.accessToken(), mediaName: '剧-第1集', baseUrl });
      const client = new minidrama.WeixinClient({ accessToken: async () => sandbox.weixin.accessToken(), baseUrl });
      const { media_id: material } = await client.uploadTempMaterial({ media: new Uint8Array(10) });
      const { drama_id: dramaId } = await client.auditDrama(submission('剧', [mediaId], entity, material));
      sandbox.weixin.audit(dramaId, 3);
      return {
        url: server.url, facts: { mediaId, dramaId },
        async close() {
          await server.close();
          await sandbox.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
    traffic: async (url, { mediaId, dramaId }) => ({
      good: [
        await asBefore(url, '/dramas'),
        await asBefore(url, `/dramas/${dramaId}`),
        await asBefore(url, `/media/${mediaId}/link?channel=load`, { method: 'POST', headers: JSON_TYPE, body: '{}' }),
        {
          method: 'POST', body: '',
          each(request) {
            const [nonce, timestamp] = [randomUUID(), String(now())];
            const query = form({ signature: sha1(KEY, timestamp, nonce), timestamp, nonce });
            const event = { Event: 'secvod_upload_event', upload_event: { media_id: Math.floor(Math.random() * 1000), errcode: 0 } };
            return { ...request, path: `/weixin/push?${query}`, body: JSON.stringify(event) };
          },
          check: (status, body) => assert.ok(status === 200 && body === 'success', `${status} ${body}`),
        },
      ],
      bad: [
        bad(`/media/${mediaId}/link`, '{'), bad('/weixin/push?signature=00&timestamp=1&nonce=2', '{}'), bad(`/media/${mediaId}/link`, 'x'.repeat(MIB)),
        bad('/weixin/push', 'x'.repeat(MIB)), { method: 'GET', path: '/media/%' },
      ],
      slow: '/weixin/push',
    }),
  },

  baijiayun: {
    open: () => startBaijiayunServer({ partnerKey: KEY, accessSecret: KEY }),
    traffic: async () => ({
      good: [
        {
          method: 'POST', path: '/baijiayun/callback', headers: FORM_TYPE,
          each(request) {
            const fields = { video_id: '123', status: '100', qid: String(Math.floor(Math.random() * 1000)), timestamp: String(now()), partner_id: '1' };
            return { ...request, body: form({ ...fields, sign: baijiayun.sign(fields, KEY) }) };
          },
          check: (status, body) => assert.ok(status === 200 && body === '{"code":0}', `${status} ${body}`),
        },
        exactly('/baijiayun/auth', '{"code":0}', { method: 'POST', headers: FORM_TYPE, body: form({ access_key: accessKey(KEY, '123', now() + 3600), video_id: '123' }) }),
        exactly('/baijiayun/auth', '{"code":1,"msg":"没有观看权限"}', { method: 'POST', headers: FORM_TYPE, body: form({ access_key: accessKey(KEY, '124', now() + 3600), video_id: '123' }) }),
      ],
      bad: [
        bad('/baijiayun/callback', '{'), bad('/baijiayun/auth', 'access_key=a', FORM_TYPE), bad('/baijiayun/callback', `sign=${'x'.repeat(MIB)}`, FORM_TYPE),
        bad('/baijiayun/auth', 'a=1&'.repeat(5000), FORM_TYPE), bad('/baijiayun/callback', 'video_id=1&sign=00', FORM_TYPE),
      ],
      slow: '/baijiayun/callback',
    }),
  },

  traces: {
    async open() {
      const folder = mkdtempSync(join(tmpdir(), 'playward-load-'));
      const collector = await startCollector({ file: join(folder, 'traces.db'), spool: join(folder, 'spool'), onTrouble: (error) => console.error(error) });
      return {
        url: collector.url,
        async close() {
          await collector.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
    async traffic(url) {
      const supervisor = new Supervisor({ seed: 1 });
      supervisor.dispatch({ type: 'play', url: 'https://live.example.com/app/room.m3u8' }, 1_790_000_000_000);
      supervisor.dispatch({ type: 'media', name: 'error', httpStatus: 502 }, 1_790_000_001_000);
      const trace = supervisor.trace();
      supervisor.close();
      let seed = 0;
      return {
        good: [
          {
            method: 'POST', path: '/traces?app=1', headers: { 'content-type': 'text/plain' },
            each(request) {
              seed += 1;
              return { ...request, body: JSON.stringify({ ...trace, policy: { ...trace.policy, seed } }) };
            },
            check: (status, body) => assert.equal(status, 204, body),
          },
          await asBefore(url, '/picture.mjs'),
        ],
        bad: [bad('/traces', '{'), bad('/traces', '{"policy":7}'), bad('/traces', 'x'.repeat(MIB)), { method: 'GET', path: '/traces/%' }],
        slow: '/traces',
      };
    },
  },

  demo: {
    async open() {
      const { url, close } = await startDemo({ loop: true });
      return { url: url.replace(/\/$/, ''), close };
    },
    traffic: async (url) => ({
      good: [
        await asBefore(url, '/'),
        await asBefore(url, '/playward/index.d.mts'),
        {
          path: '/api/address?protocol=flv',
          check(status, body) {
            const { url: address, expiresAt } = JSON.parse(body);
            assert.ok(status === 200 && address.startsWith('http://127.0.0.1:') && expiresAt > now(), body);
          },
        },
        { method: 'POST', path: '/api/ptz', headers: JSON_TYPE, body: '{"action":"stop","direction":"up"}', check: (status, body) => assert.ok(status === 200 && JSON.parse(body).code === '200', `${status} ${body}`) },
      ],
      bad: [bad('/api/ptz', '{'), bad('/api/ptz', '{"action":"dance"}'), bad('/api/ptz', 'x'.repeat(MIB)), { method: 'GET', path: '/%' }, { method: 'GET', path: '/..%2f..%2fpackage.json' }],
      slow: '/api/ptz',
    }),
  },

  sandbox: {
    async open() {
      const sandbox = await startSandbox();
      return { url: sandbox.origin, close: sandbox.close, facts: { accessToken: sandbox.ezviz.accessToken(), weixin: sandbox.weixin.accessToken() } };
    },
    async traffic(url, { accessToken, weixin }) {
      const ezviz = (api, fields) => [`/open.ys7.com/api/lapp/${api}`, { method: 'POST', headers: FORM_TYPE, body: form({ accessToken, ...fields }) }];
      return {
        good: [
          await asBefore(url, ...ezviz('device/list', { pageStart: 0, pageSize: 10 })),
          await asBefore(url, ...ezviz('device/info', { deviceSerial: '203751922' })),
          await asBefore(url, ...ezviz('device/info', { deviceSerial: 'F60000006' })),
          await asBefore(url, `/api.weixin.qq.com/wxa/sec/vod/listdramas?access_token=${weixin}`, { method: 'POST', headers: JSON_TYPE, body: '{"limit":10,"offset":0}' }),
        ],
        bad: [
          // The platform's own way: its code says what is wrong.
          { ...bad('/open.ys7.com/api/lapp/device/info', 'x'.repeat(MIB), FORM_TYPE), refused: (status, body) => status === 200 && JSON.parse(body).code === '10001' },
          { method: 'GET', path: '/open.ys7.com/%' },
          bad('/sandbox/ezviz/nothing', '{'), bad('/webim.tim.qq.com/v4/openim/nothing', 'x'.repeat(MIB)),
        ],
        slow: '/open.ys7.com/api/lapp/device/info',
      };
    },
  },
};
