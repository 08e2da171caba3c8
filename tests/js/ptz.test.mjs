// The PTZ oracles and the pad's discipline through the wasm; tests/ptz.rs has the native side and the random sequences.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as live from '../../pkg/playward-live/node.mjs';
import * as playward from '../../pkg/playward/node.mjs';

const { ezviz, PlaywardError, PtzPad, ptzDirection } = playward;
const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));
const { oracles } = read('ezviz-oracles.json');
const { directions, scenarios } = read('ptz.json');
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

for (const { x, y, options, is } of directions.rows) {
  test(`${x}, ${y} with ${JSON.stringify(options ?? {})} is ${is}`, () => {
    for (const api of [playward, live]) assert.equal(api.ptzDirection({ x, y }, directions.rect, options), is);
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

/** Where a finger presses an arrow. Its id is 1 unless a step says otherwise. */
const ARROWS = { up: [0, -80], down: [0, 80], left: [-80, 0], right: [80, 0] };
const on = (arrow, id = 1) => ({ id, x: 124 + ARROWS[arrow][0], y: 404 + ARROWS[arrow][1] });

function call(pad, { at, down, move, up, id = 1, answered, seq, ...step }) {
  if (down) return pad.down(on(down, id), RECT, at);
  if (move) return pad.move(on(move, id), RECT, at);
  if (up) return pad.up({ id }, at);
  if (answered !== undefined) return pad.answered(answered, at, seq);
  return pad[['cancel', 'wake', 'close'].find((name) => step[name])](at);
}

const STILL = { request: null, active: null, busy: false, limit: null, disabled: false, outcome: null, wakeAt: null };

/** A decision in the words of the scenarios. */
function told({ request, outcome, wakeAtMs, ...rest }) {
  return {
    ...rest,
    request: request && `${request.action} ${request.direction} ${request.seq}`,
    outcome: outcome && outcome.class,
    wakeAt: wakeAtMs,
  };
}

for (const [pack, api] of Object.entries({ playward, 'playward-live': live })) {
  for (const { name, options, steps } of scenarios) {
    test(`${pack}: ${name}`, () => {
      const pad = new api.PtzPad(options);
      let closed = false;
      for (const [place, step] of steps.entries()) {
        const expected = { ...STILL, ...step.expect };
        expected.settled = expected.wakeAt === null;
        assert.deepEqual(told(call(pad, step)), expected, `step ${place}`);
        closed ||= step.close === true;
        if (!closed || !expected.settled) continue;
        for (const over of [() => pad.down(on('up'), RECT, step.at), () => pad.up({ id: 1 }, step.at), () => pad.answered('200', step.at), () => pad.wake(step.at)]) {
          assert.throws(over, { code: 'closed' });
        }
        assert.deepEqual(told(pad.close()), { ...expected, request: null });
        return;
      }
      pad.close();
    });
  }
}

test('a decision in full', () => {
  const pad = new PtzPad({ minHoldMs: 0 });
  assert.deepEqual(pad.down(RIGHT, RECT, 0).request, { action: 'start', direction: 'right', speed: 1, seq: 1 });
  pad.up({ id: 1 }, 100);
  assert.deepEqual(pad.answered('200', 800, 1).request, { action: 'stop', direction: 'right', speed: 1, seq: 2 });
  assert.deepEqual(pad.answered('200', 900, 2), {
    request: null, active: null, busy: false, limit: null, disabled: false, outcome: { ok: true, code: '200', class: 'ok', message: { zh: '操作成功', en: 'done' }, retry: 'never' }, wakeAtMs: null, settled: true,
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

test('close without a time', () => {
  const idle = new PtzPad();
  assert.deepEqual(idle.close(), { request: null, active: null, busy: false, limit: null, disabled: false, outcome: null, wakeAtMs: null, settled: true });
  const pad = new PtzPad();
  pad.down(RIGHT, RECT, 1000);
  assert.deepEqual(pad.close().request, { action: 'stop', direction: 'right', speed: 1, seq: 2 });
  assert.equal(pad.close().request, null);
  assert.equal(pad.answered('60009', 1100, 1).settled, false);
  assert.equal(pad.answered('200', 1100, 2).settled, true);
});

test('a bad argument closes nothing', () => {
  const pad = new PtzPad();
  pad.down(RIGHT, RECT, 0);
  assert.throws(() => pad.close('now'), { code: 'invalid_params' });
  assert.equal(pad.answered('200', 100, 1).active, 'right');
  assert.equal(pad.close(200).request.action, 'stop');
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
