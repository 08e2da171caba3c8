// superviseVideoContext over the real core and a <video> that behaves as WeChat's, in virtual time.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import * as playward from '../../pkg/playward/node.mjs';
import { filmServer } from './film-server.mjs';
import { Clock } from './weixin/clock.mjs';
import { randomOf } from './weixin/random.mjs';
import { VideoComponent } from './weixin/video-component.mjs';
import { virtualTime } from './weixin/virtual-time.mjs';

const { superviseVideoContext } = playward;

const HOUR = 3600;
const MINUTE_MS = 60_000;

let clock;
let film;
let asked;
let decisions;
let component;
let networkChanged;

virtualTime(() => clock);

beforeEach(() => {
  clock = new Clock();
  decisions = [];
  globalThis.wx = {
    onNetworkStatusChange: (listener) => { networkChanged = listener; },
    offNetworkStatusChange() {},
    getNetworkType() {},
  };
});
afterEach(() => {
  if (film) film.close();
  film = null;
  delete globalThis.wx;
  assert.deepEqual(clock.uncaught, []);
});

const server = (options) => filmServer(clock, options);

function watch(cdn, { seed = 1, refuses = () => false } = {}) {
  ({ asked } = cdn);
  component = new VideoComponent(clock, cdn);
  film = superviseVideoContext(
    { context: component.context, setSrc: (src) => component.setSrc(src), recreate: () => component.recreate() },
    {
      policy: { seed },
      fetchAddress: (request) => (refuses() ? Promise.reject(new Error('no network')) : cdn.fetchAddress(request)),
    },
  );
  film.on('decision', (decision) => decisions.push(decision));
  component.listen((event) => film.handle(event));
  return film;
}

const phase = () => decisions.at(-1).phase;
const loads = () => component.calls.filter((call) => /^src ./.test(call)).length;

async function hide() {
  component.hide();
  film.onHide();
  await clock.settle();
}
async function show() {
  component.show();
  film.onShow();
  await clock.settle();
}

describe('a recording', () => {
  test('of three hours plays through links that live ten minutes, one fetch a link, without a break longer than a seek', async () => {
    const cdn = server({ duration: 3 * HOUR, livesSeconds: 600 });
    watch(cdn).play();
    await clock.until(() => decisions.some((decision) => decision.phase === 'ended'), 4 * HOUR * 1000);
    assert.deepEqual([asked[0], ...new Set(asked.slice(1))], ['none_yet', 'address_expires_soon']);
    assert.ok(asked.length >= 18 && asked.length <= 20, String(asked.length));
    assert.equal(loads(), asked.length);
    assert.deepEqual(component.breaks.filter(({ from, to }) => to === null || Math.abs(to - from) > 1), []);
    assert.equal(phase(), 'ended');
    assert.equal(decisions.at(-1).error, null);
    // Every second of it was seen, and hardly one twice.
    assert.ok(Math.abs(component.shown - cdn.duration) <= asked.length, String(component.shown));
    const { stalledMs } = film.supervisor.stats(clock.nowMs);
    assert.ok(stalledMs <= asked.length * 2000, String(stalledMs));
  });

  for (let seed = 1; seed <= 3; seed += 1) {
    test(`survives 200 faults and loses no more than a second at any: seed ${seed}`, async () => {
      const random = randomOf(seed);
      const cdn = server({ duration: 3 * HOUR, livesSeconds: 600 });
      let refusing = false;
      watch(cdn, { seed, refuses: () => refusing }).play();
      await clock.until(() => phase() === 'playing');
      const longest = () => Math.floor(random() * 20_000);
      const faults = {
        async error() { component.fail(); },
        async freeze() { component.frozen = true; await clock.advance(longest()); component.frozen = false; },
        async outage() { component.down = true; await clock.advance(longest()); component.down = false; },
        async hidden() { await hide(); await clock.advance(longest() * 10); await show(); },
        async offline() { component.down = true; networkChanged({ isConnected: false }); await clock.advance(longest()); component.down = false; networkChanged({ isConnected: true }); },
        async lostSeeks() { component.losesSeeks = 2; component.fail(); },
        async server() { refusing = true; component.fail(); await clock.advance(longest()); refusing = false; },
        async refused() { cdn.refuse(); },
        async renewed() { film.renew().catch(() => {}); },
        async clock() { clock.offMs += (random() - 0.5) * 10 * MINUTE_MS; },
        async paused() { film.pause(); await clock.advance(longest()); film.resume(); },
        async stopped() { film.stop(); await clock.advance(longest()); film.play(); },
      };
      const kinds = Object.keys(faults);
      for (let count = 0; count < 200; count += 1) {
        const before = component.furthest;
        await faults[kinds[Math.floor(random() * kinds.length)]]();
        await clock.advance(40_000 + longest());
        // What was being mended has been mended, and it plays on from there.
        if (phase() === 'ended') break;
        await clock.until(() => phase() === 'playing' && component.furthest > before, 10 * MINUTE_MS);
      }
      await clock.until(() => phase() === 'ended', 4 * HOUR * 1000);
      assert.deepEqual(component.breaks.filter(({ from, to }) => to !== null && from - to > 1 && from < cdn.duration), []);
      assert.deepEqual(component.breaks.filter(({ from, to }) => to !== null && to - from > 1), []);
      // Until a start has come to its place it shows the beginning.
      assert.ok(component.shown >= cdn.duration - 200 && component.shown <= cdn.duration + 600, String(component.shown));
      assert.equal(component.hiddenLoads, 0);
      assert.deepEqual([...new Set(asked)].filter((reason) => !['none_yet', 'address_expires_soon', 'address_expired', 'address_refused', 'restarts_failed', 'wished'].includes(reason)), []);
    });
  }

  test('goes to where the user sought, though it was reloaded in the middle of that', async () => {
    watch(server({ duration: HOUR })).play();
    await clock.until(() => phase() === 'playing');
    await clock.advance(60_000);
    component.losesSeeks = 1;
    film.seek(1800);
    component.fail();
    await clock.until(() => component.position >= 1800);
    await clock.advance(5000);
    assert.equal(phase(), 'playing');
    assert.ok(component.position < 1810);
    assert.deepEqual(component.breaks.map(({ to }) => to), [1800]);
  });

  test('is sent again where the component forgot it', async () => {
    watch(server({ duration: HOUR })).play();
    await clock.until(() => phase() === 'playing');
    component.losesSeeks = 2;
    film.seek(1800);
    await clock.advance(10_000);
    assert.deepEqual(component.calls.filter((call) => /^seek/.test(call)), ['seek 1800', 'seek 1800', 'seek 1800']);
    assert.ok(component.position > 1800);
    assert.equal(phase(), 'playing');
  });

  test('begins where the user sought before there was a film', async () => {
    watch(server({ duration: HOUR })).play();
    film.seek(600);
    await clock.until(() => phase() === 'playing');
    assert.deepEqual(component.calls.filter((call) => /^seek/.test(call)), ['seek 600']);
  });

  test('whose address is good for one start gets another at every start, from its position', async () => {
    watch(server({ duration: HOUR, once: true })).play();
    await clock.until(() => phase() === 'playing');
    await clock.advance(60_000);
    component.fail();
    await clock.until(() => phase() === 'playing');
    assert.deepEqual(asked, ['none_yet', 'used_up']);
    assert.deepEqual(component.breaks.filter(({ from, to }) => Math.abs(to - from) > 1), []);
  });

  test('hidden loads nothing, whatever is answered, and goes on when it is shown', async () => {
    const cdn = server({ duration: HOUR });
    watch(cdn).play();
    await hide();
    await clock.advance(600_000);
    assert.deepEqual(component.calls, []);
    await show();
    await clock.until(() => phase() === 'playing');
    component.fail();
    await hide();
    const before = component.calls.length;
    await clock.advance(600_000);
    assert.equal(component.calls.length, before);
    await show();
    await clock.until(() => phase() === 'playing');
    assert.equal(component.hiddenLoads, 0);
  });

  test('paused by its own button stays paused, and goes on by it', async () => {
    watch(server({ duration: HOUR })).play();
    await clock.until(() => phase() === 'playing');
    await clock.advance(5000);
    component.context.pause();
    await clock.settle();
    assert.equal(phase(), 'paused');
    await clock.advance(600_000);
    assert.equal(phase(), 'paused');
    component.context.play();
    await clock.settle();
    assert.equal(phase(), 'playing');
  });

  test('stopped cannot be started by the button of the component', async () => {
    watch(server({ duration: HOUR })).play();
    await clock.until(() => phase() === 'playing');
    film.stop();
    await clock.settle();
    component.context.play();
    await clock.advance(60_000);
    assert.equal(component.loaded, false);
    assert.equal(phase(), 'stopped');
  });

  test('over begins anew by play()', async () => {
    watch(server({ duration: 30 })).play();
    await clock.until(() => phase() === 'ended');
    film.play();
    await clock.until(() => phase() === 'playing');
    assert.ok(component.position < 3, String(component.position));
  });
});

describe('a trial', () => {
  const TRIAL = 300;

  test('is not begun beyond its end, wherever the user sought while nothing played', async () => {
    watch(server({ duration: 900, trial: () => TRIAL })).play();
    await clock.until(() => phase() === 'playing');
    film.stop();
    film.seek(TRIAL + 0.8);
    film.play();
    await clock.until(() => phase() === 'ended');
    assert.deepEqual(component.calls.filter((call) => call.startsWith('seek')), [`seek ${TRIAL}`]);
    assert.ok(component.furthest < TRIAL + 1, String(component.furthest));
  });

  for (const [what, seed, cut] of [['cut by nobody', 1], ['cut by nobody', 2], ['cut by the server', 3, () => TRIAL - 0.7]]) {
    test(`lasts not one second more, however often hidden, reloaded or its clock moved, and goes on there once unlocked: ${what}, seed ${seed}`, async () => {
      const random = randomOf(seed);
      let unlocked = false;
      const cdn = server({ duration: 900, livesSeconds: 120, trial: () => (unlocked ? null : TRIAL) });
      if (cut) cdn.cutAt = () => (unlocked ? Infinity : cut());
      watch(cdn, { seed }).play();
      let furthest = 0;
      const faults = [
        // The page itself.
        async () => { film.close(); furthest = Math.max(furthest, component.furthest); watch(cdn, { seed }).play(); },
        async () => { await hide(); await clock.advance(random() * 20_000); await show(); },
        async () => { film.stop(); film.play(); },
        async () => { film.renew().catch(() => {}); },
        async () => { clock.offMs += (random() - 0.5) * 1e9; },
        async () => { component.fail(); },
        async () => { component.losesSeeks = 2; film.seek(random() * 320); },
        async () => { component.losesSeeks = 3; component.fail(); },
        async () => { film.seek(random() * 400); },
        async () => { film.pause(); await clock.advance(random() * 10_000); film.resume(); },
      ];
      for (let count = 0; count < 200; count += 1) {
        await faults[Math.floor(random() * faults.length)]();
        await clock.advance(random() * 20_000);
        if (phase() === 'ended') film.play();
      }
      film.stop();
      film.seek(TRIAL - 20);
      film.play();
      await clock.until(() => phase() === 'playing', 600_000);
      await clock.until(() => phase() === 'ended', 600_000);
      assert.equal(decisions.at(-1).error.code, 'trial_over');
      furthest = Math.max(furthest, component.furthest);
      assert.ok(furthest > TRIAL - 1 && furthest < TRIAL + 1, String(furthest));
      // Its own button does not go on.
      component.context.play();
      await clock.advance(30_000);
      assert.equal(component.loaded, false);

      unlocked = true;
      const stoodAt = component.lastShown;
      film.play();
      await clock.until(() => phase() === 'playing');
      assert.ok(Math.abs(component.position - stoodAt) <= 2, `${component.position} after ${stoodAt}`);
      await clock.until(() => phase() === 'ended', 1_000_000);
      assert.equal(decisions.at(-1).error, null);
      assert.ok(component.furthest >= 899);
    });
  }
});

test('after close() the player is the page\'s own again', () => {
  watch(server({ duration: HOUR }));
  film.play();
  film.close();
  component.calls.length = 0;
  for (const [name, ...given] of [['play'], ['stop'], ['pause'], ['resume'], ['seek', 5]]) assert.throws(() => film[name](...given), { code: 'closed' }, name);
  film.onHide();
  film.handle({ type: 'timeupdate', detail: { currentTime: 1, duration: 9 } });
  assert.deepEqual(component.calls, []);
});
