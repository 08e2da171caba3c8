// The mini-program's account and its access tokens: two hours each; the one before lives on for five minutes.

import { Refusal } from './answers.mjs';

const TOKEN_SECONDS = 7200;
const OVERLAP_SECONDS = 300;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

export class Tokens {
  account = { appid: 'wx0000000000000001', secret: 'sandbox-app-secret', entity: '沙箱影视有限公司' };

  constructor({ now, random }) {
    this.now = now;
    this.random = random;
    /** token to when it runs out */
    this.expiry = new Map();
  }

  issue() {
    const soon = this.now() + OVERLAP_SECONDS;
    for (const [token, expiresAt] of this.expiry) this.expiry.set(token, Math.min(expiresAt, soon));
    const accessToken = `sandbox_${Array.from({ length: 120 }, () => ALPHABET[Math.floor(this.random() * ALPHABET.length)]).join('')}`;
    this.expiry.set(accessToken, this.now() + TOKEN_SECONDS);
    return accessToken;
  }

  /** cgi-bin/token */
  get({ grant_type: grant, appid, secret }) {
    if (grant !== 'client_credential') throw new Refusal(40002);
    if (!appid) throw new Refusal(41002);
    if (appid !== this.account.appid) throw new Refusal(40013);
    if (!secret) throw new Refusal(41004);
    if (secret !== this.account.secret) throw new Refusal(40125);
    return { access_token: this.issue(), expires_in: TOKEN_SECONDS };
  }

  check(accessToken) {
    if (!accessToken) throw new Refusal(41001);
    const expiresAt = this.expiry.get(accessToken);
    if (expiresAt === undefined) throw new Refusal(40001);
    if (!(expiresAt > this.now())) throw new Refusal(42001);
  }

  expireAll() {
    for (const token of this.expiry.keys()) this.expiry.set(token, 0);
  }
}
