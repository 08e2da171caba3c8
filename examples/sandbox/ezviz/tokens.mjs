// The accounts and their access tokens: good for seven days, several at a time, each in the area of its account.

import { Refusal } from './answers.mjs';

/** The hosts of the areas. */
export const CHINA = 'open.ys7.com';
export const OVERSEAS = 'ieuopen.ezvizlife.com';

const TOKEN_SECONDS = 7 * 86400;
/** at. and four groups of letters and digits, 64 characters together. */
const GROUPS = [32, 10, 7, 9];
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

export class Tokens {
  account = { appKey: 'sandbox-app-key', appSecret: 'sandbox-app-secret' };
  overseas = { appKey: 'sandbox-eu-app-key', appSecret: 'sandbox-eu-app-secret' };
  frozen = false;

  constructor({ now, random }) {
    this.now = now;
    this.random = random;
    this.expiry = new Map();
  }

  /** @param {string} area */
  issue(area = CHINA) {
    const group = (length) => Array.from({ length }, () => ALPHABET[Math.floor(this.random() * ALPHABET.length)]).join('');
    const accessToken = `at.${GROUPS.map(group).join('-')}`;
    const expiresAt = Math.floor(this.now()) + TOKEN_SECONDS;
    this.expiry.set(accessToken, { area, expiresAt });
    return { accessToken, expireTime: expiresAt * 1000, ...(area !== CHINA && { areaDomain: `https://${area}` }) };
  }

  get({ appKey, appSecret }) {
    const account = [this.account, this.overseas].find((known) => known.appKey === appKey);
    if (!account) throw new Refusal(10017);
    if (appSecret !== account.appSecret) throw new Refusal(10030);
    if (this.frozen) throw new Refusal(10005);
    return this.issue(account === this.overseas ? OVERSEAS : CHINA);
  }

  /** @param {string} area where it is used: in another it is good for nothing */
  check(accessToken, area) {
    const known = this.expiry.get(accessToken);
    if (!known || known.area !== area || !(known.expiresAt > this.now())) throw new Refusal(10002);
    if (this.frozen) throw new Refusal(10005);
  }

  expireAll() {
    this.expiry.clear();
  }
}
