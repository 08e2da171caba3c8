// superviseLivePusher over a real push: ffmpeg in the place of <live-pusher>, the sandbox's RTMP server in the place of Tencent's.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { superviseLivePusher } from '../../pkg/playward/node.mjs';
import { ensureCommands } from '../../scripts/system.mjs';

const WAIT_MS = 45_000;
const POLICY = { seed: 1, firstRetryMs: [100, 300], retryBaseMs: 300, retryCapMs: 1000, refreshMarginSeconds: 1 };
const SOURCE = ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=10', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-f', 'flv'];

/** As WeChat's component and its context, with ffmpeg behind it. */
class Pusher {
  url = '';
  #child = null;
  /** @type {(event: { type: string, detail: unknown }) => void} */
  onEvent = () => {};

  setUrl(url) {
    this.url = url;
    return Promise.resolve();
  }

  start() {
    const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-progress', 'pipe:1', '-stats_period', '0.3', ...SOURCE, this.url], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child = child;
    let sent = 0;
    child.stdout.on('data', (text) => {
      const [, size] = /total_size=(\d+)/.exec(text) || [];
      if (this.#child !== child || !(Number(size) > sent)) return;
      if (sent === 0) for (const code of [1001, 1002, 1007]) this.#say('statechange', { code });
      sent = Number(size);
      this.#say('netstatus', { info: { videoBitrate: 100, netSpeed: 100 } });
    });
    child.once('close', () => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#say('statechange', { code: -1307 });
    });
  }

  stop({ success = () => {} } = {}) {
    const child = this.#child;
    this.#child = null;
    if (!child) {
      success();
      return;
    }
    child.once('close', success);
    child.kill('SIGKILL');
  }

  #say(type, detail) {
    this.onEvent({ type, detail });
  }
}

let sandbox;
let push;
let phase;
let asked;
/** How long the next addresses are good, seconds. */
let lasts;

before(async () => {
  await ensureCommands(['ffmpeg']);
  sandbox = await startSandbox();
  await sandbox.tencent.openPush();
});
after(() => sandbox && sandbox.close());

beforeEach(async () => {
  sandbox.tencent.refusePushes(false);
  sandbox.tencent.clear();
  asked = [];
  lasts = 600;
  const pusher = new Pusher();
  push = superviseLivePusher({ context: pusher, setUrl: (url) => pusher.setUrl(url) }, {
    policy: POLICY,
    fetchAddress: async ({ reason }) => {
      asked.push(reason);
      return sandbox.tencent.pushAddress('room', lasts);
    },
  });
  pusher.onEvent = (event) => push.handle(event);
  phase = 'idle';
  push.on('phase', (decision) => { ({ phase } = decision); });
  push.play();
  await until(() => phase === 'playing' && codes().includes('ok'));
});
afterEach(() => push.close());

/** Whenever something is decided it is looked at anew. */
function until(holds) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`not so in ${WAIT_MS} ms: ${holds}; ${phase} ${asked} ${codes()}`)), WAIT_MS);
    const look = () => {
      if (!holds()) return;
      clearTimeout(limit);
      ended();
      resolve();
    };
    const ended = push.on('decision', look);
    look();
  });
}
const codes = () => sandbox.tencent.requests('push').map(({ code }) => code);

test('a push that is cut goes on by its address', async () => {
  assert.deepEqual([asked, codes()], [['none_yet'], ['ok']]);
  sandbox.tencent.cutPushes();
  await until(() => phase !== 'playing');
  await until(() => phase === 'playing' && codes().length === 2);
  assert.deepEqual([asked, codes()], [['none_yet'], ['ok', 'ok']]);
});

test('an address whose txTime has come is renewed before a restart: nothing is pushed in vain', async () => {
  lasts = 3;
  push.play(sandbox.tencent.pushAddress('room', lasts).url);
  const endsAt = Date.now() + lasts * 1000;
  await until(() => phase === 'playing' && codes().length === 2);
  lasts = 600;
  // What runs by an address runs on after its end.
  await until(() => phase === 'playing' && Date.now() > endsAt + 1000);
  assert.deepEqual(asked, ['none_yet']);
  sandbox.tencent.cutPushes();
  await until(() => phase !== 'playing');
  await until(() => phase === 'playing');
  assert.deepEqual([asked, codes()], [['none_yet', 'address_expired'], ['ok', 'ok', 'ok']]);
});

test('a server that refuses is asked again, and the push goes on once it takes it', async () => {
  sandbox.tencent.refusePushes();
  sandbox.tencent.cutPushes();
  await until(() => codes().filter((code) => code === 'refused').length >= 3 && asked.includes('restarts_failed'));
  sandbox.tencent.refusePushes(false);
  await until(() => phase === 'playing' && codes().at(-1) === 'ok');
});

test('an address that counts no more is replaced', async () => {
  sandbox.tencent.expirePushes();
  sandbox.tencent.cutPushes();
  await until(() => phase === 'playing' && asked.length > 1);
  assert.deepEqual([asked, codes().includes('forbidden'), codes().at(-1)], [['none_yet', 'restarts_failed'], true, 'ok']);
});

test('a page without a server of its own gets its address from the sandbox', async () => {
  const response = await fetch(`${sandbox.origin}/sandbox/tencent/pushAddress`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const { url, expiresAt } = await response.json();
  assert.match(url, /^rtmp:\/\/127\.0\.0\.1:\d+\/live\/xiaojun\?txSecret=[\da-f]{32}&txTime=[\dA-F]{8}$/);
  assert.ok(expiresAt > Date.now() / 1000 + 500);
  push.play(url);
  await until(() => phase === 'playing' && codes().length === 2);
  assert.deepEqual(codes(), ['ok', 'ok']);
});
