// The pad of mini-programs, drawn by miniprogram-simulate, over the real wasm in the fake runtime.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { buildExample } from './weixin/app.mjs';
import { Clock } from './weixin/clock.mjs';
// Brings the DOM that miniprogram-simulate draws into, too.
import { openPage } from './weixin/page.mjs';
import { createRuntime } from './weixin/runtime.mjs';

const require = createRequire(import.meta.url);
const simulate = require('miniprogram-simulate');
const loader = require('miniprogram-simulate/src/utils');
const { parse } = require('acorn');

const PAD = 'miniprogram_npm/playward/ptz-pad/index';
/** With all that WeChat tells. */
const RECT = { id: 'pad', dataset: {}, left: 20, top: 300, width: 208, height: 208, right: 228, bottom: 508 };
const at = (dx, dy, identifier = 1, rect = RECT) => ({
  identifier, clientX: rect.left + rect.width / 2 + dx, clientY: rect.top + rect.height / 2 + dy,
});
const RIGHT = at(80, 0);
const UP = at(0, -80);
const SECOND_LEFT = at(-80, 0, 2);

let app;
let clock;
let runtime;
let pad;
let requests;
let decisions;
let errors;
/** What WeChat tells of the place of the pad, and those who have asked and wait; null: told at once. */
let rect;
let asked;

before(() => { app = buildExample(); });
after(() => app.remove());

/** In place of a view that has no layout. */
function measuring(instance) {
  instance.createSelectorQuery = () => ({
    select: (selector) => ({
      boundingClientRect: (heard) => ({
        exec: () => {
          const tell = () => heard(selector === '#pad' ? rect : null);
          if (asked) asked.push(tell);
          else Promise.resolve().then(tell);
        },
      }),
    }),
  });
}

async function open(properties = {}, globals = {}) {
  requests = [];
  decisions = [];
  errors = [];
  rect = RECT;
  asked = null;
  runtime = createRuntime({ root: app.root, clock, globals: { Component: (definition) => globalThis.Component(definition), ...globals } });
  loader.runJs = (file) => { runtime.run(`${path.relative(app.root, file)}.js`); };
  pad = simulate.render(simulate.load(path.join(app.root, PAD), { rootPath: app.root }), properties);
  pad.addEventListener('request', ({ detail }) => requests.push({ ...detail }));
  pad.addEventListener('decision', ({ detail }) => decisions.push(detail));
  pad.addEventListener('error', ({ detail }) => errors.push(detail));
  measuring(pad.instance);
  pad.attach(document.body);
  await clock.settle();
}

/** Fingers change, as the view tells the logic layer; the simulator's own touches have no identifiers to choose. */
async function touch(type, ...changedTouches) {
  const event = new TouchEvent(`touch${type}`, { bubbles: true, cancelable: true });
  Object.defineProperties(event, { touches: { value: [] }, changedTouches: { value: changedTouches } });
  pad.querySelector('#pad').dom.dispatchEvent(event);
  await clock.settle();
}

/** The answer to the last request. */
async function answer(code) {
  pad.instance.answered(code, requests[requests.length - 1].seq);
  await clock.settle();
}

async function hide() {
  pad.triggerPageLifeTime('hide');
  await clock.settle();
}

async function measured() {
  for (const tell of asked.splice(0)) tell();
  await clock.settle();
}

const told = () => requests.map(({ action, direction }) => `${action} ${direction}`);
const marked = (name) => [...pad.dom.innerHTML.matchAll(/class="([^"]*)"/g)].map(([, classes]) => classes.replace(/main--/g, '').split(' '))
  .filter((classes) => classes[0] === 'way' && classes.includes(name)).map((classes) => classes[1]);
const disabled = () => /main--disabled/.test(pad.dom.innerHTML);

beforeEach(async () => {
  clock = new Clock();
  await open();
});

/** Longer than a pad that left the page waits for a camera. */
const SETTLED_MS = 120_000;

afterEach(async () => {
  if (pad.instance.attached) pad.detach();
  await clock.advance(SETTLED_MS);
  assert.deepEqual([clock.uncaught, clock.pending], [[], 0]);
});

describe('a touch', () => {
  test('starts, and after the answer stops the same way', async () => {
    await touch('start', RIGHT);
    assert.deepEqual(requests, [{ action: 'start', direction: 'right', speed: 1, seq: 1 }]);
    assert.deepEqual(marked('active'), ['way-right']);
    await touch('move', UP);
    await touch('end', UP);
    await clock.advance(400);
    assert.deepEqual(told(), ['start right']);
    await answer('200');
    assert.deepEqual(requests[1], { action: 'stop', direction: 'right', speed: 1, seq: 2 });
    assert.deepEqual(marked('active'), []);
    await answer('200');
    assert.deepEqual([told().length, decisions[decisions.length - 1].busy], [2, false]);
  });

  test('whose end comes before the rect stops all the same', async () => {
    asked = [];
    await touch('start', RIGHT);
    await touch('end', RIGHT);
    assert.deepEqual(told(), []);
    await measured();
    assert.deepEqual(told(), ['start right']);
    await answer('200');
    await clock.until(() => requests.length === 2);
    assert.deepEqual(told(), ['start right', 'stop right']);
  });

  for (const [what, end] of [
    ['that the system takes away', () => touch('cancel', RIGHT)],
    ['on a page that hides', hide],
    ['that a second finger joins', () => touch('start', SECOND_LEFT)],
  ]) {
    test(`${what}: stopped at once`, async () => {
      await touch('start', RIGHT);
      await answer('200');
      await end();
      assert.deepEqual(told(), ['start right', 'stop right']);
    });
  }

  test('that is over before the rect is there, never starts', async () => {
    for (const end of [() => touch('cancel', RIGHT), hide]) {
      asked = [];
      await touch('start', RIGHT);
      await end();
      await measured();
      assert.deepEqual(told(), []);
    }
  });

  test('on a pad that has gone from the view: stopped, and the next one works', async () => {
    await touch('start', RIGHT);
    await answer('200');
    for (const gone of [null, { ...RECT, width: 0, height: 0 }]) {
      rect = gone;
      await touch('start', SECOND_LEFT);
      assert.deepEqual(told(), ['start right', 'stop right']);
    }
    await answer('200');
    rect = RECT;
    await touch('start', UP);
    assert.equal(told().pop(), 'start up');
  });

  test('is read from the rect, whatever its size and place', async () => {
    rect = { left: 700, top: 10, width: 500, height: 500 };
    await touch('start', at(-80, -30, 1, rect));
    assert.deepEqual(told(), ['start left']);
  });

  test('turns with the finger when it is to follow', async () => {
    pad.detach();
    await open({ follow: true, speed: 2, options: { minHoldMs: 0 } });
    await touch('start', RIGHT);
    await touch('move', UP);
    await answer('200');
    await answer('200');
    assert.deepEqual(told(), ['start right', 'stop right', 'start up']);
    assert.deepEqual(requests.map(({ speed }) => speed), [2, 2, 2]);
  });

  describe('on a pad that is taken away before the start is answered: stopped at once', () => {
    beforeEach(async () => {
      await touch('start', RIGHT);
      pad.detach();
      assert.deepEqual(told(), ['start right', 'stop right']);
      decisions.length = 0;
      pad.instance.answered('200', 2);
    });

    afterEach(() => assert.deepEqual(decisions, []));

    for (const [what, code] of [['when it succeeds', '200'], ['when the network failed', null]]) {
      test(`and once more ${what}`, async () => {
        await clock.advance(400);
        assert.equal(requests.length, 2);
        pad.instance.answered(code, 1);
        assert.deepEqual(told().slice(2), ['stop right']);
        pad.instance.answered('200', 3);
        assert.equal(clock.pending, 0);
      });
    }

    test('and once more when its time is over', async () => {
      await clock.until(() => requests.length === 3);
      assert.deepEqual(told().slice(2), ['stop right']);
      pad.instance.answered('200', 3);
      assert.equal(clock.pending, 0);
    });

    test('but not when it is refused', () => {
      pad.instance.answered('60009', 1);
      assert.deepEqual([requests.length, clock.pending], [2, 0]);
    });

    test('and an answer that comes when all is over changes nothing', () => {
      pad.instance.answered('60009', 1);
      pad.instance.answered('200', 1);
      pad.instance.answered('200', 2);
      assert.deepEqual([requests.length, clock.pending], [2, 0]);
    });
  });

  test('on a pad made anew before the start is answered: the old one goes on beside the new', async () => {
    await touch('start', RIGHT);
    pad.setData({ ways: 8 });
    await clock.settle();
    await touch('start', at(70, 70));
    assert.deepEqual(told(), ['start right', 'stop right', 'start down_right']);
    pad.instance.answered('200', 2);
    pad.instance.answered('200', 1);
    assert.deepEqual([told().slice(3), marked('active')], [['stop right'], ['way-down_right']]);
    pad.instance.answered('200', 4);
    pad.instance.answered('200', 3);
    await touch('end', at(70, 70));
    await clock.until(() => requests.length === 5);
    assert.deepEqual(requests[4], { action: 'stop', direction: 'down_right', speed: 1, seq: 5 });
  });

  test('with a send of the page in place of events', async () => {
    const sent = [];
    const answers = ['200', new Error('no network'), { ok: true }];
    pad.instance.send = ({ action }) => {
      sent.push(action);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return Promise.resolve(answer);
    };
    await touch('start', RIGHT);
    pad.detach();
    await clock.settle();
    assert.deepEqual([sent, requests, clock.pending], [['start', 'stop', 'stop'], [], 0]);
  });
});

describe('a camera that', () => {
  test('never answers: the start is stopped, the stop sent again three times, and the next touch works', async () => {
    await touch('start', RIGHT);
    await touch('end', RIGHT);
    await clock.advance(100_000);
    assert.deepEqual(told(), ['start right', 'stop right', 'stop right', 'stop right', 'stop right']);
    await touch('start', UP);
    assert.equal(told().pop(), 'start up');
  });

  test('answers late: that is no answer to the request after it', async () => {
    await touch('start', RIGHT);
    await clock.until(() => requests.length === 2);
    pad.instance.answered('60005', 1);
    await clock.settle();
    assert.deepEqual([told(), marked('limit')], [['start right', 'stop right'], []]);
  });

  test('is asked one thing at a time, in order', async () => {
    for (const point of [RIGHT, UP, at(-80, 0)]) {
      await touch('start', point);
      await touch('end', point);
    }
    assert.deepEqual(told(), ['start right']);
    await answer('200');
    await clock.until(() => requests.length === 2);
    await clock.advance(7000);
    assert.deepEqual(told(), ['start right', 'stop right']);
    await answer('200');
    await touch('start', UP);
    assert.deepEqual(told(), ['start right', 'stop right', 'start up']);
    assert.deepEqual(requests.map(({ seq }) => seq), [1, 2, 3]);
  });

  test('is at its end: marked until the next press, and stopped', async () => {
    await touch('start', RIGHT);
    await answer('60005');
    assert.deepEqual([marked('limit'), told()], [['way-right'], ['start right', 'stop right']]);
    await answer('200');
    await touch('end', RIGHT);
    assert.deepEqual(marked('limit'), ['way-right']);
    await touch('start', UP);
    assert.deepEqual(marked('limit'), []);
  });

  test('fails in any other way: stopped, and no limit is drawn', async () => {
    for (const code of ['20007', '20008', '10002', '10029', 20015, null]) {
      requests.length = 0;
      await touch('start', RIGHT);
      await answer(code);
      assert.deepEqual([told(), marked('limit'), disabled()], [['start right', 'stop right'], [], false], code);
      await touch('end', RIGHT);
      await answer('200');
    }
  });

  test('has no PTZ: disabled', async () => {
    await touch('start', RIGHT);
    await answer('60000');
    await answer('200');
    assert.ok(disabled());
    await touch('start', UP);
    assert.deepEqual(told(), ['start right', 'stop right']);
  });
});

describe('the pad', () => {
  test('has eight arrows when told', async () => {
    assert.deepEqual(marked('way').length, 4);
    pad.detach();
    await open({ ways: 8 });
    assert.deepEqual(marked('way').length, 8);
    await touch('start', at(70, 70));
    assert.deepEqual(told(), ['start down_right']);
  });

  test('made anew stops what moved, and hears no answer that was meant for the old', async () => {
    await touch('start', RIGHT);
    pad.setData({ ways: 8 });
    await clock.settle();
    assert.deepEqual([told(), marked('active'), marked('way').length], [['start right', 'stop right'], [], 8]);
    await touch('start', at(70, 70));
    pad.instance.answered('60005', 1);
    await touch('end', at(70, 70));
    await clock.advance(400);
    assert.deepEqual([told().slice(2), marked('limit')], [['start down_right'], []]);
    await answer('200');
    assert.equal(told().pop(), 'stop down_right');
    assert.deepEqual(requests.map(({ seq }) => seq), [1, 2, 3, 4]);
  });

  test('tells why it does not work, and tries again when it is touched', async () => {
    pad.detach();
    await open({}, { WXWebAssembly: undefined });
    assert.match(errors[0].message, /2\.14/);
    runtime.context.WXWebAssembly = runtime.host;
    await touch('start', RIGHT);
    await touch('end', RIGHT);
    assert.deepEqual(told(), []);
    await touch('start', RIGHT);
    assert.deepEqual(told(), ['start right']);
  });

  test('taken away before the wasm is there, never wakes', async () => {
    pad.detach();
    const opening = open();
    pad.detach();
    await opening;
    assert.deepEqual([decisions, errors], [[], []]);
  });

  test('is JavaScript of 2017', () => {
    parse(readFileSync(path.join(app.root, `${PAD}.js`), 'utf8'), { ecmaVersion: 2017, sourceType: 'script' });
  });
});

describe('the live page', () => {
  let page;
  let server;
  const moves = () => page.requests.filter(({ url }) => /\/api\/ptz$/.test(url)).map(({ data }) => ({ ...data }));

  beforeEach(async () => {
    pad.detach();
    server = () => ({ statusCode: 200, data: { code: '200' } });
    page = openPage({
      root: app.root,
      page: 'pages/stream/stream',
      clock,
      server: ({ url }) => (/ptz/.test(url) ? server() : { statusCode: 200, data: { url: 'rtmp://example.test/live', expiresAt: null } }),
    });
    measuring(page.instance.selectComponent('#ptz'));
    await clock.until(() => page.calls.includes('play'));
  });

  afterEach(() => page.unload());

  async function press(type, point) {
    page.instance.selectComponent('#ptz')[type]({ changedTouches: [point] });
    await clock.settle();
  }

  test('sends what the pad asks for, over the one wasm that both share', async () => {
    await press('onTouchStart', RIGHT);
    assert.deepEqual(moves(), [{ action: 'start', direction: 'right', speed: 1 }]);
    await clock.advance(1000);
    await press('onTouchEnd', RIGHT);
    assert.deepEqual(moves()[1], { action: 'stop', direction: 'right', speed: 1 });
    assert.deepEqual(page.runtime.host.loaded, ['/miniprogram_npm/playward/playward.wasm.br']);
  });

  test('tells the pad the code of the body, and null when the network failed', async () => {
    const outcomes = [];
    const instance = page.instance.selectComponent('#ptz');
    const { answered } = instance;
    instance.answered = (code, seq) => {
      outcomes.push(code);
      answered.call(instance, code, seq);
    };
    for (const [answered, code] of [[{ statusCode: 200, data: { code: '20007' } }, '20007'], [{ statusCode: 502, data: '<html>' }, null], [null, null]]) {
      server = () => answered;
      outcomes.length = 0;
      await press('onTouchStart', RIGHT);
      await press('onTouchEnd', RIGHT);
      assert.equal(outcomes[0], code);
      await clock.advance(60_000);
    }
  });

  test('left with a finger on the pad, stops the camera', async () => {
    await press('onTouchStart', RIGHT);
    await page.unload();
    assert.deepEqual(moves().map(({ action }) => action), ['start', 'stop']);
  });
});
