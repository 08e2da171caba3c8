// EZVIZ as this page reaches it: the sandbox, a token of the demo's server, and a log of what was asked.

import { ezviz, init, keepFresh } from '/playward/web.mjs';
import { said } from '../text.js';

/** A camera may take its time. */
const ANSWER_MS = 15000;

/** The names of the APIs whose paths say something else. */
const API_NAMES = { 'v2/live/address/get': 'live_address', 'device/scene/switch/status': 'privacy_get', 'device/scene/switch/set': 'privacy_set' };

/** @typedef {{ deviceSerial: string, channelNo?: number }} Device */

export class Source {
  /** @param {string} origin of the sandbox: https://<host>/<path> is <origin>/<host>/<path> there */
  constructor(origin) {
    this.origin = origin;
    this.token = keepFresh({ policy: { ahead: false }, fetch: () => this.fetchToken() });
    this.listeners = [];
    this.cameras = new Map();
  }

  /** What is asked of the account names no device. */
  get account() {
    return this.camera({ deviceSerial: 'ACCOUNT' });
  }

  static async open() {
    const [answer] = await Promise.all([fetch('/api/sandbox'), init()]);
    return new Source((await answer.json()).origin);
  }

  /** @param {Device} device @returns {ezviz.Camera} one for each device */
  camera({ deviceSerial, channelNo = 1 }) {
    const name = `${deviceSerial}/${channelNo}`;
    if (!this.cameras.has(name)) {
      this.cameras.set(name, new ezviz.Camera({ deviceSerial, channelNo }, { token: this.token, transport: (request) => this.carry(request) }));
    }
    return this.cameras.get(name);
  }

  /** @param {(entry: { api: string, detail: string, outcome: object | null, startedMs: number, tookMs: number | null }) => void} listener at each question, and at its answer */
  onEntry(listener) {
    this.listeners.push(listener);
  }

  tell(entry) {
    for (const listener of this.listeners) listener(entry);
  }

  async fetchToken() {
    const body = await this.logged('token_get', '', '/api/ezviz/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    const { outcome, data } = ezviz.interpret('token_get', body);
    if (!outcome.ok) throw Object.assign(new Error(outcome.code), { outcome });
    return { value: data.accessToken, expiresAt: data.expiresAt };
  }

  /** @param {import('/playward/index.js').HttpRequest} request */
  carry({ url, method, header, data }) {
    const path = url.replace(/^.*\/api\/lapp\//, '');
    const name = API_NAMES[path] || path.replace(/^device\/ptz/, 'ptz').replace(/\//g, '_');
    const api = data.startTime && name === 'live_address' ? 'playback_address' : name;
    // The stop of a page that goes away must arrive.
    return this.logged(api, data.deviceSerial || '', this.reach(url), { method, headers: header, body: new URLSearchParams(data), keepalive: api === 'ptz_stop' });
  }

  async logged(api, detail, url, options) {
    const entry = { api, detail, outcome: null, startedMs: Date.now(), tookMs: null };
    this.tell(entry);
    const body = await answerTo(url, options);
    Object.assign(entry, { outcome: ezviz.interpret(api, body).outcome, tookMs: Date.now() - entry.startedMs });
    this.tell(entry);
    return body;
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

/** What a person is told of an error. */
export function explained(error) {
  return error.outcome ? { get message() { return said(error.outcome.message); } } : error;
}

/** The text of the answer; null: the network failed. */
async function answerTo(url, options) {
  const signal = AbortSignal.timeout ? AbortSignal.timeout(ANSWER_MS) : undefined;
  try {
    return await (await fetch(url, { ...options, signal })).text();
  } catch (failed) {
    return null;
  }
}
