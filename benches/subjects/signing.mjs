// Signatures of a business server, against what servers use without playward.

import { createRequire } from 'node:module';
import cryptoJs from 'crypto-js';
import { md5 } from 'js-md5';
import { deflate } from 'pako';
import { baijiayun, tencent } from '../../pkg/playward-server/node.mjs';
import { atLeast, duration, inTurns, ratio } from '../harness.mjs';

const { Api } = createRequire(import.meta.url)('tls-sig-api-v2');

const APP = 1400000000;
const KEY = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const NOW = 1700000000;
const WEEK = 604800;

/** A partner key as long as Baijiayun's own, and the fields of a request for a play address. */
const PARTNER_KEY = 'rLkIPaQjxSwRQmC/ITnHh8i2rifmmbFIVsYw03SSi24zAnkrAd0ZNb2rcTzI2avy7+AmNJDdLmzU89zKUAP3Xg==';
const FIELDS = {
  video_id: '9007199254740993', partner_id: '12345678', timestamp: NOW, file_name: 'lesson-01.mp4', definition: '16,1,2',
  format: '1,4', audio_with_view: 0, encrypt: 2, use_https: 1,
};

/** What Tencent's GenerateTestUserSig.js does, with the two libraries it is built from. */
function withCryptoJs(userId, now) {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${APP}\nTLS.time:${now}\nTLS.expire:${WEEK}\n`;
  const document = JSON.stringify({
    'TLS.ver': '2.0', 'TLS.identifier': userId, 'TLS.sdkappid': APP, 'TLS.time': now, 'TLS.expire': WEEK,
    'TLS.sig': cryptoJs.enc.Base64.stringify(cryptoJs.HmacSHA256(text, KEY)),
  });
  return Buffer.from(deflate(document)).toString('base64').replace(/\+/g, '*').replace(/\//g, '-').replace(/=/g, '_');
}

const withJsMd5 = () => md5(`${Object.keys(FIELDS).sort().map((name) => `${name}=${FIELDS[name]}`).join('&')}&partner_key=${PARTNER_KEY}`);

/** A contender that does something else is no contender. */
function check(userSigs) {
  for (const [name, userSig] of Object.entries(userSigs)) {
    const { valid, reason } = tencent.verifyUserSig(userSig, { sdkAppId: APP, secretKey: KEY, userId: 'user' }, Date.now() / 1000);
    if (!valid) throw new Error(`the UserSig of ${name} is not valid: ${reason}`);
  }
  if (withJsMd5() !== baijiayun.sign(FIELDS, PARTNER_KEY)) throw new Error('js-md5 signs otherwise than baijiayun.sign');
}

export function run() {
  const api = new Api(APP, KEY);
  const ours = (userId, now) => tencent.genUserSig({ sdkAppId: APP, secretKey: KEY, userId, expire: WEEK }, now);
  const now = Math.floor(Date.now() / 1000);
  check({ playward: ours('user', now), 'tls-sig-api-v2': api.genUserSig('user', WEEK), 'crypto-js and pako': withCryptoJs('user', now) });
  const times = inTurns({
    ours: (call) => ours(`user${call % 100}`, NOW + call),
    npm: (call) => api.genUserSig(`user${call % 100}`, WEEK),
    cryptoJs: (call) => withCryptoJs(`user${call % 100}`, NOW + call),
    sign: () => baijiayun.sign(FIELDS, PARTNER_KEY),
    jsMd5: withJsMd5,
  });
  const against = (name, one, other, goal) => atLeast(name, `${duration(times[one])} against ${duration(times[other])}`, ratio(times[other], times[one]), { ...goal, unit: '×' });
  return [
    against('genUserSig against npm tls-sig-api-v2', 'ours', 'npm', { bar: 3, aim: 4 }),
    against('genUserSig against crypto-js + pako', 'ours', 'cryptoJs', { bar: 30, aim: 60 }),
    against('baijiayun.sign against sort + join + js-md5', 'sign', 'jsMd5', { bar: 1.5, aim: 2 }),
  ];
}
