// Renewal through the wasm, by the scenarios of tests/data/renewal.json, which tests/renewal.rs runs natively; and keepFresh, with time
// in the test's hands and faults of all kinds.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as playward from '../../pkg/playward/node.mjs';
import * as live from '../../pkg/playward-live/node.mjs';
import * as server from '../../pkg/playward-server/node.mjs';
import { settled } from './fake-video.mjs';
import { watchedClient } from './wasm-watch.mjs';

const { scenarios, refused } = JSON.parse(readFileSync(new URL('../data/renewal.json', import.meta.url), 'utf8'));
const packages = Object.entries({ playward, 'playward-live': live, 'playward-server': server });
const CLASSES = { never: 'no_permission', slower: 'rate_limited' };
const outcomeOf = (retry) => ({ ok: false, code: '1', class: CLASSES[retry] ?? 'server_error', retry, message: { zh: '失败', en: 'failed' } });

describe('Renewal', () => {
  function eventOf({ wake, failed, event }) {
    if (wake) return { type: 'wake' };
    if (failed) return { type: 'failed', outcome: outcomeOf(failed) };
    return typeof event === 'string' ? { type: event } : event;
  }

  function check(expect, decision, nowMs) {
    for (const [key, expected] of Object.entries(expect)) {
      if (key === 'wakeIn') {
        const wait = decision.wakeAtMs === null ? null : decision.wakeAtMs - Math.floor(nowMs);
        if (expected === null) assert.equal(wait, null);
        else assert.ok(wait !== null && expected[0] <= wait && wait <= expected[1], `a wake in ${wait} ms, not ${expected}`);
      } else if (key === 'error' && expected) {
        for (const [field, value] of Object.entries(expected)) assert.equal(decision.error?.[field], value);
      } else {
        assert.deepEqual(decision[key], expected, key);
      }
    }
  }

  for (const [pack, { Renewal }, scenario] of packages.flatMap((pack) => scenarios.map((scenario) => [...pack, scenario]))) {
    test(`${pack}: ${scenario.name}`, () => {
      const renewal = new Renewal(scenario.policy);
      let nowMs = scenario.nowMs ?? 1_000_000;
      let last = null;
      for (const [index, step] of scenario.steps.entries()) {
        nowMs = step.wake ? last.wakeAtMs : nowMs + (step.after ?? 0);
        last = renewal.dispatch(eventOf(step), nowMs);
        assert.doesNotThrow(() => check(step.expect ?? {}, last, nowMs), `step ${index}: ${JSON.stringify(last)}`);
      }
      renewal.close();
    });
  }

  test('a decision has just the fields of its type', () => {
    const decision = new playward.Renewal().dispatch({ type: 'wake' }, 0);
    assert.deepEqual(decision, { fetch: false, good: false, waiting: 'wait', secondsLeft: null, wakeAtMs: null, rule: 'nothing_due', error: null });
  });

  for (const { policy, event, nowMs = 0, issues } of refused) {
    test(`refused: ${JSON.stringify(policy ?? event)} at ${nowMs}`, () => {
      const { PlaywardError, Renewal } = playward;
      const call = policy === undefined ? () => new Renewal().dispatch(event, nowMs) : () => new Renewal(policy);
      assert.throws(call, (error) => {
        assert.ok(error instanceof PlaywardError);
        assert.equal(error.code, 'invalid_params');
        assert.deepEqual(error.issues.map(({ code, field }) => [code, field]), issues);
        return true;
      });
    });
  }

  test('closed', () => {
    const renewal = new playward.Renewal();
    renewal.close();
    renewal.close();
    assert.throws(() => renewal.dispatch({ type: 'need' }, 0), { name: 'PlaywardError', code: 'closed' });
  });
});

describe('keepFresh', () => {
  const { keepFresh, PlaywardError } = playward;
  const START_MS = 1_700_000_000_000;
  let time;
  let fresh;
  /** What was asked, each with the way to answer. */
  let questions;

  beforeEach((context) => {
    time = context.mock.timers;
    time.enable({ apis: ['Date', 'setTimeout'], now: START_MS });
    questions = [];
  });
  afterEach(() => fresh?.close());

  const fetch = (request) => new Promise((resolve, reject) => { questions.push({ request, resolve, reject }); });
  function open(options = {}) {
    fresh = keepFresh({ fetch, policy: { seed: 1, retryJitter: 0 }, ...options });
    return fresh;
  }
  /** All promises that can be settled are. */
  const rest = async () => { for (let turn = 0; turn < 10; turn += 1) await null; };
  async function pass(ms) {
    await rest();
    time.tick(ms);
    await rest();
  }
  const nowSeconds = () => Date.now() / 1000;
  const good = (value, seconds = 3600) => ({ value, expiresAt: nowSeconds() + seconds });
  async function answer(value, question = questions.at(-1)) {
    question.resolve(value);
    await rest();
  }
  async function refuse(error, question = questions.at(-1)) {
    question.reject(error);
    await rest();
  }
  /** How a promise stands: 'pending', its value, or what it was rejected with. */
  async function stateOf(promise) {
    let state = 'pending';
    promise.then((value) => { state = value; }, (error) => { state = error; });
    await rest();
    return state;
  }
  /** The errors that the page's own code has thrown in passing. */
  const warnings = [];
  process.on('warning', (warning) => { warnings.push(warning); });
  /** Warnings come in a task of their own. */
  const warned = async () => {
    await new Promise((resolve) => { setImmediate(resolve); });
    return warnings.splice(0).filter(({ name }) => name !== 'ExperimentalWarning');
  };
  const told = (name) => {
    const all = [];
    fresh.on(name, (news) => all.push(news));
    return all;
  };

  test('500 callers share one request, at the start and when it is refused', async () => {
    open();
    const first = Array.from({ length: 500 }, () => fresh.get());
    assert.equal(questions.length, 1);
    assert.deepEqual(questions[0].request, { reason: 'needed', refused: null });
    await answer(good('one'));
    assert.deepEqual([...new Set(await Promise.all(first))], ['one']);
    assert.equal(questions.length, 1);

    for (let user = 0; user < 500; user += 1) fresh.refused('one');
    const second = Array.from({ length: 500 }, () => fresh.get());
    assert.equal(questions.length, 2);
    await answer(good('two'));
    // Whoever comes late with the old one costs no further request.
    for (let user = 0; user < 500; user += 1) fresh.refused('one');
    assert.deepEqual([...new Set(await Promise.all(second))], ['two']);
    assert.equal(await fresh.get(), 'two');
    assert.equal(questions.length, 2);
  });

  test('asks with its reason and what was refused', async () => {
    open();
    fresh.get();
    await answer(good('one'));
    await pass(3540_000);
    assert.deepEqual(questions[1].request, { reason: 'expires_soon', refused: null });
    assert.equal(await fresh.get(), 'one', 'the old one is good while another is asked for');
    await answer(good('two'));
    fresh.refused('two');
    assert.deepEqual(questions[2].request, { reason: 'refused', refused: 'two' });
    await refuse(new Error('no'));
    await pass(2000);
    assert.deepEqual(questions[3].request, { reason: 'refused', refused: 'two' }, 'a retry has the reason of what it retries');
    await answer(good('three', 600));
    fresh.onHide();
    await pass(700_000);
    fresh.onShow();
    assert.deepEqual(questions[4].request, { reason: 'needed', refused: null }, 'what is over is no more good');
  });

  test('nothing is asked before somebody needs it', async () => {
    open();
    fresh.onHide();
    fresh.onShow();
    fresh.refused('nothing');
    await pass(86_400_000);
    assert.equal(questions.length, 0);
    assert.equal(fresh.current, null);
  });

  test('a failure rejects those who wait with the very error of the page, and the next who come wait for the retry', async () => {
    open();
    const waiting = [fresh.get(), fresh.get()];
    const error = new Error('the server is down');
    await refuse(error);
    for (const promise of waiting) assert.equal(await stateOf(promise), error);
    const later = fresh.get();
    await pass(1999);
    assert.equal(questions.length, 1);
    await pass(1);
    assert.equal(questions.length, 2);
    await answer(good('one'));
    assert.equal(await later, 'one');
  });

  test('a fetch that throws at once, and one that gives a plain value', async () => {
    const error = new Error('at once');
    open({ fetch: () => { throw error; } });
    assert.equal(await stateOf(fresh.get()), error);
    fresh.close();
    open({ fetch: () => ({ value: 7 }) });
    assert.equal(await fresh.get(), 7);
    assert.deepEqual(fresh.current, { value: 7, expiresAt: null });
  });

  test('the outcome of an error says when to ask again; one that makes no sense counts as none, and is told', async () => {
    open();
    const errors = told('error');
    const denied = Object.assign(new Error('no'), { outcome: outcomeOf('never') });
    const waiting = fresh.get();
    await refuse(denied);
    assert.equal(await stateOf(waiting), denied);
    assert.deepEqual(errors.map(({ value, secondsLeft, error }) => [value, secondsLeft, error.code, error.retryable]), [[null, null, 'no_permission', false]]);
    await pass(86_400_000);
    assert.equal(questions.length, 1, 'denied for good');
    const again = fresh.get();
    assert.equal(questions.length, 2, 'the next need asks at once');
    const senseless = Object.assign(new Error('what'), { outcome: { retry: 'tomorrow' } });
    await refuse(senseless);
    assert.equal(await stateOf(again), senseless);
    assert.deepEqual((await warned()).map(({ code }) => code), ['invalid_params']);
    await pass(4000);
    assert.equal(questions.length, 3);
  });

  test('an outcome that cannot be read counts as none, and whoever waits has the error of the page', async () => {
    open();
    const waiting = fresh.get();
    const unreadable = Object.defineProperty(new Error('no'), 'outcome', { get() { throw new Error('no outcome'); } });
    await refuse(unreadable);
    assert.equal(await stateOf(waiting), unreadable);
    assert.deepEqual((await warned()).map(({ message }) => message), ['no outcome']);
    const again = fresh.get();
    await pass(4000);
    await answer(good('one'));
    assert.equal(await again, 'one');
  });

  test('an answer without a value, or with an end that is none, has failed', async () => {
    open({ policy: { retryBaseMs: 0 } });
    for (const [given, field] of [[{}, 'value'], [null, 'value'], [undefined, 'value'], [{ value: null }, 'value'], [{ value: 1, expiresAt: Date.now() }, 'expiresAt'], [{ value: 1, issuedAt: 'now' }, 'issuedAt']]) {
      const waiting = fresh.get();
      const before = questions.length;
      await answer(given);
      const error = await stateOf(waiting);
      assert.ok(error instanceof PlaywardError, String(error));
      assert.deepEqual([error.code, error.issues.map((issue) => issue.field)], ['invalid_params', [field]]);
      assert.equal(fresh.current, null);
      await pass(1);
      assert.equal(questions.length, before + 1, 'asked again');
    }
    await answer({ value: 0 });
    assert.equal(await fresh.get(), 0, 'zero is a value');
  });

  test('no answer in time rejects with fetch_timeout; one that comes later counts all the same', async () => {
    open();
    const errors = told('error');
    const waiting = fresh.get();
    await pass(14_999);
    assert.equal(await stateOf(waiting), 'pending');
    await pass(1);
    const error = await stateOf(waiting);
    assert.ok(error instanceof PlaywardError);
    assert.equal(error.code, 'fetch_timeout');
    assert.deepEqual(errors.map((news) => news.error.code), ['network']);
    const later = fresh.get();
    await answer(good('late'), questions[0]);
    assert.equal(await later, 'late');
    assert.equal(questions.length, 1);
  });

  test('a late failure is ignored, and a late answer never takes the place of a newer one', async () => {
    open();
    fresh.get().catch(() => {});
    await pass(15_000);
    const waiting = fresh.get();
    await pass(2000);
    assert.equal(questions.length, 2);
    await refuse(new Error('of the first question'), questions[0]);
    assert.equal(await stateOf(waiting), 'pending');
    await answer(good('two'), questions[1]);
    assert.equal(await waiting, 'two');

    fresh.refused('two');
    await pass(15_000);
    await pass(2000);
    assert.equal(questions.length, 4);
    await answer(good('four'), questions[3]);
    await answer(good('three'), questions[2]);
    assert.equal(await fresh.get(), 'four');
  });

  test('an answer that throws when it is read has failed', async () => {
    open({ policy: { retryBaseMs: 0 } });
    for (const given of [{ get value() { throw new Error('mine'); } }, { value: 1, get expiresAt() { throw new Error('mine'); } }]) {
      const waiting = fresh.get();
      await answer(given);
      assert.equal((await stateOf(waiting)).message, 'mine');
      assert.equal(fresh.current, null);
      await pass(1);
    }
  });

  test('the same value again is an answer too', async () => {
    open();
    fresh.get();
    await answer(good('one'));
    fresh.refused('one');
    assert.equal(fresh.current, null);
    await answer(good('one'));
    assert.equal(await fresh.get(), 'one');
    fresh.refused('one');
    assert.equal(questions.length, 3);
  });

  test('current is null before the first answer and once refused, and shows the end as its giver said it', async () => {
    open();
    assert.equal(fresh.current, null);
    fresh.get();
    assert.equal(fresh.current, null);
    await answer({ value: 'one', expiresAt: 1_700_003_600.5, issuedAt: 1_699_999_000 });
    assert.deepEqual(fresh.current, { value: 'one', expiresAt: 1_700_003_600.5 });
    fresh.refused('another');
    assert.equal(fresh.current.value, 'one');
    fresh.refused('one');
    assert.equal(fresh.current, null);
  });

  test('a change is told once: another value, a refusal', async () => {
    open();
    const changes = told('change');
    const errors = told('error');
    fresh.get();
    await answer(good('one'));
    fresh.refused('one');
    fresh.refused('one');
    await refuse(new Error('no'));
    await pass(2000);
    await refuse(new Error('no'));
    await pass(4000);
    await answer(good('two', 100));
    assert.deepEqual(changes.map(({ value, secondsLeft, error }) => [value, secondsLeft, error && error.code]), [['one', 3600, null], [null, null, null], ['two', 100, null]]);
    assert.deepEqual(errors.map(({ value, secondsLeft, error }) => [value, secondsLeft, error.code]), [[null, null, 'network']]);
  });

  test('a renewal that fails while the old one is good is told with it', async () => {
    open();
    const errors = told('error');
    fresh.get();
    await answer(good('one'));
    await pass(3_540_000);
    await refuse(new Error('no'));
    assert.deepEqual(errors.map(({ value, error }) => [value, error.code]), [['one', 'network']]);
    assert.ok(errors[0].secondsLeft >= 60 && errors[0].secondsLeft <= 65);
    assert.equal(await fresh.get(), 'one');
  });

  test('a listener never changes the work, can go, and may ask itself', async () => {
    open();
    const heard = [];
    fresh.on('change', () => { throw new Error('of a listener'); });
    const off = fresh.on('change', ({ value }) => { heard.push(value); });
    fresh.on('change', () => { fresh.get().then((value) => heard.push(`got ${value}`), () => {}); });
    const waiting = fresh.get();
    await answer(good('one'));
    assert.equal(await waiting, 'one');
    await rest();
    assert.deepEqual(heard, ['one', 'got one']);
    off();
    off();
    fresh.refused('one');
    assert.deepEqual(heard, ['one', 'got one']);
    assert.deepEqual((await warned()).map(({ message }) => message), ['of a listener', 'of a listener']);
    assert.throws(() => fresh.on('changes', 1), (error) => {
      assert.deepEqual(error.issues.map(({ code, field }) => [code, field]), [['not_allowed', 'name'], ['wrong_type', 'listener']]);
      return true;
    });
  });

  test('close rejects those who wait and whoever comes, and ends all timers', async () => {
    open();
    const changes = told('change');
    const waiting = fresh.get();
    fresh.close();
    fresh.close();
    for (const promise of [waiting, fresh.get()]) {
      const error = await stateOf(promise);
      assert.ok(error instanceof PlaywardError);
      assert.equal(error.code, 'closed');
    }
    await answer(good('late'));
    fresh.onShow();
    fresh.onHide();
    fresh.refused('late');
    assert.equal(fresh.current, null);
    assert.deepEqual(changes, []);
    await pass(86_400_000);
    assert.equal(questions.length, 1);
  });

  test('a clock that is a day off, either way, neither loses nor overstays a value', async () => {
    for (const off of [-86_400, 86_400]) {
      open();
      const before = questions.length;
      fresh.get();
      const issuedAt = nowSeconds() + off;
      await answer({ value: 'one', issuedAt, expiresAt: issuedAt + 600 });
      await pass(530_000);
      assert.equal(await fresh.get(), 'one');
      assert.equal(questions.length, before + 1);
      await pass(10_000);
      assert.equal(questions.length, before + 2, `off by ${off}`);
      fresh.close();
    }
  });

  test('a fast phone without issuedAt: given, and not asked for again and again', async () => {
    open();
    const waiting = fresh.get();
    await answer(good('one', -3600));
    assert.equal(await waiting, 'one');
    for (let second = 0; second < 29; second += 1) {
      assert.equal(await fresh.get(), 'one');
      await pass(1000);
    }
    assert.equal(questions.length, 1);
    await pass(31_000);
    assert.equal(questions.length, 2);
  });

  test('an end beyond the reach of a timer', async () => {
    open();
    fresh.get();
    const seconds = 60 * 86_400;
    await answer(good('one', seconds));
    const month = 2 ** 31 - 1;
    await pass(month);
    assert.equal(questions.length, 1, 'a timer of 60 days must not fire at once');
    await pass(month);
    assert.equal(questions.length, 1);
    await pass(seconds * 1000 - 60_000 - 2 * month);
    assert.equal(questions.length, 2);
  });

  test('ahead false: only whoever needs it asks, one at a time', async () => {
    open({ policy: { ahead: false } });
    fresh.get();
    await answer(good('one', 600));
    await pass(86_400_000);
    assert.equal(questions.length, 1);
    const waiting = Array.from({ length: 50 }, () => fresh.get());
    assert.equal(questions.length, 2);
    await answer(good('two', 600));
    assert.deepEqual([...new Set(await Promise.all(waiting))], ['two']);
  });

  test('hidden, it rests; what is needed is asked for', async () => {
    open();
    fresh.get();
    await answer(good('one', 600));
    fresh.onHide();
    await pass(3600_000);
    assert.equal(questions.length, 1);
    const waiting = fresh.get();
    assert.equal(questions.length, 2);
    await answer(good('two', 600));
    assert.equal(await waiting, 'two');
    await pass(3600_000);
    assert.equal(questions.length, 2);
    fresh.onShow();
    assert.equal(questions.length, 3);
  });

  test('a crowd without a seed of its own is spread', async () => {
    const moments = new Set();
    for (let phone = 0; phone < 20; phone += 1) {
      open({ policy: undefined });
      fresh.get();
      await answer(good('one', 600));
      const before = questions.length;
      const start = Date.now();
      while (questions.length === before) await pass(500);
      moments.add(Date.now() - start);
      fresh.close();
    }
    assert.ok(moments.size > 3, [...moments].join());
    for (const moment of moments) assert.ok(moment >= 535_000 && moment <= 540_500, String(moment));
  });

  test('bad options are told together', () => {
    for (const [options, issues] of [
      [undefined, [['missing_field', 'options']]],
      [7, [['wrong_type', 'options']]],
      [{}, [['missing_field', 'fetch']]],
      [{ fetch: 1, policy: { margin: 1, ahead: 1 }, onChange() {} }, [['wrong_type', 'fetch'], ['unknown_field', 'onChange'], ['wrong_type', 'policy.ahead'], ['unknown_field', 'policy.margin']]],
    ]) {
      assert.throws(() => keepFresh(options), (error) => {
        assert.equal(error.code, 'invalid_params');
        assert.deepEqual(error.issues.map(({ code, field }) => [code, field]), issues);
        return true;
      });
    }
  });
});

describe('keepFresh, the wasm', () => {
  test('after a trap it goes on with what it has', async (context) => {
    const { client, trapNext } = await watchedClient('fresh');
    let asked = 0;
    const fresh = client.keepFresh({ fetch: async () => {
      asked += 1;
      return { value: `token ${asked}`, expiresAt: Date.now() / 1000 + 3600, issuedAt: Date.now() / 1000 };
    } });
    context.after(() => fresh.close());
    assert.equal(await fresh.get(), 'token 1');
    trapNext();
    assert.equal(await fresh.get(), 'token 1', 'who meets the trap waits for the new instance');
    assert.equal(asked, 1);
    fresh.refused('token 1');
    assert.equal(await fresh.get(), 'token 2');

    trapNext();
    assert.throws(() => client.describeState(2004), { code: 'internal' });
    await client.init();
    assert.equal(await fresh.get(), 'token 2', 'another call met the trap');
    assert.equal(asked, 2);
  });

  test('an answer that comes while there is no instance counts', async (context) => {
    const { client, trapNext } = await watchedClient('fresh-down');
    let answer;
    const fresh = client.keepFresh({ fetch: () => new Promise((resolve) => { answer = resolve; }) });
    context.after(() => fresh.close());
    const first = fresh.get();
    const late = answer;
    trapNext();
    const second = fresh.get();
    late({ value: 'one' });
    await settled();
    assert.deepEqual(await Promise.all([first, second]), ['one', 'one']);
  });

  test('one whose every event traps is not brought back for ever', async (context) => {
    const { client, trapNext } = await watchedClient('fresh-again');
    const fresh = client.keepFresh({ fetch: async () => ({ value: 'one' }) });
    // Nothing else keeps the process while the wasm is compiled.
    const alive = setInterval(() => {}, 1000);
    context.after(() => {
      clearInterval(alive);
      fresh.close();
    });
    for (let trap = 0; trap < 5; trap += 1) {
      trapNext();
      assert.equal(await fresh.get(), 'one');
    }
    trapNext();
    await assert.rejects(fresh.get(), { code: 'internal' });
  });
});

test('a Node process ends although something is to be renewed one day, but not while somebody waits', () => {
  const file = new URL('../../pkg/playward-server/node.mjs', import.meta.url).href;
  const run = (script) => spawnSync(process.execPath, ['--input-type=module', '-e', `import { keepFresh } from '${file}';\n${script}`], { encoding: 'utf8', timeout: 60_000 });
  const ended = run(`
    const fresh = keepFresh({ fetch: async () => ({ value: 'one', expiresAt: Date.now() / 1000 + 7200 }) });
    console.log(await fresh.get());
  `);
  assert.deepEqual([ended.status, ended.stdout], [0, 'one\n'], ended.stderr + fileURLToPath(file));
  const waited = run(`
    let asked = 0;
    const fresh = keepFresh({ policy: { retryBaseMs: 50 }, fetch: async () => {
      asked += 1;
      if (asked === 1) throw new Error('not yet');
      return { value: 'two', expiresAt: Date.now() / 1000 + 7200 };
    } });
    await fresh.get().catch(() => {});
    console.log(await fresh.get());
  `);
  assert.deepEqual([waited.status, waited.stdout], [0, 'two\n'], waited.stderr);
});
