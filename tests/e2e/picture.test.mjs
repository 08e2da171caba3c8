// The picture of a session in a browser: as a file without a network, and on a page with a strict policy.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchBrowser } from './browser.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward', import.meta.url));
const { replay, Supervisor } = createRequire(import.meta.url)(PACKAGE);

let browser;
let folder;
let trace;

before(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'playward-picture-'));
  trace = session();
  writeFileSync(join(folder, 'trace.json'), JSON.stringify(trace));
  writeFileSync(join(folder, 'policy.json'), '{ "startTimeoutMs": 60000 }');
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Plays for 5 s, is refused, gets another address, plays again. */
function session() {
  const supervisor = new Supervisor();
  let now = 1_790_000_000_000;
  const decide = (event, later) => { now += later; return supervisor.dispatch(event, now); };
  let decision = decide({ type: 'play', url: 'https://live.example.com/app/one.m3u8' }, 0);
  const play = () => { for (let at = 1; at <= 5; at += 1) decision = decide({ type: 'media', name: 'progress', position: at, behindMs: 2000 + at * 100, generation: decision.generation }, 1000); };
  play();
  decision = decide({ type: 'media', name: 'error', httpStatus: 403, generation: decision.generation }, 500);
  now = decision.wakeAtMs;
  decide({ type: 'wake' }, 0);
  decision = decide({ type: 'address', url: 'https://live.example.com/app/two.m3u8' }, 300);
  play();
  const recorded = supervisor.trace();
  supervisor.close();
  return recorded;
}

function writePicture(name, ...args) {
  const { status, stderr } = spawnSync(process.execPath, [join(PACKAGE, 'commands.cjs'), 'replay', 'trace.json', '--html', name, ...args], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return pathToFileURL(join(folder, name)).href;
}

/** @param {{ width?: number, dark?: boolean }} [options] */
async function open(url, { width = 1280, dark = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => faults.push(message.text()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.locator('svg.picture .cursor').waitFor({ state: 'attached' });
  return { page, faults, requests };
}

describe('the file that replay --html writes', () => {
  for (const [name, options] of [['on a desk', {}], ['on a phone, dark', { width: 360, dark: true }]]) {
    test(`opens without a network ${name}`, async () => {
      const url = writePicture('one.html', '--lang', 'en');
      const { page, faults, requests } = await open(url, options);
      assert.deepEqual({ faults, requests }, { faults: [], requests: [url] });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      const bands = await page.locator('svg.picture rect.of').evaluateAll((rects) => rects.map((rect) => rect.classList[1]));
      assert.deepEqual(bands, ['connecting', 'playing', 'backoff', 'fetching', 'connecting', 'playing']);
      assert.deepEqual(await page.locator('svg.picture path.curve').evaluateAll((curves) => curves.map((curve) => curve.getBBox().width > 100)), [true, true]);
      await page.context().close();
    });
  }

  test('each decision can be reached by the keyboard and by the pointer, with its rule', async () => {
    const { page } = await open(writePicture('one.html', '--lang', 'en'));
    const picture = page.locator('svg.picture');
    const told = () => page.locator('.card').innerText();
    await picture.focus();
    await page.keyboard.press('End');
    assert.equal(await picture.getAttribute('aria-valuenow'), String(trace.events.length - 1));
    await page.keyboard.press('Home');
    for (const { rule, phase } of trace.events) {
      assert.ok((await told()).includes(rule) && (await told()).includes(phase), await told());
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    assert.match(await told(), /playing_proven/);
    await page.keyboard.press('Shift+ArrowRight');
    assert.match(await told(), /error 403[\s\S]*address_refused/);
    await page.keyboard.press('Shift+ArrowRight');
    assert.match(await told(), /→ fetchAddress \(address_refused\)/);
    for (const key of ['+', '+', '-', '-']) await page.keyboard.press(key);
    const box = await picture.boundingBox();
    await page.mouse.move(box.x + box.width - 2, box.y + 30);
    assert.equal(await picture.getAttribute('aria-valuenow'), String(trace.events.length - 1));
    await page.locator('summary').click();
    await page.locator('li button').nth(0).click();
    assert.equal(await picture.getAttribute('aria-valuenow'), '0');
    await page.context().close();
  });

  test('two policies stand side by side', async () => {
    const { page } = await open(writePicture('two.html', '--policy', 'policy.json', '--lang', 'en'));
    assert.deepEqual(await page.locator('svg.picture .name').allTextContents(), ['then', 'this policy']);
    const [one, other] = await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
    assert.equal(one, other);
    assert.equal(await page.locator('table tr').first().locator('td').count(), 2);
    await page.context().close();
  });
});

test('a page draws it with the package\'s module, under a policy without inline styles', async () => {
  const page = `<!doctype html><div id="here"></div><script type="module" src="/page.js"></script>`;
  const script = `import { drawSession, sessionOf } from '/picture.mjs';
    const { trace, replayed } = await (await fetch('/session.json')).json();
    drawSession(document.getElementById('here'), sessionOf([{ trace, replayed }], { lang: 'en', describeRule: (rule) => ({ zh: rule, en: 'words for ' + rule }) }));`;
  const files = {
    '/': ['text/html', page], '/page.js': ['text/javascript', script], '/favicon.ico': ['image/x-icon', ''],
    '/picture.mjs': ['text/javascript', readFileSync(join(PACKAGE, 'picture.mjs'))],
    '/session.json': ['application/json', JSON.stringify({ trace, replayed: replay(trace) })],
  };
  const server = createServer(({ url }, response) => {
    const [type, body] = files[url];
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': "default-src 'self'" }).end(body);
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  try {
    const { page: opened, faults } = await open(`http://127.0.0.1:${server.address().port}/`);
    assert.deepEqual(faults, []);
    assert.match(await opened.locator('.card').innerText(), /words for play/);
    assert.ok((await opened.locator('svg.picture').boundingBox()).height > 150);
    await opened.context().close();
  } finally {
    server.close();
  }
});
