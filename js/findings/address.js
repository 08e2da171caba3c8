// What a play address says: whose it is, until when it is good, and what a restart would do with it.

import { MASK, maskAddress, maskPath, maskUser } from '../picture/mask.js';
import { finding } from './finding.js';
import { distance, moment } from './time.js';

/**
 * @param {Pick<import('./finding.js').Core, 'parsePlayAddress' | 'Supervisor'>} core
 * @param {string} url
 * @param {number} nowMs
 * @returns {{ parsed: import('../../pkg/playward/index.js').PlayAddress, findings: import('./finding.js').Finding[] }} both without a secret
 * @throws PlaywardError `invalid_params`: it is no play address
 */
export function addressFindings(core, url, nowMs) {
  const parsed = core.parsePlayAddress(url);
  if (parsed.verifyCode !== undefined) parsed.verifyCode = MASK;
  // Where a CDN that is not known signs in the path, its signature is read as a part of the name; so is a password with a slash.
  if (parsed.app !== undefined) parsed.app = maskPath(`/${maskUser(parsed.app)}`).slice(1);
  if (parsed.stream !== undefined) parsed.stream = maskUser(parsed.stream);
  const { vendor, protocol, kind, expiresAt, playableIn, ...details } = parsed;
  const players = [...(playableIn.livePlayer ? ['live-player'] : []), ...(playableIn.video ? ['video'] : [])];
  return {
    parsed,
    findings: [
      finding({ zh: '地址', en: 'address' }, maskAddress(url)),
      finding({ zh: '厂商', en: 'vendor' }, vendor, 'strong'),
      finding({ zh: '协议', en: 'protocol' }, `${protocol}, ${kind}`),
      expiry(expiresAt, nowMs / 1000),
      finding({ zh: '可用于', en: 'plays in' }, players.join(', ') || '-'),
      finding({ zh: '重启', en: 'a restart' }, restart(core, url, kind, nowMs)),
      ...Object.entries(details).map(([name, value]) => finding(name, String(value))),
    ],
  };
}

function expiry(expiresAt, now) {
  const name = { zh: '有效期', en: 'expires' };
  if (expiresAt === null) return finding(name, { zh: '地址里没有', en: 'not in the address' });
  const [zh, en] = ['zh', 'en'].map((language) => `${moment(expiresAt)} (${distance(expiresAt, now, language)})`);
  return finding(name, { zh, en }, expiresAt <= now ? 'bad' : 'good');
}

/** The supervisor itself is asked: it plays the address, and the player gives up. */
function restart({ Supervisor }, url, kind, nowMs) {
  const supervisor = new Supervisor({ live: kind === 'live' || kind === 'unknown' });
  supervisor.dispatch({ type: 'play', url }, nowMs);
  const { wakeAtMs } = supervisor.dispatch({ type: 'media', name: 'error' }, nowMs);
  const { commands } = supervisor.dispatch({ type: 'wake' }, wakeAtMs);
  supervisor.close();
  return commands.some(({ type }) => type === 'fetchAddress')
    ? { zh: '会先要一个新地址', en: 'would ask for a new address first' }
    : { zh: '会继续用它', en: 'would use it again' };
}
