// The built package as a mini-program loads it: by a path in the code package, without what phones lack.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { packages } from '../../scripts/packages.mjs';
import { buildExample, PACKAGE } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
import { createRuntime } from './weixin/runtime.mjs';

const ENTRY = 'miniprogram_npm/playward/index.js';
const WASM = '/miniprogram_npm/playward/playward.wasm.br';

const node = await import(pathToFileURL(path.join(PACKAGE, 'node.mjs')));

/** What came from another realm, as plain data of this one. */
const plain = (value) => JSON.parse(JSON.stringify(value));

let app;
let runtime;
let playward;

const start = (options) => {
  runtime = createRuntime({ root: app.root, clock: new Clock(), ...options });
  playward = runtime.run(ENTRY);
};

const rejection = (promise) => promise.then(() => assert.fail('not refused'), (error) => {
  assert.ok(error instanceof playward.PlaywardError, error);
  return error;
});

before(() => { app = buildExample(); });
after(() => app.remove());
beforeEach(() => start());

describe('the fake runtime', () => {
  test('lacks what phones lack', () => {
    for (const name of [
      'TextDecoder', 'TextEncoder', 'URL', 'fetch', 'WebAssembly', 'BigInt', 'FinalizationRegistry', 'WeakRef', 'performance', 'structuredClone', 'queueMicrotask',
      'atob', 'process', 'Buffer',
    ]) assert.equal(runtime.evaluate(`module.exports = typeof ${name};`), 'undefined', name);
    assert.throws(() => runtime.evaluate('new Function("return 1")'), { name: 'EvalError' });
  });

  test('refuses a module that exports a Global', async () => {
    const exportsGlobal = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 6, 6, 1, 0x7f, 0, 0x41, 0, 0x0b, 7, 5, 1, 1, 0x67, 3, 0];
    writeFileSync(path.join(app.root, 'global.wasm'), Uint8Array.from(exportsGlobal));
    await assert.rejects(runtime.host.instantiate('/global.wasm', {}), /Globals are not supported/);
  });
});

describe('the file', () => {
  test('offers everything but what needs a <video>', () => {
    assert.deepEqual(Object.keys(playward).sort(), Object.keys(node).filter((name) => name !== 'superviseVideo').sort());
  });

  test('leaves aside what a page does not use', async () => {
    const parts = packages[0].parts.map(({ file }) => `miniprogram_npm/playward/${file}.js`);
    assert.ok(parts.length > 0);
    await playward.init();
    assert.deepEqual(runtime.required, [ENTRY]);
    for (const name of Object.keys(playward)) assert.ok(playward[name], name);
    // What is left aside of a namespace.
    for (const { of } of packages[0].parts) if (of) assert.ok(Object.values(playward[of]).every(Boolean), of);
    assert.deepEqual(runtime.required.slice(1).sort(), parts.sort());
  });

  test('shares its core with what it left aside', async () => {
    const { PtzPad, PlaywardError } = playward;
    assert.throws(() => new PtzPad(), (error) => error instanceof PlaywardError && error.code === 'not_initialized');
    await playward.init();
    const pad = new PtzPad();
    assert.equal(pad.down({ x: 190, y: 100 }, { left: 0, top: 0, width: 200, height: 200 }, 0).request.direction, 'right');
    assert.equal(playward.PtzPad, PtzPad);
  });

  test('leaves the global object as it found it', async () => {
    const names = () => Object.getOwnPropertyNames(runtime.context).sort();
    runtime = createRuntime({ root: app.root, clock: new Clock() });
    const found = names();
    await runtime.run(ENTRY).init();
    assert.deepEqual(names(), found);
  });
});

describe('init', () => {
  for (const shape of ['instance', 'result']) {
    test(`takes what WXWebAssembly.instantiate gives: ${shape}`, async () => {
      start({ shape });
      await playward.init();
      assert.equal(playward.describeState(2103).nativeRetry, true);
    });
  }

  test('loads once, from where "build npm" puts the wasm', async () => {
    await Promise.all([playward.init(), playward.init()]);
    await playward.init();
    assert.deepEqual(runtime.host.loaded, [WASM]);
  });

  test('loads from where the page says', async () => {
    await rejection(playward.init({ wasm: '/packages/live/miniprogram_npm/playward/playward.wasm.br' }));
    await playward.init({ wasm: WASM });
    assert.equal(runtime.host.loaded.length, 2);
  });

  test('refuses what is no path in the code package, and can be tried again', async () => {
    const wrong = [new ArrayBuffer(8), 7, {}, 'miniprogram_npm/playward/playward.wasm.br', 'wxfile://usr/playward.wasm', 'http://127.0.0.1/playward.wasm', ''];
    const problems = [];
    for (const wasm of wrong) {
      const { code, issues } = await rejection(playward.init({ wasm }));
      problems.push([code, issues.length, issues[0].code, issues[0].field].join(' '));
    }
    assert.deepEqual(problems, [
      ...Array(3).fill('invalid_params 1 wrong_type wasm'),
      ...Array(4).fill('invalid_params 1 bad_format wasm'),
    ]);
    assert.deepEqual(runtime.host.loaded, []);
    await playward.init({ wasm: null });
  });

  test('says what is needed where there is no WXWebAssembly, and can be tried again', async () => {
    start({ globals: { WXWebAssembly: undefined } });
    const { code, message } = await rejection(playward.init());
    assert.equal(code, 'init_failed');
    for (const word of ['2.14', '2.13', '真机调试', 'preview']) assert.ok(message.includes(word), message);
    runtime.context.WXWebAssembly = runtime.host;
    await playward.init();
  });

  test('passes on why WXWebAssembly refused', async () => {
    const { code, message } = await rejection(playward.init({ wasm: '/nowhere.wasm' }));
    assert.equal(code, 'init_failed');
    assert.match(message, /no such file in the code package: \/nowhere\.wasm/);
  });

  test('is needed before anything else', () => {
    for (const call of [() => playward.describeState(2004), () => playward.listStates(), () => new playward.Supervisor()]) {
      assert.throws(call, (error) => error instanceof playward.PlaywardError && error.code === 'not_initialized');
    }
  });
});

describe('the core', () => {
  beforeEach(() => playward.init());

  test('describes every state as in Node', () => {
    for (const source of ['live-player', 'live-pusher']) {
      const states = plain(playward.listStates(source));
      assert.ok(states.length > 20);
      assert.deepEqual(states, node.listStates(source));
      for (const state of states) assert.deepEqual(plain(playward.describeState(state.code, source)), state);
    }
  });

  test('refuses with its own PlaywardError, in both languages, and lives on', () => {
    assert.throws(() => playward.describeState('many'), (error) => {
      assert.ok(error instanceof playward.PlaywardError);
      assert.equal(error.code, 'invalid_params');
      const [{ message }] = error.issues;
      assert.match(message.zh, /[一-鿿]/);
      assert.ok(message.en);
      return true;
    });
    assert.equal(playward.describeState(2004).category, 'progress');
  });

  test('takes texts that are no valid UTF-16', () => {
    assert.throws(() => playward.describeState(2004, '\ud800'), { code: 'invalid_params' });
  });

  test('decides as in Node, to the byte', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const here = course(playward, seed);
      assert.deepEqual(here, course(node, seed));
      for (const command of ['load', 'restart', 'recreate', 'fetchAddress', 'stop']) {
        assert.ok(here.decisions.some(({ commands }) => commands.some(({ type }) => type === command)), `${command}, seed ${seed}`);
      }
      // The addresses of a trace are cut, so the commands differ in those.
      const outline = ({ decisions }) => decisions.map(({ phase, rule, wakeAtMs }) => [phase, rule, wakeAtMs]);
      assert.deepEqual(outline(plain(playward.replay(here.trace))), outline(here));
    }
  });
});

/** A long evening in front of a bad stream, the same for the same seed. */
function course({ Supervisor }, seed) {
  const address = (number) => `rtmp://example.test/live/摄像头${number}?t=1`;
  const happenings = [
    ...[2001, 2003, 2004, 2007, 2103, 2105, 3002, 3004, -2301, 6000].map((code) => ({ type: 'state', code, message: '消息😀' })),
    { type: 'netStatus', videoFPS: 25, netSpeed: 800 }, { type: 'netStatus', videoFPS: 25 }, { type: 'netStatus', videoFPS: 0 },
    { type: 'hide' }, { type: 'show' }, { type: 'show' }, { type: 'offline' }, { type: 'online' }, { type: 'online' },
    { type: 'play' }, { type: 'play' }, { type: 'play' }, { type: 'stop' }, { type: 'addressFailed', outcome: null },
  ];
  const supervisor = new Supervisor({ seed });
  const decisions = [];
  let nowMs = 1_700_000_000_000;
  let random = seed;
  const draw = (limit) => {
    random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((random / 0x80000000) * limit);
  };
  const happens = (event) => {
    decisions.push(supervisor.dispatch(event, nowMs));
    return decisions[decisions.length - 1];
  };
  let last = happens({ type: 'play', url: address(0) });
  for (let round = 1; round <= 400; round++) {
    if (last.commands.some(({ type }) => type === 'fetchAddress')) {
      nowMs += draw(3000);
      last = happens({ type: 'address', url: address(round), expiresAt: 1_800_000_000 });
    } else if (last.wakeAtMs !== null && draw(3) > 0) {
      nowMs = Math.max(nowMs, last.wakeAtMs);
      last = happens({ type: 'wake' });
    } else {
      nowMs += draw(2000);
      last = happens(happenings[draw(happenings.length)]);
    }
  }
  const result = plain({ decisions, stats: supervisor.stats(nowMs), trace: supervisor.trace() });
  supervisor.close();
  return result;
}
