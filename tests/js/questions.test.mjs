// What every adapter has in common, with a scripted core: questions to the page and their answers, renew(), the seed.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Clock } from './weixin/clock.mjs';
import { LivePlayerContext } from './weixin/live-player-context.mjs';
import { createRuntime } from './weixin/runtime.mjs';
import { bundleScripted } from './weixin/scripted.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const URL_A = 'rtmp://example.test/live/a';

const bundle = await bundleScripted("export { superviseLivePlayer } from './js/supervise/live-player/index.js';\nexport { PlaywardError } from './js/core/error.js';", 'cjs');

let clock;
let playward;
let live;
/** What the page was asked, each with the way to answer. */
let asked;
let tokens;

function open(globals = { AbortController }, options = {}) {
  clock = new Clock();
  asked = [];
  tokens = [];
  const asking = (list) => (request) => new Promise((resolve, reject) => { list.push({ request, resolve, reject }); });
  playward = createRuntime({ root: ROOT, clock, globals }).evaluate(bundle);
  live = playward.superviseLivePlayer(
    { context: new LivePlayerContext(), setSrc: () => Promise.resolve() },
    { fetchAddress: asking(asked), refreshToken: asking(tokens), ...options },
  );
}
const events = () => Array.from(playward.core.events, (event) => JSON.parse(JSON.stringify(event)));
const lastEvent = () => events().pop();
/** Every event is decided so until the next call. */
const decide = (decision) => { playward.core.script.decide = () => decision; };
/** The next decision; the event does not matter. */
async function decided(phase, ...commands) {
  playward.core.script.decide = () => {
    decide({ phase });
    return { phase, commands };
  };
  live.onShow();
  await clock.settle();
}
const ask = (question, more = {}) => ({ type: 'fetchAddress', reason: 'address_expired', question, ...more });
const fetching = (question, more) => decided('fetching', ask(question, more));
/** How a promise stands: 'pending', 'resolved', or what it was rejected with. */
async function stateOf(promise) {
  let state = 'pending';
  promise.then(() => { state = 'resolved'; }, (error) => { state = error; });
  await clock.settle();
  return state;
}

beforeEach(() => open());
afterEach(() => {
  live.close();
  assert.deepEqual(clock.uncaught, []);
});

describe('a question', () => {
  test('goes to the page with what the core says of it', async () => {
    await fetching(1);
    await fetching(2, { reason: 'h265_unsupported', supportH265: false });
    await fetching(3, { position: 42 });
    const { signal, ...first } = asked[0].request;
    assert.ok(signal instanceof AbortSignal);
    assert.deepEqual(JSON.parse(JSON.stringify(first)), { reason: 'address_expired' });
    assert.equal(asked[1].request.supportH265, false);
    assert.equal(asked[2].request.position, 42);
  });

  test('has no signal where the runtime has none', async () => {
    live.close();
    open({});
    await fetching(1);
    assert.deepEqual(Object.keys(asked[0].request), ['reason']);
    await decided('stopped');
    asked[0].resolve({ url: URL_A });
    await clock.settle();
    assert.equal(lastEvent().question, 1);
  });

  test('whose refusal cannot be read has failed as the network does', async () => {
    await fetching(1);
    asked[0].reject(new Proxy({}, { get() { throw new Error('of the page'); } }));
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'addressFailed', outcome: null, question: 1 });
    assert.deepEqual(clock.uncaught.splice(0).map(({ message }) => message), ['of the page']);
  });

  test('keeps its number with every answer, so that a late one is told apart', async () => {
    await fetching(1);
    await fetching(2);
    asked[0].resolve({ url: URL_A, expiresAt: 7, once: true });
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'address', url: URL_A, expiresAt: 7, once: true, question: 1 });
    asked[1].reject(Object.assign(new Error('offline'), { outcome: { code: '20007' } }));
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'addressFailed', outcome: { code: '20007' }, question: 2 });
    await decided('fetching', { type: 'refreshToken', question: 3 });
    tokens[0].resolve();
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'tokenRefreshed', question: 3 });
    await decided('fetching', { type: 'refreshToken', question: 4 });
    tokens[1].reject(new Error('network'));
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'tokenFailed', outcome: null, question: 4 });
  });

  test('that the page answers with nonsense has failed, and the page is told', async () => {
    await fetching(1);
    playward.core.script.decide = ({ type, url }) => {
      if (type === 'address' && url === undefined) throw new playward.PlaywardError('invalid_params', [], 'no address');
      return {};
    };
    asked[0].resolve(null);
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'addressFailed', outcome: null, question: 1 });
    assert.deepEqual(clock.uncaught.splice(0).map(({ message }) => message), ['no address']);
    await fetching(2);
    playward.core.script.decide = ({ outcome }) => {
      if (outcome) throw new playward.PlaywardError('invalid_params', [], 'no outcome');
      return {};
    };
    asked[1].reject({ outcome: 'no' });
    await clock.settle();
    assert.deepEqual(lastEvent(), { type: 'addressFailed', outcome: null, question: 2 });
    assert.deepEqual(clock.uncaught.splice(0).map(({ message }) => message), ['no outcome']);
  });

  const isAborted = () => asked[0].request.signal.aborted;

  test('stays open while the core waits for it, hidden and paused too', async () => {
    await fetching(1);
    for (const phase of ['fetching', 'suspended', 'paused', 'backoff']) {
      await decided(phase);
      assert.equal(isAborted(), false, phase);
    }
    asked[0].resolve({ url: URL_A });
    await clock.settle();
    await decided('stopped');
    assert.equal(isAborted(), false, 'an answered one has nothing to abort');
  });

  for (const [why, void_] of [
    ['a newer one', () => fetching(2)],
    ['a question for a token', () => decided('fetching', { type: 'refreshToken', question: 2 })],
    ['stop', () => decided('stopped')],
    ['the end of a recording', () => decided('ended')],
    ['giving up', () => decided('failed')],
    ['another address that is loaded', () => decided('connecting', { type: 'load', url: URL_A })],
    ['a start without it', () => decided('connecting', { type: 'restart' })],
    ['a picture that came back by itself', () => decided('playing')],
    ['close()', () => live.close()],
  ]) {
    test(`is void by ${why}`, async () => {
      await fetching(1);
      assert.equal(isAborted(), false);
      await void_();
      assert.equal(isAborted(), true);
    });
  }

  test('is void once the core has decided after its deadline', async () => {
    await fetching(1);
    await clock.advance(14_999);
    await decided('fetching');
    assert.equal(isAborted(), false);
    await clock.advance(1);
    await decided('suspended');
    assert.equal(isAborted(), false, 'hidden, a late answer still counts');
    await decided('backoff');
    assert.equal(isAborted(), true);
  });

  test('asked while the picture plays stays open through an outage', async () => {
    await decided('playing', ask(1));
    for (const phase of ['playing', 'stalled', 'backoff', 'connecting']) {
      await decided(phase);
      assert.equal(isAborted(), false, phase);
    }
    await clock.advance(15_000);
    await decided('playing');
    assert.equal(isAborted(), true);
  });

  test('without a way to a fresh token says that the user has to sign in', async () => {
    live.close();
    open({}, { refreshToken: null });
    await decided('fetching', { type: 'refreshToken', question: 5 });
    const { type, outcome, question } = lastEvent();
    assert.deepEqual([type, outcome.code, outcome.class, outcome.retry, question], ['tokenFailed', 'no_refresh_token', 'token_expired', 'never', 5]);
  });
});

describe('play() without an address', () => {
  test('asks for one, and touches no expiry that is known, while the answer is awaited too', async () => {
    live.play();
    live.play();
    assert.deepEqual(events(), [{ type: 'play', fetch: true }, { type: 'play', fetch: true }]);
    await decided('connecting', { type: 'load', url: URL_A });
    live.play();
    assert.deepEqual(lastEvent(), { type: 'play' });
  });
});

describe('listeners', () => {
  test('one that was taken away by another hears nothing more', () => {
    const heard = [];
    live.on('decision', () => away());
    const away = live.on('decision', () => heard.push('decision'));
    live.onShow();
    assert.deepEqual(heard, []);
  });

  test('after a close() by one of them nobody hears anything', () => {
    const heard = [];
    live.on('decision', () => live.close());
    for (const name of ['decision', 'phase', 'error']) live.on(name, () => heard.push(name));
    decide({ phase: 'failed', error: { code: 'network' } });
    live.onShow();
    assert.deepEqual(heard, []);
  });
});

describe('renew()', () => {
  /** Playing, and the core asks for what is wished. */
  async function wished(question = 1) {
    await decided('playing');
    decide({ phase: 'playing', commands: [ask(question, { reason: 'wished' })] });
    const renewed = live.renew();
    decide({ phase: 'playing' });
    await clock.settle();
    // In an object: an async function would wait for the promise itself.
    return { renewed };
  }
  const answer = async (commands) => {
    decide({ phase: 'playing', commands });
    asked[asked.length - 1].resolve({ url: URL_A });
    await clock.settle();
    decide({ phase: 'playing' });
  };

  test('resolves when the address has been loaded', async () => {
    const { renewed } = await wished();
    assert.deepEqual(lastEvent(), { type: 'renew' });
    assert.equal(await stateOf(renewed), 'pending');
    await answer([{ type: 'load', url: URL_A }]);
    assert.equal(await stateOf(renewed), 'resolved');
  });

  test('rejects with the page\'s own error when it was refused', async () => {
    const { renewed } = await wished();
    const own = Object.assign(new Error('no such quality'), { outcome: { code: '1' } });
    asked[0].reject(own);
    assert.equal(await stateOf(renewed), own);
    assert.deepEqual(lastEvent(), { type: 'addressFailed', outcome: { code: '1' }, question: 1 });
  });

  test('waits while the core gets a fresh token first', async () => {
    const { renewed } = await wished();
    decide({ phase: 'playing', commands: [{ type: 'refreshToken', question: 2 }] });
    asked[0].reject(new Error('token'));
    assert.equal(await stateOf(renewed), 'pending');
    decide({ phase: 'playing', commands: [ask(3)] });
    tokens[0].resolve();
    assert.equal(await stateOf(renewed), 'pending');
    await answer([{ type: 'load', url: URL_A }]);
    assert.equal(await stateOf(renewed), 'resolved');
  });

  test('rejects with the refusal of the address where the page has no way to a fresh token', async () => {
    live.close();
    open({}, { refreshToken: null });
    const { renewed } = await wished();
    const own = new Error('token');
    decide({ phase: 'playing', commands: [{ type: 'refreshToken', question: 2 }] });
    asked[0].reject(own);
    await Promise.resolve();
    playward.core.script.decide = ({ type }) => (type === 'tokenFailed' ? { phase: 'playing' } : { phase: 'playing', commands: [{ type: 'refreshToken', question: 2 }] });
    assert.equal(await stateOf(renewed), own);
  });

  test('resolves when a newer one, or a play, voids it', async () => {
    const { renewed: first } = await wished(1);
    const { renewed: second } = await wished(2);
    assert.equal(await stateOf(first), 'resolved');
    assert.equal(asked[0].request.signal.aborted, true);
    // The refusal of the void question is none of the newer wish's.
    asked[0].reject(new Error('aborted'));
    assert.equal(await stateOf(second), 'pending');
    await decided('connecting', { type: 'load', url: 'rtmp://example.test/live/b' });
    assert.equal(await stateOf(second), 'resolved');
  });

  test('resolves when the user plays; the address is loaded all the same when it comes', async () => {
    const { renewed } = await wished();
    live.play();
    assert.equal(await stateOf(renewed), 'resolved');
    assert.equal(asked[0].request.signal.aborted, false);
    await answer([{ type: 'load', url: URL_A }]);
    assert.deepEqual(lastEvent(), { type: 'address', url: URL_A, question: 1 });
  });

  for (const phase of ['suspended', 'paused']) {
    test(`waits for the load where the address comes while nothing can be done: ${phase}`, async () => {
      const { renewed } = await wished();
      await decided(phase);
      decide({ phase, rule: 'address_kept' });
      asked[0].resolve({ url: URL_A });
      await clock.settle();
      decide({ phase });
      assert.equal(await stateOf(renewed), 'pending');
      decide({ phase, rule: 'hidden' });
      assert.equal(await stateOf(live.renew()), 'resolved', 'one that is wished for meanwhile');
      await decided('connecting', { type: 'load', url: URL_A });
      assert.equal(await stateOf(renewed), 'resolved');
    });
  }

  for (const phase of ['idle', 'suspended', 'paused', 'stopped', 'ended', 'failed']) {
    test(`resolves at once where nothing is asked: ${phase}`, async () => {
      await decided(phase);
      assert.equal(await stateOf(live.renew()), 'resolved');
    });
  }

  test('waits in a back-off for the next start', async () => {
    await decided('backoff');
    const renewed = live.renew();
    assert.equal(await stateOf(renewed), 'pending');
    await fetching(1);
    decide({ phase: 'connecting', commands: [{ type: 'load', url: URL_A }] });
    asked[0].resolve({ url: URL_A });
    assert.equal(await stateOf(renewed), 'resolved');
  });

  test('rejects when it is not answered in time', async () => {
    const { renewed } = await wished();
    const state = stateOf(renewed);
    await clock.advance(15_000);
    await decided('playing');
    const error = await stateOf(renewed);
    assert.equal(await state, 'pending');
    assert.ok(error instanceof playward.PlaywardError);
    assert.equal(error.code, 'fetch_timeout');
    assert.equal(asked[0].request.signal.aborted, true);
  });

  test('rejects with what the core refuses', async () => {
    const error = new playward.PlaywardError('internal', [], 'no');
    playward.core.script.decide = () => { throw error; };
    assert.equal(await stateOf(live.renew()), error);
  });

  test('resolves when the player is stopped or closed, and is refused after that', async () => {
    const { renewed: first } = await wished(1);
    await decided('stopped');
    assert.equal(await stateOf(first), 'resolved');
    const { renewed: second } = await wished(2);
    live.close();
    assert.equal(await stateOf(second), 'resolved');
    assert.equal(asked[1].request.signal.aborted, true);
    assert.equal((await stateOf(live.renew())).code, 'closed');
  });
});

describe('the seed', () => {
  for (const seed of [undefined, null]) {
    test(`is drawn where the page gives ${seed}`, () => {
      const seeds = Array.from({ length: 3 }, () => {
        open({}, { policy: { seed } });
        live.close();
        return playward.core.policies[0].seed;
      });
      assert.ok(seeds.every((each) => Number.isInteger(each) && each >= 0 && each < 2 ** 32));
      assert.ok(new Set(seeds).size > 1);
    });
  }

  test('is the page\'s, 0 too', () => {
    open({}, { policy: { seed: 0, live: false } });
    assert.deepEqual(JSON.parse(JSON.stringify(playward.core.policies[0])), { seed: 0, live: false });
  });
});
