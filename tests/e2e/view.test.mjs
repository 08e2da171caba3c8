// <playward-live> in a real browser, on a page whose Content-Security-Policy allows no inline style.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { StaticFiles } from '../../examples/h5/static-files.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';

/** A slow machine with much else to do. */
const WAIT_MS = 45_000;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; media-src 'self'; img-src 'self'";

const FILM = '/clip/episode-1.mp4';
const film = readFileSync(new URL('../../examples/h5/clip/episode-1.mp4', import.meta.url));

/** Without ranges a browser does not seek. */
function sendFilm(request, response) {
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || '') || [];
  const end = Math.min(to ? Number(to) : Infinity, film.length - 1);
  response.writeHead(request.headers.range ? 206 : 200, {
    'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'content-length': end - Number(from) + 1, 'content-range': `bytes ${from}-${end}/${film.length}`,
  });
  response.end(film.subarray(Number(from), end + 1));
}

const folder = (relative) => fileURLToPath(new URL(relative, import.meta.url)).replace(/\/$/, '');

let browser;
let server;
let url;
let context;
let page;
let errors;

before(async () => {
  await ensureCommands(['chromium']);
  const files = new StaticFiles([
    ['/playward/', folder('../../pkg/playward')], ['/axe/', folder('../../node_modules/axe-core')], ['/', folder('view')],
  ]);
  server = createServer((request, response) => {
    response.setHeader('content-security-policy', POLICY);
    const { pathname } = new URL(request.url, url);
    if (pathname === FILM) sendFilm(request, response);
    else files.send(pathname, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}/`;
  browser = await launchBrowser();
});
after(async () => {
  if (browser) await browser.close();
  if (server) server.close();
});
beforeEach(async () => {
  errors = [];
  context = await browser.newContext({ viewport: { width: 320, height: 568 } });
  page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) errors.push(message.text()); });
  await page.goto(url);
  await page.waitForFunction(() => window.opened);
  await page.evaluate(() => window.opened);
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(errors, []);
});

const phase = (wanted) => page.waitForFunction((name) => document.querySelector('playward-live').phase === name, wanted);
/** What of the element has the focus: its first class. */
const focused = () => page.evaluate(() => {
  const { shadowRoot } = document.querySelector('playward-live');
  return shadowRoot.activeElement && shadowRoot.activeElement.className;
});
/** Waits until a button is called so: its name follows an event of the picture's. */
const labelled = (part, wanted) => page.waitForFunction(
  ([name, text]) => document.querySelector('playward-live').shadowRoot.querySelector(`.${name}`).getAttribute('aria-label') === text, [part, wanted],
);
async function axe() {
  if (!await page.evaluate(() => 'axe' in window)) await page.addScriptTag({ url: '/axe/axe.min.js' });
  const violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
async function fail() {
  await page.evaluate(() => {
    const outcome = { ok: false, code: '1', class: 'not_found', retry: 'never', message: { zh: '没有这部影片', en: 'no such film' } };
    window.answer = () => { throw Object.assign(new Error('no'), { outcome }); };
    const view = document.querySelector('playward-live');
    view.open({ policy: { live: false }, fetchAddress: async () => window.answer() });
  });
  await phase('failed');
}

describe('<playward-live>', () => {
  test('passes axe playing, paused, stopped and with an error', async () => {
    await phase('playing');
    assert.deepEqual(await axe(), []);
    await page.evaluate(() => document.querySelector('playward-live').supervised.pause());
    assert.deepEqual(await axe(), []);
    await page.evaluate(() => document.querySelector('playward-live').stop());
    assert.deepEqual(await axe(), []);
    await fail();
    assert.deepEqual(await axe(), []);
  });

  test('works by keyboard alone', async () => {
    await phase('playing');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'toggle');
    await labelled('toggle', 'Pause');
    await page.keyboard.press('Space');
    await phase('paused');
    await labelled('toggle', 'Play');
    await page.keyboard.press('Enter');
    await phase('playing');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'mute');
    await labelled('mute', 'Unmute');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('playward-live').video.muted === false);
    await labelled('mute', 'Mute');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'seek');
    const before = await page.evaluate(() => document.querySelector('playward-live').video.currentTime);
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
    await page.waitForFunction((position) => document.querySelector('playward-live').video.currentTime >= position + 1, before);
    await phase('playing');
  });

  test('refuses what superviseVideo refuses, whatever it is given', async () => {
    const refused = await page.evaluate(async () => {
      const { PlaywardError } = await import('/playward/web.mjs');
      const view = document.querySelector('playward-live');
      const fetchAddress = async () => window.answer();
      const answers = [];
      for (const [source, engine] of [[undefined], [null, 'native'], [5], [{ fetchAddress, polcy: {} }], [{ fetchAddress }, 'flash'], [{ fetchAddress, engine: 'dash' }, 'native']]) {
        if (engine) view.setAttribute('engine', engine);
        else view.removeAttribute('engine');
        await view.open(source).catch((error) => answers.push(error instanceof PlaywardError && error.issues.map(({ code, field }) => `${code} ${field}`).join()));
      }
      return answers;
    });
    assert.deepEqual(refused, ['missing_field options', 'missing_field options', 'wrong_type options', 'unknown_field polcy', 'not_allowed engine', 'not_allowed engine']);
  });

  test('is retried by keyboard, and the focus stays in it', async () => {
    await fail();
    assert.equal(await page.evaluate(() => document.querySelector('playward-live').shadowRoot.querySelector('.error').textContent), 'no such film');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'retry');
    await page.evaluate(() => { window.answer = () => ({ url: '/clip/episode-1.mp4' }); });
    await page.keyboard.press('Enter');
    await phase('playing');
    assert.equal(await focused(), 'toggle');
  });

  test('fits into 320 px, and what it holds can be hit', async () => {
    await phase('playing');
    const found = await page.evaluate(() => {
      const view = document.querySelector('playward-live');
      const outer = view.getBoundingClientRect();
      const boxes = [...view.shadowRoot.querySelectorAll('.controls > :not([hidden]):not(.room)')].map((part) => ({ name: part.className, box: part.getBoundingClientRect() }));
      return {
        scrolls: document.documentElement.scrollWidth,
        outside: boxes.filter(({ box }) => box.left < outer.left || box.right > outer.right || box.bottom > outer.bottom).map(({ name }) => name),
        small: boxes.filter(({ name, box }) => !['seek', 'time'].includes(name) && (box.width < 24 || box.height < 24)).map(({ name }) => name),
        width: outer.width,
      };
    });
    assert.deepEqual(found, { scrolls: 320, outside: [], small: [], width: 320 });
  });

  test('plays on when it is moved, and again when it was away', async () => {
    await phase('playing');
    const moved = await page.evaluate(() => {
      const view = document.querySelector('playward-live');
      const { supervised } = view;
      document.querySelector('#two').append(view);
      return new Promise((resolve) => { setTimeout(() => resolve(view.supervised === supervised), 50); });
    });
    assert.equal(moved, true);
    const position = await page.evaluate(() => document.querySelector('playward-live').video.currentTime);
    await page.waitForFunction((from) => document.querySelector('playward-live').video.currentTime > from + 0.5, position);
    assert.deepEqual(await page.evaluate(() => window.asked), ['none_yet']);
    const left = await page.evaluate(() => document.querySelector('playward-live').video.currentTime);
    await page.evaluate(() => new Promise((resolve) => {
      const view = document.querySelector('playward-live');
      view.remove();
      setTimeout(() => {
        window.ended = view.supervised === null;
        document.querySelector('#one').append(view);
        resolve();
      }, 50);
    }));
    assert.equal(await page.evaluate(() => window.ended), true);
    await phase('playing');
    assert.deepEqual(await page.evaluate(() => window.asked), ['none_yet', 'none_yet']);
    const back = await page.evaluate(() => document.querySelector('playward-live').video.currentTime);
    assert.ok(back > left - 1, `${back} after ${left}`);
  });

  test('goes into a small window and out of it, by its button, and a film that is opened there knows', async () => {
    await phase('playing');
    await page.locator('playward-live .floating').click();
    await labelled('floating', 'Leave picture in picture');
    await page.evaluate(() => document.querySelector('playward-live').open({ policy: { live: false }, fetchAddress: async () => ({ url: '/clip/episode-1.mp4' }) }));
    await phase('playing');
    const events = await page.evaluate(() => document.querySelector('playward-live').supervised.supervisor.trace().events.map(({ event }) => event));
    assert.deepEqual(events.filter(({ type }) => type === 'floating'), [{ type: 'floating', on: true }]);
    await page.locator('playward-live .floating').click();
    await labelled('floating', 'Picture in picture');
    assert.equal(await page.evaluate(() => document.pictureInPictureElement), null);
  });

  test('fills the screen and leaves it, by keyboard', async () => {
    await phase('playing');
    await page.evaluate(() => document.querySelector('playward-live').shadowRoot.querySelector('.full').focus());
    await page.keyboard.press('Enter');
    await labelled('full', 'Leave full screen');
    assert.deepEqual(await page.evaluate(() => {
      const { width, height } = document.querySelector('playward-live').getBoundingClientRect();
      return [width, height];
    }), [320, 568]);
    assert.deepEqual(await axe(), []);
    await page.keyboard.press('Enter');
    await labelled('full', 'Full screen');
    assert.equal(await page.evaluate(() => document.fullscreenElement), null);
  });

  /** The texts of the cover, and whether each of them can be read and hit. */
  const cover = () => page.evaluate(() => {
    const { shadowRoot } = document.querySelector('playward-live');
    const top = shadowRoot.host.getBoundingClientRect();
    const controls = shadowRoot.querySelector('.controls').getBoundingClientRect();
    return [...shadowRoot.querySelectorAll('.cover:not([hidden]) > :not([hidden])')].filter((part) => part.textContent).map((part) => {
      const box = part.getBoundingClientRect();
      return [part.textContent, box.top >= top.top && box.bottom <= controls.top && box.left >= top.left && box.right <= top.right];
    });
  });

  test('says what it does and offers what there is to do, all of it to be seen at 320 px', async () => {
    await phase('playing');
    assert.deepEqual(await cover(), []);
    const first = await page.evaluate(() => {
      const view = document.querySelector('playward-live');
      view.open({ policy: { live: false }, fetchAddress: () => new Promise(() => {}) });
      return view.shadowRoot.querySelector('.phase').textContent;
    });
    assert.equal(first, 'loading');
    await phase('fetching');
    assert.deepEqual(await cover(), [['getting the play address', true]]);
    await page.evaluate(() => document.querySelector('playward-live').stop());
    assert.deepEqual(await cover(), [['stopped', true], ['Play', true]]);
    const long = 'There is no such film, or it has been taken down by its owner; ask whoever sent you the link';
    await page.evaluate((en) => {
      const outcome = { ok: false, code: '1', class: 'not_found', retry: 'never', message: { zh: en, en } };
      document.querySelector('playward-live').open({ policy: { live: false }, fetchAddress: async () => { throw Object.assign(new Error('no'), { outcome }); } });
    }, long);
    await phase('failed');
    assert.deepEqual(await cover(), [[long, true], ['Retry', true]]);
    await page.evaluate(() => { document.querySelector('playward-live').open({ policy: { live: false }, fetchAddress: async () => ({ url: '/clip/episode-1.mp4?exper=2' }) }); });
    await phase('ended');
    assert.deepEqual(await cover(), [['The trial is over.', true], ['Unlocked: go on', true]]);
    assert.deepEqual(await axe(), []);
  });

  test('is paused and played by a click on the picture', async () => {
    await phase('playing');
    await page.locator('playward-live video').click({ position: { x: 160, y: 60 } });
    await phase('paused');
    await page.locator('playward-live video').click({ position: { x: 160, y: 60 } });
    await phase('playing');
  });

  test('leaves the picture to the page while that has something to say there', async () => {
    await fail();
    assert.deepEqual((await cover()).map(([text]) => text), ['no such film', 'Retry']);
    await page.evaluate(() => {
      const view = document.querySelector('playward-live');
      view.setAttribute('quiet', '');
      const button = Object.assign(document.createElement('button'), { id: 'own', textContent: 'Enter a code' });
      button.style.cssText = 'position: absolute; inset: 0 0 52px';
      button.addEventListener('click', () => view.removeAttribute('quiet'));
      view.append(button);
    });
    assert.equal(await page.locator('playward-live .cover').isVisible(), false);
    assert.deepEqual(await axe(), []);
    // It can be hit, also where the cover lies.
    await page.locator('#own').click();
    await page.locator('playward-live .cover').waitFor();
    await page.locator('#own').click({ trial: true });
  });

  test('tells where a recording stands in the words of the page', async () => {
    await phase('playing');
    const said = () => page.evaluate(() => {
      const { shadowRoot } = document.querySelector('playward-live');
      return [shadowRoot.querySelector('.time').textContent, shadowRoot.querySelector('.seek').getAttribute('aria-valuetext')];
    });
    await page.evaluate(() => document.querySelector('playward-live').setAttribute('time', '08:00:12 / 09:00:00'));
    assert.deepEqual(await said(), ['08:00:12 / 09:00:00', '08:00:12 / 09:00:00']);
    await page.evaluate(() => document.querySelector('playward-live').removeAttribute('time'));
    assert.match((await said())[0], /^0:\d\d \/ 0:12$/);
  });

  test('asks for another address while it plays on, and for none where nothing plays', async () => {
    await phase('playing');
    await page.waitForFunction(() => document.querySelector('playward-live').video.currentTime > 1);
    await page.evaluate(() => {
      window.answer = () => ({ url: `/clip/episode-1.mp4?n=${window.asked.length}` });
      return document.querySelector('playward-live').renew();
    });
    assert.deepEqual(await page.evaluate(() => window.asked), ['none_yet', 'wished']);
    assert.match(await page.evaluate(() => document.querySelector('playward-live').video.src), /n=2$/);
    await page.waitForFunction(() => document.querySelector('playward-live').phase === 'playing' && document.querySelector('playward-live').video.currentTime > 1);

    await page.evaluate(async () => {
      const view = document.querySelector('playward-live');
      view.stop();
      await view.renew();
      view.play();
    });
    await phase('playing');
    assert.deepEqual(await page.evaluate(() => window.asked), ['none_yet', 'wished']);
    assert.match(await page.evaluate(() => document.querySelector('playward-live').video.src), /n=2$/);

    const refused = await page.evaluate(() => {
      window.answer = () => { throw new Error('not today'); };
      return document.querySelector('playward-live').renew().catch(({ message }) => message);
    });
    assert.equal(refused, 'not today');
    await phase('playing');
  });

  test('is paused and resumed by the page, and says what the viewer got', async () => {
    await phase('playing');
    await page.evaluate(() => document.querySelector('playward-live').pause());
    await phase('paused');
    await page.evaluate(() => document.querySelector('playward-live').resume());
    await phase('playing');
    const { playedMs, addressFetches } = await page.evaluate(() => document.querySelector('playward-live').stats());
    assert.ok(playedMs > 0);
    assert.equal(addressFetches, 1);
    await page.evaluate(() => document.querySelector('playward-live').close());
    assert.equal(await page.evaluate(() => document.querySelector('playward-live').stats()), null);
  });

  test('speaks the language of the page', async () => {
    await phase('playing');
    await labelled('mute', 'Unmute');
    await page.evaluate(() => document.querySelector('playward-live').setAttribute('lang', 'zh-CN'));
    await labelled('mute', '取消静音');
    await fail();
    assert.equal(await page.evaluate(() => document.querySelector('playward-live').shadowRoot.querySelector('.retry').textContent), '重试');
  });

  test('gives everything back', async () => {
    await phase('playing');
    await page.evaluate(() => document.querySelector('playward-live').close());
    assert.deepEqual(await page.evaluate(() => {
      const { phase: now, supervised, video } = document.querySelector('playward-live');
      return [now, supervised, video.getAttribute('src')];
    }), ['idle', null, null]);
  });
});

test('where the browser wants a click before there is sound, it says so and offers one', async () => {
  const shy = await launchBrowser({ autoplay: false });
  try {
    const view = await shy.newPage();
    view.setDefaultTimeout(WAIT_MS);
    await view.addInitScript(() => document.addEventListener('DOMContentLoaded', () => document.querySelector('playward-live').removeAttribute('muted')));
    await view.goto(url);
    await view.waitForFunction(() => document.querySelector('playward-live').phase === 'paused');
    await view.waitForFunction(() => document.querySelector('playward-live').shadowRoot.querySelector('.error').textContent === 'Tap to play.');
    const button = view.locator('playward-live .retry');
    assert.equal(await button.textContent(), 'Play');
    await button.click();
    await view.waitForFunction(() => document.querySelector('playward-live').phase === 'playing' && !document.querySelector('playward-live').video.muted);
  } finally {
    await shy.close();
  }
});
