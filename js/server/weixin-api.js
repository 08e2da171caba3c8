// WeChat's media interfaces, asked until they answer: each failure by its class, an access_token renewed when it is refused.

import { apiError } from '../core/error.js';
import { namespace } from '../core/namespace.js';
import { accessTokenOf } from './access-token.js';
import { pause, unlessAborted } from './abort.js';
import { withoutSecrets } from './failure.js';
import { request } from './minidrama.js';

const { interpret } = namespace('minidrama', 'interpret');

export const ORIGIN = 'https://api.weixin.qq.com';
/** First pauses by what an outcome advises; each next one is twice as long. */
const PAUSE_MS = { later: 500, slower: 2000 };
/** Classes of failures after which it may have been done all the same. */
const OPEN = ['network', 'malformed', 'server_error'];
const LONGEST_PAUSE_MS = 30_000;
/** A request that takes longer has lost its connection. */
const ANSWER_MS = 300_000;

export class WeixinApi {
  /** @param {{ accessToken: unknown, baseUrl?: string, fetch?: typeof fetch, signal?: AbortSignal, now?: () => number }} options now: seconds */
  constructor({ accessToken, baseUrl, fetch: own, signal, now }) {
    this.token = accessTokenOf(accessToken);
    this.base = (baseUrl ?? ORIGIN).replace(/\/+$/, '');
    this.fetch = own ?? ((...given) => fetch(...given));
    this.signal = signal ?? undefined;
    this.now = now ?? (() => Date.now() / 1000);
  }

  /**
   * @param {string} api @param {Record<string, unknown>} params
   * @param {object} [how]
   * @param {number} [how.tries] how often at most; 1 unless given
   * @param {() => Promise<any>} [how.lost] looks whether it was done although the answer says nothing of it; what it finds is the answer
   * @param {AbortSignal} [how.signal] beside the client's own
   * @returns {Promise<any>} the answer's data
   */
  async ask(api, params, { tries: most = 1, lost, signal } = {}) {
    const signals = [this.signal, signal].filter(Boolean);
    const tokens = new Set();
    for (let tries = 1, renewed = false; ;) {
      const token = await unlessAborted(signals, () => this.token.get());
      tokens.add(token);
      const { outcome, data } = await this.send(api, params, token, signals);
      if (outcome.ok) return data;
      if (outcome.retry === 'after_token_refresh' && !renewed) {
        this.token.refused(token);
        renewed = true;
        // The same one again may come from a cache: it is given a moment.
        if (await unlessAborted(signals, () => this.token.get()) === token) await pause(PAUSE_MS.later, signals);
        continue;
      }
      const found = lost && OPEN.includes(outcome.class) ? await lost() : null;
      if (found) return found;
      const wait = PAUSE_MS[outcome.retry];
      if (wait === undefined || tries >= most) throw Object.assign(apiError(api, withoutSecrets(outcome, [...tokens])), { api });
      await pause(Math.min(wait * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2), signals);
      tries += 1;
    }
  }

  async send(api, params, token, signals) {
    const made = request(api, params, token, this.now());
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), ANSWER_MS);
    try {
      return await unlessAborted(signals, async () => {
        const response = await this.fetch(this.base + made.url.slice(ORIGIN.length), {
          method: made.method, headers: made.header, body: made.multipart ? form(made.multipart) : made.body, signal: given.signal,
        });
        const answer = interpret(api, await response.text());
        // A page that says there is nothing, or too much, will say so again.
        if (answer.outcome.class === 'malformed' && isFinal(response.status)) answer.outcome.retry = 'never';
        return answer;
      });
    } catch (error) {
      if (error.code === 'aborted') throw error;
      // Why is of no use to the caller, and may hold the address with its token.
      return interpret(api, null);
    } finally {
      clearTimeout(timer);
      given.abort();
    }
  }
}

const isFinal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

function form({ fields, files }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const file of files) data.append(file.name, new Blob([file.data]), file.filename);
  return data;
}
