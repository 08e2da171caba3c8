// Signatures of a business server, against what servers use without playward.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import cryptoJs from 'crypto-js';
import { md5 } from 'js-md5';
import { deflate } from 'pako';
import { baijiayun, tencent } from '../../pkg/playward-server/node.mjs';
import { atLeast, duration, inTurns } from '../harness.mjs';

export const about = 'genUserSig, baijiayun.sign';

const { Api } = createRequire(import.meta.url)('tls-sig-api-v2');

const APP = 1400000000;
const KEY = createHash('sha256').update('bench').digest('hex');
const NOW = 1700000000;
const WEEK = 604800;

const PARAMS = { partner_id: 123456, timestamp: NOW, video_id: 1234, page: 1, page_size: 20, file_name: 'abc.mp4', definition: '16,1,2', audio_with_view: 0 };

/** What Tencent's GenerateTestUserSig.js does, with the two libraries it is built from. */
function withCryptoJs(userId) {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${APP}\nTLS.time:${NOW}\nTLS.expire:${WEEK}\n`;
  const sig = cryptoJs.enc.Base64.stringify(cryptoJs.HmacSHA256(text, KEY));
  const document = JSON.stringify({
    'TLS.ver': '2.0', 'TLS.identifier': userId, 'TLS.sdkappid': APP, 'TLS.time': NOW, 'TLS.expire': WEEK, 'TLS.sig': sig,
  });
  const base64 = cryptoJs.enc.Base64.stringify(cryptoJs.lib.WordArray.create(deflate(document)));
  return base64.replace(/\+/g, '*').replace(/\//g, '-').replace(/=/g, '_');
}

export function run() {
  const checked = tencent.verifyUserSig(withCryptoJs('user'), { sdkAppId: APP, secretKey: KEY, userId: 'user' }, NOW + 1);
  if (!checked.valid) throw new Error(`the peer's UserSig is not valid: ${checked.reason}`);
  const api = new Api(APP, KEY);
  const ns = inTurns({
    ours: (call) => tencent.genUserSig({ sdkAppId: APP, secretKey: KEY, userId: `user${call % 100}` }, NOW + call),
    npm: (call) => api.genUserSig(`user${call % 100}`, WEEK),
    cryptoJs: (call) => withCryptoJs(`user${call % 100}`),
    sign: () => baijiayun.sign(PARAMS, 'KEYKEYKEYKEY'),
    js: () => md5(`${Object.keys(PARAMS).sort().map((name) => `${name}=${PARAMS[name]}`).join('&')}&partner_key=KEYKEYKEYKEY`),
  });
  return [
    atLeast('genUserSig against npm tls-sig-api-v2', `${duration(ns.ours)} against ${duration(ns.npm)}`, ns.npm / ns.ours, { bar: 3, aim: 4, unit: '×' }),
    atLeast('genUserSig against crypto-js + pako', `${duration(ns.ours)} against ${duration(ns.cryptoJs)}`, ns.cryptoJs / ns.ours, { bar: 30, aim: 60, unit: '×' }),
    atLeast('baijiayun.sign against sort + join + js-md5', `${duration(ns.sign)} against ${duration(ns.js)}`, ns.js / ns.sign, { bar: 1.5, aim: 2, unit: '×' }),
  ];
}
