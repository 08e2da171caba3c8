// The adapters over the real core, in virtual time: a fault is injected into a player, and what becomes of the view is looked at.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FakeHls, fakeMpegts, FakeVideo, upTo } from './fake-video.mjs';
import { watchedClient } from './wasm-watch.mjs';
import { Clock } from './weixin/clock.mjs';
import { LivePlayerContext } from './weixin/live-player-context.mjs';
import { virtualTime } from './weixin/virtual-time.mjs';

const { client, trapNext } = await watchedClient('adapters');
const { PlaywardError, superviseLivePlayer, superviseLivePusher, superviseVideo, superviseVideoContext } = client;

const A = 'https://example.test/live/a.m3u8';
const B = 'https://example.test/live/b.m3u8';
const FILM = 'https://example.test/film.mp4';

const STEP_MS = 250;

let clock;
let live;
let video;
let libraries;
/** What the page was asked, each with the way to answer. */
let asked;
let decision;

virtualTime(() => clock);

beforeEach(() => {
  clock = new Clock();
  asked = [];
  decision = null;
  live = null;
  video = new FakeVideo();
  libraries = { Hls: class extends FakeHls {}, mpegts: fakeMpegts() };
  libraries.Hls.made = [];
});
afterEach(() => {
  if (live) live.close();
  assert.deepEqual(clock.uncaught, []);
});

const options = (more) => ({
  policy: { seed: 1 },
  fetchAddress: (request) => new Promise((resolve, reject) => { asked.push({ request, resolve, reject }); }),
  ...more,
});
function watched(supervised) {
  live = supervised;
  live.on('decision', (made) => { decision = made; });
  return live;
}
const open = (more) => watched(superviseVideo(video, options(more)));
const openHls = (more) => open({ library: libraries.Hls, ...more });
const hls = () => libraries.Hls.made.at(-1);

/** Time passes; `each` is what the player does in every step. */
async function pass(spanMs, each = () => {}) {
  for (const endMs = clock.nowMs + spanMs; clock.nowMs < endMs;) {
    await clock.advance(STEP_MS);
    each();
    await clock.settle();
  }
}
/** The picture moves, with whatever else is true of it. */
const moving = (more = () => {}) => () => {
  if (video.paused) return;
  video.currentTime += STEP_MS / 1000;
  more();
  video.fire('timeupdate');
};
const playing = async (spanMs = 5000, more) => {
  await pass(spanMs, moving(more));
  assert.equal(decision.phase, 'playing');
};
const answer = async (number, value) => {
  asked[number].resolve(value);
  await clock.settle();
};
const loaded = () => video.calls.filter((call) => call.startsWith('src ')).map((call) => call.slice(4));
const loadedByHls = () => libraries.Hls.made.flatMap(({ calls }) => calls).filter((call) => call.startsWith('loadSource ')).map((call) => call.slice(11));
const starts = () => live.supervisor.stats(clock.nowMs).restarts;

describe('questions', () => {
  test('a late answer for one camera is not played in place of another', async () => {
    openHls();
    live.play();
    await clock.settle();
    live.play(B);
    await pass(1000);
    assert.equal(asked[0].request.signal.aborted, true);
    hls().say('ERROR', { fatal: true, details: 'manifestLoadError', response: { code: 403 } });
    await pass(6000);
    assert.equal(asked.length, 2);
    await answer(0, { url: A });
    assert.deepEqual(loadedByHls(), [B]);
    await answer(1, { url: `${B}?t=2` });
    assert.deepEqual(loadedByHls(), [B, `${B}?t=2`]);
  });

  test('one that was not answered in time is asked again, and its answer comes too late', async () => {
    openHls();
    live.play();
    await pass(60_000);
    assert.ok(asked.length > 1);
    assert.equal(asked[0].request.signal.aborted, true);
    const before = loadedByHls().length;
    await answer(0, { url: A });
    assert.equal(loadedByHls().length, before);
    await answer(asked.length - 1, { url: B });
    if (!loadedByHls().includes(B)) {
      await pass(40_000);
      await answer(asked.length - 1, { url: B });
    }
    assert.ok(!loadedByHls().includes(A));
    assert.ok(loadedByHls().includes(B));
  });

  test('play() again while the address is awaited does not touch its expiry: the next outage restarts', async () => {
    open();
    live.play();
    await clock.settle();
    live.play();
    await answer(0, { url: A, expiresAt: clock.nowMs / 1000 + 86_400 });
    live.play();
    await playing();
    video.error = { code: 2 };
    video.fire('error');
    await pass(6000);
    assert.equal(asked.length, 1);
    assert.ok(starts() > 0);
  });

  test('play() again while the address that is known has not been loaded does not touch its expiry either', async () => {
    video.ownerDocument.visibilityState = 'hidden';
    open();
    live.play(A);
    live.play();
    video.ownerDocument.visibilityState = 'visible';
    video.ownerDocument.fire('visibilitychange');
    await pass(3000);
    assert.deepEqual([loaded(), asked.length], [[A], 0]);
  });

  test('play(null) is play(): the address is asked for', async () => {
    open();
    live.play(null);
    await clock.settle();
    assert.deepEqual(asked.map(({ request }) => request.reason), ['none_yet']);
  });

  test('stop() aborts', async () => {
    open();
    live.play();
    await clock.settle();
    live.stop();
    assert.equal(asked[0].request.signal.aborted, true);
    await answer(0, { url: A });
    assert.deepEqual(loaded(), []);
  });

  test('an address that is good for one start is asked for anew at the next', async () => {
    open();
    live.play();
    await clock.settle();
    await answer(0, { url: A, once: true });
    await playing();
    video.error = { code: 2 };
    video.fire('error');
    await pass(6000);
    assert.equal(asked[1].request.reason, 'used_up');
  });

  test('are still answered after the wasm has trapped', async () => {
    open();
    live.play();
    await clock.settle();
    trapNext();
    assert.throws(() => live.dispatch({ type: 'online' }), { code: 'internal' });
    // The new instance is compiled outside of virtual time.
    while (decision.phase !== 'fetching' || !isUp()) await clock.settle();
    await answer(0, { url: A });
    assert.deepEqual(loaded(), [A]);
  });

  function isUp() {
    try {
      client.describeState(2004);
      return true;
    } catch {
      return false;
    }
  }
});

describe('renew()', () => {
  beforeEach(async () => {
    open();
    live.play(A);
    await playing();
  });

  test('loads what the page answers, and the picture plays on until then', async () => {
    const renewed = live.renew();
    await playing(2000);
    assert.equal(asked[0].request.reason, 'wished');
    assert.deepEqual(loaded(), [A]);
    await answer(0, { url: B });
    await renewed;
    assert.deepEqual(loaded(), [A, B]);
  });

  test('refused, it rejects with the page\'s own error, and the picture plays on', async () => {
    const own = new Error('no such quality');
    const refused = assert.rejects(live.renew(), (error) => error === own);
    await clock.settle();
    asked[0].reject(own);
    await refused;
    await playing(10_000);
    assert.deepEqual([loaded(), starts()], [[A], 0]);
  });

  test('unanswered, it rejects in time, and the picture plays on', async () => {
    let rejected = null;
    live.renew().catch((error) => { rejected = error; });
    await playing(14_000);
    assert.equal(rejected, null);
    await playing(2000);
    assert.ok(rejected instanceof PlaywardError);
    assert.deepEqual([loaded(), starts()], [[A], 0]);
  });
});

describe('a live view', () => {
  test('is played on after the system paused it with the home button', async () => {
    open();
    live.play(A);
    await playing();
    video.pause();
    await clock.advance(200);
    video.ownerDocument.visibilityState = 'hidden';
    video.ownerDocument.fire('visibilitychange');
    await pass(60_000);
    assert.equal(video.paused, true);
    video.ownerDocument.visibilityState = 'visible';
    video.ownerDocument.fire('visibilitychange');
    await pass(3000, moving());
    assert.equal(video.paused, false);
    assert.equal(decision.phase, 'playing');
  });

  test('stays paused when the page paused it in the name of the user', async () => {
    open();
    live.play(A);
    await playing();
    live.pause();
    video.ownerDocument.visibilityState = 'hidden';
    video.ownerDocument.fire('visibilitychange');
    await pass(60_000);
    video.ownerDocument.visibilityState = 'visible';
    video.ownerDocument.fire('visibilitychange');
    await pass(3000);
    assert.deepEqual([video.paused, decision.phase], [true, 'paused']);
    live.resume();
    await playing();
  });

  test('says that the browser wants a touch', async () => {
    video.refusal = 'NotAllowedError';
    open();
    live.play(A);
    await pass(1000);
    assert.deepEqual([decision.phase, decision.error.code], ['paused', 'gesture_required']);
    video.refusal = null;
    await video.play();
    await playing();
    assert.equal(decision.error, null);
  });

  for (const [name, start, to] of [
    ['mpegts.js', () => { open({ library: libraries.mpegts }); live.play(A); }, () => { video.buffered = upTo(video.currentTime + 41); }],
    ['hls.js', () => { openHls(); live.play(A); }, () => { hls().latency = 66; hls().liveSyncPosition = video.currentTime + 60; }],
    ['the browser', () => { open(); live.play(A); }, () => { video.seekable = upTo(video.currentTime + 41); }],
  ]) {
    test(`is brought back to the live edge: ${name}`, async () => {
      start();
      await playing(5000, () => { video.buffered = upTo(video.currentTime + 1); video.seekable = video.buffered; if (hls()) hls().latency = 6; });
      const { generation } = decision;
      const before = video.currentTime;
      to();
      await pass(STEP_MS, moving());
      assert.ok(video.currentTime > before + 40);
      assert.deepEqual([decision.phase, decision.generation, live.supervisor.stats(clock.nowMs).catchUps], ['playing', generation, 1]);
    });
  }

  test('in an encoding that the browser lacks is asked for in another, and then given up', async () => {
    openHls();
    live.play(A);
    await pass(500);
    const lacks = () => hls().say('ERROR', { fatal: true, details: 'bufferIncompatibleCodecsError' });
    lacks();
    await pass(6000);
    assert.deepEqual([asked[0].request.reason, asked[0].request.supportH265], ['h265_unsupported', false]);
    await answer(0, { url: B });
    await pass(500);
    lacks();
    await pass(6000);
    assert.deepEqual([decision.phase, decision.error.code, decision.error.retryable], ['failed', 'codec_unsupported', false]);
  });

  test('over a slow link is left alone while bytes come in', async () => {
    openHls();
    live.play(A);
    const frag = { type: 'main', stats: { loaded: 0 } };
    hls().say('FRAG_LOADING', { frag });
    await pass(40_000, () => { frag.stats.loaded += 5000; });
    assert.equal(starts(), 0);
    await pass(25_000);
    assert.ok(starts() > 0, 'nothing comes any more');
  });

  test('whose picture freezes while its clock goes on is an outage', async () => {
    let frames = 0;
    video.getVideoPlaybackQuality = () => ({ totalVideoFrames: frames });
    open();
    live.play(A);
    await playing(5000, () => { frames += 6; });
    await pass(15_000, moving());
    assert.ok(starts() > 0);
  });

  test('that is over says so, though its last segments play again and again', async () => {
    openHls();
    live.play(A);
    const source = (endSN, isLive) => hls().say('LEVEL_LOADED', { details: { endSN, live: isLive } });
    source(10, true);
    await playing(5000);
    source(11, true);
    await playing(2000);
    source(11, false);
    await pass(60_000, () => {
      // Whoever reloads sees the last three seconds again.
      if (video.currentTime < 3) moving()();
      source(11, false);
    });
    assert.equal(decision.error.code, 'stream_ended');
    assert.notEqual(decision.phase, 'playing');
  });

  test('in a small window is kept playing while its page is hidden', async () => {
    open();
    live.play(A);
    await playing();
    video.fire('enterpictureinpicture');
    video.ownerDocument.visibilityState = 'hidden';
    video.ownerDocument.fire('visibilitychange');
    video.error = { code: 2 };
    video.fire('error');
    await pass(6000);
    assert.ok(starts() > 0);
  });

  test('whose segments are refused gets another address before it stands', async () => {
    openHls();
    live.play(A);
    await playing();
    hls().say('ERROR', { fatal: false, details: 'fragLoadError', response: { code: 403 } });
    await playing(6000);
    assert.equal(asked[0].request.reason, 'address_refused');
    await answer(0, { url: B });
    assert.deepEqual(loadedByHls(), [A, B]);
  });
});

describe('an address', () => {
  test('that is dead from the first is replaced after a restart and a new player', async () => {
    openHls();
    live.play();
    await clock.settle();
    await answer(0, { url: A });
    const dead = () => {
      const player = hls();
      if (player.told === player.calls.length) return;
      player.told = player.calls.length;
      player.say('ERROR', { fatal: true, details: 'manifestLoadError', response: { code: 404 } });
    };
    const fromMs = clock.nowMs;
    while (asked.length < 2 && clock.nowMs < fromMs + 30_000) await pass(STEP_MS, dead);
    assert.deepEqual(asked.map(({ request }) => request.reason), ['none_yet', 'restarts_failed']);
    assert.deepEqual([starts(), libraries.Hls.made.length], [2, 2]);
    await answer(1, { url: B });
    await playing();
    assert.equal(loadedByHls().at(-1), B);
  });

  test('is played, and its break is mended, though the browser says from the first that there is no network', async () => {
    video.ownerDocument.defaultView.navigator.onLine = false;
    open();
    live.play();
    await clock.settle();
    await answer(0, { url: A });
    await playing(60_000);
    video.error = { code: 2 };
    video.fire('error');
    await pass(6000);
    assert.equal(starts(), 1);
    await playing();
  });
});

describe('an encoder that begins again with other parameters', () => {
  for (const [what, breaks] of [
    ['the stream ends', (player) => player.say('loading_complete')],
    ['the SourceBuffer refuses them', (player) => player.say('error', 'MediaError', 'MediaMSEError', { code: 11, msg: 'appendBuffer' })],
    ['nothing comes any more', () => {}],
  ]) {
    test(`is played by a new mpegts.js player at the first try: ${what}`, async () => {
      open({ library: libraries.mpegts });
      live.play('https://example.test/live/a.flv');
      await playing();
      const [old] = libraries.mpegts.made;
      breaks(old);
      await pass(13_500);
      assert.equal(libraries.mpegts.made.length, 2);
      assert.deepEqual(old.calls.slice(-1), ['destroy']);
      await playing();
      assert.equal(starts(), 1);
    });
  }
});

describe('a recording', () => {
  const start = async () => {
    open({ policy: { seed: 1, live: false } });
    live.play(FILM);
    video.duration = 600;
    video.fire('loadedmetadata');
    await playing(4000);
  };
  const breaks = async () => {
    video.error = { code: 2 };
    video.fire('error');
    await pass(6000);
    assert.ok(starts() > 0);
    video.seeking = false;
    video.fire('loadedmetadata');
  };

  test('goes on where it was', async () => {
    await start();
    const before = video.currentTime;
    await breaks();
    assert.ok(Math.abs(video.currentTime - before) <= 1, `${video.currentTime}`);
    await playing(3000);
  });

  test('whose stream begins where its address was asked for counts on from there', async () => {
    open({ policy: { seed: 1, live: false } });
    live.play();
    await clock.settle();
    await answer(0, { url: FILM, once: true });
    const metadata = () => {
      video.duration = Infinity;
      video.fire('loadedmetadata');
    };
    metadata();
    await playing(20_000);
    video.error = { code: 2 };
    video.fire('error');
    await pass(6000);
    const { reason, position } = asked.at(-1).request;
    assert.equal(reason, 'used_up');
    assert.ok(position > 15, String(position));
    await answer(1, { url: `${FILM}?t=2`, once: true });
    metadata();
    // Nowhere to go to: the stream is there already.
    assert.equal(video.currentTime, 0);
    await playing(5000);
    video.error = { code: 2 };
    video.fire('error');
    await pass(20_000);
    assert.ok(asked.at(-1).request.position > position + 3, String(asked.at(-1).request.position));
  });

  test('goes to where the user sought, though it was reloaded in the middle of that', async () => {
    await start();
    video.currentTime = 60;
    video.seeking = true;
    video.fire('seeking');
    await breaks();
    assert.equal(video.currentTime, 60);
  });
});

describe('a <live-player>', () => {
  test('that never answers stop() is stopped before every further play', async () => {
    const calls = [];
    const context = new LivePlayerContext(calls);
    context.stopAnswer = 'silence';
    watched(superviseLivePlayer({ context, setSrc: () => Promise.resolve() }, options({ policy: { seed: 1, longTailMs: 5000 } })));
    live.play('rtmp://example.test/live/1');
    await pass(120_000, () => {
      if (calls.at(-1) === 'play') live.handle({ type: 'statechange', detail: { code: -2301 } });
      for (const each of asked.splice(0)) each.resolve({ url: 'rtmp://example.test/live/1' });
    });
    assert.ok(calls.length > 10);
    assert.deepEqual(calls, Array.from(calls, (_, index) => (index % 2 ? 'stop' : 'play')));
  });
});

const component = { context: new LivePlayerContext([]), setSrc() {}, setUrl() {} };
for (const [name, supervised] of Object.entries({
  superviseVideo: (given) => superviseVideo(new FakeVideo(), given),
  superviseLivePlayer: (given) => superviseLivePlayer(component, given),
  superviseVideoContext: (given) => superviseVideoContext(component, given),
  superviseLivePusher: (given) => superviseLivePusher(component, given),
})) {
  for (const policy of [undefined, null, {}, { seed: undefined }, { seed: null }]) {
    test(`a crowd draws its seeds where each page gives ${name} the policy ${JSON.stringify(policy)}`, () => {
      const seeds = Array.from({ length: 4 }, () => {
        const one = supervised(options({ policy }));
        const { seed } = one.supervisor.snapshot().policy;
        one.close();
        return seed;
      });
      assert.ok(new Set(seeds).size > 1);
    });
  }
}
