// <playward-ptz> in a real browser, with real input, in front of a camera that answers late, never, or with errors.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';
import { PtzCamera, WAIT_MS } from './ptz-camera.mjs';

let browser;
let camera;
let context;
let page;
let input;
let errors;

before(async () => {
  await ensureCommands(['chromium']);
  [browser, camera] = await Promise.all([launchBrowser(), PtzCamera.open()]);
});
after(async () => {
  if (browser) await browser.close();
  if (camera) await camera.close();
});
beforeEach(async () => {
  camera.reset();
  errors = [];
  context = await browser.newContext({ viewport: { width: 480, height: 480 }, hasTouch: true });
  page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => errors.push(error.message));
  input = await context.newCDPSession(page);
});
afterEach(async () => {
  await context.close();
  camera.assertStill();
  assert.ok(camera.several || camera.atOnce <= 1, `${camera.atOnce} requests at once`);
  assert.deepEqual(errors, []);
});

/** The test page; options of PtzPad in its address. */
async function open(options = {}) {
  await page.goto(`${camera.url}?${new URLSearchParams(options)}`);
  await page.waitForFunction(() => document.querySelector('playward-ptz').decisions.length > 0);
}

const CENTRE = [190, 190];
const at = (dx, dy) => [CENTRE[0] + dx, CENTRE[1] + dy];
const OUTSIDE = [470, 470];
const touch = (type, ...points) => input.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y, id]) => ({ x, y, id })) });
const pen = (type, [x, y]) => input.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1, pointerType: 'pen' });
async function press(point) {
  await page.mouse.move(...point);
  await page.mouse.down();
}

/** Until the camera has been told so much, and the pad is at rest. */
async function rest(count) {
  await camera.hears(count);
  await page.waitForFunction(() => {
    const { busy, active } = document.querySelector('playward-ptz').decisions.at(-1);
    return !busy && active === null;
  }, null, { timeout: WAIT_MS });
}
const toldAre = (...expected) => assert.deepEqual(camera.told, expected);
/** The browser breaks off what is under way, so a page that is left may send its stop more than once. */
const stoppedIs = (direction) => assert.deepEqual([camera.told[0], ...new Set(camera.told.slice(1))], [`start ${direction}`, `stop ${direction}`]);
const lit = (name) => page.locator(`playward-ptz [data-direction].${name}`).evaluateAll((arrows) => arrows.map(({ dataset }) => dataset.direction));

describe('a mouse', () => {
  test('presses and lifts', async () => {
    await open();
    await press(at(100, 5));
    await camera.hears(1);
    assert.deepEqual(await lit('active'), ['right']);
    await page.mouse.up();
    await rest(2);
    toldAre('start right', 'stop right');
    assert.deepEqual(await lit('active'), []);
  });

  test('drags off and lifts outside: the stop is that of the start', async () => {
    await open();
    await press(at(-100, 5));
    await page.mouse.move(...at(0, -100));
    await page.mouse.move(...OUTSIDE);
    await page.mouse.up();
    await rest(2);
    toldAre('start left', 'stop left');
  });

  test('turns with the finger where the page wants that', async () => {
    await open();
    await page.locator('playward-ptz').evaluate((pad) => pad.setAttribute('follow', ''));
    await press(at(-100, 5));
    await camera.hears(1);
    await page.mouse.move(...at(0, -100));
    await camera.hears(3);
    await page.mouse.up();
    await rest(4);
    toldAre('start left', 'stop left', 'start up', 'stop up');
  });

  test('in the exact centre moves nothing, and neither does its other button', async () => {
    await open();
    await page.mouse.click(...CENTRE);
    await page.mouse.click(...at(100, 0), { button: 'right' });
    await page.mouse.click(...at(0, 100));
    await rest(2);
    toldAre('start down', 'stop down');
  });

  test('that something else takes away stops', async () => {
    await open();
    await press(at(100, 0));
    await camera.hears(1);
    await page.locator('playward-ptz svg').evaluate((pad) => pad.releasePointerCapture(1));
    // The browser tells it with the next thing that the pointer does.
    await page.mouse.move(...OUTSIDE);
    await rest(2);
    await page.mouse.up();
    toldAre('start right', 'stop right');
  });
});

test('a pen drags off and lifts outside', async () => {
  await open();
  await pen('mousePressed', at(0, 100));
  await camera.hears(1);
  await pen('mouseMoved', OUTSIDE);
  await pen('mouseReleased', OUTSIDE);
  await rest(2);
  toldAre('start down', 'stop down');
});

describe('fingers', () => {
  test('one presses, drags off and lifts outside', async () => {
    await open();
    await touch('touchStart', [...at(0, -100), 1]);
    await camera.hears(1);
    await touch('touchMove', [...at(100, 0), 1]);
    await touch('touchMove', [...OUTSIDE, 1]);
    await touch('touchEnd');
    await rest(2);
    toldAre('start up', 'stop up');
  });

  test('a second one stops, whichever is lifted first', async () => {
    await open();
    const [first, second] = [[...at(100, 0), 1], [...at(-100, 0), 2]];
    await touch('touchStart', first);
    await camera.hears(1);
    await touch('touchStart', first, second);
    await rest(2);
    await touch('touchEnd', second);
    await touch('touchEnd');
    await touch('touchStart', [...at(0, -100), 3]);
    await touch('touchEnd');
    await rest(4);
    toldAre('start right', 'stop right', 'start up', 'stop up');
  });

  test('two tap twice together: what starts is stopped, and the pad works on', async () => {
    await open();
    camera.lateMs = 150;
    const both = [[...at(100, 0), 1], [...at(-100, 0), 2]];
    for (let tap = 0; tap < 2; tap += 1) {
      await touch('touchStart', ...both);
      await touch('touchEnd');
    }
    await rest(2);
    camera.assertStill();
    const before = camera.requests.length;
    await touch('touchStart', [...at(0, 100), 3]);
    await touch('touchEnd');
    await rest(before + 2);
    assert.deepEqual(camera.told.slice(before), ['start down', 'stop down']);
  });

  test('a touch that the system takes away stops', async () => {
    await open();
    await touch('touchStart', [...at(0, 100), 1]);
    await camera.hears(1);
    await touch('touchCancel');
    await rest(2);
    toldAre('start down', 'stop down');
  });
});

describe('the keyboard', () => {
  test('an arrow key, held, is one start', async () => {
    await open();
    await page.keyboard.press('Tab');
    await page.keyboard.down('ArrowLeft');
    await page.keyboard.down('ArrowLeft');
    await camera.hears(1);
    await page.keyboard.up('ArrowLeft');
    await rest(2);
    toldAre('start left', 'stop left');
  });

  test('another arrow key takes over', async () => {
    await open();
    await page.locator('playward-ptz svg').focus();
    await page.keyboard.down('ArrowRight');
    await camera.hears(1);
    await page.keyboard.down('ArrowUp');
    await camera.hears(3);
    await page.keyboard.up('ArrowRight');
    await page.keyboard.up('ArrowUp');
    await rest(4);
    toldAre('start right', 'stop right', 'start up', 'stop up');
  });

  test('a shortcut of the browser is none of ours; a focus that goes stops', async () => {
    await open();
    const pad = page.locator('playward-ptz svg');
    await pad.focus();
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.down('ArrowDown');
    await camera.hears(1);
    await pad.evaluate((element) => element.blur());
    await rest(2);
    await page.keyboard.up('ArrowDown');
    toldAre('start down', 'stop down');
  });

  test('it has a name', async () => {
    await open();
    const name = () => page.locator('playward-ptz svg').getAttribute('aria-label');
    assert.match(await name(), /云台.*pan/);
    await page.locator('playward-ptz').evaluate((pad) => {
      pad.setAttribute('aria-label', '"><b>门口</b>');
      pad.setAttribute('ways', '8');
    });
    assert.equal(await name(), '"><b>门口</b>');
  });
});

test('eight ways', async () => {
  await open();
  await page.locator('playward-ptz').evaluate((pad) => {
    pad.setAttribute('speed', '2');
    pad.setAttribute('ways', '8');
  });
  assert.equal(await page.locator('playward-ptz [data-direction]').count(), 8);
  await press(at(80, 80));
  await page.mouse.up();
  await rest(2);
  toldAre('start down_right', 'stop down_right');
  assert.deepEqual(camera.requests.map(({ speed }) => speed), [2, 2]);
});

test('what the page set before the element was registered is kept', async () => {
  await open();
  assert.deepEqual(await page.evaluate(async () => {
    const early = document.createElement('playward-ptz-later');
    const send = () => '200';
    Object.assign(early, { send, options: { minHoldMs: 0 } });
    document.body.append(early);
    const { PlaywardPtz } = await import('/playward/ptz-element.mjs');
    customElements.define('playward-ptz-later', class extends PlaywardPtz {});
    return [early.send === send, early.options];
  }), [true, { minHoldMs: 0 }]);
});

describe('a page that', () => {
  test('is hidden while pressed stops at once, and works again when shown', async () => {
    await open();
    await press(at(100, 0));
    await camera.hears(1);
    // Without a window nothing hides a page; this is what it would see.
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      delete document.visibilityState;
    });
    await rest(2);
    await page.mouse.up();
    await page.mouse.click(...at(0, 100));
    await rest(4);
    toldAre('start right', 'stop right', 'start down', 'stop down');
  });

  test('loses the focus to another stops', async () => {
    await open();
    await input.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await page.bringToFront();
    await press(at(100, 0));
    await camera.hears(1);
    const other = await context.newPage();
    await other.bringToFront();
    await camera.hears(2);
    toldAre('start right', 'stop right');
  });

  test('takes the pad away stops what moves', async () => {
    await open();
    await press(at(100, 0));
    await camera.hears(1);
    await page.locator('playward-ptz').evaluate((pad) => pad.remove());
    await camera.hears(2);
    toldAre('start right', 'stop right');
  });

  test('takes the pad away before a slow start has arrived: it is stopped after it', async () => {
    await open();
    camera.several = true;
    camera.answers = ['late'];
    await press(at(100, 0));
    await camera.receives(1);
    await page.locator('playward-ptz').evaluate((pad) => pad.remove());
    await camera.hears(1);
    camera.letGo();
    await camera.hears(3);
    toldAre('stop right', 'start right', 'stop right');
  });

  test('takes the pad away as soon as it hears of the start: the stop comes after it', async () => {
    await open();
    camera.several = true;
    await page.locator('playward-ptz').evaluate((pad) => {
      const { send } = pad;
      pad.asked = [];
      pad.send = (request, hint) => {
        pad.asked.push(request.action);
        return send(request, hint);
      };
      pad.addEventListener('decision', ({ detail }) => {
        if (detail.request) pad.remove();
      });
      globalThis.gone = pad;
    });
    await press(at(100, 0));
    await camera.hears(3);
    assert.deepEqual(await page.evaluate(() => globalThis.gone.asked), ['start', 'stop', 'stop']);
  });

  test('gives the pad to another camera before a slow start has arrived: its stop goes to the first', async () => {
    await open();
    camera.several = true;
    camera.answers = ['late'];
    await press(at(100, 0));
    await camera.receives(1);
    await page.locator('playward-ptz').evaluate((pad) => {
      pad.setAttribute('ways', '8');
      pad.send = () => { throw new Error('another camera'); };
    });
    await camera.hears(1);
    camera.letGo();
    await camera.hears(3);
    toldAre('stop right', 'start right', 'stop right');
  });

  test('is left stops what moves', async () => {
    await open();
    camera.several = true;
    await press(at(0, 100));
    await camera.hears(1);
    await page.goto('about:blank');
    await camera.hears(2);
    stoppedIs('down');
  });

  test('is left while the start is unanswered stops, though the page is gone', async () => {
    await open();
    camera.answers = ['held'];
    await press(at(0, 100));
    await camera.hears(1);
    await page.goto('about:blank');
    await camera.hears(2);
    camera.letGo();
    stoppedIs('down');
    camera.several = true;
  });

  test('tells send when it may be gone before the answer', async () => {
    await open();
    const hints = await page.locator('playward-ptz').evaluate(async (pad) => {
      const heard = [];
      pad.send = (request, hint) => {
        heard.push({ action: request.action, ...hint });
        return '200';
      };
      const { left, top, width, height } = pad.getBoundingClientRect();
      const point = { pointerId: 7, clientX: left + width - 20, clientY: top + height / 2, button: 0, bubbles: true };
      const plate = pad.shadowRoot.querySelector('svg');
      plate.setPointerCapture = () => {};
      plate.dispatchEvent(new PointerEvent('pointerdown', point));
      await new Promise((resolve) => { setTimeout(resolve); });
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      return heard;
    });
    assert.deepEqual(hints, [{ action: 'start', keepalive: false }, { action: 'stop', keepalive: true }]);
  });

  test('is left before the start is answered stops nevertheless, by a beacon', async () => {
    await open();
    camera.several = true;
    // Nothing of this breaks off with the page: only its end is left to tell.
    await page.locator('playward-ptz').evaluate((pad) => {
      pad.send = (request) => {
        navigator.sendBeacon('/camera', JSON.stringify(request));
        return new Promise(() => {});
      };
    });
    await press(at(0, 100));
    await camera.hears(1);
    await page.goto('about:blank');
    await camera.hears(2);
    toldAre('start down', 'stop down');
  });
});

describe('a camera that', () => {
  test('answers late: one request at a time, and a tap is a start and a stop', async () => {
    await open();
    camera.lateMs = 700;
    await page.mouse.click(...at(100, 0));
    await page.mouse.click(...at(0, 100));
    await rest(2);
    camera.assertStill();
    assert.deepEqual(camera.told.slice(0, 2), ['start right', 'stop right']);
  });

  test('answers the start after the time is up: it is stopped once more', async () => {
    await open({ answerTimeoutMs: 200 });
    camera.answers = ['held'];
    await press(at(100, 0));
    await rest(2);
    camera.letGo();
    await rest(3);
    await page.mouse.up();
    toldAre('start right', 'stop right', 'stop right');
    // The first has long counted as lost.
    camera.several = true;
  });

  test('hears a start after its stop, and after its time is up: it is stopped once more', async () => {
    await open({ answerTimeoutMs: 200 });
    camera.several = true;
    camera.answers = ['late'];
    await press(at(100, 0));
    await rest(1);
    camera.letGo();
    await rest(3);
    await page.mouse.up();
    toldAre('stop right', 'start right', 'stop right');
  });

  test('never answers the start: it is stopped', async () => {
    await open({ answerTimeoutMs: 200 });
    camera.answers = ['never'];
    await press(at(100, 0));
    await rest(2);
    await page.mouse.up();
    toldAre('start right', 'stop right');
  });

  test('never answers the stop: it is sent three times more, and then the pad works again', async () => {
    await open({ answerTimeoutMs: 200 });
    camera.answers = ['200', 'never', 'never', 'never', 'never'];
    await page.mouse.click(...at(100, 0));
    await rest(5);
    toldAre('start right', ...Array(4).fill('stop right'));
    await page.mouse.click(...at(0, 100));
    await rest(7);
    assert.deepEqual(camera.told.slice(5), ['start down', 'stop down']);
  });

  test('breaks the connection of a stop: it is sent again', async () => {
    await open();
    camera.answers = ['200', 'broken', 'broken', '200'];
    await page.mouse.click(...at(100, 0));
    // The browser itself may send it once more on a connection that it kept.
    await rest(3);
    assert.ok(camera.told.filter((request) => request === 'stop right').length >= 2, `${camera.told}`);
  });

  test('is at its end: marked there, and stopped', async () => {
    await open();
    camera.answers = ['60005'];
    await page.mouse.click(...at(100, 0));
    await rest(2);
    assert.deepEqual(await lit('limit'), ['right']);
    assert.equal(await page.locator('playward-ptz').evaluate((pad) => pad.disabled), false);
    toldAre('start right', 'stop right');
  });

  test('refuses for another reason: no end is drawn, and the pad works on', async () => {
    await open();
    for (const code of ['20007', '10002']) {
      const before = camera.requests.length;
      camera.answers = [code];
      await page.mouse.click(...at(-100, 0));
      await rest(before + 2);
      assert.deepEqual(await lit('limit'), []);
      assert.deepEqual(camera.told.slice(before), ['start left', 'stop left']);
    }
  });

  test('has no PTZ: disabled', async () => {
    await open();
    camera.answers = ['60000'];
    await page.mouse.click(...at(100, 0));
    await rest(2);
    assert.equal(await page.locator('playward-ptz svg').getAttribute('aria-disabled'), 'true');
    assert.equal(await page.locator('playward-ptz').evaluate((pad) => pad.disabled), true);
    await page.mouse.click(...at(-100, 0));
    toldAre('start right', 'stop right');
  });

  test('is asked by a page that throws: a failed network', async () => {
    await open();
    await page.locator('playward-ptz').evaluate((pad) => {
      const { send } = pad;
      pad.send = () => {
        pad.send = send;
        throw new Error('no connection');
      };
    });
    await page.mouse.click(...at(100, 0));
    await rest(1);
    const classes = await page.evaluate(() => document.querySelector('playward-ptz').decisions.map(({ outcome }) => outcome && outcome.class));
    assert.ok(classes.includes('network'), `${classes}`);
    // The start may have arrived: nobody knows.
    toldAre('stop right');
  });
});

describe('the demo page', () => {
  test('turns its camera, and says why it does not', async () => {
    const demo = await startDemo({ loop: true });
    try {
      // On a smaller screen the picture stays on top of the rest.
      await page.setViewportSize({ width: 1440, height: 1000 });
      await page.goto(demo.url);
      const pad = page.locator('#ptz');
      await pad.locator('svg[aria-disabled="false"]').waitFor();
      await pad.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await pad.boundingBox();
      const right = [x + width * 0.9, y + height / 2];
      const line = page.locator('#ptz-state');
      const says = (words) => line.filter({ hasText: words }).waitFor({ timeout: WAIT_MS });
      const place = () => page.locator('#camera-dot').evaluate((dot) => parseFloat(dot.style.left));

      const from = await place();
      await press(right);
      await says('正在转动');
      await page.mouse.up();
      await says('静止');
      assert.ok(await place() > from, 'it has not moved');

      const choose = async (answer) => {
        const chosen = page.waitForResponse((response) => response.url().endsWith('/api/camera') && response.request().method() === 'POST');
        await page.locator('#ptz-answer').selectOption(answer);
        await chosen;
      };
      // It turns, and its word for it is lost: it is stopped all the same.
      await choose('never');
      await page.mouse.click(...right);
      await says('网络');
      await page.locator('#camera-dot[data-turning=""]').waitFor({ state: 'attached', timeout: WAIT_MS });

      await choose('60000');
      await page.mouse.click(...right);
      await page.waitForFunction(() => document.getElementById('ptz').disabled, null, { timeout: WAIT_MS });
    } finally {
      await demo.close();
    }
  });
});
