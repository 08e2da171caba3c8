// The customer's account, and whether a request is that customer's.

import { createHash } from 'node:crypto';
import { Refusal } from './answers.mjs';

const WINDOW_SECONDS = 300;

/** Fields but sign and files, sorted by name; the key at the end; MD5. Values as they are. */
export function sign(fields, partnerKey) {
  const names = Object.keys(fields).filter((name) => name !== 'sign' && typeof fields[name] !== 'object');
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const text = [...names.map((name) => `${name}=${fields[name]}`), `partner_key=${partnerKey}`].join('&');
  return createHash('md5').update(text).digest('hex');
}

export class Account {
  constructor({ now, random }) {
    this.now = now;
    this.random = random;
    this.domain = 'demo';
    this.partnerId = '12345678';
    this.partnerKey = 'sandbox-partner-key';
    this.secretKey = 'e10adc3949ba59abbe56e057f20f883e';
  }

  /** @param {Record<string, string | object>} given @returns {Record<string, string | object>} the API's own parameters */
  check(given) {
    const { partner_id: partnerId, timestamp, sign: signature, ...params } = given;
    if (partnerId === undefined) throw new Refusal(1001, 'partner_id');
    if (partnerId !== this.partnerId) throw new Refusal(2001);
    if (signature !== sign(given, this.partnerKey)) throw new Refusal(1002);
    // Milliseconds are far in the future.
    if (!/^\d+$/.test(timestamp) || Math.abs(Number(timestamp) - Math.floor(this.now())) > WINDOW_SECONDS) throw new Refusal(1001, 'timestamp');
    return params;
  }

  /** API-1. With another key, what was signed with the one before is refused at once. */
  key({ secret_key: secretKey, regenerate }) {
    if (secretKey !== this.secretKey) throw new Refusal(2002, 'secret_key');
    if (regenerate === 1) this.partnerKey = Buffer.from(Array.from({ length: 64 }, () => Math.floor(this.random() * 256))).toString('base64');
    return { partner_key: this.partnerKey };
  }
}
