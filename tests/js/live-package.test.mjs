// playward-live is playward without the vendors: the same answers, the same files, and none of the vendors' words in its wasm.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import * as playward from '../../pkg/playward/node.mjs';
import * as live from '../../pkg/playward-live/node.mjs';
import { said } from './said.mjs';
import { Clock } from './weixin/clock.mjs';
import { LivePlayerContext } from './weixin/live-player-context.mjs';
// Brings the DOM that miniprogram-simulate draws into, too.
import './weixin/page.mjs';
import { createRuntime } from './weixin/runtime.mjs';

const require = createRequire(import.meta.url);
const folderOf = (name) => fileURLToPath(new URL(`../../pkg/${name}`, import.meta.url));
const data = (file) => JSON.parse(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'));

/** Both packages say the same, and it is something. */
function same(call) {
  const [theirs, ours] = [playward, live].map((pack) => said(() => call(pack)));
  assert.notDeepEqual(theirs, { answer: undefined });
  assert.deepEqual(ours, theirs);
}

describe('the same answers', () => {
  for (const { id, address } of data('addresses.json').cases) test(`parsePlayAddress: ${id}`, () => same(({ parsePlayAddress }) => parsePlayAddress(address)));

  for (const [given, name] of [
    [[1_700_000_000, 1_699_999_900, 60], 'good'], [[1_700_000_000, 1_699_999_900, 90], 'within the margin'], [[null, 0, 0], 'unknown'], [[1, 1e12, 'x'], 'refused'],
  ]) test(`needsRefresh: ${name}`, () => same(({ needsRefresh }) => needsRefresh(...given)));

  for (const source of [undefined, 'live-player', 'live-pusher']) {
    test(`states of ${source}`, () => {
      same(({ listStates }) => listStates(source));
      for (const { code } of playward.listStates(source)) same(({ describeState }) => describeState(code, source));
      same(({ describeState }) => describeState(123456, source));
    });
  }
  test('a state of nobody', () => same(({ listStates }) => listStates('television')));

  const oracles = data('ezviz-oracles.json').oracles;
  for (const { id, input } of oracles.filter(({ area }) => area === 'ptz.direction')) {
    test(id, () => {
      for (const ways of [4, 8]) same(({ ptzDirection }) => ptzDirection(input.touch, input.rect, { ways }));
    });
  }
  test('ptzDirection refuses', () => same(({ ptzDirection }) => ptzDirection({ x: 1 }, { left: 'x' }, { ways: 5 })));

  const RECT = { left: 0, top: 0, width: 200, height: 200 };
  for (const code of [...oracles.filter(({ area }) => area === 'ptz.result').map(({ input }) => input.code), '200', '10002', '20007', '60020', '111012', 'nonsense', null]) {
    test(`a pad is answered ${code}`, () => same(({ PtzPad }) => {
      const pad = new PtzPad({ ways: 8, speed: 2 });
      const decisions = [pad.down({ id: 1, x: 190, y: 100 }, RECT, 0), pad.answered(code, 100, 1), pad.up({ id: 1 }, 400), pad.answered('200', 500, 2), pad.wake(3000), pad.close(3100)];
      assert.equal(decisions[0].request.direction, 'right');
      return decisions;
    }));
  }

  for (const { call, argument } of data('bad-input.json').cases) {
    const calls = {
      Supervisor: ({ Supervisor }) => new Supervisor(argument), dispatch: ({ Supervisor }) => new Supervisor().dispatch(argument, 0),
      restore: ({ Supervisor }) => Supervisor.restore(argument), replay: ({ replay }) => replay(argument),
    };
    test(`refused: ${call}(${JSON.stringify(argument)})`, () => {
      same(calls[call]);
      assert.ok(said(() => calls[call](live)).issues.length > 0);
    });
  }
});

describe('the wasm', () => {
  const wasm = (name) => readFileSync(path.join(folderOf(name), `${name}.wasm`), 'latin1');

  for (const word of ['open.ys7.com', '/api/lapp', 'ptz/start', 'whref', 'sdkAppId', 'appid', 'unlimited', 'superHD']) {
    test(`does not know ${word}`, () => {
      assert.ok(wasm('playward').includes(word), 'the word is none of a vendor');
      assert.ok(!wasm('playward-live').includes(word));
    });
  }
});

describe('the package', () => {
  const filesOf = (name) => {
    const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--dry-run'], { cwd: folderOf(name), encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' }));
    return files.map((file) => file.path).sort();
  };

  test('holds what playward holds', () => {
    // The commands, the picture that they draw and what is a vendor's are playward's alone.
    const theirs = filesOf('playward').filter((file) => !/^(commands|picture)\.|ezviz-/.test(file)).map((file) => file.replace(/playward\.wasm/, 'playward-live.wasm'));
    assert.ok(theirs.includes('miniprogram/ptz-pad/index.js'), theirs.join());
    assert.deepEqual(filesOf('playward-live'), theirs.sort());
  });

  test('publint has nothing to say', async () => {
    const { messages } = await publint({ pkgDir: folderOf('playward-live'), strict: true, pack: false });
    assert.deepEqual(messages, []);
  });

  test('the element goes with this package', () => {
    const element = readFileSync(path.join(folderOf('playward-live'), 'ptz-element.mjs'), 'utf8');
    assert.deepEqual([...element.matchAll(/from\s*"([^"]+)"/g)].map(([, from]) => from), ['./web.mjs']);
    const { exports } = require('../../pkg/playward-live/package.json');
    assert.equal(exports['./ptz'].import.default, './ptz-element.mjs');
  });
});

describe('in a mini-program', () => {
  const ENTRY = 'miniprogram_npm/playward-live';
  const root = mkdtempSync(path.join(tmpdir(), 'playward-live-'));
  let clock;
  let runtime;

  before(() => cpSync(path.join(folderOf('playward-live'), 'miniprogram'), path.join(root, ENTRY), { recursive: true }));
  after(() => rmSync(root, { recursive: true }));

  const start = (globals) => {
    clock = new Clock();
    runtime = createRuntime({ root, clock, globals });
    return runtime.run(`${ENTRY}/index.js`);
  };

  test('it loads its own wasm, and a live view plays and comes back', async () => {
    const pack = start({ wx: { onNetworkStatusChange() {}, offNetworkStatusChange() {}, getNetworkType() {} } });
    await pack.init();
    assert.deepEqual(runtime.host.loaded, ['/miniprogram_npm/playward-live/playward-live.wasm.br']);
    const calls = [];
    const view = pack.superviseLivePlayer({ context: new LivePlayerContext(calls), setSrc: (url) => { calls.push(`src ${url}`); return Promise.resolve(); } }, {
      fetchAddress: () => Promise.resolve({ url: 'rtmp://example.test/live/2' }),
    });
    const phases = [];
    view.on('phase', ({ phase }) => phases.push(phase));
    view.play('rtmp://example.test/live/1');
    await clock.settle();
    const says = (code) => view.handle({ type: 'statechange', detail: { code, message: '' } });
    says(2004);
    await clock.advance(2000);
    says(-2301);
    await clock.advance(8000);
    assert.deepEqual(phases.slice(0, 3), ['connecting', 'playing', 'backoff']);
    assert.deepEqual(calls.slice(0, 3), ['src rtmp://example.test/live/1', 'play', 'stop']);
    view.close();
    assert.deepEqual(clock.uncaught, []);
  });

  test('its pad moves a camera and stops it', async () => {
    const simulate = require('miniprogram-simulate');
    const loader = require('miniprogram-simulate/src/utils');
    start({ Component: (definition) => globalThis.Component(definition) });
    loader.runJs = (file) => { runtime.run(`${path.relative(root, file)}.js`); };
    const pad = simulate.render(simulate.load(path.join(root, ENTRY, 'ptz-pad/index'), { rootPath: root }), { ways: 8 });
    const requests = [];
    pad.addEventListener('request', ({ detail }) => requests.push(`${detail.action} ${detail.direction}`));
    const rect = { left: 0, top: 0, width: 200, height: 200 };
    pad.instance.createSelectorQuery = () => ({ select: () => ({ boundingClientRect: (heard) => ({ exec: () => heard(rect) }) }) });
    pad.attach(document.body);
    await clock.settle();
    const finger = { changedTouches: [{ identifier: 1, clientX: 170, clientY: 30 }] };
    pad.instance.onTouchStart(finger);
    pad.instance.answered('200', 1);
    await clock.advance(1000);
    pad.instance.onTouchEnd(finger);
    pad.instance.answered('200', 2);
    pad.detach();
    assert.deepEqual(requests, ['start up_right', 'stop up_right']);
    assert.deepEqual(clock.uncaught, []);
  });
});
