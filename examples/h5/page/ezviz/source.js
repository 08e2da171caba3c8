// Everything that is asked of EZVIZ goes through here: a request of the core, fetch, and the core again for the answer.

import { ezviz } from '/playward/web.mjs';
import { said } from '../text.js';

/** A camera may take its time. */
const ANSWER_MS = 15000;

/** @typedef {{ deviceSerial: string, channelNo: number }} Device */

export class Source {
  /** @param {string} origin of the sandbox: https://<host>/<path> is <origin>/<host>/<path> there */
  constructor(origin) {
    this.origin = origin;
    /** Null, too, as soon as it has been refused. */
    this.token = null;
    this.refreshing = null;
    this.listeners = [];
  }

  static async open() {
    const { origin } = await (await fetch('/api/sandbox')).json();
    return new Source(origin);
  }

  /** @param {(entry: { api: string, device: Device | null, outcome: object | null, startedMs: number, tookMs: number | null }) => void} listener at each question, and at its answer */
  onEntry(listener) {
    this.listeners.push(listener);
  }

  tell(entry) {
    for (const listener of this.listeners) listener(entry);
  }

  /** One question. What is no success is an Error that has `outcome`, as superviseVideo wants it. */
  async ask(api, device, params = {}, signal = undefined) {
    // No await where there is a token: the stop of a page that goes away has to be sent at once.
    if (!this.token) await this.refreshToken();
    const { token } = this;
    const request = ezviz.request(api, { accessToken: token, ...device }, params);
    try {
      return await this.send(api, device, this.reach(request.url), {
        method: request.method, headers: request.header, body: new URLSearchParams(request.data), keepalive: api === 'ptz_stop', signal,
      });
    } catch (error) {
      if (outdated(error) && this.token === token) this.token = null;
      throw error;
    }
  }

  /** For whatever has no supervisor to see to it: a token that has run out is refreshed once. */
  askAgain(api, device, params) {
    return this.ask(api, device, params).catch((error) => {
      if (!outdated(error)) throw error;
      return this.ask(api, device, params);
    });
  }

  /** However many need it, it is asked for once. */
  async refreshToken() {
    if (this.token) return;
    this.refreshing ||= this.send('token_get', null, '/api/ezviz/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
      .then(({ accessToken }) => { this.token = accessToken; })
      .finally(() => { this.refreshing = null; });
    await this.refreshing;
  }

  async send(api, device, url, options) {
    const entry = { api, device, outcome: null, startedMs: Date.now(), tookMs: null };
    this.tell(entry);
    const { outcome, data } = ezviz.interpret(api, await answerTo(url, options));
    Object.assign(entry, { outcome, tookMs: Date.now() - entry.startedMs });
    this.tell(entry);
    if (!outcome.ok) throw Object.assign(new Error(outcome.code), { outcome });
    return data;
  }

  reach(url) {
    return url.replace(/^https:\/\//, `${this.origin}/`);
  }

  /** The switches of the sandbox; no part of EZVIZ. @param {string} action */
  async control(action, body = {}) {
    const answer = await fetch(`${this.origin}/sandbox/ezviz/${action}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    return answer.json();
  }
}

const outdated = ({ outcome }) => Boolean(outcome) && outcome.retry === 'after_token_refresh';

/** What a person is told of an error. */
export function explained(error) {
  return error.outcome ? { get message() { return said(error.outcome.message); } } : error;
}

/** The text of the answer; null: the network failed. */
async function answerTo(url, options) {
  const timeout = AbortSignal.timeout ? AbortSignal.timeout(ANSWER_MS) : undefined;
  try {
    // Whoever gives a signal sees to the time as well.
    return await (await fetch(url, { ...options, signal: options.signal || timeout })).text();
  } catch (failed) {
    return null;
  }
}
