// A trace on its way to the page's server: when it goes, how large it is, and by which way.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { replay, sendTrace, Supervisor } from '../../pkg/playward/node.mjs';

let server;
let url;
let received;
let status;

before(async () => {
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    received.push({ method: request.method, url: request.url, type: request.headers['content-type'], bytes: body.length, trace: JSON.parse(body) });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}/traces?app=1.4.0`;
});

beforeEach(() => {
  received = [];
  status = 204;
});

after(() => server.close());

let seed = 0;

/** @param {{ outage?: boolean, events?: number, path?: string }} [options] */
function session({ outage = true, events = 10, path = 'x' } = {}) {
  seed += 1;
  const supervisor = new Supervisor({ seed });
  let now = 1_790_000_000_000;
  let decision = supervisor.dispatch({ type: 'play', url: `https://live.example.com/${path}.flv?sign=SECRET` }, now);
  for (let at = 1; at < events; at += 1) {
    now += 500;
    const event = outage && at % 50 === 5 ? { type: 'media', name: 'error', code: 'networkError' }
      : decision.wakeAtMs !== null && decision.wakeAtMs <= now ? { type: 'wake' }
        : { type: 'media', name: 'progress', position: at / 2, behindMs: 2000 + at, generation: decision.generation };
    decision = supervisor.dispatch(event, now);
  }
  const trace = supervisor.trace();
  supervisor.close();
  return trace;
}

test('a session with an outage is sent as it is', async () => {
  const trace = session();
  assert.equal(await sendTrace(trace, { url }), true);
  assert.deepEqual(received.map(({ method, url: asked, trace: got }) => ({ method, asked, got })), [{ method: 'POST', asked: '/traces?app=1.4.0', got: trace }]);
  assert.ok(!JSON.stringify(received).includes('SECRET'));
});

test('one without is not, unless that is asked for', async () => {
  const trace = session({ outage: false });
  assert.equal(await sendTrace(trace, { url }), false);
  assert.equal(received.length, 0);
  assert.equal(await sendTrace(trace, { url, always: true }), true);
  assert.equal(received.length, 1);
});

test('a session is sent once a minute', async (context) => {
  let now = 1_790_000_100_000;
  const clock = Date.now;
  Date.now = () => now;
  context.after(() => { Date.now = clock; });
  const [one, other] = [session(), session()];
  assert.deepEqual([await sendTrace(one, { url }), await sendTrace(one, { url }), await sendTrace(other, { url })], [true, false, true]);
  now += 59_999;
  assert.equal(await sendTrace(one, { url }), false);
  now += 1;
  assert.equal(await sendTrace(one, { url }), true);
  assert.equal(await sendTrace(one, { url, session: 'another' }), true);
});

test('what is too long loses its beginning, and what is left is decided as it was', async () => {
  for (const path of ['x', '直播'.repeat(30)]) {
    const trace = session({ events: 2000, path });
    assert.equal(await sendTrace(trace, { url }), true);
    const [{ bytes, trace: got }] = received.splice(0);
    assert.ok(bytes <= 64_000 && bytes > 40_000, String(bytes));
    assert.equal(got.dropped, trace.events.length - got.events.length);
    assert.deepEqual(got.events, trace.events.slice(got.dropped));
    const [whole, rest] = [replay(trace), replay(got)];
    assert.deepEqual(rest.decisions, whole.decisions.slice(got.dropped));
    assert.deepEqual(rest.stats, whole.stats);
    assert.ok(!JSON.stringify(got).includes('SECRET'));
  }
});

test('a server that refuses it, and one that is not there', async () => {
  status = 503;
  assert.equal(await sendTrace(session(), { url }), false);
  assert.equal(await sendTrace(session(), { url: 'http://127.0.0.1:1/traces' }), false);
});

test('a page sends it by sendBeacon, and by fetch where the browser takes no more', async (context) => {
  const beacons = [];
  let takes = true;
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { sendBeacon(to, text) { beacons.push([to, JSON.parse(text)]); return takes; } } });
  context.after(() => { delete globalThis.navigator; });
  const trace = session();
  assert.equal(await sendTrace(trace, { url }), true);
  assert.deepEqual(beacons, [[url, trace]]);
  assert.equal(received.length, 0);
  takes = false;
  assert.equal(await sendTrace(session(), { url }), true);
  assert.equal(received.length, 1);
});

test('an address to which there is no way is as a server that is not there', async (context) => {
  const refuse = () => { throw new TypeError('the scheme is not http'); };
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { sendBeacon: refuse } });
  context.after(() => { delete globalThis.navigator; delete globalThis.wx; });
  assert.equal(await sendTrace(session(), { url: 'ftp://example.com' }), false);
  globalThis.wx = { request: refuse };
  assert.equal(await sendTrace(session(), { url: 'ftp://example.com' }), false);
});

test('a mini-program sends it by wx.request', async (context) => {
  const requests = [];
  let answer = ({ success }) => success({ statusCode: 200 });
  globalThis.wx = { request(options) { requests.push(options); answer(options); } };
  context.after(() => { delete globalThis.wx; });
  const trace = session();
  assert.equal(await sendTrace(trace, { url }), true);
  const [{ url: asked, method, data }] = requests;
  assert.deepEqual([asked, method, JSON.parse(data)], [url, 'POST', trace]);
  answer = ({ success }) => success({ statusCode: 500 });
  assert.equal(await sendTrace(session(), { url }), false);
  answer = ({ fail }) => fail({ errMsg: 'request:fail' });
  assert.equal(await sendTrace(session(), { url }), false);
  assert.equal(received.length, 0);
});

test('every problem is told', async () => {
  const refused = (...given) => assert.rejects(sendTrace(...given), (error) => error.code === 'invalid_params' && error.issues.length > 0);
  await refused({}, { url });
  await refused(session());
  await refused(session(), { url: 7 });
  await refused(session(), { url, allways: true });
});
