// What the page asks of its business server, and of the sandbox's switches, which are no part of WeChat.

import { minidrama } from '/playward/web.mjs';

const ANSWER_MS = 15000;
const JSON_BODY = { 'content-type': 'application/json' };
const NETWORK_FAILED = { ok: false, code: 'network_failed', class: 'network', retry: 'later', message: { zh: '网络失败', en: 'the network failed' } };

/** @typedef {{ mediaId: string, name: string, duration: number, trialSeconds: number | null }} Episode */
/** @typedef {{ dramaId: string, name: string, status: number, episodes: Episode[] }} Drama */

export class Business {
  static async open() {
    const { origin } = await (await fetch('/api/sandbox')).json();
    return new Business(origin);
  }

  /** @param {string} origin of the sandbox */
  constructor(origin) {
    this.origin = origin;
    /** How long the next links are good, seconds; null: as long as WeChat gives. */
    this.linkSeconds = null;
    this.listeners = [];
  }

  /** @param {(entry: object) => void} listener at each question, and at its answer: see ../ezviz/requests.js */
  onEntry(listener) {
    this.listeners.push(listener);
  }

  /** @returns {Promise<Drama[]>} */
  list() {
    return this.ask('drama_list', '/api/drama/list', { method: 'GET' });
  }

  /** @param {AbortSignal} [signal] @returns {Promise<{ url: string }>} */
  link(mediaId, reason, signal) {
    return this.post('drama_link', '/api/drama/link', { mediaId, seconds: this.linkSeconds }, reason, signal);
  }

  unlock(mediaId) {
    return this.post('drama_unlock', '/api/drama/unlock', { mediaId });
  }

  submit(dramaId) {
    return this.post('drama_submit', '/api/drama/submit', { dramaId });
  }

  /** The auditors' word. @param {2 | 3 | 4} status */
  audit(dramaId, status) {
    return this.post('drama_audit', `${this.origin}/sandbox/weixin/audit`, { dramaId, status });
  }

  expireLinks() {
    return this.post('drama_expire', `${this.origin}/sandbox/weixin/expireLinks`, {});
  }

  post(api, url, body, detail, signal) {
    return this.ask(api, url, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body), signal }, detail);
  }

  /** What is refused is an Error that has `outcome`, as superviseVideo wants it. @param {string} [detail] what the list of requests says of it */
  async ask(api, url, options, detail = '') {
    const entry = { api, detail, outcome: null, startedMs: Date.now(), tookMs: null };
    const tell = () => { for (const listener of this.listeners) listener(entry); };
    tell();
    const answer = await answerTo(url, options);
    entry.outcome = answer ? answer.outcome || minidrama.describeError(0) : NETWORK_FAILED;
    entry.tookMs = Date.now() - entry.startedMs;
    tell();
    if (!entry.outcome.ok) throw Object.assign(new Error(entry.outcome.code), { outcome: entry.outcome });
    return answer;
  }
}

/** Null: there is none. */
async function answerTo(url, options) {
  const timeout = AbortSignal.timeout ? AbortSignal.timeout(ANSWER_MS) : undefined;
  try {
    // Whoever gives a signal sees to the time as well.
    const response = await fetch(url, { ...options, signal: options.signal || timeout });
    return response.ok ? await response.json() : null;
  } catch (failed) {
    return null;
  }
}
