// UserSig, version 2.0: a zlib document whose fields are signed with the app's key; the letters of base64 that mean something in an address are replaced.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

const VERSION = '2.0';
const LONGEST = 1 << 16;
const BASE64 = { '*': '+', '-': '/', _: '=' };
const SAFE = { '+': '*', '/': '-', '=': '_' };

function sign(key, { userId, sdkAppId, time, expire, userBuf }) {
  const lines = [`TLS.identifier:${userId}`, `TLS.sdkappid:${sdkAppId}`, `TLS.time:${time}`, `TLS.expire:${expire}`];
  if (userBuf !== undefined) lines.push(`TLS.userbuf:${userBuf}`);
  return createHmac('sha256', key).update(lines.map((line) => `${line}\n`).join('')).digest();
}

/** @param {string} key @param {{ userId: string, sdkAppId: number, time: number, expire: number }} said */
export function issue(key, said) {
  const { userId, sdkAppId, time, expire } = said;
  const document = {
    'TLS.ver': VERSION, 'TLS.identifier': userId, 'TLS.sdkappid': sdkAppId, 'TLS.time': time, 'TLS.expire': expire, 'TLS.sig': sign(key, said).toString('base64'),
  };
  return deflateSync(JSON.stringify(document)).toString('base64').replace(/[+/=]/g, (letter) => SAFE[letter]);
}

/** What it says, genuine or not; null: it cannot be read. */
function read(userSig) {
  if (!/^[A-Za-z0-9*_-]+$/.test(userSig)) return null;
  try {
    const zlib = Buffer.from(userSig.replace(/[*_-]/g, (letter) => BASE64[letter]), 'base64');
    const document = JSON.parse(inflateSync(zlib, { maxOutputLength: LONGEST }));
    const said = {
      userId: document['TLS.identifier'], sdkAppId: document['TLS.sdkappid'], time: document['TLS.time'], expire: document['TLS.expire'],
      userBuf: document['TLS.userbuf'], signature: document['TLS.sig'],
    };
    const whole = document['TLS.ver'] === VERSION && typeof said.userId === 'string' && typeof said.signature === 'string'
      && [said.sdkAppId, said.time, said.expire].every(Number.isSafeInteger);
    return whole ? said : null;
  } catch {
    return null;
  }
}

/**
 * @param {{ sdkAppId: number, secretKey: string }} app who is asked
 * @param {{ sdkAppId: number, userId: string, userSig: string }} request
 * @param {number} now seconds; the last second counts
 * @returns {number} 0, or why not
 */
export function check(app, { sdkAppId, userId, userSig }, now) {
  if (sdkAppId !== app.sdkAppId) return 70020;
  if (userSig === '') return 70002;
  const said = read(userSig);
  if (!said) return 70003;
  if (said.sdkAppId !== sdkAppId) return 70014;
  if (said.userId !== userId) return 70013;
  const given = Buffer.from(said.signature, 'base64');
  const right = sign(app.secretKey, said);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 70009;
  return Math.floor(now) > said.time + said.expire ? 70001 : 0;
}
