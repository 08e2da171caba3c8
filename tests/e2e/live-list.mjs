// Live means live, in a real browser with hls.js and mpegts.js: old pictures are not called playing, what fell behind comes back to the
// live edge, and what plays is left alone. See tests/e2e/faults.test.mjs for streams that break.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { FrozenHls } from './frozen-hls.mjs';
import { Viewer } from './viewer.mjs';

const FULL = process.env.PLAYWARD_FULL === '1';

/** A slow machine with much else to do. */
const START_MS = 45000;
const NOTICED_MS = 60000;
const RECOVERY_MS = 45000;

/** So soon after there is something new the picture is back. */
const BACK_MS = 20000;
/** How long a source has nothing new. */
const OLD_MS = FULL ? 75000 : 30000;
/** How long nobody looks: longer than a live view may fall behind. */
const AWAY_MS = FULL ? 40000 : 15000;
const MOST_BEHIND_MS = 10000;
const CAUGHT_UP_MS = 5000;
const SLOW_MS = FULL ? 120000 : 45000;
const SLOW_SHARE = 0.95;
/** The clock has gone on without a new picture at least so long: the watchdog's 8 s, less what a report may be late. */
const STANDS_MS = 7000;
/** The picture comes in pieces of this length: one may be counted for the one and not yet for the other. */
const SEGMENT_MS = 1000;

/** The page, with a policy, and with addresses that are good for so long. */
const pageOf = (demo, { policy = {}, seconds } = {}) => {
  const query = new URLSearchParams({ policy: JSON.stringify(policy), ...(seconds ? { seconds } : {}) });
  return `${demo.url}#live?${query}`;
};

let browser;

/** What every test of an engine starts with, and ends with. */
function stage(engine) {
  const own = { demo: null };
  before(async () => {
    own.demo = await startDemo();
    await own.demo.stream.flowing();
  });
  after(() => own.demo && own.demo.close());

  /** @param {string} name @param {(viewer: Viewer, stream: import('../../examples/h5/streams/live-stream.mjs').LiveStream, context: object) => Promise<void>} act @param {object} [page] */
  own.test = (name, act, page) => test(name, async (context) => {
    const { demo } = own;
    const viewer = await Viewer.open(browser, pageOf(demo, page), engine);
    try {
      await viewer.until('demo.phase === "playing" && recorder.movedMs(0) > 2000', START_MS);
      await act(viewer, demo.stream, context);
      assert.deepEqual(viewer.errors, []);
    } finally {
      await viewer.close();
      await demo.stream.revive();
      await demo.stream.flowing();
    }
  });
  return own;
}

/** The browser's own words for a page that is hidden, which no headless browser can be. */
const visibility = (viewer, state) => viewer.page.evaluate((now) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
  document.dispatchEvent(new Event('visibilitychange'));
}, state);
const element = (viewer, event) => viewer.page.evaluate((name) => { demo.video.dispatchEvent(new Event(name)); }, event);
/** Time that passes in the page; nothing is to be seen meanwhile. */
const away = (viewer, ms) => viewer.until(`Date.now() > ${Date.now() + ms}`, ms + START_MS);

/** The picture is back near the live edge, soon. */
async function caughtUp(viewer, context) {
  const fromMs = Date.now();
  await viewer.until(`demo.phase === "playing" && demo.decision.behindMs !== null && demo.decision.behindMs < ${MOST_BEHIND_MS}`, CAUGHT_UP_MS);
  context.diagnostic(`${await viewer.read('demo.decision.behindMs')} ms behind after ${Date.now() - fromMs} ms`);
  await viewer.until(`recorder.movedMs(${Date.now()}) > 2000`, RECOVERY_MS);
  assert.ok(await viewer.read('demo.decision.behindMs') < MOST_BEHIND_MS);
}

/** A source that has nothing new: from the first outage on nothing that plays again is called playing. */
async function nothingNew(viewer, stream, fault, code, context) {
  const brokenAtMs = Date.now();
  await stream.gate.set(fault);
  await viewer.until(`demo.decision.error && demo.decision.error.code === "${code}"`, NOTICED_MS);
  await viewer.page.locator('#not-live').waitFor();
  await viewer.until(`Date.now() > ${brokenAtMs + OLD_MS} && demo.phase === "backoff"`, OLD_MS + NOTICED_MS);
  const phases = await viewer.read(`recorder.phases(${brokenAtMs})`);
  const firstOutage = phases.indexOf('backoff');
  assert.ok(!phases.slice(firstOutage).includes('playing'), phases.join());
  assert.equal(await viewer.read('demo.decision.error.code'), code);

  const bytesBefore = stream.gate.mediaBytes;
  await stream.gate.set(null);
  const returnedAtMs = Date.now();
  await viewer.until('demo.phase === "playing"', BACK_MS);
  context.diagnostic(`back after ${Date.now() - returnedAtMs} ms; ${phases.join(' ')}`);
  assert.ok(stream.gate.mediaBytes > bytesBefore, 'what moves is the stream');
  assert.equal(await viewer.read('demo.decision.error'), null);
  await viewer.page.locator('#not-live').waitFor({ state: 'hidden' });
}

/** Not seen for a while. */
async function comesBack(viewer, context) {
  await viewer.page.locator('playward-live .toggle').click();
  await viewer.until('demo.phase === "paused"', RECOVERY_MS);
  await away(viewer, AWAY_MS);
  await viewer.page.locator('playward-live .toggle').click();
  await caughtUp(viewer, context);
}

/** A browser pauses a hidden picture without sound, and says so before or after it says hidden. */
async function isShownAgain(viewer, context) {
  await viewer.page.evaluate(() => demo.video.pause());
  await visibility(viewer, 'hidden');
  await viewer.until('demo.phase === "suspended"', RECOVERY_MS);
  await away(viewer, AWAY_MS);
  assert.equal(await viewer.read('demo.wakeInMs'), null);
  await visibility(viewer, 'visible');
  await caughtUp(viewer, context);
  assert.equal(await viewer.read('demo.video.paused'), false);
}

/** The camera sends what this browser cannot decode. */
async function changesCodec(viewer, stream, context) {
  if (await viewer.read('demo.decodesH265')) return context.skip('this browser decodes H.265');
  const brokenAtMs = Date.now();
  await stream.gate.set('h265');
  await viewer.until(`demo.phase === "playing" && recorder.phases(${brokenAtMs}).includes("backoff")`, NOTICED_MS);
  const asked = (await viewer.read('demo.trace.events')).map(({ rule }) => rule);
  assert.ok(asked.includes('h265_unsupported'), asked.join());
  await viewer.until(`recorder.movedMs(${Date.now()}) > 1000`, RECOVERY_MS);
}

/** The small window is the browser's own where it has one for pages; a click is what it wants for it. Else its events are all there is of it. */
async function enterSmallWindow(viewer) {
  // Only Chromium takes a click from a test.
  if (browser.browserType().name() !== 'chromium') {
    await element(viewer, 'enterpictureinpicture');
    return { what: 'its events', leave: () => element(viewer, 'leavepictureinpicture') };
  }
  const session = await viewer.context.newCDPSession(viewer.page);
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: 'demo.video.requestPictureInPicture()', userGesture: true, awaitPromise: true });
  assert.equal(exceptionDetails, undefined);
  // The document names the element around it, whose root names the video.
  await viewer.until('demo.video.getRootNode().pictureInPictureElement === demo.video', RECOVERY_MS);
  return { what: 'a real one', leave: () => viewer.page.evaluate(() => document.exitPictureInPicture()) };
}

/** A browser has one small window. Another page that opens it takes it away from the page that has it. */
let smallWindow = Promise.resolve();

/** The stream breaks while the picture is watched in the small window. */
async function floats(viewer, stream, context) {
  const free = smallWindow;
  let letGo;
  smallWindow = new Promise((resolve) => { letGo = resolve; });
  await free;
  try {
    await floatsAlone(viewer, stream, context);
  } finally {
    letGo();
  }
}

async function floatsAlone(viewer, stream, context) {
  const { what, leave } = await enterSmallWindow(viewer);
  await visibility(viewer, 'hidden');
  await viewer.until('demo.phase === "playing"', RECOVERY_MS);
  const brokenAtMs = Date.now();
  await stream.gate.set('reset');
  await viewer.until(`recorder.phases(${brokenAtMs}).includes("backoff")`, NOTICED_MS);
  await stream.gate.set(null);
  await viewer.until(`demo.phase === "playing" && recorder.movedMs(${Date.now()}) > 2000`, RECOVERY_MS);
  assert.ok(!(await viewer.read('recorder.phases(0)')).includes('suspended'));
  context.diagnostic(`the small window: ${what}`);
  await leave();
  await viewer.until('demo.phase === "suspended"', RECOVERY_MS);
}

/** @param {string} command of the browser @param {() => Promise<import('playwright-core').Browser>} launch */
export const liveMeansLive = (command, launch) => describe(`live means live in ${command}`, { concurrency: 2 }, () => {
  before(async () => {
    await ensureCommands(['ffmpeg', 'nginx', command]);
    browser = await launch();
  });
  after(() => browser && browser.close());

  describe('hls', { concurrency: 1 }, () => {
    const hls = stage('hls');
    // The long tail is what is waited for at most.
    const policy = { longTailMs: 10000 };
    hls.test('a playlist that stays as it is', (viewer, stream, context) => nothingNew(viewer, stream, 'stale', 'stream_stale', context), { policy });
    hls.test('a playlist that says that it has ended', (viewer, stream, context) => nothingNew(viewer, stream, 'eof', 'stream_ended', context), { policy });
    hls.test('after a pause it is at the live edge', (viewer, stream, context) => comesBack(viewer, context));
    hls.test('hidden and shown it is at the live edge', (viewer, stream, context) => isShownAgain(viewer, context));
    // Firefox calls each request that is reset an error of the page.
    if (command === 'chromium') hls.test('in a small window it is brought back though its page is hidden', (viewer, stream, context) => floats(viewer, stream, context));
    hls.test('an encoding that the browser lacks', (viewer, stream, context) => changesCodec(viewer, stream, context));

    hls.test('a slow link is not called dead, and shows what hls.js alone shows', async (viewer, stream, context) => {
      const alone = await viewer.context.newPage();
      await alone.addScriptTag({ path: 'node_modules/hls.js/dist/hls.min.js' });
      await alone.evaluate((url) => {
        window.video = document.body.appendChild(Object.assign(document.createElement('video'), { muted: true }));
        const player = new window.Hls();
        player.loadSource(url);
        player.attachMedia(window.video);
        window.video.play();
      }, stream.addresses.issue(stream.gate.origin, 'hls').url);
      await alone.waitForFunction('video.currentTime > 2', null, { timeout: START_MS });
      // Only what is shown counts, not where it jumps to.
      const watch = (video) => {
        const seen = { ms: 0, position: video.currentTime, atMs: performance.now() };
        setInterval(() => {
          const [position, atMs] = [video.currentTime, performance.now()];
          seen.ms += Math.max(0, Math.min((position - seen.position) * 1000, atMs - seen.atMs));
          Object.assign(seen, { position, atMs });
        }, 50);
        window.seen = seen;
      };
      await stream.gate.set('slow');
      const slowAtMs = Date.now();
      await Promise.all([viewer.page.evaluate(`(${watch})(demo.video)`), alone.evaluate(`(${watch})(video)`)]);
      await away(viewer, SLOW_MS);
      const [ours, theirs] = await Promise.all([viewer.read('seen.ms'), alone.evaluate('seen.ms')]);
      context.diagnostic(`${Math.round(ours)} ms of picture, alone ${Math.round(theirs)} ms`);
      const phases = await viewer.read(`recorder.phases(${slowAtMs})`);
      assert.ok(!phases.includes('backoff') && !phases.includes('failed'), phases.join());
      assert.ok(phases.includes('stalled'), 'it is slow indeed');
      assert.ok(ours + SEGMENT_MS >= theirs * SLOW_SHARE, `${ours} ms of picture, alone ${theirs} ms`);
    });

    test('a picture that is frozen while the sound goes on is noticed', async (context) => {
      const stream = await FrozenHls.open();
      context.after(() => stream.close());
      const viewer = await Viewer.open(browser, stream.origin);
      try {
        await viewer.until('window.demo && demo.phase === "playing" && recorder.movedMs(0) > 2000', START_MS);
        stream.freeze();
        await viewer.until('demo.decisions.some(({ phase }) => phase === "backoff")', NOTICED_MS);
        const { rule, withoutPictureMs } = await viewer.read('demo.decisions.find(({ phase }) => phase === "backoff")');
        assert.equal(rule, 'frozen');
        assert.ok(withoutPictureMs > STANDS_MS, `the clock went on for ${withoutPictureMs} ms`);
        stream.heal();
        const pictures = await viewer.read('demo.pictures');
        await viewer.until(`demo.phase === "playing" && demo.pictures > ${pictures + 50}`, RECOVERY_MS);
        context.diagnostic(`${Math.round(withoutPictureMs)} ms of sound without a new picture`);
        assert.deepEqual(viewer.errors, []);
      } finally {
        await viewer.close();
      }
    });

    // Good for so long, which is beyond what is buffered.
    const seconds = 25;
    hls.test('a token that ends is replaced before', async (viewer, stream, context) => {
      await runsOut(viewer, stream, seconds, 2000, context);
      assert.ok((await viewer.read('demo.trace.events')).some(({ rule }) => rule === 'address_expires_soon'));
    }, { seconds, policy: { refreshMarginSeconds: 5 } });
    hls.test('a token that ends is replaced at the first refusal', async (viewer, stream, context) => {
      await runsOut(viewer, stream, seconds, 8000, context);
      assert.ok((await viewer.read('demo.trace.events')).some(({ rule }) => rule === 'address_refused'));
    }, { seconds, policy: { refreshMarginSeconds: 5, renewWhilePlaying: false } });
  });

  describe('mpegts', { concurrency: 1 }, () => {
    const mpegts = stage('mpegts');
    mpegts.test('after a pause it is at the live edge', (viewer, stream, context) => comesBack(viewer, context));
    mpegts.test('hidden and shown it is at the live edge', (viewer, stream, context) => isShownAgain(viewer, context));
    mpegts.test('an encoding that the browser lacks', (viewer, stream, context) => changesCodec(viewer, stream, context));

    mpegts.test('a picture that is frozen while the sound goes on is noticed', async (viewer, stream) => {
      const brokenAtMs = Date.now();
      await stream.gate.set('frozen');
      await viewer.until(`recorder.phases(${brokenAtMs}).includes("backoff")`, NOTICED_MS);
      const { events } = await viewer.read('demo.trace');
      assert.ok(events.some(({ rule }) => rule === 'frozen'));
      await viewer.page.locator('#not-live[data-reason="frozen"]').waitFor();
      await stream.gate.set(null);
      await viewer.until('demo.phase === "playing"', RECOVERY_MS);
      await viewer.page.locator('#not-live').waitFor({ state: 'hidden' });
    });

    mpegts.test('in a small window it is brought back though its page is hidden', (viewer, stream, context) => floats(viewer, stream, context));
  });
});

/** Beyond the end of the first token. */
async function runsOut(viewer, stream, seconds, mostMs, context) {
  const askedBefore = stream.addresses.asked;
  const fromMs = Date.now();
  const answered = 'demo.trace.events.filter(({ event }) => event.type === "address").length';
  const before = await viewer.read(answered);
  await viewer.until(`recorder.movedMs(${fromMs}) > 1000 && Date.now() > ${fromMs + seconds * 1000}`, seconds * 1000 + START_MS);
  // A refusal is answered within 5 s: a whole edge may refuse at once.
  await viewer.until(`${answered} > ${before} && demo.phase === "playing" && recorder.stillMs() < 500`, RECOVERY_MS);
  const stillMs = await viewer.read(`recorder.longestStillMs(${fromMs})`);
  context.diagnostic(`still for ${stillMs} ms, asked ${stream.addresses.asked - askedBefore} times`);
  assert.ok(stream.addresses.asked > askedBefore);
  assert.ok(stillMs < mostMs, `still for ${stillMs} ms`);
}
