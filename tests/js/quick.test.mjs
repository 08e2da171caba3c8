// Node has a wasm of its own, compiled for speed, and calls of numbers or a text alone. Whatever it is told, it says what the wasm that
// pages load says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import * as page from '../../pkg/playward/inline.mjs';
import * as node from '../../pkg/playward/node.mjs';
import { draws } from './draws.mjs';
import { said } from './said.mjs';
import { watchEntries } from './wasm-watch.mjs';

const random = draws(11);
const one = (list) => list[Math.floor(random() * list.length)];

/** What is told of both. */
const both = (call) => assert.deepEqual(said(() => call(node)), said(() => call(page)));

/** What no rule expects, and what is nearly right. */
const STRANGE = [
  undefined, null, true, '', '1', NaN, Infinity, -Infinity, -1, -0, 0.5, 2 ** 32, 2 ** 32 - 1, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 1e300, {}, [], [1], 10n, Symbol('x'),
  () => 1, new Date(0), new Number(1), new String('1'),
];

test('a direction is the same, whatever the point, the rect and the options are', () => {
  const number = () => (random() < 0.1 ? one(STRANGE) : Math.floor(random() * 400) - 100);
  for (let round = 0; round < 20_000; round += 1) {
    const point = random() < 0.02 ? one(STRANGE) : { x: number(), y: number(), id: 1 };
    const rect = random() < 0.02 ? one(STRANGE) : { left: number(), top: number(), width: number(), height: number() };
    const options = random() < 0.8 ? undefined : one([null, {}, { ways: 8 }, { ways: 5 }, { deadZone: 0.5 }, 1]);
    both((api) => api.ptzDirection(point, rect, options));
  }
});

test('what is no object literal goes the usual way', () => {
  const rect = { left: 0, top: 0, width: 200, height: 200 };
  const thrower = () => { throw new Error('no'); };
  const inherited = Object.create({ x: 10, y: 100 });
  class Rect { get left() { return 0; } }
  for (const point of [inherited, { get x() { return thrower(); }, y: 1 }, new Proxy({ x: 10, y: 100 }, {}), new Proxy({}, { getPrototypeOf: thrower }), Object.assign(Object.create(null), { x: 10, y: 100 })]) {
    both((api) => api.ptzDirection(point, rect));
  }
  both((api) => api.ptzDirection({ x: 10, y: 100 }, new Rect()));
  assert.throws(() => node.ptzDirection(inherited, rect), { code: 'invalid_params' });
});

test('histories: every decision, the trace and the snapshot are the same', () => {
  let asBefore = 0;
  for (let history = 0; history < 300; history += 1) {
    const policy = { seed: history, live: random() < 0.5 };
    const views = [node, page].map((api) => new api.Supervisor(policy));
    let nowMs = 1_000_000;
    let position = 0;
    let last = { wakeAtMs: null };
    const tell = (event) => {
      const [answer, wanted] = views.map((view) => said(() => view.dispatch(event, nowMs)));
      assert.deepEqual(answer, wanted);
      if (!answer.answer) return;
      assert.deepEqual(Object.keys(answer.answer), Object.keys(wanted.answer));
      const { wakeAtMs, ...rest } = answer.answer;
      const { wakeAtMs: before, ...restBefore } = last;
      if (wakeAtMs !== before && JSON.stringify(rest) === JSON.stringify(restBefore)) asBefore += 1;
      last = structuredClone(answer.answer);
      // A page may do what it likes with an answer.
      if (random() < 0.2) Object.assign(answer.answer, { phase: 'spoilt', rule: 'spoilt', generation: -1 }).commands.push('spoilt');
    };
    tell({ type: 'play', url: 'https://a.b/live.m3u8' });
    for (let step = 0; step < 60; step += 1) {
      nowMs += one([0, 1, 250, 250, 250, 250, 0.5, 3000, 20_000]);
      const generation = random() < 0.95 ? last.generation ?? 1 : one(STRANGE);
      if (random() < 0.75) {
        if (random() < 0.85) position += 0.25;
        tell({ type: 'media', name: 'progress', position: random() < 0.97 ? position : one(STRANGE), generation });
      } else {
        tell(one([
          { type: 'media', name: one(['waiting', 'playing', 'loading', 'ended', 'error', 'data']), generation },
          { type: 'media', name: 'progress', position, generation, duration: 60 }, { type: 'media', name: 'progress', position, generation, other: 1 },
          { type: 'media', name: 'progress', position }, { type: 'media', name: 'progress', generation }, { type: 'media', name: 'progress', position, generation, frames: step },
          { type: 'hide' }, { type: 'show' }, { type: 'offline' }, { type: 'online' }, { type: 'wake' }, { type: 'pause', by: 'user' }, { type: 'resume' }, { type: 'stop' },
          { type: 'play', url: 'https://a.b/other.m3u8' },
        ]));
      }
      if (random() < 0.02) nowMs = one([nowMs - 5000, nowMs + 1e6]);
    }
    both((api) => views[api === node ? 0 : 1].snapshot());
    both((api) => views[api === node ? 0 : 1].trace());
    if (random() < 0.2) {
      const snapshot = views[0].snapshot();
      const restored = [node, page].map((api) => api.Supervisor.restore(snapshot));
      for (let step = 0; step < 5; step += 1) {
        nowMs += 250;
        position += 0.25;
        const [answer, wanted] = restored.map((view) => view.dispatch({ type: 'media', name: 'progress', position, generation: last.generation ?? 1 }, nowMs));
        assert.deepEqual(answer, wanted);
      }
      for (const view of restored) view.close();
    }
    for (const view of views) view.close();
  }
  assert.ok(asBefore > 1000, `${asBefore} decisions were as before but for when to wake`);
});

/** A copy of the package of its own, and the exports that its calls enter. */
function watched() {
  const { Instance } = WebAssembly;
  const require = createRequire(import.meta.url);
  const file = require.resolve('../../pkg/playward/node.cjs');
  const known = require.cache[file];
  delete require.cache[file];
  const entries = watchEntries();
  try {
    return { api: require(file), entries };
  } finally {
    require.cache[file] = known;
    WebAssembly.Instance = Instance;
  }
}

test('of a picture that plays on, and of a finger on a pad, numbers alone cross; of an address, the address', () => {
  const { api, entries } = watched();
  const supervisor = new api.Supervisor({ seed: 1 });
  supervisor.dispatch({ type: 'play', url: 'https://a.b/live.m3u8' }, 0);
  const event = { type: 'media', name: 'progress', position: 1, generation: 1 };
  const rect = { left: 0, top: 0, width: 9, height: 9 };
  assert.deepEqual(entries(() => supervisor.dispatch(event, 250)), ['numbers']);
  assert.deepEqual(entries(() => api.ptzDirection({ x: 1, y: 1 }, rect)), ['direction']);
  assert.deepEqual(entries(() => api.parsePlayAddress('https://a.b/live.m3u8')), ['address']);
  assert.deepEqual(entries(() => supervisor.dispatch({ ...event, duration: 9 }, 500)), ['method']);
  assert.deepEqual(entries(() => api.ptzDirection({ x: 1, y: 1 }, rect, { ways: 8 })), ['call']);
  assert.deepEqual(entries(() => said(() => api.parsePlayAddress('https://'))), ['address', 'call']);
  for (const address of ['https://a.b/直播.m3u8', `https://a.b/${'x'.repeat(5000)}.m3u8`, 1]) assert.equal(entries(() => said(() => api.parsePlayAddress(address))).at(-1), 'call');
});

test('an address says the same, whatever is done to it', () => {
  const { cases } = JSON.parse(readFileSync(new URL('../data/addresses.json', import.meta.url), 'utf8'));
  const addresses = cases.map(({ address }) => address).filter((address) => typeof address === 'string');
  assert.ok(addresses.length > 50);
  for (const address of addresses) both((api) => api.parsePlayAddress(address));
  for (let round = 0; round < 20_000; round += 1) {
    const address = one(addresses);
    const [from, to] = [random(), random()].map((place) => Math.floor(place * (address.length + 1)));
    const between = one(['', '', '?', '&', '/', '.', ':', '%', ' ', 'é', '\0', '\ud800', '9', 'txSecret=1&txTime=65000000&', 'x'.repeat(50)]);
    const altered = address.slice(0, from) + between + address.slice(to);
    both((api) => api.parsePlayAddress(altered));
  }
  for (const address of STRANGE) both((api) => api.parsePlayAddress(address));
});

test('a closed supervisor, and numbers that other objects are told', () => {
  const supervisor = new node.Supervisor();
  supervisor.close();
  assert.throws(() => supervisor.dispatch({ type: 'media', name: 'progress', position: 1, generation: 1 }, 0), { code: 'closed' });
  // A pad has the number of the supervisor that was closed: it is no supervisor.
  const pad = new node.PtzPad();
  assert.throws(() => supervisor.dispatch({ type: 'media', name: 'progress', position: 1, generation: 1 }, 0), { code: 'closed' });
  assert.throws(() => node.Supervisor.prototype.dispatch.call(pad, { type: 'media', name: 'progress', position: 1, generation: 1 }, 0));
  pad.close(0);
});

test('a getter that calls the package in the middle of a call', () => {
  const supervisor = new node.Supervisor({ seed: 1 });
  supervisor.dispatch({ type: 'play', url: 'https://a.b/live.m3u8' }, 0);
  let nowMs = 250;
  const told = [];
  const said = node.ezviz.interpret('ptz_mirror', {
    code: '200',
    get data() {
      told.push(node.ptzDirection({ x: 1, y: 4 }, { left: 0, top: 0, width: 9, height: 9 }));
      for (let step = 0; step < 3; step += 1, nowMs += 250) told.push(supervisor.dispatch({ type: 'media', name: 'progress', position: nowMs / 1000, generation: 1 }, nowMs).phase);
      return { a: 'a text that is long enough to be written by the Buffer of Node, all at once', b: [1, '直播'] };
    },
  });
  assert.deepEqual(said.data, { a: 'a text that is long enough to be written by the Buffer of Node, all at once', b: [1, '直播'] });
  assert.equal(told[0], 'left');
  assert.equal(told.length, 4);
});

test('a proxy, and a getter, that call the package without end', () => {
  const rect = { left: 0, top: 0, width: 100, height: 100 };
  const event = { type: 'media', name: 'progress', position: 1, generation: 1 };
  const supervisor = new node.Supervisor();
  const calls = { point: () => node.ptzDirection(proxy, rect), event: () => supervisor.dispatch(proxy, 0), getter: () => supervisor.dispatch({ ...event, get position() { return calls.getter(); } }, 0) };
  let call = calls.point;
  const proxy = new Proxy({ ...event, x: 1, y: 1 }, { getPrototypeOf(of) { call(); return Reflect.getPrototypeOf(of); }, ownKeys(of) { call(); return Reflect.ownKeys(of); } });
  for (call of Object.values(calls)) {
    assert.throws(call, { name: 'PlaywardError', code: 'invalid_params' });
    assert.equal(node.ptzDirection({ x: 10, y: 50 }, rect), 'left');
  }
});

test('long texts, ASCII and not, and halves of characters', () => {
  const long = 'x'.repeat(60);
  for (const text of [long, `${long}é`, `直播${long}`, `${long}\u{1F600}`, `${long}\ud800`, `\udc00${long}`, `${long}\0`, long.repeat(1000), `${long.repeat(1000)}\ud83d`]) {
    assert.deepEqual(node.ezviz.interpret('ptz_mirror', { code: '200', data: { text } }).data, { text });
    both((api) => api.parsePlayAddress(`https://a.b/${text}.flv`));
  }
});
