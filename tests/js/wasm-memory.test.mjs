// Calls that succeed and calls that are refused leave nothing behind in the wasm memory.

import assert from 'node:assert/strict';
import test from 'node:test';
import { watchedClient } from './wasm-watch.mjs';

/** npm run test:full asks for more. */
const CALLS = Number(process.env.PLAYWARD_CALLS ?? 100_000);
const WARM_UP = 5_000;

test(`${CALLS} mixed calls leave the memory as it was`, async () => {
  const { client, size } = await watchedClient('memory');
  const { describeState, listStates, replay, PlaywardError, Supervisor } = client;

  const view = new Supervisor({ seed: 3, traceLimit: 50 });
  const address = 'https://example.com/直播/live.flv?token=1';
  const refused = (call) => assert.throws(call, PlaywardError);
  const calls = [
    (now) => view.dispatch({ type: 'play', url: address }, now),
    () => describeState(2103),
    (now) => view.dispatch({ type: 'state', code: 2004, message: '视频播放开始' }, now),
    () => refused(() => describeState('2103')),
    (now) => view.dispatch({ type: 'netStatus', videoFPS: 25, netSpeed: 800, videoSize: '1280x720' }, now),
    (now) => refused(() => view.dispatch({ type: 'dance', with: { whom: ['nobody', '\ud800'] } }, now)),
    (now) => view.dispatch({ type: 'state', code: -2301 }, now),
    () => refused(() => new Supervisor({ seed: 'x', firstRetryMs: [2, 1], unknown: true })),
    (now) => view.dispatch({ type: 'wake' }, now),
    (now) => view.stats(now),
    () => Supervisor.restore(view.snapshot()).close(),
    () => refused(() => Supervisor.restore({ version: 99 })),
    () => refused(() => replay({ version: 1 })),
    (now) => view.dispatch({ type: 'address', url: address, expiresAt: null }, now),
    () => view.trace(),
    () => new Supervisor().close(),
  ];
  const run = (from, to) => {
    for (let call = from; call < to; call += 1) calls[call % calls.length](1_000_000 + call * 100);
    // A whole list and a whole replay cost more than the rest together.
    listStates('live-pusher');
    replay(view.trace());
  };

  run(0, WARM_UP);
  const before = size();
  run(WARM_UP, WARM_UP + CALLS);
  assert.equal(size(), before);
  assert.ok(before < 4 * 2 ** 20, `${before} bytes`);
});
