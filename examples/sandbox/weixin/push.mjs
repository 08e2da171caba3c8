// Message push: events to the address that the mini-program has configured, as JSON or XML, in the clear (明文模式) or encrypted (安全模式).

import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { writeExact } from './exact-json.mjs';

const MOST_TRIES = 3;
const ANSWER_MS = 5000;
const ORIGINAL_ID = 'gh_0000sandbox00';

export class Push {
  /** @param {{ now(): number, random(): number }} context @param {{ appid: string }} account whose pushes they are */
  constructor({ now, random }, account) {
    this.now = now;
    this.account = account;
    this.random = random;
    this.target = null;
    /** { event, data, tries, accepted } of each event */
    this.deliveries = [];
    this.under = new Set();
    this.closing = new AbortController();
  }

  /** @param {{ url: string, token: string, format?: 'json' | 'xml', twice?: boolean, encodingAesKey?: string } | null} target twice: every event comes again */
  configure(target) {
    this.target = target && { format: 'json', twice: false, ...target };
  }

  /** The signature, timestamp and nonce that every call carries. */
  signed(url, token, more = {}, encrypted = null) {
    const timestamp = String(Math.floor(this.now()));
    const nonce = String(Math.floor(this.random() * 1e10));
    const sign = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');
    const signature = sign(token, timestamp, nonce);
    if (encrypted) Object.assign(more, { encrypt_type: 'aes', msg_signature: sign(token, timestamp, nonce, encrypted) });
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

  async deliver(message, delivery, { url, token, format, twice, encodingAesKey }) {
    this.deliveries.push(delivery);
    const written = (record) => (format === 'xml' ? `<xml>${xml(record)}</xml>` : writeExact(record));
    const encrypted = encodingAesKey && this.encrypt(written(message), encodingAesKey);
    const body = encrypted ? written({ ToUserName: ORIGINAL_ID, Encrypt: encrypted }) : written(message);
    const { signal: closing } = this.closing;
    for (let wanted = twice ? 2 : 1; delivery.accepted < wanted && delivery.tries < MOST_TRIES;) {
      delivery.tries += 1;
      const patience = new AbortController();
      const giveUp = () => patience.abort();
      const timer = setTimeout(giveUp, ANSWER_MS);
      closing.addEventListener('abort', giveUp);
      try {
        const response = await fetch(this.signed(url, token, {}, encrypted), {
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

  /** 16 random bytes, the length, the message, the appid, filled to 32 bytes; AES-256-CBC. */
  encrypt(message, encodingAesKey) {
    const key = Buffer.from(`${encodingAesKey}=`, 'base64');
    const text = Buffer.from(message);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(this.account.appid)]);
    const padding = 32 - (plain.length % 32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString('base64');
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
