// The scenarios of tests/data/supervisor.json, which tests/supervisor.rs runs natively, through the wasm.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as playward from '../../pkg/playward/node.mjs';
import * as live from '../../pkg/playward-live/node.mjs';

const { scenarios } = JSON.parse(readFileSync(new URL('../data/supervisor.json', import.meta.url), 'utf8'));

const TOKEN_EXPIRED = {
  ok: false, code: '10002', class: 'token_expired', retry: 'after_token_refresh',
  message: { zh: 'accessToken异常或过期', en: 'the accessToken has expired' },
};
const state = (code) => ({ type: 'state', code });

/** What a step dispatches; 'wake' stands for the pending one, 'answer' for an address where one is asked for. */
function eventsOf(step) {
  if (step.codes) return step.codes.map(state);
  if (step.code !== undefined) return [state(step.code)];
  if (step.play) return [{ type: 'play', url: 'rtmp://a.b/live/one' }];
  if (step.media) return [{ type: 'media', name: step.media }];
  if (step.at !== undefined) return [{ type: 'media', name: 'progress', position: step.at }];
  if (step.net) return [{ type: 'netStatus', ...step.net }];
  if (step.tokenExpired) return [{ type: 'addressFailed', outcome: TOKEN_EXPIRED }];
  if (step.outage) return [state(-2301), 'wake', 'answer'];
  return step.wake ? ['wake'] : [step.event];
}

function check(expect, decision, nowMs, supervisor) {
  for (const [key, expected] of Object.entries(expect)) {
    if (key === 'wakeIn') {
      const wait = decision.wakeAtMs === null ? null : decision.wakeAtMs - nowMs;
      if (expected === null) assert.equal(wait, null);
      else assert.ok(wait !== null && expected[0] <= wait && wait <= expected[1], `a wake in ${wait} ms, not ${expected}`);
    } else if (key === 'commands') {
      const actual = decision.commands.map((command, index) => (typeof expected[index] === 'string' ? command.type : command));
      assert.deepEqual(actual, expected);
    } else if (key === 'health') {
      const { word, live } = supervisor.health(nowMs);
      assert.deepEqual(Array.isArray(expected) ? [word, live] : word, expected);
    } else if (key === 'error' && expected) {
      for (const [field, value] of Object.entries(expected)) assert.deepEqual(decision.error && decision.error[field], value);
    } else {
      assert.deepEqual(decision[key], expected, key);
    }
  }
}

const { replay, Supervisor } = playward;
const packages = Object.entries({ playward, 'playward-live': live });

for (const [pack, { replay, Supervisor }, scenario] of packages.flatMap((pack) => scenarios.map((scenario) => [...pack, scenario]))) {
  test(`${pack}: ${scenario.name}`, () => {
    let supervisor = new Supervisor(scenario.policy);
    let nowMs = scenario.nowMs ?? 1_000_000;
    let last = null;
    for (const [index, step] of scenario.steps.entries()) {
      nowMs += step.after ?? 0;
      const events = Array.from({ length: step.repeat ?? 1 }, () => eventsOf(step)).flat();
      for (const [number, event] of events.entries()) {
        if (number) nowMs += step.every ?? 0;
        if (event === 'answer' && last.phase !== 'fetching') continue;
        if (event === 'wake') nowMs = last.wakeAtMs;
        const said = event === 'wake' ? { type: 'wake' }
          : event === 'answer' ? { type: 'address', url: 'rtmp://a.b/live/fresh' } : event;
        // JSON there and back: a snapshot is plain, and nobody notices it.
        const twin = Supervisor.restore(JSON.parse(JSON.stringify(supervisor.snapshot())));
        last = supervisor.dispatch(said, nowMs);
        assert.deepEqual(twin.dispatch(said, nowMs), last);
        twin.close();
      }
      assert.doesNotThrow(() => check(step.expect ?? {}, last, nowMs, supervisor), `step ${index}: ${JSON.stringify(last)}`);
    }
    const stats = supervisor.stats(nowMs);
    for (const [name, value] of Object.entries(scenario.stats ?? {})) assert.equal(stats[name], value, name);
    const trace = JSON.parse(JSON.stringify(supervisor.trace()));
    const again = replay(trace);
    assert.deepEqual(again.decisions.map(({ phase, rule }) => ({ phase, rule })), trace.events.map(({ phase, rule }) => ({ phase, rule })));
    assert.deepEqual(again.stats, stats);
    supervisor.close();
  });
}

test('a trace keeps its last events, and goes on from where they begin', () => {
  const supervisor = new Supervisor({ traceLimit: 10 });
  supervisor.dispatch({ type: 'play', url: 'rtmp://user:pass@a.b/live/one?txSecret=SECRET&txTime=5C271099' }, 0);
  for (let second = 1; second <= 100; second += 1) supervisor.dispatch(state(second % 9 ? 2004 : -2301), second * 1000);
  const trace = supervisor.trace();
  assert.equal(trace.events.length, 10);
  assert.equal(trace.dropped, 91);
  assert.ok(trace.from);
  assert.doesNotMatch(JSON.stringify(trace), /SECRET|pass|\?/);
  assert.deepEqual(replay(trace).decisions.map(({ rule }) => rule), trace.events.map(({ rule }) => rule));
  supervisor.close();
});

test('a trace shows no more of an address than its scheme, host and path, and when it runs out', () => {
  const supervisor = new Supervisor();
  supervisor.dispatch({ type: 'play', url: 'rtmp://a.b/live/one?txSecret=SECRET&txTime=5C271099' }, 0);
  supervisor.dispatch({ type: 'media', name: 'error', code: 'http://a.b/one?SECRET' }, 1000);
  supervisor.dispatch({ type: 'state', code: 3004, message: 'rtmp://a.b/live/one?SECRET' }, 2000);
  const { events } = supervisor.trace();
  assert.deepEqual(events[0].event, { type: 'play', url: 'rtmp://a.b/live/one', expiresAt: 0x5c271099 });
  assert.doesNotMatch(JSON.stringify(events), /SECRET/);
  supervisor.close();
});

test('closed', () => {
  const supervisor = new Supervisor();
  supervisor.close();
  supervisor.close();
  for (const call of [() => supervisor.dispatch({ type: 'wake' }, 0), () => supervisor.snapshot(), () => supervisor.stats(0), () => supervisor.trace()]) {
    assert.throws(call, { name: 'PlaywardError', code: 'closed' });
  }
});
