// A hostile caller: every kind of JavaScript value at every place of every function gets a PlaywardError or an answer,
// never anything else, and the instance lives on.

import assert from 'node:assert/strict';
import test from 'node:test';
import * as client from '../../pkg/playward/node.mjs';
import * as server from '../../pkg/playward-server/node.mjs';
import { draws } from './draws.mjs';

/** npm run test:full asks for more. */
const CALLS = Number(process.env.PLAYWARD_CALLS ?? 60_000) / 2;

const thrower = () => { throw new Error('no'); };
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const revokedList = Proxy.revocable([], {});
revokedList.revoke();
const cyclic = { type: 'play' };
cyclic.url = cyclic;
const deep = Array.from({ length: 1000 }).reduce((inner) => [inner], 0);

/** @param {typeof client} api calls back into the package */
const strange = (api) => [
  undefined, null, true, false, 0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 63), 1e300, 10n, Symbol('x'), Symbol.iterator,
  '', ' ', 'play', 'ok', '1', '-1', '0x10', '9'.repeat(30), '\0', '\ud800', 'a\udc00b', '直播', '\u{1F600}', 'x'.repeat(9000), '__proto__',
  'rtmp://a.b/live/x?txSecret=1&txTime=zz', 'ezopen://@/', '2024-02-30', '{"code":200}', '<xml>', '['.repeat(99),
  () => {}, async () => {}, class {}, thrower, /x/, new Date(NaN), new Error('x'), new Map([[1, 2]]), new Set(), new WeakMap(), Promise.resolve(1),
  new Proxy({}, { get: thrower }), new Proxy({}, { ownKeys: thrower }), new Proxy([], { get: thrower }), new Proxy(() => {}, {}), revoked.proxy, revokedList.proxy,
  new Proxy({}, { ownKeys: () => ['a', 'b'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }),
  Object.create(null), Object.freeze({ a: 1 }), { get a() { return thrower(); } }, { toString: thrower, valueOf: thrower }, { toJSON: thrower }, cyclic, deep,
  { get type() { api.describeState(1); return 'wake'; } }, { get x() { api.ptzDirection({ x: 1, y: 1 }, { left: 0, top: 0, width: 9, height: 9 }); return 1; } },
  [], [undefined], [null], [[[]]], new Array(4294967295), new Array(5), Object.assign([], { length: 3, 9: 1 }), new String('x'), new Number(1), new Boolean(false), Object(1n),
  new Uint8Array(3), new Uint8Array(0), new (class extends Uint8Array { get length() { return 1; } })(100000), new Float64Array(2), new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), Buffer.from('x'), new SharedArrayBuffer(8),
  globalThis, Math, JSON, { length: 1e9 }, { length: -1 }, { type: 'media', name: 'progress', position: '1' }, { fixed: { total: {} } },
];

/** The functions that answer at once, by their names; those that open files or sockets are not the core's. */
const ELSEWHERE = ['init', 'superviseLivePlayer', 'superviseLivePusher', 'superviseVideo', 'superviseVideoContext', 'minidrama.uploadDrama'];

function functionsOf(api) {
  const found = [];
  for (const [name, member] of Object.entries(api)) {
    if (typeof member === 'function') found.push([name, member]);
    else for (const [inner, nested] of Object.entries(member)) if (typeof nested === 'function') found.push([`${name}.${inner}`, nested]);
  }
  return found.filter(([name]) => !ELSEWHERE.includes(name) && !/Error$|Client$/.test(name));
}

/** A value, or an object that holds such values under names that mean something somewhere. */
function pick(random, values, names, depth = 0) {
  const one = () => values[Math.floor(random() * values.length)];
  if (depth > 2 || random() < 0.5) return one();
  const members = Array.from({ length: Math.floor(random() * 5) }, () => pick(random, values, names, depth + 1));
  if (random() < 0.3) return members;
  return Object.fromEntries(members.map((member) => [names[Math.floor(random() * names.length)], member]));
}

const NAMES = [
  'type', 'name', 'code', 'url', 'position', 'generation', 'outcome', 'expiresAt', 'x', 'y', 'id', 'left', 'top', 'width', 'height', 'ways', 'speed', 'accessToken',
  'deviceSerial', 'channelNo', 'startTime', 'endTime', 'storage', 'direction', 'domain', 'partnerId', 'partnerKey', 'videoId', 'video_id', 'mediaId', 't', 'ttl', 'us', 'whref',
  'sdkAppId', 'secretKey', 'userId', 'expire', 'privateMapKey', 'account', 'fixed', 'video', 'record', 'env', 'platform', 'version', 'policy', 'state', 'events', 'size',
  'mediaType', 'cover', 'mediaParts', 'options', 'data', 'body', 'errcode', 'seed', 'firstRetryMs', 'now', 'appid', '__proto__', 'constructor', 'length',
];

for (const [name, api] of Object.entries({ client, server })) {
  test(`${CALLS} calls of a hostile caller: ${name}`, async () => {
    const random = draws(11);
    const values = strange(api);
    const functions = functionsOf(api);
    const objects = [];
    let refused = 0;
    let answered = 0;
    const promised = [];
    const refusal = (label) => (error) => {
      assert.ok(error instanceof api.PlaywardError, `${label}: ${error && error.stack}`);
      assert.ok(['invalid_params', 'user_sig_malformed', 'not_initialized', 'closed', 'unsupported_runtime'].includes(error.code), `${label}: ${error.code} ${error.message}`);
      refused += 1;
    };
    for (let call = 0; call < CALLS; call += 1) {
      const given = Array.from({ length: Math.floor(random() * 5) }, () => pick(random, values, NAMES));
      let [label, called] = functions[Math.floor(random() * functions.length)];
      if (objects.length && random() < 0.4) {
        const object = objects[Math.floor(random() * objects.length)];
        const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(object)).filter((method) => method[0] !== '_' && !['constructor', 'close'].includes(method));
        const method = methods[Math.floor(random() * methods.length)];
        label = `${object.constructor.name}.${method}`;
        called = (...all) => object[method](...all);
      }
      try {
        if (/^(class)/.test(Function.prototype.toString.call(called))) {
          if (objects.length === 20) objects.shift().close();
          objects.push(new called(...(random() < 0.5 ? [] : given)));
        } else {
          const answer = called(...given);
          if (answer instanceof Promise) promised.push(answer.catch(refusal(label)));
        }
        answered += 1;
      } catch (error) {
        refusal(label)(error);
      }
    }
    await Promise.all(promised);
    for (const object of objects) object.close();
    assert.ok(refused > CALLS / 10 && answered > CALLS / 10, `${refused} refused, ${answered} answered`);
    assert.equal(api.describeState(2004).name, 'play_begun');
  });
}
