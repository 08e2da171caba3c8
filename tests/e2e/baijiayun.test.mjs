// The Baijiayun tab as a person meets it, in front of the sandbox: upload, transcoding, qualities, addresses that run out.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';

/** A slow machine with much else to do. */
const WAIT_MS = 30000;
const POLL_MS = 50;
const MOVES_SECONDS = 0.5;
const CLIP = fileURLToPath(new URL('../../examples/h5/clip/episode-2.mp4', import.meta.url));
const SHOTS = fileURLToPath(new URL('./shots/', import.meta.url));
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
let demo;
let cloud;
let page;
const errors = [];

before(async () => {
  await ensureCommands(['chromium']);
  mkdirSync(SHOTS, { recursive: true });
  [browser, demo] = await Promise.all([launchBrowser(), startDemo({ loop: true })]);
  cloud = demo.sandbox.baijiayun;
  // Copies are quicker, and there are as many qualities as were asked for.
  cloud.configure({ ffmpeg: false });
});
after(async () => {
  if (browser) await browser.close();
  if (demo) await demo.close();
});
afterEach(() => {
  cloud.clear();
  assert.deepEqual(errors, []);
});

async function open() {
  page = await (await browser.newContext({ viewport: DESKTOP })).newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${demo.url}#baijiayun`);
}

/** @param {string} condition over `demo` @param {unknown} [given] as `given` in it */
async function until(condition, given = null) {
  await page.waitForFunction(`((given) => ${condition})(${JSON.stringify(given)})`, null, { timeout: WAIT_MS, polling: POLL_MS }).catch(async (error) => {
    const seen = await page.evaluate(() => ({ phase: demo.phase, decision: demo.decision, position: demo.video.currentTime, choice: demo.choice, shown: document.getElementById('tab').innerText }));
    throw new Error(`not within ${WAIT_MS} ms: ${condition} with ${JSON.stringify(given)}; ${JSON.stringify(seen)}`, { cause: error });
  });
}

/** The picture moves on from where it is now. @returns {Promise<number>} where that is */
async function moves() {
  await until('demo.phase === "playing" && !demo.video.seeking');
  const from = await read('demo.video.currentTime');
  await until('demo.phase === "playing" && demo.video.currentTime > given', from + MOVES_SECONDS);
  return from;
}

const read = (expression) => page.evaluate(expression);
const click = (selector) => page.locator(selector).click();
const shows = (selector, words) => page.locator(selector, { hasText: words }).first().waitFor();
const plays = (quality) => until('demo.phase === "playing" && demo.choice.quality === given', quality);
const asked = () => cloud.requests('video/getUrl').length;

/** From the beginning, and with addresses that are new. Playing has been proven then: it is some way in. */
async function begin(quality) {
  await click(`[data-quality="${quality}"]`);
  await click('.videos [data-state="transcoded"]');
  await until('demo.phase === "playing" && demo.stats.addressFetches === 1 && demo.choice.quality === given', quality);
}

describe('Baijiayun', () => {
  test('a clip is uploaded and transcoded, and plays; the key stays on the server', async () => {
    const bodies = [];
    await open();
    page.on('response', async (response) => {
      if (/json/.test(response.headers()['content-type'] || '')) bodies.push(await response.text().catch(() => ''));
    });
    await shows('#notice', '还没有视频');
    await click('#clip');
    await shows('.videos .state', '转码中');
    await shows('#sending', '上传完成');
    await shows('.videos [data-state="transcoded"] .state', '转码成功');
    await plays('high');
    await moves();
    await shows('#playing', '正在播放高清');
    await page.screenshot({ path: `${SHOTS}h5-baijiayun.png` });
    assert.ok(bodies.some((body) => body.includes('playInfo')));
    assert.ok(bodies.every((body) => !body.includes(cloud.account.partnerKey)));
    assert.doesNotMatch(await page.locator('#tab').innerText(), /token=|fid=|[0-9a-f]{32}/);
  });

  test('another quality goes on where the one before was; what is not there is the nearest', async () => {
    await begin('high');
    const before = asked();
    const src = await read('demo.video.src');
    const at = await read('demo.video.currentTime');
    await click('[data-quality="low"]');
    await plays('low');
    assert.ok(await moves() >= at - 0.5);
    assert.notEqual(await read('demo.video.src'), src);
    await click('[data-quality="1080p"]');
    await plays('superHD');
    await shows('#playing', '没有1080p，播放最接近的超清');
    assert.equal(asked(), before);
    await page.locator('playward-live .seek').fill('11');
    await until('demo.phase === "ended"');
    await click('playward-live .retry');
    await plays('superHD');
    assert.ok(await read('demo.video.currentTime') < 11);
  });

  test('addresses that are refused are replaced; quality and position stay', async () => {
    await begin('superHD');
    const before = asked();
    const at = await read('demo.video.currentTime');
    await click('#expire');
    await until('demo.stats.addressFetches === 2');
    await plays('superHD');
    assert.ok(await moves() >= at - 0.5);
    assert.equal(asked(), before + 1);
    assert.equal(await read('demo.wanted'), 'superHD');
  });

  test('a transcoding that failed disturbs nothing; a choice among addresses that have run out meanwhile asks for new ones', async () => {
    await page.setViewportSize(PHONE);
    await begin('high');
    await click('#short');
    await until('demo.phase === "playing" && demo.addressLeft <= 5');
    await click('#fail');
    await page.locator('#fail[aria-pressed="true"]').waitFor();
    await page.locator('#file').setInputFiles(CLIP);
    await shows('.videos [data-state="transcode_failed"] .state', '转码失败');
    await shows('#notice', 'episode-2：转码失败，不能播放');
    await page.locator('.videos [data-state="transcode_failed"]:disabled').waitFor();
    await page.locator('#fail[aria-pressed="false"]').waitFor();
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    assert.ok(wide <= screen, `${wide} px on a screen of ${screen} px`);

    await until('demo.addressLeft === 0');
    const before = asked();
    await click('[data-quality="low"]');
    await until('demo.addressLeft > 0');
    await plays('low');
    assert.ok(asked() > before);
    assert.equal(await read('demo.item.name'), '雨巷来信');
  });
});
