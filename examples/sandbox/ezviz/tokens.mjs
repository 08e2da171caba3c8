// The account and its access tokens: good for seven days, several at a time.

import { Refusal } from './answers.mjs';

const TOKEN_SECONDS = 7 * 86400;
/** at. and four groups of letters and digits, 64 characters together. */
const GROUPS = [32, 10, 7, 9];
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

export class Tokens {
  account = { appKey: 'sandbox-app-key', appSecret: 'sandbox-app-secret' };
  frozen = false;

  constructor({ now, random }) {
    this.now = now;
    this.random = random;
    this.expiry = new Map();
  }

  issue() {
    const group = (length) => Array.from({ length }, () => ALPHABET[Math.floor(this.random() * ALPHABET.length)]).join('');
    const accessToken = `at.${GROUPS.map(group).join('-')}`;
    const expiresAt = Math.floor(this.now()) + TOKEN_SECONDS;
    this.expiry.set(accessToken, expiresAt);
    return { accessToken, expireTime: expiresAt * 1000 };
  }

  get({ appKey, appSecret }) {
    if (appKey !== this.account.appKey) throw new Refusal(10017);
    if (appSecret !== this.account.appSecret) throw new Refusal(10030);
    if (this.frozen) throw new Refusal(10005);
    return this.issue();
  }

  check(accessToken) {
    if (!(this.expiry.get(accessToken) > this.now())) throw new Refusal(10002);
    if (this.frozen) throw new Refusal(10005);
  }

  expireAll() {
    this.expiry.clear();
  }
}
