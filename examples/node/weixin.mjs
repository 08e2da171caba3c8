// The access_token of a mini-program, for minidrama.WeixinClient: asked for once for all, before it runs out, and when WeChat refuses it.

import { minidrama } from '../../pkg/playward-server/node.mjs';

const WEIXIN = 'https://api.weixin.qq.com';
/** A token is given up before it runs out: what is under way with it should still arrive. */
const MARGIN_SECONDS = 300;

/**
 * A client of WeChat's media interfaces. Several servers need one token that all of them ask: each new one ends the life of the one before.
 * @param {{ appid: string, secret: string, baseUrl?: string, now?: () => number }} account
 */
export function weixinClient({ appid, secret, baseUrl = WEIXIN, now = () => Date.now() / 1000 }) {
  return new minidrama.WeixinClient({ accessToken: new Token({ appid, secret }, baseUrl.replace(/\/+$/, ''), now), baseUrl, now });
}

class Token {
  constructor(account, baseUrl, now) {
    Object.assign(this, { account, baseUrl, now });
    /** @type {Promise<{ value: string, until: number }> | null} */
    this.asked = null;
    this.value = null;
    this.until = 0;
  }

  async get() {
    if (this.value !== null && this.until > this.now()) return this.value;
    // Whoever comes meanwhile waits for the same answer.
    this.asked ??= this.fetch().finally(() => { this.asked = null; });
    return this.asked;
  }

  refused(token) {
    if (this.value === token) this.value = null;
  }

  async fetch() {
    const query = new URLSearchParams({ grant_type: 'client_credential', appid: this.account.appid, secret: this.account.secret });
    let answer;
    try {
      answer = await (await fetch(`${this.baseUrl}/cgi-bin/token?${query}`)).json();
    } catch {
      // The error may name the address, and that has the secret in it.
      throw new Error('access_token: the network failed');
    }
    if (typeof answer.access_token !== 'string') throw new Error(`access_token: ${minidrama.describeError(Number(answer.errcode) || -1).message.en}`);
    this.value = answer.access_token;
    this.until = this.now() + answer.expires_in - MARGIN_SECONDS;
    return this.value;
  }
}
