// CDN logs to count, and the plainest JavaScript that counts them right.

const PROVINCES = [22, 1050, 4, 120, 1442, 0, -1];
const ISPS = [2, 26, 1046, -1];
const MARKS = ['', 'wx-', 'douyin-', 'a_b-'];
const AGENTS = ['"Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) MicroMessenger/8.0.38"', '"Mozilla/5.0 (Linux; Android 13) Chrome/111.0 Mobile"'];

/** The same numbers for the same seed. @param {number} seed */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Lines of the document's 15 columns. @param {number} count @param {{ seed?: number, separator?: string, media?: number }} [options] */
export function logLines(count, { seed = 1, separator = '\t', media = 40 } = {}) {
  const next = numbers(seed);
  const pick = (list) => list[next(list.length)];
  const lines = [];
  for (let line = 0; line < count; line += 1) {
    const id = (0x647488c4 + next(media)).toString(16);
    lines.push([
      `2023072${next(10)}${String(100000 + next(89999))}`, `10.${next(256)}.${next(256)}.${next(256)}`, 'vod.example.com',
      `/${id}/episode-${next(media)}.mp4?t=64bb36de&us=${pick(MARKS)}${id}792c15185b8fd2a6&sign=631355adf06a6cf7e45e29be17c66820`,
      next(5_000_000), pick(PROVINCES), pick(ISPS), pick([200, 206, 206, 206, 304, 404]), '"https://servicewechat.com/wx5474241b2a65b906/1/page-frame.html"',
      next(3000), pick(AGENTS), '"bytes=0-1048575"', 'GET', 'HTTP/1.1', pick(['HIT', 'HIT', 'HIT', 'MISS']),
    ].join(separator));
  }
  return lines;
}

/** What the report counts, by the plainest JavaScript that is right. */
export class PlainReport {
  constructor() {
    this.rest = '';
    this.lines = 0;
    this.damaged = 0;
    this.bytes = 0;
    this.byMedia = new Map();
    this.byMark = new Map();
    this.byProvince = new Map();
    this.byIsp = new Map();
    this.byStatus = new Map();
  }

  /** @param {string} text */
  push(text) {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop();
    for (const line of lines) this.line(line);
  }

  line(line) {
    if (!line) return;
    this.lines += 1;
    const columns = line.split(line.includes('\t') ? '\t' : / (?=(?:[^"]*"[^"]*")*[^"]*$)/);
    if (columns.length !== 15) {
      this.damaged += 1;
      return;
    }
    const [media, query = ''] = columns[3].split('?');
    const us = new URLSearchParams(query).get('us') ?? '';
    const bytes = Number(columns[4]);
    this.bytes += bytes;
    const add = (map, key) => {
      const sum = map.get(key) ?? { requests: 0, bytes: 0 };
      sum.requests += 1;
      sum.bytes += bytes;
      map.set(key, sum);
    };
    add(this.byMedia, media);
    add(this.byMark, us.slice(0, Math.max(0, us.lastIndexOf('-'))));
    add(this.byProvince, columns[5]);
    add(this.byIsp, columns[6]);
    add(this.byStatus, columns[7]);
  }

  finish() {
    this.line(this.rest);
    return this;
  }
}
