// What a play address says: whose it is, until when it is good, and what a restart would do with it.

import { parsePlayAddress, Supervisor } from './node.cjs';
import { MASK, maskAddress, maskPath } from '../picture/mask.js';
import { table } from './terminal.js';
import { distance, moment } from './time.js';

/** @type {import('./program.js').Command} */
export const address = {
  name: 'address',
  usage: 'URL',
  about: { zh: '播放地址：哪家的、何时过期、重启时会怎样；签名不会回显', en: 'A play address: whose, until when, what a restart would do; signatures are not shown' },
  examples: ["'rtmp://play.example.com/live/room?txSecret=…&txTime=65f00000'", "--json 'https://example.com/live/room.m3u8'"],
  operands: [1, 1],
  run({ operands: [url], json, language, say, colours, print, printJson }) {
    const found = parsePlayAddress(url);
    if (found.verifyCode !== undefined) found.verifyCode = MASK;
    // Where a CDN that is not known signs in the path, its signature is read as a part of the name.
    if (found.app !== undefined) found.app = maskPath(`/${found.app}`).slice(1);
    if (json) return printJson(found);
    const { vendor, protocol, kind, expiresAt, playableIn, ...details } = found;
    const now = Date.now() / 1000;
    const expiry = expiresAt === null
      ? say({ zh: '地址里没有', en: 'not in the address' })
      : `${moment(expiresAt)} (${(expiresAt <= now ? colours.red : colours.green)(distance(expiresAt, now, language))})`;
    const players = [...(playableIn.livePlayer ? ['live-player'] : []), ...(playableIn.video ? ['video'] : [])];
    print(table([
      [say({ zh: '地址', en: 'address' }), maskAddress(url)],
      [say({ zh: '厂商', en: 'vendor' }), colours.bold(vendor)],
      [say({ zh: '协议', en: 'protocol' }), `${protocol}, ${kind}`],
      [say({ zh: '有效期', en: 'expires' }), expiry],
      [say({ zh: '可用于', en: 'plays in' }), players.join(', ') || '-'],
      [say({ zh: '重启', en: 'a restart' }), say(restart(url, kind))],
      ...Object.entries(details).map(([name, value]) => [name, String(value)]),
    ]));
  },
};

/** The supervisor itself is asked: it plays the address, and the player gives up. */
function restart(url, kind) {
  const supervisor = new Supervisor({ live: kind === 'live' || kind === 'unknown' });
  const nowMs = Date.now();
  supervisor.dispatch({ type: 'play', url }, nowMs);
  const { wakeAtMs } = supervisor.dispatch({ type: 'media', name: 'error' }, nowMs);
  const { commands } = supervisor.dispatch({ type: 'wake' }, wakeAtMs);
  supervisor.close();
  return commands.some(({ type }) => type === 'fetchAddress')
    ? { zh: '会先要一个新地址', en: 'would ask for a new address first' }
    : { zh: '会继续用它', en: 'would use it again' };
}
