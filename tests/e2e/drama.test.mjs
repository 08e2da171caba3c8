// The mini-drama and 小智宝 tabs as a person meets them: episodes, links that run out, trials and audits; a verdict on a form.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';

/** A slow machine with much else to do. */
const WAIT_MS = 45000;
const POLL_MS = 50;
const MOVES_SECONDS = 0.8;

const SHOTS = fileURLToPath(new URL('./shots/', import.meta.url));
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
let demo;
let cloud;
let page;
let errors = [];

before(async () => {
  await ensureCommands(['chromium']);
  mkdirSync(SHOTS, { recursive: true });
  [browser, demo] = await Promise.all([launchBrowser(), startDemo({ loop: true })]);
  cloud = demo.sandbox.weixin;
});
after(async () => {
  if (browser) await browser.close();
  if (demo) await demo.close();
});
afterEach(async () => {
  if (page) await page.context().close();
  page = null;
  assert.deepEqual(errors.splice(0), []);
});

async function open(hash, viewport = DESKTOP) {
  page = await (await browser.newContext({ viewport })).newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(demo.url + hash);
}

/** @param {string} condition over `demo` @param {unknown} [given] as `given` in it */
async function until(condition, given = null) {
  await page.waitForFunction(`((given) => ${condition})(${JSON.stringify(given)})`, null, { timeout: WAIT_MS, polling: POLL_MS }).catch(async (error) => {
    const seen = await page.evaluate(() => ({ phase: demo.phase, decision: demo.decision, position: demo.video.currentTime, link: demo.link, verdict: demo.verdict }));
    throw new Error(`not within ${WAIT_MS} ms: ${condition} with ${JSON.stringify(given)}; ${JSON.stringify(seen)}`, { cause: error });
  });
}

/** The picture moves on from where it is now. */
async function moves() {
  await until('demo.phase === "playing"');
  const from = await read('demo.video.currentTime');
  await until('demo.phase === "playing" && demo.video.currentTime > given', from + MOVES_SECONDS);
}

const read = (expression) => page.evaluate(expression);
const click = (selector) => page.locator(selector).click();
const shows = (selector, words) => page.locator(selector, { hasText: words }).waitFor();
const plays = (number) => until('demo.phase === "playing" && demo.episode.name.endsWith(given)', `第${number}集`);
const seek = (seconds) => page.locator('#seek').fill(String(seconds));
const links = () => cloud.requests('getmedialink').length;

/** Nothing of the page is wider than the screen, and no button is without a name. */
async function fits() {
  const { wide, screen, nameless } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: innerWidth,
    nameless: [...document.querySelectorAll('button:not([hidden])')].filter((button) => !(button.textContent.trim() || button.ariaLabel)).map(({ outerHTML }) => outerHTML),
  }));
  assert.ok(wide <= screen, `${wide} px on a screen of ${screen} px`);
  assert.deepEqual(nameless, []);
}

describe('mini-dramas', () => {
  test('an episode plays, and the next one after it', async () => {
    await open('#drama');
    await plays(1);
    await moves();
    assert.deepEqual(await page.locator('.drama-card .state').allTextContents(), ['审核通过', '审核中', '审核驳回']);
    await fits();
    await page.screenshot({ path: `${SHOTS}h5-drama.png`, fullPage: true });
    await seek(11);
    await plays(2);
    await moves();
    await page.locator('[data-episode="2"][aria-pressed="true"]').waitFor();
    await click('#next');
    await plays(3);
    assert.equal(await page.locator('#next').isDisabled(), true);
  });

  test('a link that is refused is renewed, and the picture goes on where it was', async () => {
    await open('#drama');
    await plays(1);
    await moves();
    const before = links();
    const at = await read('demo.video.currentTime');
    await click('#expire');
    await until('demo.decision.error || demo.phase !== "playing"');
    await until('demo.phase === "playing" && demo.stats.addressFetches === 2');
    const back = await read('demo.video.currentTime');
    assert.ok(back >= at - 0.5, `${at} → ${back}`);
    await moves();
    assert.equal(links(), before + 1);
    await shows('#requests', 'restarts_failed');
  });

  test('a link about to run out is renewed before it does', async () => {
    await open('#drama');
    await plays(1);
    await click('#short');
    await page.locator('#short[aria-pressed="true"]').waitFor();
    await until('demo.phase === "playing" && demo.linkLeft !== null && demo.linkLeft < 10');
    await seek(0);
    const before = links();
    await until('demo.linkLeft < 6');
    const at = await read('demo.video.currentTime');
    await until('demo.phase === "playing" && demo.linkLeft > 6');
    assert.ok(await read('demo.video.currentTime') >= at - 0.5);
    assert.ok(links() > before);
    await moves();
    // Nothing was refused.
    assert.equal(await read('demo.decision.error'), null);
    assert.doesNotMatch(JSON.stringify(await read('demo.trace')), /media_error/);
  });

  test('a trial ends with an offer, and goes on from there once it is unlocked', async () => {
    await open('#drama');
    await plays(1);
    await click('[data-episode="3"]');
    await plays(3);
    await shows('#link-trial', '6 s');
    await until('demo.trialOver && demo.phase === "stopped"');
    await page.locator('#trial-over').waitFor();
    await page.screenshot({ path: `${SHOTS}h5-drama-trial.png`, fullPage: true });
    await click('#unlock');
    await until('demo.phase === "playing" && demo.video.currentTime > 3');
    await shows('#link-trial', '完整');
    await moves();
    assert.equal(await page.locator('#trial-over').isVisible(), false);
  });

  test('only what has passed its audit plays', async () => {
    await open('#drama', PHONE);
    await plays(1);
    await moves();
    await fits();
    await page.screenshot({ path: `${SHOTS}h5-drama-phone.png`, fullPage: true });

    await page.locator('.drama-card').nth(1).click();
    await shows('#audit', '审核中');
    await shows('#about', '《长夜将明》审核中，不能播放');
    assert.equal(await page.locator('[data-episode="1"]').isDisabled(), true);
    const before = links();
    await click('#audit-reject');
    await shows('#audit', '审核驳回');
    await click('#audit-resubmit');
    await shows('#audit', '审核中');
    await click('#audit-return');
    await shows('#audit', '驳回重填');
    await click('#audit-resubmit');
    await shows('#audit', '审核中');
    assert.equal(links(), before);
    await click('#audit-pass');
    await shows('#audit', '审核通过');
    await plays(1);
    await moves();

    await page.locator('.drama-card').nth(2).click();
    await click('#language');
    await shows('#audit', 'was refused');
  });

  test('the secret stays on the server, and no whole link is shown', async () => {
    const bodies = [];
    await open('');
    page.on('response', async (response) => {
      if (/json/.test(response.headers()['content-type'] || '')) bodies.push(await response.text().catch(() => ''));
    });
    await click('#tabs a[href="#drama"]');
    await plays(1);
    assert.ok(bodies.some((body) => body.includes('mp4')));
    assert.ok(bodies.every((body) => !body.includes(cloud.account.secret) && !body.includes('access_token')));
    assert.doesNotMatch(await page.locator('#tab').innerText(), /sign=|[?&]t=/);
  });
});

describe('小智宝', () => {
  const VERDICTS = [
    { example: 'first', code: 'ok_first_submit', pool: '固定时长', cost: '420.559 秒' },
    { example: 'passed', code: 'ok', pool: '不扣', cost: '0 秒' },
    { example: 'pending', code: 'ok_pending_audit', pool: '不扣', cost: '0 秒' },
    { example: 'rejected', code: 'audit_rejected' },
    { example: 'expired', code: 'ok_reaudit', pool: '固定时长', cost: '420.559 秒', warnings: ['reaudit_playability_not_documented'] },
    { example: 'unlimited', code: 'ok_first_submit', pool: '无限时长', cost: '0 秒' },
    { example: 'short', code: 'quota_insufficient' },
    { example: 'lapsed', code: 'quota_expired' },
    { example: 'signed', code: 'ok_first_submit', pool: '固定时长', cost: '420.559 秒', warnings: ['volatile_url_rebilled'] },
    { example: 'http', code: 'https_required' },
    { example: 'local', code: 'local_not_supported' },
    { example: 'domain', code: 'domain_not_whitelisted' },
    { example: 'empty', code: 'company_missing' },
  ];
  const words = (selector) => page.locator(selector).textContent();

  test('each example has its verdict', async () => {
    await open('#xiaozhibao');
    await until('demo.verdict');
    for (const { example, code, pool = '不扣', cost = '0 秒', warnings = [''] } of VERDICTS) {
      await click(`[data-example="${example}"]`);
      await until('demo.verdict.code === given', code);
      const shown = { pool: await words('#pool'), cost: await words('#cost'), answer: await words('#answer') };
      assert.deepEqual(shown, { pool, cost, answer: code.startsWith('ok') ? '可以播放' : '不能播放' }, example);
      assert.deepEqual(await page.locator('#warnings li').evaluateAll((rows) => rows.map(({ dataset }) => dataset.code)), warnings, example);
    }
    assert.deepEqual(await page.locator('[data-example]').count(), VERDICTS.length);
    await shows('#status', '请填写公司或团队名称');
  });

  test('the verdict follows what is typed, in both languages', async () => {
    await open('#xiaozhibao');
    await until('demo.verdict && demo.verdict.code === "ok_first_submit"');
    await page.locator('[name="url"]').fill('https://a.tr-image.example.com/1.mp4');
    await until('demo.verdict.code === "domain_not_whitelisted"');
    await page.locator('[name="subdomains"]').check();
    await until('demo.verdict.allow');
    await page.locator('[name="duration"]').fill('');
    await until('demo.verdict.warnings.includes("duration_unknown")');
    await shows('#warnings', '视频时长未知');
    assert.equal(await words('#cost'), '时长未知');
    await page.screenshot({ path: `${SHOTS}h5-xiaozhibao.png`, fullPage: true });
    await click('#language');
    await shows('#warnings', 'the video\'s duration is not known');
    await shows('#answer', 'It plays');
    await page.locator('[name="audit"]').selectOption('rejected');
    await shows('#message', 'the video was refused by the audit');
    await page.locator('[name="used"]').fill('');
    await shows('#answer', 'Please check the form');
    await shows('#message', 'account.fixed.used');
    await page.locator('[name="used"]').fill('0');
    await shows('#change', 'Its AppID may be changed');
  });

  test('fits a phone', async () => {
    await open('#xiaozhibao?example=signed', PHONE);
    await until('demo.verdict && demo.verdict.warnings.length === 1');
    await fits();
    await page.screenshot({ path: `${SHOTS}h5-xiaozhibao-phone.png`, fullPage: true });
  });
});
