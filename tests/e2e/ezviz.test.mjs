// The EZVIZ tabs as a person meets them, in front of the sandbox: the picture, what breaks it, the camera, the recordings.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';

/** A slow machine with much else to do. */
const WAIT_MS = 45000;
const POLL_MS = 50;
const MOVES_SECONDS = 1.5;

const FOUR_WAYS = '203751922';
const EIGHT_WAYS = 'E10000008';
const NO_PTZ = 'C20000002';
const ENCRYPTED = 'C30000003';
const OFFLINE = 'C40000004';
const CODE = 'ABCDEF';

/** The picture for the README is made on purpose only. */
const SHOTS = fileURLToPath(new URL('./shots/', import.meta.url));
const README_PICTURE = fileURLToPath(new URL('../../docs/h5-ezviz.png', import.meta.url));
const picture = process.env.PLAYWARD_SCREENSHOT === '1' ? README_PICTURE : `${SHOTS}h5-ezviz.png`;

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
let demo;
let cloud;
let page;
let errors;

before(async () => {
  await ensureCommands(['chromium']);
  for (const folder of [SHOTS, dirname(picture)]) mkdirSync(folder, { recursive: true });
  [browser, demo] = await Promise.all([launchBrowser(), startDemo({ loop: true })]);
  cloud = demo.sandbox.ezviz;
});
after(async () => {
  if (browser) await browser.close();
  if (demo) await demo.close();
});
beforeEach(() => {
  cloud.clear();
  errors = [];
});
afterEach(async () => {
  if (page) await page.context().close();
  page = null;
  await heal();
  assert.deepEqual(errors, []);
});

/** The devices as they are made. */
async function heal() {
  for (const { serial } of cloud.devices()) {
    const device = cloud.device(serial);
    device.setOnline(serial !== OFFLINE);
    device.encrypt(serial === ENCRYPTED ? CODE : null);
    device.setBusy(false);
    device.setPrivacy(false);
    for (const camera of device.cameras) camera.place({ pan: 0, tilt: 0 });
    device.mirrored.length = 0;
  }
}

async function open(hash, viewport = DESKTOP) {
  page = await (await browser.newContext({ viewport })).newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(demo.url + hash);
}

/** @param {string} condition over `demo` @param {unknown} [given] as `given` in it */
async function until(condition, given = null) {
  await page.waitForFunction(`((given) => ${condition})(${JSON.stringify(given)})`, null, { timeout: WAIT_MS, polling: POLL_MS }).catch(async (error) => {
    const seen = await page.evaluate(() => ({ phase: demo.phase, decision: demo.decision, position: demo.video.currentTime, shown: document.querySelector('playward-live')?.shadowRoot.querySelector('.cover').textContent }));
    throw new Error(`not within ${WAIT_MS} ms: ${condition} with ${JSON.stringify(given)}; ${JSON.stringify(seen)}; asked ${JSON.stringify(asked())}`, { cause: error });
  });
}

/** The picture moves on from where it is now. */
async function moves() {
  await until('demo.phase === "playing"');
  const from = await page.evaluate('demo.video.currentTime');
  await until('demo.phase === "playing" && demo.video.currentTime > given', from + MOVES_SECONDS);
}

/** Until the sandbox says so. @param {() => unknown} condition */
async function sandboxSays(condition) {
  const deadline = Date.now() + WAIT_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${WAIT_MS} ms: ${condition}; asked ${JSON.stringify(asked())}`);
    await delay(POLL_MS);
  }
}

/** Where what plays began, in seconds of the day. */
const BEGAN = '(demo.segment ? demo.segment.start.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : null)';

/** The next answer of an API waits until what is returned is called. @returns {() => void} */
function holdAnswer(api) {
  let letGo;
  cloud.inject({ api, until: new Promise((resolve) => { letGo = resolve; }) });
  return letGo;
}

const asked = (api) => cloud.requests(api).map(({ api: name, params, code }) => `${name} ${code} ${JSON.stringify(params)}`);
const answered = (api, code) => cloud.requests(api).filter((entry) => entry.code === code).length;
const click = (selector) => page.locator(selector).click();
/** A button that shows by aria-pressed what holds. */
const pressed = (selector, state = true) => page.locator(`${selector}[aria-pressed="${state}"]`).waitFor();
const pick = async (serial) => {
  await click(`.device[data-serial="${serial}"]`);
  await until('demo.device && demo.device.deviceSerial === given', serial);
};
const shown = (selector) => page.locator(selector).textContent();
const live = (serial, viewport) => open(`#ezviz-live?deviceSerial=${serial}`, viewport);

describe('the tabs', () => {
  test('the address chooses, and a click changes it; what is left plays no more', async () => {
    await open('');
    await page.locator('#journal').waitFor({ state: 'attached' });
    await click('#tabs a[href="#ezviz-live"]');
    await moves();
    assert.equal(await page.locator('#tabs a[aria-selected="true"]').textContent(), '萤石直播');
    await sandboxSays(() => cloud.device(FOUR_WAYS).watching === 1);
    await click('#tabs a[href="#ezviz-playback"]');
    await page.locator('#axis').waitFor();
    await moves();
    await sandboxSays(() => cloud.requests('openpb').length === 1 && cloud.device(FOUR_WAYS).watching === 1);
    await page.goBack();
    await moves();
  });

  test('the secret stays on the server', async () => {
    const bodies = [];
    await open('');
    page.on('response', async (response) => {
      const type = response.headers()['content-type'] || '';
      if (/json/.test(type)) bodies.push(await response.text().catch(() => ''));
    });
    await click('#tabs a[href="#ezviz-live"]');
    await moves();
    assert.ok(bodies.some((body) => body.includes('accessToken')));
    assert.ok(bodies.every((body) => !body.includes(cloud.account.appSecret)));
    const logged = await shown('#requests');
    assert.doesNotMatch(logged, /at\.|[?&]t=/);
  });
});

describe('EZVIZ live', () => {
  test('plays in Chinese, with every device and its badges, and has its picture taken', async () => {
    await live(FOUR_WAYS);
    await moves();
    await page.waitForFunction(() => document.querySelectorAll('.device').length === 7);
    // Each device says by itself, and in its own time, what it can do.
    const badges = (serial, wanted) => page.waitForFunction(
      ([device, words]) => [...document.querySelectorAll(`.device[data-serial="${device}"] .badges i:not([hidden])`)].map(({ textContent }) => textContent).join() === words,
      [serial, wanted.join()],
    );
    await badges(EIGHT_WAYS, ['在线', '八向云台']);
    await badges(FOUR_WAYS, ['在线', '四向云台']);
    await badges(NO_PTZ, ['在线']);
    await badges(ENCRYPTED, ['在线', '已加密', '四向云台']);
    await badges(OFFLINE, ['离线', '四向云台']);

    // Something to see: other devices have been looked at before.
    await pick(EIGHT_WAYS);
    await moves();
    await pick(NO_PTZ);
    await moves();
    await pick(FOUR_WAYS);
    await moves();
    await page.locator('[data-mirror="center"]').waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: picture, fullPage: true });

    await click('#language');
    await page.locator('h2', { hasText: 'My devices' }).waitFor();
    await badges(FOUR_WAYS, ['online', 'PTZ']);
    await page.locator('#requests', { hasText: 'Live address' }).waitFor();
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('button:not([hidden])')].filter((button) => !(button.textContent.trim() || button.ariaLabel)).map(({ outerHTML }) => outerHTML)), []);
    await page.screenshot({ path: `${SHOTS}h5-ezviz-en.png`, fullPage: true });
  });

  test('on a phone nothing is wider than the screen', async () => {
    await live(FOUR_WAYS, PHONE);
    await moves();
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    assert.ok(wide <= screen, `${wide} px on a screen of ${screen} px`);
    await page.screenshot({ path: `${SHOTS}h5-ezviz-phone.png`, fullPage: true });
  });

  test('another quality plays on', async () => {
    await live(FOUR_WAYS);
    await moves();
    await click('[data-quality="sd"]');
    await pressed('[data-quality="sd"]');
    await sandboxSays(() => cloud.requests('openlive').some(({ params }) => params.path.endsWith('_2.flv')));
    await moves();
    await click('[data-quality="hd"]');
    await sandboxSays(() => cloud.requests('openlive').filter(({ params }) => params.path.endsWith('_1.flv')).length === 2);
    await moves();
    assert.deepEqual(cloud.requests('v2/live/address/get').map(({ params }) => params.quality), ['1', '2', '1']);
    await sandboxSays(() => cloud.device(FOUR_WAYS).watching === 1);
  });

  test('offline is said, and over by itself', async () => {
    await live(FOUR_WAYS);
    await moves();
    await click('#fault-device');
    await sandboxSays(() => !cloud.device(FOUR_WAYS).online);
    await until('demo.decision.error && demo.phase === "backoff"');
    await page.locator('playward-live .error', { hasText: /^设备不在线/ }).waitFor();
    await page.screenshot({ path: `${SHOTS}h5-ezviz-offline.png`, fullPage: true });
    await pressed('#fault-device');
    await click('#fault-device');
    await moves();
    await page.locator('playward-live .cover').waitFor({ state: 'hidden' });
  });

  test('a device that is offline from the first plays as soon as it is there', async () => {
    await live(OFFLINE);
    await page.locator('playward-live .error', { hasText: /^设备不在线/ }).waitFor();
    await sandboxSays(() => answered('device/info', '200') > 0);
    cloud.device(OFFLINE).setOnline(true);
    await moves();
  });

  test('an encrypted device asks for its code, also after a wrong one', async () => {
    await live(ENCRYPTED);
    await page.locator('#code-field').waitFor();
    await page.locator('#verify-code').fill('WRONGX');
    await page.locator('#verify-code').press('Enter');
    await page.locator('.code-field .wrong').waitFor();
    await page.screenshot({ path: `${SHOTS}h5-ezviz-code.png`, fullPage: true });
    await page.locator('#verify-code').fill(CODE);
    await page.locator('#verify-code').press('Enter');
    await moves();
    await page.locator('#code-field').waitFor({ state: 'hidden' });
    assert.doesNotMatch(await shown('#requests'), new RegExp(CODE));
  });

  test('encrypted while it plays', async () => {
    await live(FOUR_WAYS);
    await moves();
    await click('#fault-encrypt');
    await page.locator('#code-field').waitFor();
    await page.locator('#verify-code').fill(CODE);
    await click('#code-field button');
    await moves();
  });

  test('an expired token is refreshed, once, and the picture comes back', async () => {
    await live(FOUR_WAYS);
    await moves();
    const before = answered('token/get', '200');
    await click('#fault-tokens');
    await sandboxSays(() => answered('token/get', '200') > before);
    await moves();
    assert.equal(answered('token/get', '200'), before + 1);
    assert.ok(asked().some((one) => / 10002 /.test(one)));
  });

  test('stop plays no more, play plays again', async () => {
    await live(FOUR_WAYS);
    await moves();
    await click('#stop');
    await until('demo.phase === "stopped"');
    await sandboxSays(() => cloud.device(FOUR_WAYS).watching === 0);
    await click('playward-live .toggle');
    await moves();
  });
});

describe('the camera', () => {
  /** Presses the pad where an arrow is. */
  async function press(dx, dy) {
    const { x, y, width, height } = await page.locator('#ptz').boundingBox();
    await page.mouse.move(x + width / 2 + dx * width * 0.35, y + height / 2 + dy * height * 0.35);
    await page.mouse.down();
  }
  const ready = (ways) => page.locator(`#ptz[ways="${ways}"]:not([inert])`).waitFor();
  const camera = (serial) => cloud.device(serial).camera();
  const told = (action) => cloud.requests(`device/ptz/${action}`).map(({ params }) => params.direction);
  const still = (serial) => sandboxSays(() => camera(serial).turning === null);

  test('turns while it is held, and stands still when it is let go', async () => {
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    await press(1, 0);
    await sandboxSays(() => camera(FOUR_WAYS).turning === 'right');
    await page.mouse.up();
    await sandboxSays(() => told('stop').length === 1);
    await still(FOUR_WAYS);
    assert.deepEqual([told('start'), told('stop')], [['3'], ['3']]);
  });

  test('eight ways where there are eight', async () => {
    await live(EIGHT_WAYS);
    await ready(8);
    await press(0.8, -0.8);
    await sandboxSays(() => camera(EIGHT_WAYS).turning === 'up_right');
    await page.mouse.up();
    await sandboxSays(() => told('stop').length === 1);
    await still(EIGHT_WAYS);
  });

  test('another device, or another tab, leaves none turning', async () => {
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    await press(-1, 0);
    await sandboxSays(() => camera(FOUR_WAYS).turning === 'left');
    await page.evaluate((serial) => document.querySelector(`.device[data-serial="${serial}"]`).click(), EIGHT_WAYS);
    await ready(8);
    await still(FOUR_WAYS);
    await page.mouse.up();
    await press(0, 1);
    await sandboxSays(() => camera(EIGHT_WAYS).turning === 'down');
    await page.evaluate(() => { location.hash = '#ezviz-playback'; });
    await still(EIGHT_WAYS);
    await page.mouse.up();
    assert.equal(camera(FOUR_WAYS).turning, null);
  });

  test('a start that arrives late is stopped after it, though the pad is gone', async () => {
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    const letGo = holdAnswer('device/ptz/start');
    await press(1, 0);
    await sandboxSays(() => told('start').length === 1);
    await page.locator('#ptz').evaluate((pad) => pad.remove());
    await sandboxSays(() => told('stop').length === 1);
    const { starts } = camera(FOUR_WAYS);
    letGo();
    await sandboxSays(() => camera(FOUR_WAYS).starts > starts);
    await sandboxSays(() => told('stop').length > 1);
    await still(FOUR_WAYS);
    await page.mouse.up();
  });

  test('a tap whose start arrives after its stop, the pad gone and then the page, leaves none turning', async () => {
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    const letGo = holdAnswer('device/ptz/start');
    const { starts } = camera(FOUR_WAYS);
    await press(1, 0);
    await page.mouse.up();
    await sandboxSays(() => told('start').length === 1);
    await page.locator('#ptz').evaluate((pad) => pad.remove());
    await sandboxSays(() => told('stop').length === 1);
    letGo();
    await sandboxSays(() => camera(FOUR_WAYS).starts === starts + 1);
    await sandboxSays(() => told('stop').length > 1);
    await page.goto('about:blank');
    await still(FOUR_WAYS);
    assert.ok(told('stop').every((direction) => direction === '3'));
  });

  test('a page that is closed with a finger on the pad leaves none turning', async () => {
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    // It turns, and its answer takes longer than the page is there.
    cloud.inject({ api: 'device/ptz/start', after: true, delayMs: 2000 });
    await press(1, 0);
    await sandboxSays(() => camera(FOUR_WAYS).turning === 'right');
    await page.goto('about:blank');
    await still(FOUR_WAYS);
  });

  test('an end is marked on its side', async () => {
    camera(FOUR_WAYS).place({ pan: 170 });
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    await press(1, 0);
    await page.locator('#ptz [data-direction="right"].limit').waitFor({ state: 'attached' });
    await page.mouse.up();
    await page.locator('#camera [data-line]', { hasText: '云台已转到右限位' }).waitFor();
    await still(FOUR_WAYS);
  });

  test('busy is said', async () => {
    await live(FOUR_WAYS);
    await page.locator('[data-mirror="center"]').waitFor();
    await ready(4);
    await click('#fault-busy');
    await pressed('#fault-busy');
    await press(0, -1);
    await page.locator('#camera [data-line]', { hasText: '设备正在操作中' }).waitFor();
    await page.mouse.up();
    await still(FOUR_WAYS);
  });

  test('without PTZ the pad is dead, and says so', async () => {
    await live(NO_PTZ);
    await page.locator('#camera [data-line]', { hasText: '该设备没有云台' }).waitFor();
    await page.locator('#ptz[inert]').waitFor();
    await press(1, 0);
    await page.mouse.up();
    await moves();
    assert.deepEqual(told('start'), []);
    await page.waitForFunction(() => ![...document.querySelectorAll('[data-mirror]')].some((button) => button.offsetParent !== null));
  });

  for (const [serial, mirrors] of [[FOUR_WAYS, ['top_bottom', 'left_right', 'center']], [EIGHT_WAYS, ['top_bottom']], [ENCRYPTED, ['center']]]) {
    test(`mirrors of ${serial}: those it has`, async () => {
      await live(serial);
      // Until the device has answered, the buttons may be those of another one, or none.
      await page.waitForFunction((wanted) => {
        const shown = [...document.querySelectorAll('[data-mirror]')].filter((button) => button.offsetParent !== null);
        return shown.map(({ dataset }) => dataset.mirror).join() === wanted;
      }, mirrors.join());
      for (const [index, mirror] of mirrors.entries()) {
        await click(`[data-mirror="${mirror}"]`);
        await sandboxSays(() => cloud.device(serial).mirrored.length === index + 1);
      }
      assert.deepEqual(cloud.device(serial).mirrored, mirrors);
    });
  }

  test('the cover stops the picture, and gives it back', async () => {
    await live(FOUR_WAYS);
    await moves();
    await click('[data-privacy]');
    await sandboxSays(() => cloud.device(FOUR_WAYS).privacy);
    await pressed('[data-privacy]');
    await until('demo.phase === "stopped"');
    await page.locator('#about', { hasText: '隐私遮蔽已开启' }).waitFor();
    await click('[data-privacy]');
    await sandboxSays(() => !cloud.device(FOUR_WAYS).privacy);
    await moves();
  });
});

describe('EZVIZ playback', () => {
  const link = (date, storage = 'local', serial = FOUR_WAYS) => `#ezviz-playback?${new URLSearchParams({ deviceSerial: serial, date, storage })}`;
  const segments = () => page.locator('#recordings button').evaluateAll((all) => all.map(({ dataset }) => ({ ...dataset })));
  const seconds = (time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const time = (at) => [at / 3600, (at / 60) % 60, at % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  async function jump(to) {
    await page.locator('#time').fill(to);
    await click('#jump button');
  }
  /** Plays what began there. */
  async function playsFrom(start) {
    await until(`${BEGAN} === given`, seconds(start));
    await moves();
    assert.ok(await page.evaluate('demo.moment') >= seconds(start));
  }

  test('the first recording of the day plays; the axis shows them all, and the gaps', async () => {
    const { many } = cloud.days();
    await open(link(many));
    await page.locator('#recordings button').first().waitFor();
    const all = await segments();
    assert.ok(all.length > 2);
    await playsFrom(all[0].start);
    await click('[data-choice="24"]');
    await pressed('[data-choice="24"]');
    const drawn = await page.locator('#day-bar .recording').evaluateAll((rects) => rects.map((rect) => Number(rect.getAttribute('x'))));
    assert.deepEqual(drawn, all.map(({ start }) => seconds(start)));
    await page.locator('#axis .recording.on').waitFor({ state: 'attached' });
    await click('[data-choice="6"]');
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${SHOTS}h5-ezviz-playback.png`, fullPage: true });
    await page.setViewportSize(PHONE);
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    assert.ok(wide <= screen, `${wide} px on a screen of ${screen} px`);
    await page.screenshot({ path: `${SHOTS}h5-ezviz-playback-phone.png`, fullPage: true });
  });

  test('a drag seeks to where the cursor has come to', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').first().waitFor();
    const [first] = await segments();
    await playsFrom(first.start);
    const { x, y, width, height } = await page.locator('#axis').boundingBox();
    const middle = [x + width / 2, y + height / 2];
    const dragged = Math.round(width / 36);
    await page.mouse.move(...middle);
    await page.mouse.down();
    await page.mouse.move(middle[0] - dragged, middle[1], { steps: 4 });
    const held = await page.locator('#axis').getAttribute('aria-valuetext');
    await page.mouse.up();
    assert.ok(seconds(held) > seconds(first.start) + 500 && seconds(held) < seconds(first.end), held);
    await playsFrom(held);
    assert.equal(cloud.requests('v2/live/address/get').at(-1).params.startTime.slice(11), held);
  });

  test('into a gap it goes on to the next recording, and says so; after the last there is nothing', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').first().waitFor();
    const all = await segments();
    await playsFrom(all[0].start);
    await jump(time(seconds(all[0].end) + 60));
    await playsFrom(all[1].start);
    assert.equal(await shown('#notice'), `该时刻没有录像，从 ${all[1].start} 开始播放`);
    if (all.at(-1).end < '23:59:00') {
      await jump('23:59:30');
      await page.locator('#notice', { hasText: '之后没有录像了' }).waitFor();
      assert.equal(await page.evaluate(BEGAN), seconds(all[1].start));
    }
  });

  test('the arrow keys go step by step', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').first().waitFor();
    const [first] = await segments();
    await playsFrom(first.start);
    await page.locator('#axis').focus();
    await page.keyboard.press('PageUp');
    await until(`${BEGAN} >= given`, seconds(first.start) + 600);
    await moves();
  });

  test('at its end the next one begins by itself', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').first().waitFor();
    const all = await segments();
    await playsFrom(all[0].start);
    await jump(time(seconds(all[0].end) - 5));
    await until(`${BEGAN} > given`, seconds(all[0].end) - 6);
    await playsFrom(all[1].start);
    assert.equal(await shown('#notice'), `上一段已播完，接着播放 ${all[1].start}`);
  });

  test('after the last one of the day it says so, and plays it again when asked', async () => {
    await open(link(cloud.days().one));
    await page.locator('#recordings button').first().waitFor();
    const [only] = await segments();
    await playsFrom(only.start);
    await jump(time(seconds(only.end) - 4));
    await until('demo.phase === "ended"');
    await page.locator('#notice', { hasText: '当天录像已播完' }).waitFor();
    await click('playward-live .retry');
    await moves();
  });

  test('a stream that breaks goes on where the picture stopped', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').first().waitFor();
    const [first] = await segments();
    await playsFrom(first.start);
    await until('demo.moment >= given', seconds(first.start) + 3);
    await click('#fault-cut');
    await sandboxSays(() => cloud.requests('openpb').length > 1);
    await moves();
    const again = cloud.requests('v2/live/address/get').at(-1).params.startTime.slice(11);
    assert.ok(seconds(again) >= seconds(first.start) + 3, again);
    // Neither from the beginning, nor beyond where it was.
    assert.ok(await page.evaluate('demo.moment') - seconds(again) < WAIT_MS / 1000);
  });

  test('an expired token is refreshed', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').nth(1).waitFor();
    const all = await segments();
    await playsFrom(all[0].start);
    cloud.expireTokens();
    const before = answered('token/get', '200');
    await jump(all[1].start);
    await playsFrom(all[1].start);
    assert.equal(answered('token/get', '200'), before + 1);
  });

  test('a late answer for the day before does not count', async () => {
    const { one, crossing } = cloud.days();
    await open(link(one));
    await page.locator('#recordings button').first().waitFor();
    await moves();
    const letGo = holdAnswer('video/by/time');
    const { length } = cloud.requests('video/by/time');
    await page.locator('#day').fill(crossing);
    await sandboxSays(() => cloud.requests('video/by/time').length === length + 1);
    await page.locator('#day').fill(one);
    await page.locator('#recordings button').first().waitFor();
    const wanted = await segments();
    letGo();
    await sandboxSays(() => cloud.requests('video/by/time').at(length).code === '200');
    // The page has it: no request of the log waits.
    await page.waitForFunction(() => [...document.querySelectorAll('#requests [data-api="video_by_time"]')].every(({ dataset }) => dataset.code));
    await moves();
    assert.deepEqual(await segments(), wanted);
    assert.equal(await page.locator('#day').inputValue(), one);
  });

  test('a late address for the recording before does not count', async () => {
    await open(link(cloud.days().many));
    await page.locator('#recordings button').nth(2).waitFor();
    const all = await segments();
    await playsFrom(all[0].start);
    const letGo = holdAnswer('v2/live/address/get');
    const { length } = cloud.requests('v2/live/address/get');
    await jump(all[1].start);
    await sandboxSays(() => cloud.requests('v2/live/address/get').length === length + 1);
    await jump(all[2].start);
    letGo();
    await playsFrom(all[2].start);
    await sandboxSays(() => cloud.requests('v2/live/address/get').at(length).code === '200');
    await page.waitForFunction(() => [...document.querySelectorAll('#requests [data-api="playback_address"]')].every(({ dataset }) => dataset.code));
    await moves();
    assert.equal(await page.evaluate(BEGAN), seconds(all[2].start));
    assert.equal(cloud.requests('openpb').length, 2);
  });

  test('the cloud has other recordings', async () => {
    const { many } = cloud.days();
    await open(link(many));
    await page.locator('#recordings button').first().waitFor();
    const local = await segments();
    await click('[data-choice="cloud"]');
    await pressed('[data-choice="cloud"]');
    await page.waitForFunction((start) => document.querySelector('#recordings button') && document.querySelector('#recordings button').dataset.start !== start, local[0].start);
    const [first] = await segments();
    await playsFrom(first.start);
    assert.equal(cloud.requests('v2/live/address/get').at(-1).params.type, '3');
  });

  test('a day without recordings says so', async () => {
    await open(link(cloud.days().none));
    await page.locator('#notice', { hasText: '这一天没有录像' }).waitFor();
    assert.deepEqual(await segments(), []);
    assert.equal(await page.evaluate('demo.segment'), null);
  });

  test('offline the card cannot be read; online it can, by itself', async () => {
    cloud.device(FOUR_WAYS).setOnline(false);
    await open(link(cloud.days().many));
    await page.locator('#notice', { hasText: '设备不在线' }).waitFor();
    cloud.device(FOUR_WAYS).setOnline(true);
    await moves();
  });

  test('an encrypted device asks for its code', async () => {
    await open(link(cloud.days().many, 'local', ENCRYPTED));
    await page.locator('#code-field').waitFor();
    await page.locator('#verify-code').fill(CODE);
    await click('#code-field button');
    await moves();
  });
});
