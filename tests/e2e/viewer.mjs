// Somebody who watches the demo page with one engine, and touches nothing.

import { fileURLToPath } from 'node:url';

const RECORDER = fileURLToPath(new URL('./recorder.js', import.meta.url));
const POLL_MS = 50;

export class Viewer {
  /** @param {import('playwright-core').Browser} browser @param {string} url @param {'mpegts' | 'hls' | 'native'} [engine] absent: the page has no choice of them @param {string[]} [scripts] files that run before the page */
  static async open(browser, url, engine, viewport = { width: 1280, height: 800 }, scripts = []) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const viewer = new Viewer(context, page);
    page.on('pageerror', (error) => viewer.errors.push(error.message));
    for (const path of [RECORDER, ...scripts]) await page.addInitScript({ path });
    await page.goto(url);
    if (engine && engine !== 'mpegts') await page.locator(`[name="engine"][value="${engine}"]`).check({ force: true });
    return viewer;
  }

  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.errors = [];
  }

  /** @param {string} condition over `recorder` and `demo` */
  async until(condition, timeoutMs) {
    await this.page.waitForFunction(condition, null, { timeout: timeoutMs, polling: POLL_MS }).catch(async (error) => {
      throw new Error(`not within ${timeoutMs} ms: ${condition}; ${JSON.stringify(await this.now())}`, { cause: error });
    });
  }

  now() {
    return this.page.evaluate(() => ({
      phase: demo.phase, rule: demo.decision && demo.decision.rule, position: demo.video.currentTime, stillMs: recorder.stillMs(), stats: demo.stats,
    }));
  }

  read(expression) {
    return this.page.evaluate(expression);
  }

  close() {
    return this.context.close();
  }
}
