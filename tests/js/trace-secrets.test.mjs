// No trace holds a secret: every vendor's signed address, token and verification code, in every place where a page, a player or a server may put it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { addressFindings } from '../../js/findings/address.js';
import * as core from '../../pkg/playward/node.mjs';

const { ezviz, replay, sendTrace, Supervisor } = core;

const HEX = '5ec2e75ec2e75ec2e75ec2e75ec2e75e';
const WORD = 'Zk9SeCrEt-_Wq7';
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTAwMDk5OTl9.${WORD}`;

/** The forms of docs/addresses.md, by who gives them. Whatever is secret in them contains HEX or WORD. */
const ADDRESSES = {
  'EZVIZ, live by HLS': `https://open.example.com/v3/openlive/C78957921_1_1.m3u8?expire=1790009999&id=${HEX}&t=${HEX}${HEX}&ev=100`,
  'EZVIZ, live by FLV': `https://rtmp01open.example.com/v3/openlive/C78957921_1_1.flv?expire=1790009999&id=9&t=${HEX}`,
  'EZVIZ, ezopen with a verification code': `ezopen://${WORD}@open.ys7.com/C78957921/1.hd.live`,
  'EZVIZ, ezopen with an encrypted code': `ezopen://AES:ab/${WORD}+e==@open.ys7.com/C78957921/1.rec?begin=20201116110105&end=20201116110223`,
  'EZVIZ, a token in the query': `ezopen://open.ys7.com/C78957921/1.live?accessToken=at.${WORD}`,
  'Tencent live': `rtmp://play.example.com/live/room?txSecret=${HEX}&txTime=6ab1bbff`,
  'Tencent live, after the fragment': `webrtc://play.example.com/live/room?txTime=6ab1bbff#txSecret=${HEX}`,
  'Tencent VOD': `https://1500.vod2.example.com/a/f0.mp4?t=6ab1bbff&us=guest&sign=${HEX}`,
  'Tencent CDN, form D': `https://cdn.example.com/a/f0.mp4?sign=${HEX}&t=6ab1bbff`,
  'WeChat mini-drama': `https://drama.example.com/a/1.mp4?t=6ab1bbff&us=${'0'.repeat(23)}1&sign=${HEX}`,
  'WeChat, an access_token': `https://api.example.com/a/1.mp4?access_token=${WORD}&session_key=${WORD}%3D%3D`,
  'Baijiayun, in the query': `https://dal.example.com/00-upload/x.mp4?t=6ab1bbff&sign=${HEX}&uuid=${WORD}`,
  'Baijiayun, in the path': `http://dal.example.com/${HEX}/6ab1bbff/00-upload/x.mp4?fid=1`,
  'Aliyun': `https://a.example.com/live/room.flv?auth_key=1790009999-0-0-${HEX}`,
  'Aliyun, in the path': `https://a.example.com/202609211200/${HEX}/live/room.flv`,
  'Aliyun OSS, version 1': `https://a.example.com/x.mp4?OSSAccessKeyId=${WORD}&Expires=1790009999&Signature=${WORD}%3D`,
  'Aliyun OSS, version 4': `https://a.example.com/x.mp4?x-oss-date=20260921T120000Z&x-oss-expires=600&x-oss-credential=${WORD}%2F20260921&x-oss-signature=${HEX}${HEX}&x-oss-security-token=${WORD}`,
  'Huawei': `https://a.example.com/live/room.flv?hwSecret=${HEX}&hwTime=6ab1bbff`,
  'Huawei, form C': `https://a.example.com/live/room.flv?auth_info=${WORD}%2B${WORD}.abcdef`,
  'Volcengine': `https://a.example.com/live/room.flv?volcSecret=${HEX}&volcTime=1790009999`,
  'Wangsu': `https://a.example.com/live/room.flv?wsSecret=${HEX}&wsTime=6ab1bbff`,
  'Wangsu, in the path': `http://a.example.com/20260921120000/${HEX}/live/room.flv`,
  'Qiniu': `https://a.example.com/x.mp4?e=1790009999&token=${WORD}:${WORD}=`,
  'CloudFront': `https://a.example.com/x.mp4?Expires=1790009999&Signature=${WORD}~&Key-Pair-Id=${WORD}`,
  'CloudFront, a policy': `https://a.example.com/x.mp4?Policy=${WORD}&Signature=${WORD}&Key-Pair-Id=K1`,
  'S3, version 4': `https://a.example.com/x.mp4?X-Amz-Date=20260921T120000Z&X-Amz-Expires=600&X-Amz-Credential=${WORD}&X-Amz-Signature=${HEX}${HEX}&X-Amz-Security-Token=${WORD}`,
  'a JSON Web Token': `https://a.example.com/live/room.m3u8?token=${JWT}`,
  'a user and a password': `rtmp://user:${WORD}@a.example.com/live/room`,
};

/** What is no address, and is as secret. */
const WORDS = {
  'EZVIZ accessToken': `at.${WORD}0123456789`,
  'EZVIZ verification code': WORD,
  'UserSig': `eJwtzL0OgjAYheF7${WORD}`,
  'WeChat access_token': `88_${WORD}-AAAA`,
  'WeChat session_key': `${WORD}==`,
  'Baijiayun partner_key': HEX,
  'a JSON Web Token': JWT,
  'an authorization header': `Bearer ${WORD}`,
};

const secret = (text) => [HEX, WORD].find((each) => text.includes(each));
const outcome = (text) => ({ ok: false, code: text, class: text, message: { zh: text, en: `cannot open ${text}` }, retry: 'later', vendorMessage: text });

/** Every place for a text. @param {string} text @param {string} url where an address is wanted */
function session(text, url, policy) {
  const supervisor = new Supervisor(policy);
  let now = 1_790_000_000_000;
  let decision;
  const say = (event) => {
    now += 1000;
    decision = supervisor.dispatch(event, now);
    // The timer, when it is due.
    if (decision.wakeAtMs !== null && decision.wakeAtMs < now + 20_000) decision = supervisor.dispatch({ type: 'wake' }, now = Math.max(now, decision.wakeAtMs));
  };
  say({ type: 'play', fetch: true });
  say({ type: 'addressFailed', outcome: outcome(text) });
  say({ type: 'tokenFailed', outcome: outcome(text) });
  say({ type: 'addressFailed', outcome: ezviz.interpret('live_address', { code: '60019', msg: text, data: { url } }).outcome });
  say({ type: 'play', url });
  say({ type: 'media', name: 'error', code: text, httpStatus: 403 });
  say({ type: 'address', url });
  say({ type: 'state', code: 2004, message: text });
  say({ type: 'state', code: -2301, message: `open ${url} failed: ${text}` });
  say({ type: 'netStatus', videoFPS: 25, serverIP: text, url });
  say({ type: 'renew' });
  say({ type: 'address', url, once: true });
  say({ type: 'hide' });
  say({ type: 'play', url });
  return supervisor;
}

let server;
let received;
let collector;

before(async () => {
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received += Buffer.concat(chunks).toString();
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  collector = `http://127.0.0.1:${server.address().port}/`;
});
after(() => server.close());

let seed = 100;

/** @param {Supervisor} supervisor */
async function assertClean(supervisor, name) {
  const trace = supervisor.trace();
  const text = JSON.stringify(trace);
  assert.ok(trace.events.length >= 4, name);
  assert.equal(secret(text), undefined, `${name}: ${text}`);
  const { decisions } = replay(trace);
  assert.deepEqual(decisions.map(({ rule }) => rule), trace.events.map(({ rule }) => rule));
  received = '';
  assert.equal(await sendTrace(trace, { url: collector, always: true, session: `${name} ${seed += 1}` }), true);
  assert.ok(received.length > 100);
  assert.equal(secret(received), undefined, `${name}: ${received}`);
}

for (const [kind, table] of [['a signed address', ADDRESSES], ['a secret', WORDS]]) {
  describe(kind, () => {
    for (const [name, text] of Object.entries(table)) {
      test(name, async () => {
        assert.ok(secret(text), 'the case has a secret');
        const url = kind === 'a secret' ? `https://live.example.com/app/room.flv?token=${text}` : text;
        for (const policy of [{}, { traceLimit: 4 }]) {
          const supervisor = session(text, url, policy);
          await assertClean(supervisor, name);
          const restored = Supervisor.restore(JSON.parse(JSON.stringify(supervisor.snapshot())));
          for (const event of [{ type: 'show' }, { type: 'address', url }, { type: 'addressFailed', outcome: outcome(text) }, { type: 'play', url }]) restored.dispatch(event, 1_790_000_900_000);
          await assertClean(restored, `${name}, restored`);
          supervisor.close();
          restored.close();
        }
      });
    }
  });
}

describe('what the toolbox and the command say', () => {
  for (const [name, url] of Object.entries(ADDRESSES)) {
    test(name, () => {
      let found;
      try {
        found = addressFindings(core, url, 1_790_000_000_000);
      } catch (error) {
        found = error.issues;
      }
      assert.equal(secret(JSON.stringify(found)), undefined, JSON.stringify(found));
    });
  }
});
