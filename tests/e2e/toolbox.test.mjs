// The toolbox in a browser: as a tab of the demo, and as plain files from a folder and from a static server.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { StaticFiles } from '../../examples/h5/static-files.mjs';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { traceOf } from '../js/traces/sessions.mjs';
import { launchBrowser } from './browser.mjs';

/** A slow machine with much else to do. */
const WAIT_MS = 45_000;
const SHOTS = fileURLToPath(new URL('./shots/', import.meta.url));
const AXE = fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url));
const SERVER = fileURLToPath(new URL('../../examples/h5/server.mjs', import.meta.url));
const SECRET = '0123456789abcdef0123456789abcdef';
const SIG = JSON.stringify(JSON.parse(readFileSync(new URL('../data/tencent.json', import.meta.url), 'utf8'))).match(/"(eJ[\w*\-_+/=]{60,})"/)[1];

let browser;
let demo;
let server;
let folder;
let page;
let faults;
/** Where the toolbox can be had: what it is called, its address. */
const places = {};

before(async () => {
  await ensureCommands(['chromium']);
  folder = mkdtempSync(join(tmpdir(), 'playward-toolbox-'));
  mkdirSync(SHOTS, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [SERVER, '--static', join(folder, 'box')], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const files = new StaticFiles([['/any/path/', join(folder, 'box')]]);
  server = createServer((request, response) => { files.send(request.url, response); }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  [browser, demo] = await Promise.all([launchBrowser(), startDemo({ loop: true })]);
  places.tab = `${demo.url}#toolbox`;
  places.served = `http://127.0.0.1:${server.address().port}/any/path/`;
  places.folder = pathToFileURL(join(folder, 'box', 'index.html')).href;
});
after(async () => {
  if (browser) await browser.close();
  if (demo) await demo.close();
  if (server) server.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await page.context().close();
  assert.deepEqual(faults, []);
});

async function open(url, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ viewport });
  page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  await page.goto(url);
  await page.locator('#ezviz textarea').waitFor();
}

const inEnglish = () => page.locator('#language').click();
const paste = (name, text) => page.locator(`#${name} textarea`).fill(text);
const findings = (name) => page.locator(`#${name} .findings`);
const says = (locator, words) => locator.filter({ hasText: words }).waitFor({ timeout: WAIT_MS });
/** A file as a trace. */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const give = (name, content) => page.locator('#trace input').setInputFiles(file(name, content));

for (const place of ['tab', 'served', 'folder']) {
  describe(place, () => {
    test('what is pasted is explained, and no secret is shown', async () => {
      await open(places[place]);
      await inEnglish();
      await paste('address', `rtmp://play.example.com/live/room?txSecret=${SECRET}&txTime=65f00000`);
      await says(findings('address'), /vendor\s*tencent/);
      await says(findings('address'), /expired .* ago/);
      await says(findings('address'), 'would ask for a new address first');
      await paste('usersig', SIG);
      await says(findings('usersig'), 'sdkAppId');
      await paste('ezviz', JSON.stringify({ code: '20007', msg: SECRET, data: { url: `ezopen://${SECRET}@a/b` } }));
      await says(findings('ezviz'), /backoff|addressFailed|fetching/);
      await says(findings('ezviz'), '20007');
      await paste('states', '2004@1 -2301@5');
      await says(page.locator('#states .legend'), 'backoff');
      const shown = await page.locator('#tab').evaluate((tab) => tab.innerText + [...tab.querySelectorAll('.picture')].map((host) => (host.shadowRoot ? host.shadowRoot.textContent : '')).join());
      for (const secret of [SECRET, SIG]) assert.ok(!shown.includes(secret));
      await page.locator('#language').click();
      await says(findings('address'), '会先要一个新地址');
      await page.screenshot({ path: `${SHOTS}toolbox-${place}.png`, fullPage: true });
    });

    test('a trace is drawn, under two policies where one is given, and a changed one is told', async () => {
      await open(places[place]);
      await inEnglish();
      const trace = traceOf(1);
      await give('trace.json', trace);
      await says(page.locator('#trace .same'), `${trace.events.length} decisions, as they were then`);
      await page.locator('#trace svg.picture .cursor').waitFor({ state: 'attached' });
      await paste('trace', '{ "firstRetryMs": [9000, 9000] }');
      await page.locator('#trace svg.picture .name', { hasText: 'this policy' }).waitFor({ state: 'attached' });
      await page.screenshot({ path: `${SHOTS}toolbox-${place}-trace.png`, fullPage: true });
      await paste('trace', '');
      const changed = structuredClone(trace);
      changed.events[3].rule = 'live_ended';
      await give('changed.json', changed);
      await says(page.locator('#trace .same'), /1 decided otherwise; the first is events\[3\]/);
    });
  });
}

test('a trace can be dropped', async () => {
  await open(places.folder);
  await inEnglish();
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.json'));
    return data;
  }, JSON.stringify(traceOf(2)));
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer });
  await says(page.locator('#trace .same'), 'as they were then');
});

test('what is broken gets one line that says where, and is not echoed', async () => {
  await open(places.folder);
  await inEnglish();
  const broken = traceOf(1);
  delete broken.events[2].event.name;
  await give('broken.json', broken);
  await says(page.locator('#trace .problem'), 'events[2].event.name is required');
  await give('half.json', `{"token":"${SECRET}`);
  await says(page.locator('#trace .problem'), /^half\.json is no JSON/);
  for (const [name, text, line] of [
    ['address', `hello-${SECRET}`, 'address is no play address'], ['usersig', SECRET, 'this is no UserSig'], ['states', '2004@soon', 'behind @ stand seconds: 2004@soon'], ['ezviz', `{${SECRET}`, 'the answer is no JSON'],
  ]) {
    await paste(name, text);
    await says(page.locator(`#${name} .problem`), line);
  }
  assert.ok(!(await page.locator('#tab').innerText()).includes(SECRET));
});

test('with the keyboard alone, without a fault of axe, on a phone of 360 px', async () => {
  await open(places.served, { width: 360, height: 740 });
  await give('trace.json', traceOf(1, { outages: 2 }));
  await page.locator('#trace svg.picture .cursor').waitFor({ state: 'attached' });
  await page.locator('#address textarea').focus();
  await page.keyboard.type('https://a.example.com/x.flv?txSecret=1&txTime=7fffffff');
  await says(findings('address'), '会继续用它');
  for (const next of ['usersig', 'states', 'ezviz']) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('section').id), next);
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.screenshot({ path: `${SHOTS}toolbox-phone.png`, fullPage: true });
  await page.addScriptTag({ content: readFileSync(AXE, 'utf8') });
  for (let round = 0; round < 2; round += 1) {
    const violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id, nodes }) => [id, nodes[0].html]));
    assert.deepEqual(violations, []);
    await inEnglish();
  }
});

test('the plain files name no other place', async () => {
  await open(places.folder);
  assert.deepEqual(readdirSync(join(folder, 'box')).sort(), ['icon.svg', 'index.html', 'page.css', 'toolbox', 'toolbox.js']);
  assert.doesNotMatch(readFileSync(join(folder, 'box', 'index.html'), 'utf8'), /(?:src|href)="(?:\/|https?:)/);
});
