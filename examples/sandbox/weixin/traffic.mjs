// What the CDN has served: the log of each hour as a gzip file, and the sums of bytes.

import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Refusal } from './answers.mjs';
import { MEDIA_HOST } from './links.mjs';

const HOUR = 3600;
const DAY = 86400;
const CHINA = 8 * HOUR;
const [LOCAL_PROVINCE, LOCAL_ISP] = [4, 2]; // Guangdong, China Telecom
const LINK_SECONDS = DAY;

export class Traffic {
  constructor({ now, origin }) {
    this.now = now;
    this.base = () => `${origin()}/${MEDIA_HOST}/cdnlog`;
    this.key = randomBytes(16).toString('hex');
    this.rows = [];
  }

  /** @param {object} row what was asked and what came of it @returns {object} the row, whose figures may still change */
  record(row) {
    const whole = {
      time: this.now(), address: '127.0.0.1', bytes: 0, province: LOCAL_PROVINCE, isp: LOCAL_ISP, status: 200, referer: '-', took: 1, agent: '-', range: '-',
      method: 'GET', protocol: 'HTTP/1.1', hit: 'HIT', ...row,
    };
    this.rows.push(whole);
    return whole;
  }

  /** Bytes per 5 minutes, hour or day, the empty ones too. */
  usage({ start_time: from, end_time: to, data_interval: minutes = 1440 }) {
    this.checkSpan(from, to, 365 * DAY, 90 * DAY);
    const step = minutes * 60;
    const first = Math.floor((from + CHINA) / step) * step - CHINA;
    const items = Array.from({ length: Math.ceil((to - first) / step) }, (none, index) => ({ time: first + index * step, value: 0 }));
    for (const { time, bytes } of this.rows) {
      if (time >= from && time < to) items[Math.floor((time - first) / step)].value += bytes;
    }
    return { data_interval: minutes, item_list: items };
  }

  /** One file an hour; none for an hour in which nobody asked. All of them: there are no pages. */
  logs({ start_time: from, end_time: to }) {
    this.checkSpan(from, to, 30 * DAY, 2 * DAY);
    const hours = [...new Set(this.rows.map(({ time }) => Math.floor(time / HOUR) * HOUR))].filter((hour) => hour + HOUR > from && hour < to).sort((a, b) => a - b);
    const expire = Math.floor(this.now()) + LINK_SECONDS;
    const listed = hours.map((hour) => {
      const name = `${stamp(hour).slice(0, 10)}-${MEDIA_HOST}.gz`;
      return { date: `${name.slice(0, 4)}-${name.slice(4, 6)}-${name.slice(6, 8)}`, name, url: `${this.base()}/${name}?expire=${expire}&sign=${this.sign(name, expire)}`, start_time: hour, end_time: hour + HOUR - 1 };
    });
    return { total_count: hours.length, domestic_cdn_logs: listed };
  }

  checkSpan(from, to, oldest, longest) {
    if (from >= to || to - from > longest || from < Math.floor(this.now()) - oldest) throw new Refusal(10093014, 'start_time, end_time');
  }

  sign(name, expire) {
    return createHash('md5').update(`${this.key}${name}${expire}`).digest('hex');
  }

  /** @returns {Buffer | null} the gzip file, or null for a link that is not ours or over */
  file(name, { expire, sign }) {
    if (sign !== this.sign(name, expire) || !(Number(expire) > this.now())) return null;
    const lines = this.rows.filter(({ time }) => stamp(time).slice(0, 10) === name.slice(0, 10)).map((row) => `${line(row)}\n`);
    return gzipSync(lines.join(''));
  }
}

/** The document's 15 columns. */
function line({ time, address, path, bytes, province, isp, status, referer, took, agent, range, method, protocol, hit }) {
  const columns = [stamp(time), address, MEDIA_HOST, path, bytes, province, isp, status, quoted(referer), took, quoted(agent), quoted(range), method, protocol, hit];
  return columns.join(' ');
}

/** yyyyMMddHHmmss in China */
function stamp(time) {
  return new Date((time + CHINA) * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
}

const quoted = (text) => `"${String(text).replace(/"/g, '%22')}"`;
