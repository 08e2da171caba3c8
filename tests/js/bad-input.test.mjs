// What is refused, through the wasm: tests/data/bad-input.json as tests/bad_input.rs reads it, and what only JavaScript can think of.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describeState, listStates, PlaywardError, replay, Supervisor } from '../../pkg/playward/node.mjs';

const { cases } = JSON.parse(readFileSync(new URL('../data/bad-input.json', import.meta.url), 'utf8'));

const supervisor = new Supervisor();
const calls = {
  Supervisor: (argument) => new Supervisor(argument),
  dispatch: (argument) => supervisor.dispatch(argument, 0),
  restore: (argument) => Supervisor.restore(argument),
  replay,
};

/** Everything is refused with a PlaywardError, and the instance lives on. */
function refusal(call) {
  let error = null;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof PlaywardError, `${error}`);
  assert.equal(describeState(2004).name, 'play_begun');
  return error;
}

const issuesOf = (error) => error.issues.map(({ code, field }) => [code, field]);

for (const { call, argument, issues } of cases) {
  test(`${call}(${JSON.stringify(argument)})`, () => {
    const error = refusal(() => calls[call](argument));
    assert.equal(error.code, 'invalid_params');
    assert.deepEqual(issuesOf(error), issues);
    for (const { message } of error.issues) assert.ok(message.zh && message.en);
    assert.doesNotMatch(error.message, /SECRET/);
  });
}

const cyclic = { type: 'state', code: 2004 };
cyclic.generation = cyclic;
const deep = Array.from({ length: 100_000 }).reduce((inner) => [inner], 0);
const revoked = Proxy.revocable({}, {});
revoked.revoke();

const STRANGE = {
  cyclic, deep, symbol: Symbol('x'), bigint: 10n, function: () => ({}), date: new Date(NaN), map: new Map([['type', 'wake']]),
  'revoked proxy': revoked.proxy,
  'a proxy of an array': { type: new Proxy([], { get() { throw new Error('no'); } }) },
  'a list without end': { type: new Array(4294967295) },
  'throwing getter': { get type() { throw new Error('no'); } },
  'throwing proxy': new Proxy({}, { ownKeys() { throw new Error('no'); }, get() { throw new Error('no'); } }),
  'lone surrogate': { type: 'play', url: 'rtmp://a.b/\ud800' },
  'bigint code': { type: 'state', code: 2004n },
  'NaN code': { type: 'state', code: NaN },
  'a string object': new String('wake'),
  'no prototype, bad field': Object.assign(Object.create(null), { type: 'wake', x: 1 }),
  'a long text': { type: 'play', url: `rtmp://a.b/${'x'.repeat(100_000)}` },
};

for (const [name, argument] of Object.entries(STRANGE)) {
  test(`an event that is ${name}`, () => {
    assert.equal(refusal(() => supervisor.dispatch(argument, 0)).code, 'invalid_params');
    assert.equal(refusal(() => Supervisor.restore(argument)).code, 'invalid_params');
    assert.equal(refusal(() => replay(argument)).code, 'invalid_params');
  });
}

test('an event whose getter dispatches another', () => {
  const nested = new Supervisor();
  const event = { type: 'state', get code() { return nested.dispatch({ type: 'wake' }, 0).rule === 'nothing_due' ? 2004 : 0; } };
  for (let round = 0; round < 20_000; round += 1) assert.equal(nested.dispatch(event, 0).rule, 'not_wanted');
  nested.close();
});

test('the codes of what is wrong with a text', () => {
  assert.deepEqual(issuesOf(refusal(() => supervisor.dispatch(STRANGE['lone surrogate'], 0))), [['not_well_formed', 'url']]);
  assert.deepEqual(issuesOf(refusal(() => supervisor.dispatch(STRANGE['a long text'], 0))), [['too_long', 'url']]);
  // U+FFFD itself is a character like any other.
  assert.equal(supervisor.dispatch({ type: 'state', code: 2001, message: '\ufffd' }, 0).rule, 'not_wanted');
});

test('times', () => {
  for (const nowMs of [undefined, null, '0', NaN, Infinity, 1e300, 5n, {}]) {
    const error = refusal(() => supervisor.dispatch({ type: 'wake' }, nowMs));
    assert.deepEqual(error.issues.map(({ field }) => field), ['nowMs']);
    refusal(() => supervisor.stats(nowMs));
  }
  assert.equal(supervisor.dispatch({ type: 'wake' }, 1.75).rule, 'nothing_due');
});

test('undefined is absent; null is absent too, but where it means "none"', () => {
  const event = { type: 'play', url: 'rtmp://a.b/live/x?expire=0000000001', expiresAt: undefined };
  const played = new Supervisor({ seed: undefined, longTailMs: null });
  assert.equal(played.snapshot().policy.longTailMs, null);
  assert.equal(new Supervisor({ longTailMs: undefined }).snapshot().policy.longTailMs, 30000);
  played.dispatch(event, 0);
  assert.equal(played.trace().events[0].event.expiresAt, 1);
  played.dispatch({ ...event, url: 'rtmp://a.b/live/y?expire=0000000001', expiresAt: null }, 1000);
  assert.equal(played.trace().events[1].event.expiresAt, null);
  assert.equal(new Supervisor(null).snapshot().policy.seed, 1);
});

test('descriptions', () => {
  assert.deepEqual(issuesOf(refusal(() => describeState('2004', 'tv'))), [['wrong_type', 'code'], ['not_allowed', 'source']]);
  assert.deepEqual(issuesOf(refusal(() => describeState())), [['missing_field', 'code']]);
  refusal(() => listStates(7));
  assert.equal(describeState(424242).category, 'unknown');
  assert.equal(listStates().length, listStates('live-player').length);
});
