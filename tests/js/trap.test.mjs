// What becomes of a page whose wasm traps: the instance is given up at once, init() makes another, players go on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeVideo, settled } from './fake-video.mjs';
import { watchedClient } from './wasm-watch.mjs';

const ADDRESS = 'https://example.test/live/1.flv';

test('after a trap every call says internal at once, until init() has made a new instance', async () => {
  const { client, trapNext, entries } = await watchedClient('trap');
  const { describeState, init, PlaywardError, PtzPad, Supervisor } = client;
  const internal = (error) => error instanceof PlaywardError && error.code === 'internal';
  const pad = new PtzPad();
  const supervisor = new Supervisor();
  trapNext();
  assert.throws(() => describeState(2004), (error) => internal(error) && /unreachable/.test(error.message));
  const before = entries();
  for (const call of [() => describeState(2004), () => new PtzPad(), () => pad.wake(0), () => supervisor.dispatch({ type: 'wake' }, 0), () => supervisor.snapshot()]) {
    assert.throws(call, internal);
  }
  assert.equal(entries(), before, 'nothing enters an instance that has trapped');
  assert.throws(() => pad.close(), internal);
  assert.equal(pad.close().request, null);
  supervisor.close();

  await init();
  assert.equal(describeState(2004).name, 'play_begun');
  assert.equal(new PtzPad().wake(0).busy, false);
});

test('what lived in the instance that trapped is not looked for in the next one', async () => {
  const { client, trapNext } = await watchedClient('lost');
  const { describeState, init, Supervisor } = client;
  const lost = new Supervisor({ seed: 7 });
  trapNext();
  assert.throws(() => describeState(2004));
  await init();
  const other = new Supervisor({ seed: 8 });
  assert.throws(() => lost.snapshot(), { code: 'internal' });
  lost.close();
  assert.equal(other.snapshot().policy.seed, 8);
  assert.throws(() => lost.snapshot(), { code: 'closed' });
});

test('a page that uses up the stack is told that the instance is gone, not that there never was one', async () => {
  const { client } = await watchedClient('stack');
  const { describeState, init, PlaywardError } = client;
  const endless = () => { describeState(2004); endless(); };
  assert.throws(endless);
  assert.throws(() => describeState(2004), (error) => error instanceof PlaywardError && error.code === 'internal');
  await init();
  assert.equal(describeState(2004).name, 'play_begun');
});

test('a getter of the arguments that brings the instance down ends the call around it', async () => {
  const { client, trapNext } = await watchedClient('getter');
  const point = {
    get x() {
      trapNext();
      try {
        client.describeState(2004);
      } catch {
        // The page looks away.
      }
      return 1;
    },
    y: 1,
  };
  assert.throws(() => client.ptzDirection(point, { left: 0, top: 0, width: 9, height: 9 }), { code: 'internal' });
});

test('a supervised player goes on from where it was', async (context) => {
  const { client, trapNext } = await watchedClient('player');
  const video = new FakeVideo();
  const live = client.superviseVideo(video, { policy: { seed: 1 }, fetchAddress: () => Promise.resolve({ url: ADDRESS }) });
  context.after(() => live.close());
  const phases = [];
  live.on('phase', ({ phase }) => phases.push(phase));
  live.play(ADDRESS);
  assert.deepEqual(phases, ['connecting']);
  assert.deepEqual(video.takeCalls(), [`src ${ADDRESS}`, 'play']);

  trapNext();
  assert.throws(() => live.stop(), { code: 'internal' }, 'the call that met the trap says so');
  // While the new instance is on its way, what is told waits for it.
  live.stop();
  assert.deepEqual(video.takeCalls(), []);
  await settled();
  assert.ok(video.takeCalls().includes('pause'));
  assert.equal(phases.at(-1), 'stopped');
  assert.equal(live.supervisor.snapshot().policy.seed, 1);
  live.play(ADDRESS);
  assert.notEqual(phases.at(-1), 'stopped');
  live.close();
  assert.throws(() => live.supervisor.snapshot(), { code: 'closed' });
});

test('every player is brought back, also after one that was told something bad meanwhile', async (context) => {
  const { client, trapNext } = await watchedClient('both');
  context.mock.method(process, 'emitWarning', () => {});
  const videos = [new FakeVideo(), new FakeVideo()];
  const [first, second] = videos.map((video) => client.superviseVideo(video, { fetchAddress: () => Promise.resolve({ url: ADDRESS }) }));
  context.after(() => { first.close(); second.close(); });
  for (const live of [first, second]) live.play(ADDRESS);
  trapNext();
  assert.throws(() => first.stop(), { code: 'internal' });
  first.play(7);
  await settled();
  videos[1].takeCalls();
  second.stop();
  assert.deepEqual(videos[1].takeCalls(), ['pause', 'no src', 'load']);
});

test('a player whose every event traps is not brought back for ever', async (context) => {
  const { client, trapNext } = await watchedClient('again');
  const live = client.superviseVideo(new FakeVideo(), { fetchAddress: () => Promise.resolve({ url: ADDRESS }) });
  context.after(() => live.close());
  live.play(ADDRESS);
  let revived = 0;
  for (; revived < 50; revived += 1) {
    trapNext();
    assert.throws(() => live.stop(), { code: 'internal' });
    await settled();
    try {
      client.describeState(2004);
    } catch (error) {
      assert.equal(error.code, 'internal');
      break;
    }
  }
  assert.equal(revived, 5);
});
