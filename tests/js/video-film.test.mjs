// superviseVideo over the real core, a film and a <video> of a browser, in virtual time.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { superviseVideo } from '../../pkg/playward/node.mjs';
import { filmServer } from './film-server.mjs';
import { FilmVideo } from './film-video.mjs';
import { Clock } from './weixin/clock.mjs';
import { randomOf } from './weixin/random.mjs';
import { virtualTime } from './weixin/virtual-time.mjs';

const HOUR = 3600;
const MINUTE_MS = 60_000;

let clock;
let film;
let video;
let decisions;

virtualTime(() => clock);

beforeEach(() => {
  clock = new Clock();
  decisions = [];
});
afterEach(() => {
  if (film) film.close();
  film = null;
  assert.deepEqual(clock.uncaught, []);
});

function watch(cdn, { seed = 1, refuses = () => false } = {}) {
  video = new FilmVideo(clock, cdn);
  film = superviseVideo(video, {
    policy: { seed, live: false },
    fetchAddress: (request) => (refuses() ? Promise.reject(new Error('no network')) : cdn.fetchAddress(request)),
  });
  film.on('decision', (decision) => decisions.push(decision));
  return film;
}

const phase = () => decisions.at(-1).phase;
const random = (seed) => {
  const next = randomOf(seed);
  return { next, upTo: (most) => Math.floor(next() * most), pick: (list) => list[Math.floor(next() * list.length)] };
};

describe('a recording', () => {
  test('of three hours plays through links that live ten minutes, one fetch a link, without a break longer than a seek', async () => {
    const cdn = filmServer(clock, { duration: 3 * HOUR, livesSeconds: 600 });
    watch(cdn).play();
    await clock.until(() => decisions.some((decision) => decision.phase === 'ended'), 4 * HOUR * 1000);
    const { asked } = cdn;
    assert.deepEqual([asked[0], ...new Set(asked.slice(1))], ['none_yet', 'address_expires_soon']);
    assert.ok(asked.length >= 18 && asked.length <= 20, String(asked.length));
    assert.equal(video.calls.filter((call) => call.startsWith('src ')).length, asked.length);
    assert.deepEqual(video.breaks.filter(({ from, to }) => to === null || Math.abs(to - from) > 1), []);
    assert.equal(decisions.at(-1).error, null);
    // Every second of it was seen, and hardly one twice.
    assert.ok(Math.abs(video.shown - cdn.duration) <= asked.length, String(video.shown));
    const { stalledMs } = film.supervisor.stats(clock.nowMs);
    assert.ok(stalledMs <= asked.length * 2000, String(stalledMs));
  });

  for (let seed = 1; seed <= 3; seed += 1) {
    test(`survives 200 faults and loses no more than a second at any: seed ${seed}`, async () => {
      const { next, upTo, pick } = random(seed);
      const cdn = filmServer(clock, { duration: 3 * HOUR, livesSeconds: 600 });
      let refusing = false;
      watch(cdn, { seed, refuses: () => refusing }).play();
      await clock.until(() => phase() === 'playing');
      const longest = () => upTo(20_000);
      const faults = [
        async () => { video.fail(); },
        async () => { video.frozen = true; await clock.advance(longest()); video.frozen = false; },
        async () => { video.down = true; await clock.advance(longest()); video.down = false; },
        async () => { video.hide(next() < 0.5); await clock.advance(longest() * 10); video.show(); },
        async () => { video.hide(false); video.fail(); await clock.advance(longest() * 10); video.show(); },
        async () => { video.connect(false); await clock.advance(longest()); video.connect(true); },
        async () => { refusing = true; video.fail(); await clock.advance(longest()); refusing = false; },
        async () => { cdn.refuse(); },
        async () => { film.renew().catch(() => {}); },
        async () => { clock.offMs += (next() - 0.5) * 10 * MINUTE_MS; },
        async () => { film.pause(); await clock.advance(longest()); film.resume(); },
        async () => { video.pause(); await clock.advance(longest()); video.play(); },
        async () => { film.stop(); await clock.advance(longest()); film.play(); },
      ];
      let count = 0;
      for (; count < 200; count += 1) {
        const before = video.furthest;
        await pick(faults)();
        await clock.advance(10_000 + longest());
        assert.notEqual(phase(), 'ended');
        // What was being mended has been mended, and it plays on from there.
        await clock.until(() => phase() === 'playing' && video.furthest > before, 10 * MINUTE_MS);
      }
      await clock.until(() => phase() === 'ended', 4 * HOUR * 1000);
      assert.deepEqual(video.breaks.filter(({ from, to }) => to !== null && Math.abs(to - from) > 1 && from < cdn.duration), []);
      assert.ok(video.shown >= cdn.duration - 200 && video.shown <= cdn.duration + 200, String(video.shown));
      assert.equal(video.hiddenLoads, 0);
      assert.equal(decisions.at(-1).error, null);
    });
  }

  test('goes to where the user sought, though it was reloaded in the middle of that', async () => {
    watch(filmServer(clock, { duration: HOUR })).play();
    await clock.until(() => phase() === 'playing');
    await clock.advance(60_000);
    video.currentTime = 1800;
    await clock.settle();
    video.fail();
    await clock.until(() => video.lastShown >= 1800);
    await clock.advance(5000);
    assert.equal(phase(), 'playing');
    assert.ok(video.currentTime < 1810);
    assert.deepEqual(video.breaks.map(({ to }) => to), [1800]);
  });

  test('whose address is good for one start gets another at every start, from its position', async () => {
    const cdn = filmServer(clock, { duration: HOUR, once: true });
    watch(cdn).play();
    await clock.until(() => phase() === 'playing');
    await clock.advance(60_000);
    video.fail();
    await clock.until(() => phase() === 'playing');
    assert.deepEqual(cdn.asked, ['none_yet', 'used_up']);
    assert.deepEqual(video.breaks.filter(({ from, to }) => Math.abs(to - from) > 1), []);
  });
});

describe('a trial', () => {
  const TRIAL = 300;

  for (const [what, seed, cut] of [['cut by nobody', 1], ['cut by nobody', 2], ['cut by the server', 3, () => TRIAL - 0.7]]) {
    test(`lasts not one second more, however often hidden, reloaded or its clock moved, and goes on there once unlocked: ${what}, seed ${seed}`, async () => {
      const { next, upTo, pick } = random(seed);
      let unlocked = false;
      const cdn = filmServer(clock, { duration: 900, livesSeconds: 120, trial: () => (unlocked ? null : TRIAL) });
      if (cut) cdn.cutAt = () => (unlocked ? Infinity : cut());
      watch(cdn, { seed }).play();
      let furthest = 0;
      const faults = [
        async () => { video.hide(next() < 0.5); await clock.advance(upTo(20_000)); video.show(); },
        async () => { film.stop(); film.play(); },
        // The page itself.
        async () => { film.close(); furthest = Math.max(furthest, video.furthest); watch(cdn, { seed }).play(); },
        async () => { film.renew().catch(() => {}); },
        async () => { clock.offMs += (next() - 0.5) * 1e9; },
        async () => { video.fail(); },
        async () => { if (video.loaded) video.currentTime = upTo(400); },
        async () => { if (video.loaded) video.currentTime = upTo(400); await clock.settle(); video.fail(); },
        async () => { film.pause(); await clock.advance(upTo(10_000)); film.resume(); },
        async () => { video.pause(); await clock.advance(upTo(10_000)); video.play(); },
      ];
      for (let count = 0; count < 200; count += 1) {
        await pick(faults)();
        await clock.advance(upTo(20_000));
        if (phase() === 'ended') film.play();
      }
      film.stop();
      film.dispatch({ type: 'seek', position: TRIAL - 20 });
      film.play();
      await clock.until(() => phase() === 'playing', 600_000);
      await clock.until(() => phase() === 'ended', 600_000);
      assert.equal(decisions.at(-1).error.code, 'trial_over');
      furthest = Math.max(furthest, video.furthest);
      assert.ok(furthest > TRIAL - 1 && furthest < TRIAL + 1, String(furthest));

      unlocked = true;
      film.play();
      await clock.until(() => phase() === 'playing');
      // The proof of playing takes a second and a report.
      assert.ok(video.currentTime > TRIAL - 1 && video.currentTime < TRIAL + 3, String(video.currentTime));
      await clock.until(() => phase() === 'ended', 1_000_000);
      assert.equal(decisions.at(-1).error, null);
      assert.ok(video.furthest >= 899);
    });
  }
});
