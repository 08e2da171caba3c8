// Message push: events to the address that the mini-program has configured, as JSON or XML, in the clear.

import { createHash } from 'node:crypto';
import { writeExact } from './exact-json.mjs';

const MOST_TRIES = 3;
const ANSWER_MS = 5000;
const ORIGINAL_ID = 'gh_0000sandbox00';

export class Push {
  constructor({ now, random }) {
    this.now = now;
    this.random = random;
    this.target = null;
    /** { event, data, tries, accepted } of each event */
    this.deliveries = [];
    this.under = new Set();
    this.closing = new AbortController();
  }

  /** @param {{ url: string, token: string, format?: 'json' | 'xml', twice?: boolean } | null} target twice: every event comes again */
  configure(target) {
    this.target = target && { format: 'json', twice: false, ...target };
  }

  /** The signature, timestamp and nonce that every call carries. */
  signed(url, token, more = {}) {
    const timestamp = String(Math.floor(this.now()));
    const nonce = String(Math.floor(this.random() * 1e10));
    const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
    const address = new URL(url);
    for (const [name, value] of Object.entries({ signature, timestamp, nonce, ...more })) address.searchParams.set(name, value);
    return address;
  }

  /** What WeChat does when the address is entered: it must answer with the echostr. */
  async verify() {
    const echostr = String(Math.floor(this.random() * 1e16));
    const response = await fetch(this.signed(this.target.url, this.target.token, { echostr }), { signal: this.closing.signal });
    return response.ok && await response.text() === echostr;
  }

  /** @param {string} event @param {string} name of its field @param {object} data */
  send(event, name, data) {
    if (!this.target) return;
    const message = { ToUserName: ORIGINAL_ID, FromUserName: 'sandbox-openid', CreateTime: Math.floor(this.now()), MsgType: 'event', Event: event, [name]: data };
    const under = this.deliver(message, { event, data, tries: 0, accepted: 0 }, this.target);
    this.under.add(under);
    under.finally(() => this.under.delete(under));
  }

  async deliver(message, delivery, { url, token, format, twice }) {
    this.deliveries.push(delivery);
    const body = format === 'xml' ? `<xml>${xml(message)}</xml>` : writeExact(message);
    const { signal: closing } = this.closing;
    for (let wanted = twice ? 2 : 1; delivery.accepted < wanted && delivery.tries < MOST_TRIES;) {
      delivery.tries += 1;
      const patience = new AbortController();
      const giveUp = () => patience.abort();
      const timer = setTimeout(giveUp, ANSWER_MS);
      closing.addEventListener('abort', giveUp);
      try {
        const response = await fetch(this.signed(url, token), {
          method: 'POST', body,
          headers: { 'content-type': format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8' },
          signal: patience.signal,
        });
        const text = await response.text();
        if (response.ok && (text === 'success' || text === '')) delivery.accepted += 1;
      } catch {
        if (closing.aborted) return;
      } finally {
        clearTimeout(timer);
        closing.removeEventListener('abort', giveUp);
      }
    }
  }

  /** Until every event has been taken or given up. */
  async settled() {
    while (this.under.size) await Promise.all(this.under);
  }

  close() {
    this.closing.abort();
  }
}

function xml(record) {
  return Object.entries(record).map(([name, value]) => `<${name}>${content(value)}</${name}>`).join('');
}

function content(value) {
  if (typeof value === 'object') return xml(value);
  return typeof value === 'string' ? `<![CDATA[${value.replace(/\]\]>/g, ']]]]><![CDATA[>')}]]>` : String(value);
}
