// What a UserSig of Tencent's says, and what is wrong with it. Without the key nobody can tell whether its signature is right.

import { MASK } from '../picture/mask.js';
import { finding } from './finding.js';
import { distance, moment, span } from './time.js';

/**
 * @param {Pick<import('./finding.js').Core, 'tencent'>} core
 * @param {string} sig
 * @param {number} nowMs
 * @returns {{ inspected: ReturnType<import('./finding.js').Core['tencent']['inspectUserSig']>, findings: import('./finding.js').Finding[] }}
 * @throws PlaywardError `user_sig_malformed`
 */
export function userSigFindings({ tencent }, sig, nowMs) {
  const inspected = tencent.inspectUserSig(sig);
  const { userId, sdkAppId, issuedAt, expiresAt, expire, algorithm, version, userBuf } = inspected;
  const now = nowMs / 1000;
  const [zh, en] = ['zh', 'en'].map((language) => `${moment(expiresAt)} (${distance(expiresAt, now, language)}; ${span(expire, language)})`);
  return {
    inspected,
    findings: [
      finding('userId', userId, 'strong'),
      finding('sdkAppId', String(sdkAppId)),
      finding({ zh: '签发', en: 'issued' }, moment(issuedAt)),
      finding({ zh: '有效期', en: 'expires' }, { zh, en }),
      finding({ zh: '算法', en: 'algorithm' }, [algorithm, version].filter(Boolean).join(', ')),
      ...(userBuf === null ? [] : [finding('userBuf', userBuf)]),
      finding('TLS.sig', MASK),
      ...problemsOf(inspected, now).map((problem) => finding({ zh: '问题', en: 'wrong' }, problem, 'bad')),
    ],
  };
}

/** @returns {import('./finding.js').Text[]} */
function problemsOf({ issuedAt, expiresAt, algorithm }, now) {
  return [
    ...(expiresAt <= now ? [{ zh: '已过期，向服务器要一个新的', en: 'it has expired: ask your server for another' }] : []),
    ...(issuedAt > now ? [{ zh: '签发时间在将来：签发它的服务器或这台机器的时钟不对', en: 'it was issued in the future: the clock of its server or of this machine is wrong' }] : []),
    ...(algorithm === 'ecdsa' ? [{ zh: '2019 年以前的算法，新应用不能用', en: 'the algorithm of before 2019, which new applications cannot use' }] : []),
  ];
}
