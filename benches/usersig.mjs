// node benches/usersig.mjs: UserSigs of playward-server and of npm tls-sig-api-v2 (Node's own crypto and zlib), in turns in one process.

import { createRequire } from 'node:module';
import { tencent } from '../pkg/playward-server/node.mjs';

const { Api } = createRequire(import.meta.url)('tls-sig-api-v2');

const ROUNDS = 15;
const CALLS = 2000;
const KEY = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const api = new Api(1400000000, KEY);

const CONTENDERS = {
  'playward-server genUserSig': (user) => tencent.genUserSig({ sdkAppId: 1400000000, secretKey: KEY, userId: user, expire: 600 }, Date.now() / 1000),
  'tls-sig-api-v2 genUserSig': (user) => api.genUserSig(user, 600),
  'playward-server privateMapKey': (user) => tencent.genUserSig({ sdkAppId: 1400000000, secretKey: KEY, userId: user, expire: 600, privateMapKey: { roomId: 10000, privilege: 255 } }, Date.now() / 1000),
  'tls-sig-api-v2 privateMapKey': (user) => api.genPrivateMapKey(user, 600, 10000, 255),
};

/** The median of a few rounds, in calls a second. @type {Record<string, number[]>} */
const rates = Object.fromEntries(Object.keys(CONTENDERS).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, make] of Object.entries(CONTENDERS)) {
    const begun = performance.now();
    for (let call = 0; call < CALLS; call += 1) make(`user-${call}`);
    rates[name].push((CALLS * 1000) / (performance.now() - begun));
  }
}
const median = (name) => rates[name].sort((a, b) => a - b)[ROUNDS >> 1];
for (const kind of ['genUserSig', 'privateMapKey']) {
  const [ours, theirs] = [median(`playward-server ${kind}`), median(`tls-sig-api-v2 ${kind}`)];
  console.log(`${kind.padEnd(14)} ${Math.round(ours)} /s against ${Math.round(theirs)} /s: ${(ours / theirs).toFixed(1)}×`);
}
