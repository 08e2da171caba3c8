// api.weixin.qq.com for a business server: one access_token for all, and each interface by its name.

import { minidrama } from '../../pkg/playward-server/node.mjs';

export const WEIXIN = 'https://api.weixin.qq.com';
/** A token is given up before it runs out: what is under way with it should still arrive. */
const MARGIN_SECONDS = 300;

/** What WeChat refused: outcome says what it means. */
export class WeixinError extends Error {
  constructor(api, outcome) {
    super(`${api}: ${outcome.message.zh} / ${outcome.message.en} (${outcome.code})`);
    this.outcome = outcome;
  }
}

export class Weixin {
  /** @param {{ appid: string, secret: string, baseUrl?: string, now?: () => number }} account */
  constructor({ appid, secret, baseUrl = WEIXIN, now = () => Date.now() / 1000 }) {
    this.account = { appid, secret };
    this.baseUrl = baseUrl.replace(/\/+$/, '');
    this.now = now;
    /** @type {Promise<{ value: string, until: number }> | null} */
    this.token = null;
  }

  /**
   * Several servers need one that all of them ask: each new token ends the life of the one before.
   * @param {string} [refused] a token that WeChat takes no more
   */
  async accessToken(refused) {
    const known = await this.token?.catch(() => null);
    if (known && known.value !== refused && known.until > this.now()) return known.value;
    // Whoever comes meanwhile waits for the same answer.
    if (!this.fetching) this.fetching = this.fetchToken().finally(() => { this.fetching = null; });
    this.token = this.fetching;
    return (await this.token).value;
  }

  async fetchToken() {
    const query = new URLSearchParams({ grant_type: 'client_credential', appid: this.account.appid, secret: this.account.secret });
    let answer;
    try {
      answer = await (await fetch(`${this.baseUrl}/cgi-bin/token?${query}`)).json();
    } catch {
      // The error may name the address, and that has the secret in it.
      throw new WeixinError('token', minidrama.interpret('get_drama', null).outcome);
    }
    if (typeof answer.access_token !== 'string') throw new WeixinError('token', minidrama.describeError(Number(answer.errcode) || -1));
    return { value: answer.access_token, until: this.now() + answer.expires_in - MARGIN_SECONDS };
  }

  /** @param {string} api as minidrama.request names it @returns {Promise<any>} the answer's data; ids are strings */
  async ask(api, params) {
    const token = await this.accessToken();
    const { outcome, data } = await this.send(api, params, token);
    if (outcome.ok) return data;
    if (outcome.retry !== 'after_token_refresh') throw new WeixinError(api, outcome);
    const again = await this.send(api, params, await this.accessToken(token));
    if (!again.outcome.ok) throw new WeixinError(api, again.outcome);
    return again.data;
  }

  async send(api, params, token) {
    const { url, method, header, body, multipart } = minidrama.request(api, params, token, this.now());
    try {
      const response = await fetch(this.baseUrl + url.slice(WEIXIN.length), { method, headers: header, body: multipart ? form(multipart) : body });
      // As text: JSON.parse would round the ids.
      return minidrama.interpret(api, await response.text());
    } catch {
      return minidrama.interpret(api, null);
    }
  }
}

function form({ fields, files }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const file of files) data.append(file.name, new Blob([file.data]), file.filename);
  return data;
}
