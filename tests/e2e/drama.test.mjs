// The mini-drama and 小智宝 tabs as a person meets them: episodes, links that run out, trials and audits; a verdict on a form.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
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
/** Where links are made to expire: for everybody. */
let refusing;

before(async () => {
  await ensureCommands(['chromium']);
  mkdirSync(SHOTS, { recursive: true });
  [browser, demo, refusing] = await Promise.all([launchBrowser(), startDemo({ loop: true }), startDemo({ loop: true })]);
});
after(async () => {
  if (browser) await browser.close();
  for (const one of [demo, refusing]) if (one) await one.close();
});

/** One that a person has opened; it closes with its test, and must have had no error. */
class Visit {
  static async open(t, hash, { viewport = DESKTOP, at = demo } = {}) {
    const page = await (await browser.newContext({ viewport })).newPage();
    const visit = new Visit(page);
    t.after(() => page.context().close());
    page.setDefaultTimeout(WAIT_MS);
    page.on('pageerror', (error) => visit.errors.push(error.message));
    await page.goto(at.url + hash);
    return visit;
  }

  constructor(page) {
    this.page = page;
    this.errors = [];
  }

  /** @param {string} condition over `demo` @param {unknown} [given] as `given` in it */
  async until(condition, given = null) {
    await this.page.waitForFunction(`((given) => ${condition})(${JSON.stringify(given)})`, null, { timeout: WAIT_MS, polling: POLL_MS }).catch(async (error) => {
      const seen = await this.page.evaluate(() => ({ phase: demo.phase, decision: demo.decision, position: demo.video.currentTime, link: demo.link, verdict: demo.verdict }));
      throw new Error(`not within ${WAIT_MS} ms: ${condition} with ${JSON.stringify(given)}; ${JSON.stringify(seen)}`, { cause: error });
    });
    assert.deepEqual(this.errors, []);
  }

  /** The picture moves on from where it is now. */
  async moves() {
    await this.until('demo.phase === "playing"');
    const from = await this.read('demo.video.currentTime');
    await this.until('demo.phase === "playing" && demo.video.currentTime > given', from + MOVES_SECONDS);
  }

  plays(number) {
    return this.until('demo.phase === "playing" && demo.episode.name.endsWith(given)', `第${number}集`);
  }

  read(expression) {
    return this.page.evaluate(expression);
  }

  click(selector) {
    return this.page.locator(selector).click();
  }

  shows(selector, words) {
    return this.page.locator(selector, { hasText: words }).waitFor();
  }

  seek(seconds) {
    return this.page.locator('playward-live .seek').fill(String(seconds));
  }

  words(selector) {
    return this.page.locator(selector).textContent();
  }

  /** Nothing of the page is wider than the screen, and no button is without a name. */
  async fits() {
    const { wide, screen, nameless } = await this.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      screen: innerWidth,
      nameless: [...document.querySelectorAll('button:not([hidden])')].filter((button) => !(button.textContent.trim() || button.ariaLabel)).map(({ outerHTML }) => outerHTML),
    }));
    assert.ok(wide <= screen, `${wide} px on a screen of ${screen} px`);
    assert.deepEqual(nameless, []);
  }

  shot(name) {
    return this.page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
  }
}

describe('mini-dramas', { concurrency: 4 }, () => {
  test('an episode plays, and the next one after it', async (t) => {
    const visit = await Visit.open(t, '#drama');
    await visit.plays(1);
    await visit.moves();
    await visit.fits();
    await visit.shot('h5-drama');
    await visit.seek(11);
    await visit.plays(2);
    await visit.moves();
    await visit.page.locator('[data-episode="2"][aria-pressed="true"]').waitFor();
    await visit.click('#next');
    await visit.plays(3);
    await visit.page.locator('#next:disabled').waitFor();
  });

  test('a link that is refused is renewed, and the picture goes on where it was', async (t) => {
    const visit = await Visit.open(t, '#drama', { at: refusing });
    await visit.plays(1);
    await visit.moves();
    const at = await visit.read('demo.video.currentTime');
    await visit.click('#expire');
    await visit.until('demo.decision.error || demo.phase !== "playing"');
    await visit.until('demo.phase === "playing" && demo.stats.addressFetches === 2');
    const back = await visit.read('demo.video.currentTime');
    assert.ok(back >= at - 0.5, `${at} → ${back}`);
    await visit.moves();
    await visit.shows('#requests', 'restarts_failed');
  });

  test('a link about to run out is renewed before it does', async (t) => {
    const visit = await Visit.open(t, '#drama');
    await visit.plays(1);
    await visit.click('#short');
    await visit.page.locator('#short[aria-pressed="true"]').waitFor();
    await visit.until('demo.phase === "playing" && demo.linkLeft < 20');
    // Whoever goes back again and again watches for longer than the link is good for.
    const renewed = 'demo.trace.events.some(({ rule }) => rule === "address_expires_soon")';
    while (!await visit.read(renewed)) {
      await visit.until(`demo.phase === "playing" && demo.video.currentTime > 3 || demo.linkLeft === 0 || ${renewed}`);
      assert.ok(await visit.read('demo.linkLeft') > 0, 'renewed before it runs out');
      if (!await visit.read(renewed)) await visit.seek(0);
    }
    const at = await visit.read('demo.video.currentTime');
    await visit.until('demo.phase === "playing" && demo.linkLeft > 14');
    assert.ok(await visit.read('demo.video.currentTime') >= at - 0.5);
    await visit.moves();
    // Nothing was refused, and nothing broke.
    const { events } = await visit.read('demo.trace');
    assert.deepEqual(events.filter(({ phase }) => phase === 'backoff'), []);
    assert.doesNotMatch(JSON.stringify(events), /media_error/);
  });

  test('a trial ends with an offer, and goes on from there once it is unlocked', async (t) => {
    const visit = await Visit.open(t, '#drama');
    await visit.plays(1);
    await visit.click('[data-episode="3"]');
    await visit.plays(3);
    await visit.shows('#link-trial', '6 s');
    await visit.until('demo.trialOver && demo.phase === "ended"');
    await visit.page.locator('#trial-over').waitFor();
    await visit.shot('h5-drama-trial');
    await visit.click('#unlock');
    await visit.until('demo.phase === "playing" && demo.video.currentTime > 3');
    await visit.shows('#link-trial', '完整');
    await visit.moves();
    await visit.page.locator('#trial-over').waitFor({ state: 'hidden' });
  });

  test('only what has passed its audit plays', async (t) => {
    const visit = await Visit.open(t, '#drama', { viewport: PHONE });
    await visit.plays(1);
    await visit.moves();
    assert.deepEqual(await visit.page.locator('.drama-card .state').allTextContents(), ['审核通过', '审核中', '审核驳回']);
    await visit.fits();
    await visit.shot('h5-drama-phone');

    await visit.page.locator('.drama-card').nth(1).click();
    await visit.shows('#audit', '审核中');
    await visit.shows('#about', '《长夜将明》审核中，不能播放');
    await visit.page.locator('[data-episode="1"]:disabled').waitFor();
    const links = visit.page.locator('[data-api="drama_link"]');
    const before = await links.count();
    await visit.click('#audit-reject');
    await visit.shows('#audit', '审核驳回');
    await visit.click('#audit-resubmit');
    await visit.shows('#audit', '审核中');
    await visit.click('#audit-return');
    await visit.shows('#audit', '驳回重填');
    await visit.click('#audit-resubmit');
    await visit.shows('#audit', '审核中');
    assert.equal(await links.count(), before);
    await visit.click('#audit-pass');
    await visit.shows('#audit', '审核通过');
    await visit.plays(1);
    await visit.moves();

    await visit.page.locator('.drama-card').nth(2).click();
    await visit.click('#language');
    await visit.shows('#audit', 'was refused');
  });

  test('the secret stays on the server, and no whole link is shown', async (t) => {
    const bodies = [];
    const visit = await Visit.open(t, '');
    visit.page.on('response', async (response) => {
      if (/json/.test(response.headers()['content-type'] || '')) bodies.push(await response.text().catch(() => ''));
    });
    await visit.click('#tabs a[href="#drama"]');
    await visit.plays(1);
    assert.ok(bodies.some((body) => body.includes('mp4')));
    assert.ok(bodies.every((body) => !body.includes(demo.sandbox.weixin.account.secret) && !body.includes('access_token')));
    assert.doesNotMatch(await visit.page.locator('#tab').innerText(), /sign=|[?&]t=/);
  });
});

describe('小智宝', { concurrency: 4 }, () => {
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

  test('each example has its verdict', async (t) => {
    const visit = await Visit.open(t, '#xiaozhibao');
    await visit.until('demo.verdict');
    for (const { example, code, pool = '不扣', cost = '0 秒', warnings = [''] } of VERDICTS) {
      await visit.click(`[data-example="${example}"]`);
      await visit.until('demo.verdict.code === given', code);
      const wanted = [pool, cost, code.startsWith('ok') ? '可以播放' : '不能播放', ...warnings].join();
      // The page draws what was decided a moment later.
      await visit.page.waitForFunction((words) => {
        const shown = ['pool', 'cost', 'answer'].map((id) => document.getElementById(id).textContent);
        return [...shown, ...[...document.querySelectorAll('#warnings li')].map(({ dataset }) => dataset.code)].join() === words;
      }, wanted);
    }
    assert.deepEqual(await visit.page.locator('[data-example]').count(), VERDICTS.length);
    await visit.shows('#status', '请填写公司或团队名称');
  });

  test('the verdict follows what is typed, in both languages', async (t) => {
    const visit = await Visit.open(t, '#xiaozhibao');
    await visit.until('demo.verdict && demo.verdict.code === "ok_first_submit"');
    await visit.page.locator('[name="url"]').fill('https://a.tr-image.example.com/1.mp4');
    await visit.until('demo.verdict.code === "domain_not_whitelisted"');
    await visit.page.locator('[name="subdomains"]').check();
    await visit.until('demo.verdict.allow');
    await visit.page.locator('[name="duration"]').fill('');
    await visit.until('demo.verdict.warnings.includes("duration_unknown")');
    await visit.shows('#warnings', '视频时长未知');
    await visit.shows('#cost', /^时长未知$/);
    await visit.shot('h5-xiaozhibao');
    await visit.click('#language');
    await visit.shows('#warnings', 'the video\'s duration is not known');
    await visit.shows('#answer', 'It plays');
    await visit.page.locator('[name="audit"]').selectOption('rejected');
    await visit.shows('#message', 'the video was refused by the audit');
    await visit.page.locator('[name="used"]').fill('');
    await visit.shows('#answer', 'Please check the form');
    await visit.shows('#message', 'account.fixed.used');
    await visit.page.locator('[name="used"]').fill('0');
    await visit.shows('#change', 'Its AppID may be changed');
  });

  test('fits a phone', async (t) => {
    const visit = await Visit.open(t, '#xiaozhibao?example=signed', { viewport: PHONE });
    await visit.until('demo.verdict && demo.verdict.warnings.length === 1');
    await visit.fits();
    await visit.shot('h5-xiaozhibao-phone');
  });
});
