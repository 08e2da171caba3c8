// WeChat's media interfaces, asked until they answer: each failure by its class, an access_token renewed when it is refused.

import { setTimeout as pause } from 'node:timers/promises';
import { namespace } from '../core/namespace.js';
import { apiError } from '../core/error.js';
import { failure } from './failure.js';

const { request, interpret } = namespace('minidrama', 'request interpret');

const ORIGIN = 'https://api.weixin.qq.com';
const MOST_TRIES = 6;
const MOST_TOKENS = 3;
/** First pauses by what an outcome advises; each next one is twice as long. */
const PAUSE_MS = { later: 500, slower: 2000 };
/** Classes of failures after which it may have been done all the same. */
const OPEN = ['network', 'malformed', 'server_error'];
const LONGEST_PAUSE_MS = 30_000;
/** A request that takes longer has lost its connection. */
const ANSWER_MS = 300_000;

export class WeixinApi {
  /** @param {{ accessToken(): Promise<string>, baseUrl?: string, signal?: AbortSignal }} options */
  constructor({ accessToken, baseUrl, signal }) {
    this.accessToken = accessToken;
    this.base = (baseUrl ?? ORIGIN).replace(/\/+$/, '');
    this.signal = signal;
    /** The one in use; all requests wait for the same. @type {Promise<string> | null} */
    this.token = null;
  }

  /**
   * @param {string} api @param {Record<string, unknown>} params
   * @param {() => Promise<any>} [lost] looks whether it was done although the answer says nothing of it; what it finds is the answer
   * @returns {Promise<any>} the answer's data
   */
  async ask(api, params, lost) {
    for (let tries = 1, tokens = 1; ;) {
      const token = await this.currentToken();
      const { outcome, data } = await this.send(api, params, token);
      this.checkAborted();
      if (outcome.ok) return data;
      if (outcome.retry === 'after_token_refresh' && tokens < MOST_TOKENS) {
        await this.renew(token, tokens);
        tokens += 1;
        continue;
      }
      const found = lost && OPEN.includes(outcome.class) ? await lost() : null;
      if (found) return found;
      const wait = PAUSE_MS[outcome.retry];
      if (wait === undefined || tries === MOST_TRIES) throw apiError(api, outcome);
      await this.pause(wait * 2 ** (tries - 1));
      tries += 1;
    }
  }

  async send(api, params, token) {
    const made = request(api, params, token, Date.now() / 1000);
    const given = new AbortController();
    const giveUp = () => given.abort();
    const timer = setTimeout(giveUp, ANSWER_MS);
    this.signal?.addEventListener('abort', giveUp);
    try {
      this.checkAborted();
      const response = await fetch(this.base + made.url.slice(ORIGIN.length), {
        method: made.method, headers: made.header, body: made.multipart ? form(made.multipart) : made.body, signal: given.signal,
      });
      const answer = interpret(api, await response.text());
      // A page that says there is nothing, or too much, will say so again.
      if (answer.outcome.class === 'malformed' && isFinal(response.status)) answer.outcome.retry = 'never';
      return answer;
    } catch {
      // Why is of no use to the caller, and may hold the address with its token.
      this.checkAborted();
      return interpret(api, null);
    } finally {
      clearTimeout(timer);
      this.signal?.removeEventListener('abort', giveUp);
    }
  }

  async currentToken() {
    this.checkAborted();
    if (!this.token) this.token = new Promise((resolve) => resolve(this.accessToken()));
    const asked = this.token;
    try {
      const token = await asked;
      if (typeof token === 'string' && token !== '') return token;
    } catch (cause) {
      if (this.token === asked) this.token = null;
      throw failure('access_token_failed', cause);
    }
    this.token = null;
    throw failure('access_token_failed');
  }

  /** The first to be refused asks for a new token. Whoever gets the same one again waits, for it may come from a cache. */
  async renew(refused, tokens) {
    if (await this.currentToken() === refused) this.token = null;
    if (tokens > 1) await this.pause(PAUSE_MS.later);
  }

  async pause(ms) {
    try {
      await pause(Math.min(ms, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2), undefined, { signal: this.signal });
    } catch {
      this.checkAborted();
    }
  }

  checkAborted() {
    if (this.signal?.aborted) throw failure('aborted', this.signal.reason);
  }
}

const isFinal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

function form({ fields, files }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const file of files) data.append(file.name, new Blob([file.data]), file.filename);
  return data;
}
