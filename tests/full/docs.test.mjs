// The documentation site as it is built: links and anchors, axe-core on a phone in light and dark, search without a network.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { launchBrowser } from '../e2e/browser.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** One that is built already, for whoever changes this test. */
const SITE = process.env.PLAYWARD_SITE || join(ROOT, 'docs/site/.vitepress/dist');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser;
let server;
let origin;
/** Every page, as its path in the site. */
let pages;

before(async () => {
  if (!process.env.PLAYWARD_SITE) {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
    assert.equal(status, 0, stderr);
  }
  pages = readdirSync(SITE, { recursive: true }).map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.html') && name !== '404.html' && !name.startsWith('toolbox/')).sort();
  server = express().use(express.static(SITE)).listen(0, '127.0.0.1');
  await new Promise((listening) => { server.once('listening', listening); });
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const unescaped = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
const read = (page) => readFileSync(join(SITE, page), 'utf8');

test('every page is there in both languages', () => {
  const chinese = pages.filter((page) => !page.startsWith('en/'));
  assert.deepEqual(pages.filter((page) => page.startsWith('en/')).map((page) => page.slice(3)), chinese);
  assert.ok(chinese.length > 40, `${chinese.length} pages`);
});

test('no link, no anchor and no file is missing, and nothing is loaded from elsewhere', () => {
  const ids = new Map(pages.map((page) => [page, new Set([...read(page).matchAll(/ id="([^"]+)"/g)].map(([, id]) => unescaped(id)))]));
  const dead = [];
  for (const page of pages) {
    for (const [, tag, target] of read(page).matchAll(/<(\w+)[^>]*? (?:href|src)="([^"]*)"/g)) {
      const url = new URL(unescaped(target), `http://site/${page}`);
      if (url.protocol === 'data:' || url.protocol === 'mailto:') continue;
      if (url.host !== 'site') {
        if (tag !== 'a') dead.push(`${page} loads ${target}`);
        continue;
      }
      const path = decodeURIComponent(url.pathname).slice(1);
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      const there = [file, `${file}.html`].find((name) => existsSync(join(SITE, name)));
      if (!there) dead.push(`${page} → ${target}`);
      else if (url.hash.length > 1 && ids.has(there) && !ids.get(there).has(decodeURIComponent(url.hash.slice(1)))) dead.push(`${page} → ${target}: no such anchor`);
    }
  }
  assert.deepEqual(dead, []);
});

/** A phone's page; whatever leaves the machine is a fault. @param {'light' | 'dark'} colorScheme */
async function phone(colorScheme) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) faults.push(`loads ${request.url()}`); });
  return { page, faults };
}

/** The API's pages are made alike in both languages. */
const lookedAt = () => pages.filter((page) => !page.startsWith('en/api/'));

test('axe-core finds nothing in light and dark, and no page is wider than a phone', async () => {
  const { page, faults } = await phone('light');
  /** What is wrong → where. */
  const found = new Map();
  for (const path of lookedAt()) {
    await page.goto(`${origin}/${path}`);
    await page.waitForFunction(() => document.querySelector('#app')?.__vue_app__);
    await page.addScriptTag({ path: AXE });
    const wrong = await page.evaluate(async () => {
      const look = async (colours, options) => {
        const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'], ...options });
        return violations.flatMap(({ id, nodes }) => nodes.slice(0, 2).map(({ target, any }) => `${colours}: ${id} ${target} ${any.map(({ message }) => message)}`));
      };
      const light = await look('light', {});
      // Between the two, colours are all that changes.
      document.documentElement.classList.add('dark');
      const dark = await look('dark', { runOnly: ['color-contrast'] });
      return [...light, ...dark, ...(document.documentElement.scrollWidth > innerWidth ? ['too wide'] : [])];
    });
    for (const fault of wrong) found.set(fault, [...(found.get(fault) ?? []), path]);
  }
  assert.deepEqual([...found].map(([fault, paths]) => `${fault}: ${paths.length} pages, such as ${paths[0]}`), []);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('the colours are those that the phone is set to', async () => {
  for (const colours of ['light', 'dark']) {
    const { page, faults } = await phone(colours);
    await page.goto(`${origin}/start.html`);
    await page.waitForFunction(() => document.querySelector('#app')?.__vue_app__);
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains('dark')), colours === 'dark');
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

describe('search, without a network', () => {
  for (const [start, term, place] of [['index.html', '退避', /limits|ezviz|reliability|usersig|rules/], ['index.html', '推流', /guide\/tencent/], ['en/index.html', 'attempts_exhausted', /reference\/errors/], ['en/index.html', 'hotlink', /guide\/tencent/]]) {
    test(term, async () => {
      const { page, faults } = await phone('light');
      await page.goto(`${origin}/${start}`);
      await page.waitForFunction(() => document.querySelector('#app')?.__vue_app__);
      await page.locator('#local-search button').first().click();
      await page.locator('#localsearch-input').fill(term);
      const first = page.locator('#localsearch-list a.result').first();
      await first.waitFor();
      const found = await page.locator('#localsearch-list a.result').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      assert.ok(found.some((href) => place.test(href)), found.join('\n'));
      assert.deepEqual(found.filter((href) => href.startsWith('/en/') !== start.startsWith('en/')), []);
      await page.addScriptTag({ path: AXE });
      // The results are VitePress's own: options with a link in each, named by its path.
      const rules = { 'nested-interactive': { enabled: false }, 'label-content-name-mismatch': { enabled: false } };
      assert.deepEqual(await page.evaluate(async (given) => (await globalThis.axe.run('.VPLocalSearchBox', { resultTypes: ['violations'], rules: given })).violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`), rules), []);
      await first.click();
      await page.locator('.vp-doc h1, .VPHome').first().waitFor();
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
});
