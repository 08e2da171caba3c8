// What crosses between JavaScript and the wasm comes out as it went in, and what cannot cross is refused at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { buildSync } from 'esbuild';
import { ezviz, PlaywardError, ptzDirection, replay, Supervisor } from '../../pkg/playward/node.mjs';
import { draws } from './draws.mjs';
import { watchedClient } from './wasm-watch.mjs';

/** Hands on whatever a camera answers. */
const echo = (data) => ezviz.interpret('ptz_mirror', { code: '200', data }).data;

/** Ends of the sizes a character takes, and halves of characters. */
const UNITS = [0x00, 0x22, 0x5c, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xffff];

function text(random) {
  const length = random() < 0.05 ? 5000 : Math.floor(random() * 12);
  return String.fromCharCode(...Array.from({ length }, () => (random() < 0.5 ? UNITS[Math.floor(random() * UNITS.length)] : 32 + Math.floor(random() * 90))));
}

/** What JSON can say, and strings that are no text. */
function value(random, depth) {
  const kind = Math.floor(random() * (depth > 4 ? 5 : 7));
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return (random() - 0.5) * 10 ** Math.floor(random() * 300);
  if (kind < 5) return text(random);
  const members = Array.from({ length: Math.floor(random() * 6) }, () => value(random, depth + 1));
  return kind === 5 ? members : Object.fromEntries(members.map((member) => [text(random).toWellFormed?.() ?? 'name', member]));
}

test('what goes in comes out', () => {
  const random = draws(7);
  for (let round = 0; round < 20_000; round += 1) {
    const sent = { value: value(random, 0) };
    assert.deepEqual(echo(sent), sent);
  }
});

test('numbers, and names that are not to be trusted', () => {
  for (const number of [0, -0, 1e308, -5e-324, Number.MAX_SAFE_INTEGER, Infinity, NaN]) assert.ok(Object.is(echo({ number }).number, number), `${number}`);
  const sent = JSON.parse('{"__proto__":{"polluted":1},"constructor":2,"toString":3}');
  const got = echo(sent);
  assert.deepEqual(Object.keys(got), ['__proto__', 'constructor', 'toString']);
  assert.equal(Object.getPrototypeOf(got), Object.prototype);
  assert.equal({}.polluted, undefined);
});

test('a body as text and as the object that it is mean the same, lone surrogates too', () => {
  const body = '{"code":"200","data":{"a":"\\ud800","b":"x\\udc00\\ud83d\\ude00","n":9007199254740993}}';
  assert.deepEqual(ezviz.interpret('ptz_mirror', body).data, { a: '\ud800', b: 'x\udc00\u{1F600}', n: '9007199254740993' });
  assert.deepEqual(ezviz.interpret('ptz_mirror', JSON.parse(body)).data.b, 'x\udc00\u{1F600}');
});

test('a decision has the same fields, however it came', () => {
  const supervisor = new Supervisor();
  const decision = supervisor.dispatch({ type: 'play', url: 'rtmp://a.b/live/one' }, 0);
  const [replayed] = replay(supervisor.trace()).decisions;
  assert.deepEqual(Object.keys(decision), Object.keys(replayed));
  assert.deepEqual({ ...decision, commands: [] }, { ...replayed, commands: [] });
});

test('a decoder of our own reads what the runtime\'s reads', () => {
  const { outputFiles: [{ text: source }] } = buildSync({ entryPoints: ['js/core/utf8.js'], bundle: true, format: 'iife', globalName: 'utf8', write: false });
  const { decodeUtf8 } = vm.runInNewContext(`${source}; utf8`, { Uint8Array, String });
  const random = draws(3);
  for (let round = 0; round < 20_000; round += 1) {
    const wanted = text(random).toWellFormed?.() ?? 'text';
    const bytes = Buffer.from(`ab${wanted}c`);
    assert.equal(decodeUtf8(bytes, 2, bytes.length - 1), wanted);
  }
});

/** The issue codes of what is refused. */
function refused({ PlaywardError }, call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PlaywardError, error);
    return error.issues.map(({ code, field }) => [code, field]);
  }
  return assert.fail('it was not refused');
}

test('a call has a budget, and lengths are looked at before anything is copied', async () => {
  const { client, size } = await watchedClient('budget');
  const interpret = (data) => client.ezviz.interpret('ptz_mirror', { code: '200', data });
  const long = 'x'.repeat(2 ** 29 - 24);
  assert.deepEqual(refused(client, () => client.parsePlayAddress(long)), [['too_long', 'address']]);
  // As objects they would have 289 million members.
  const shared = new Array(17_000).fill(new Array(17_000).fill(0));
  assert.deepEqual(refused(client, () => client.ptzDirection({ x: 1, y: 1 }, shared)), [['wrong_type', 'rect']]);
  assert.equal(interpret(shared).outcome.ok, true);
  assert.deepEqual(refused(client, () => client.parsePlayAddress(new String(long))), [['wrong_type', 'address']]);
  assert.deepEqual(refused(client, () => client.parsePlayAddress(new Float64Array(2 ** 24))), [['wrong_type', 'address']]);
  assert.deepEqual(refused(client, () => client.parsePlayAddress(new Array(200_000).fill(0))), [['too_long', 'address']]);
  assert.equal(client.ezviz.interpret('device_list', { code: '200', data: new Array(200_000).fill(0) }).outcome.class, 'malformed');
  assert.equal(client.parsePlayAddress('rtmp://a.b/live/one').stream, 'one');
  assert.ok(size() < 32 * 2 ** 20, `${size()} bytes`);
});

test('a trace longer than a call may be is replayed', () => {
  const supervisor = new Supervisor({ traceLimit: 30_000 });
  supervisor.dispatch({ type: 'play', url: 'rtmp://a.b/live/one' }, 0);
  for (let event = 1; event < 30_000; event += 1) supervisor.dispatch({ type: 'netStatus', videoFPS: 25, netSpeed: 800, generation: 1 }, event * 1000);
  assert.equal(replay(supervisor.trace()).decisions.length, 30_000);
});

test('the arguments of a call from a getter lie behind those of the call that reads it', () => {
  const rect = { left: 0, top: 0, width: 100, height: 100 };
  const nested = (depth) => ({
    get x() {
      if (depth > 0) assert.equal(ptzDirection(nested(depth - 1), rect), 'left');
      return 10;
    },
    y: 50,
    // Long enough for the room to grow and move meanwhile.
    note: 'x'.repeat(depth * 3000),
  });
  for (let round = 0; round < 200; round += 1) assert.equal(ptzDirection(nested(round % 12), rect), 'left');
});

test('what is too long takes nothing from what comes after it', () => {
  const rect = { left: 0, top: 0, width: 100, height: 100 };
  const long = 'x'.repeat(9 << 20);
  assert.equal(ptzDirection({ note: long, notes: [long, long], x: 10, y: 50 }, rect), 'left');
});

test('getters that call the package without end are fields that are wrong', () => {
  const rect = { left: 0, top: 0, width: 100, height: 100 };
  const point = { get x() { ptzDirection(point, rect); return 10; }, y: 50 };
  assert.deepEqual(refused({ PlaywardError }, () => ptzDirection(point, rect)), [['wrong_type', 'point.x']]);
  assert.equal(ptzDirection({ x: 10, y: 50 }, rect), 'left');
});

test('a getter that throws is one field that is wrong', () => {
  const point = { get x() { throw new Error('no'); }, y: 1 };
  assert.deepEqual(refused({ PlaywardError }, () => ptzDirection(point, { left: 0, top: 0, width: 1, height: 1 })), [['wrong_type', 'point.x']]);
});
