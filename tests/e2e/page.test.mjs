// The demo page as a person meets it: its buttons, its words, a phone, and the two pictures of it.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { replay } from '../../pkg/playward/node.mjs';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';
import { Viewer } from './viewer.mjs';

/** A slow machine with much else to do. */
const START_MS = 45000;
const RECOVERY_MS = 45000;
const PLAYING = 'demo.phase === "playing" && recorder.movedMs(0) > 1500';

/** The picture for the README is made on purpose only, so that a test run changes no file of the repository. */
const SHOTS = fileURLToPath(new URL('./shots/', import.meta.url));
const README_PICTURE = fileURLToPath(new URL('../../docs/h5-demo.png', import.meta.url));
const forReadme = process.env.PLAYWARD_SCREENSHOT === '1';
const picture = forReadme ? README_PICTURE : `${SHOTS}h5-demo.png`;
/** Figures of a minute say more than those of a moment. */
const WATCHED_MS = forReadme ? 60000 : 0;

let browser;
let demo;
let viewer;

before(async () => {
  await ensureCommands(['ffmpeg', 'nginx', 'chromium']);
  for (const folder of [SHOTS, dirname(picture)]) mkdirSync(folder, { recursive: true });
  [browser, demo] = await Promise.all([launchBrowser(), startDemo()]);
  await demo.stream.flowing();
});
after(async () => {
  if (browser) await browser.close();
  if (demo) await demo.close();
});
afterEach(async () => {
  const { errors } = viewer;
  await viewer.close();
  // A test that failed leaves the stream to the next one as it should be.
  await demo.stream.gate.set(null);
  assert.deepEqual(errors, []);
});

const open = async (engine = 'mpegts', viewport) => {
  viewer = await Viewer.open(browser, demo.url, engine, viewport);
  await viewer.until(PLAYING, START_MS);
  return viewer.page;
};
const phase = (name) => viewer.until(`demo.phase === "${name}"`, RECOVERY_MS);
/** Until the page has drawn it: it draws what was decided a moment later. */
const drawn = (selector, { words, ...state } = {}) => viewer.page.locator(selector, words && { hasText: words }).waitFor({ timeout: RECOVERY_MS, ...state });

describe('the page', () => {
  test('plays by itself, in Chinese, and has its picture taken', async () => {
    const page = await open('mpegts', { width: 1440, height: 900 });
    await drawn('#phase', { words: /^播放中$/ });
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
    await drawn('playward-live .cover', { state: 'hidden' });

    // Something to see: an outage that is over.
    await viewer.until(`recorder.movedMs(0) > ${WATCHED_MS}`, START_MS + WATCHED_MS);
    await page.locator('#fault-reset').click();
    await phase('backoff');
    await drawn('playward-live .spinner');
    await page.screenshot({ path: `${SHOTS}h5-demo-backoff.png` });
    await page.locator('#heal').click();
    await phase('playing');
    const from = await viewer.read('Date.now()');
    await viewer.until(`recorder.movedMs(${from}) > 2000`, RECOVERY_MS);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: picture, fullPage: true });

    await page.locator('#language').click();
    await drawn('#phase', { words: /^playing$/ });
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.screenshot({ path: `${SHOTS}h5-demo-en.png`, fullPage: true });
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('button')].filter((button) => !(button.textContent.trim() || button.ariaLabel)).map(({ id }) => id)), []);
  });

  test('on a phone nothing is wider than the screen', async () => {
    const page = await open('hls', { width: 360, height: 740 });
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    assert.ok(wide <= screen, `${wide} px on a screen of ${screen} px`);
    await page.screenshot({ path: `${SHOTS}h5-demo-phone.png`, fullPage: true });
  });

  test('why there is no address is shown, and asked again', async () => {
    const page = await open();
    await page.locator('#fault-device').click();
    await viewer.until('demo.decision.error && demo.phase === "backoff"', RECOVERY_MS);
    await drawn('playward-live .error', { words: /^设备不在线/ });
    await page.screenshot({ path: `${SHOTS}h5-demo-offline.png` });
    await page.locator('#heal').click();
    await phase('playing');
    await drawn('playward-live .cover', { state: 'hidden' });
  });

  test('hidden it is suspended, with nothing pending; shown it goes on', async () => {
    const page = await open();
    await page.locator('#hide').click();
    await phase('suspended');
    assert.equal(await viewer.read('demo.wakeInMs'), null);
    await page.locator('#hide').click();
    await phase('playing');
  });

  test('a hidden page leaves a dead stream alone, and picks it up when it is shown', async () => {
    const page = await open();
    await page.locator('#hide').click();
    await page.locator('#fault-servers').click();
    await viewer.until('recorder.stillMs() > 1000', RECOVERY_MS);
    const restarts = (await viewer.now()).stats.restarts;
    await page.locator('#heal').click();
    await page.locator('#stream-state[data-broken="false"]').waitFor();
    assert.equal((await viewer.now()).stats.restarts, restarts);
    await page.locator('#hide').click();
    await phase('playing');
  });

  test('offline while the picture moves changes nothing', async () => {
    const page = await open();
    await page.context().setOffline(true);
    await viewer.until('demo.trace.events.some(({ rule, phase }) => rule === "offline_but_playing" && phase === "playing")', START_MS);
    await page.context().setOffline(false);
    // The picture that moved has taken the hint back already.
    await viewer.until('demo.trace.events.some(({ event, phase }) => event.type === "online" && phase === "playing")', START_MS);
    assert.equal(await viewer.read('demo.stats.restarts'), 0);
  });

  test('offline while it is down waits for the network, and asks for nothing', async () => {
    const page = await open();
    // The other way round, a picture that still moves would take the hint back.
    await page.locator('#fault-reset').click();
    await phase('backoff');
    await page.locator('#offline').click();
    await phase('suspended');
    assert.equal(await viewer.read('demo.wakeInMs'), null);
    await page.locator('#heal').click();
    await page.locator('#stream-state[data-broken="false"]').waitFor();
    await page.locator('#offline').click();
    await phase('playing');
  });

  test('pause, play, stop and play, with the keyboard alone', async () => {
    const page = await open();
    const press = async (selector, key) => {
      await page.locator(selector).focus();
      await page.keyboard.press(key);
    };
    await press('playward-live .toggle', 'Space');
    await phase('paused');
    await drawn('playward-live .toggle[aria-label="播放"]');
    await page.screenshot({ path: `${SHOTS}h5-demo-paused.png` });
    await press('playward-live .toggle', 'Enter');
    await phase('playing');
    await press('#stop', 'Enter');
    await phase('stopped');
    assert.equal(await viewer.read('demo.wakeInMs'), null);
    await press('playward-live .retry', 'Enter');
    await phase('playing');
  });

  test('the trace is a file that holds no secret and replays to the same decisions', async () => {
    const page = await open();
    await page.locator('#fault-forbidden').click();
    await phase('backoff');
    await page.locator('#heal').click();
    await phase('playing');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#download').click()]);
    assert.match(download.suggestedFilename(), /^playward-trace-\d{14}\.json$/);
    const text = readFileSync(await download.path(), 'utf8');
    assert.doesNotMatch(text, /txSecret|txTime/);
    const trace = JSON.parse(text);
    const { decisions } = replay(trace);
    assert.deepEqual(decisions.map(({ rule }) => rule), trace.events.map(({ rule }) => rule));
    await page.locator('#replay').click();
    assert.equal(await page.locator('#replay-result').getAttribute('data-same'), 'true');
  });

  test('another engine starts anew', async () => {
    const page = await open();
    await page.locator('[name="engine"][value="hls"]').check({ force: true });
    await phase('playing');
    assert.equal(await viewer.read('demo.stats.restarts'), 0);
    if (await page.locator('[name="engine"][value="native"]').isDisabled()) return;
    await page.locator('[name="engine"][value="native"]').check({ force: true });
    await phase('playing');
  });
});

describe('a browser that wants a click before there is sound', () => {
  test('is no outage, and the click plays', async () => {
    const strict = await launchBrowser({ autoplay: false });
    try {
      viewer = await Viewer.open(strict, `${demo.url}#sound`, 'mpegts');
      await viewer.page.waitForEvent('console', { predicate: (message) => message.text() === 'phase paused', timeout: START_MS });
      await viewer.page.locator('playward-live .retry').click();
      await viewer.until(PLAYING, START_MS);
      // The click goes on with what is there: nothing was lost, and no address spent.
      const { restarts, addressFetches } = await viewer.read('demo.stats');
      assert.deepEqual({ restarts, addressFetches }, { restarts: 0, addressFetches: 1 });
      const phases = (await viewer.read('demo.trace.events')).map(({ phase }) => phase);
      const lost = phases.slice(0, phases.lastIndexOf('paused')).filter((phase) => ['stalled', 'reconnecting', 'backoff'].includes(phase));
      assert.deepEqual(lost, []);
    } finally {
      await strict.close();
    }
  });
});

describe('without ffmpeg', () => {
  test('the clip plays on beyond its end, and HLS is not offered', async () => {
    const loop = await startDemo({ loop: true });
    try {
      viewer = await Viewer.open(browser, loop.url, 'mpegts');
      // It is 8 s long.
      await viewer.until('demo.video.currentTime > 10', START_MS);
      assert.equal(await viewer.read('demo.stats.restarts'), 0);
      assert.ok(await viewer.page.locator('[name="engine"][value="hls"]').isDisabled());
      await viewer.page.locator('#fault-servers').click();
      await phase('backoff');
      await viewer.page.locator('#heal').click();
      await phase('playing');
    } finally {
      await loop.close();
    }
  });
});
