// The PTZ oracles and the pad's discipline through the wasm; tests/ptz.rs has the native side and the random sequences.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ezviz, PlaywardError, PtzPad, ptzDirection } from '../../pkg/playward/node.mjs';

const { oracles } = JSON.parse(readFileSync(new URL('../data/ezviz-oracles.json', import.meta.url), 'utf8'));
const of = (area) => oracles.filter((oracle) => oracle.area === area);
const number = (direction) => (direction === null ? null : ezviz.directionCode(direction));
const RECT = { left: 20, top: 300, width: 208, height: 208 };
const RIGHT = { id: 1, x: 200, y: 404 };
const LEFT = { id: 1, x: 40, y: 404 };

for (const { id, input, expected } of of('ptz.direction')) {
  test(id, () => assert.equal(number(ptzDirection(input.touch, input.rect)), expected.direction));
}

for (const { id, input, expected } of of('ptz.direction8')) {
  test(id, () => {
    const angle = (input.angle_deg_clockwise_from_right * Math.PI) / 180;
    const point = { x: 124 + 80 * Math.cos(angle), y: 404 + 80 * Math.sin(angle) };
    assert.equal(number(ptzDirection(point, RECT, { ways: 8 })), expected.direction);
  });
}

for (const { id, input, expected } of of('ptz.result')) {
  test(id, () => {
    const pad = new PtzPad();
    const { request } = pad.down(RIGHT, RECT, 0);
    const decision = pad.answered(input.code, 100, request.seq);
    assert.equal(decision.limit, expected.limit);
    assert.equal(decision.outcome.class, expected.class);
    assert.equal(decision.disabled, expected.disable_ptz === true);
    assert.deepEqual(decision.request, { action: 'stop', direction: 'right', speed: 1, seq: 2 });
    // A number serves as well as its text.
    const other = new PtzPad();
    other.down(RIGHT, RECT, 0);
    assert.deepEqual(other.answered(Number(input.code), 100).outcome, decision.outcome);
  });
}

test('the stop carries the direction of its start, and comes after the answer', () => {
  const pad = new PtzPad({ minHoldMs: 0 });
  assert.deepEqual(pad.down(RIGHT, RECT, 0).request, { action: 'start', direction: 'right', speed: 1, seq: 1 });
  assert.equal(pad.move({ id: 1, x: 124, y: 310 }, RECT, 50).request, null);
  assert.equal(pad.up({ id: 1 }, 100).request, null);
  assert.deepEqual(pad.answered('200', 800, 1).request, { action: 'stop', direction: 'right', speed: 1, seq: 2 });
  assert.deepEqual(pad.answered('200', 900, 2), {
    request: null, active: null, busy: false, limit: null, disabled: false, outcome: { ok: true, code: '200', class: 'ok', message: { zh: '操作成功', en: 'done' }, retry: 'never' }, wakeAtMs: null,
  });
});

test('after a network failure the pad works again', () => {
  const pad = new PtzPad();
  pad.down(RIGHT, RECT, 0);
  assert.equal(pad.answered(null, 100, 1).request.action, 'stop');
  pad.up({ id: 1 }, 150);
  assert.equal(pad.down(LEFT, RECT, 200).request, null);
  assert.deepEqual(pad.answered('200', 300, 2).request, { action: 'start', direction: 'left', speed: 1, seq: 3 });
});

test('close: what must still be sent, once', () => {
  const pad = new PtzPad();
  pad.down(RIGHT, RECT, 0);
  assert.deepEqual(pad.close(10).request, { action: 'stop', direction: 'right', speed: 1, seq: 2 });
  assert.deepEqual(pad.close(), { request: null, active: null, busy: false, limit: null, disabled: false, outcome: null, wakeAtMs: null });
  assert.throws(() => pad.down(RIGHT, RECT, 20), { code: 'closed' });
  const idle = new PtzPad();
  assert.equal(idle.close().request, null);
});

test('bad input', () => {
  const issuesOf = (call) => {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof PlaywardError);
      return error.issues.map(({ code, field }) => `${code} ${field}`);
    }
    return assert.fail('not refused');
  };
  assert.deepEqual(issuesOf(() => new PtzPad({ ways: 5, speed: 3, minHoldMs: -1, hold: 1 })), [
    'out_of_range minHoldMs', 'not_allowed ways', 'out_of_range speed', 'unknown_field hold',
  ]);
  const pad = new PtzPad(null);
  assert.deepEqual(issuesOf(() => pad.down({ id: 'a', x: 1 }, null)), ['wrong_type point.id', 'missing_field point.y', 'missing_field rect', 'missing_field nowMs']);
  assert.deepEqual(issuesOf(() => pad.down('here', { ...RECT, width: 0 }, 0)), ['wrong_type point', 'out_of_range rect.width']);
  assert.deepEqual(issuesOf(() => pad.answered({}, 0)), ['missing_field code.ok']);
  assert.deepEqual(issuesOf(() => pad.wake()), ['missing_field nowMs']);
  assert.deepEqual(issuesOf(() => ezviz.directionCode('north')), ['not_allowed direction']);
  assert.equal(pad.down(RIGHT, { ...RECT, dataset: {} }, 0).request.direction, 'right');
});
