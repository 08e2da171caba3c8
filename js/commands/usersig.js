// What a UserSig of Tencent's says, and what is wrong with it. Without the key nobody can tell whether its signature is right.

import { tencent } from './node.cjs';
import { MASK } from '../picture/mask.js';
import { table } from './terminal.js';
import { distance, moment, span } from './time.js';

/** @type {import('./program.js').Command} */
export const usersig = {
  name: 'usersig',
  usage: 'SIG',
  about: { zh: 'UserSig：是谁的、何时过期、有什么问题；不需要密钥，也不验证签名', en: 'A UserSig: whose, until when, what is wrong. It needs no key and verifies no signature' },
  examples: ['eJwtzL0OgjAYheF7…', '--json eJwtzL0OgjAYheF7…'],
  operands: [1, 1],
  run({ operands: [sig], json, language, say, colours, print, printJson }) {
    const found = tencent.inspectUserSig(sig);
    if (json) return printJson(found);
    const now = Date.now() / 1000;
    const problems = problemsOf(found, now);
    print(table([
      ['userId', colours.bold(found.userId)],
      ['sdkAppId', String(found.sdkAppId)],
      [say({ zh: '签发', en: 'issued' }), moment(found.issuedAt)],
      [say({ zh: '有效期', en: 'expires' }), `${moment(found.expiresAt)} (${distance(found.expiresAt, now, language)}; ${span(found.expire, language)})`],
      [say({ zh: '算法', en: 'algorithm' }), `${found.algorithm}, ${found.version}`],
      ...(found.userBuf === null ? [] : [['userBuf', found.userBuf]]),
      ['TLS.sig', MASK],
      ...problems.map((problem) => [say({ zh: '问题', en: 'wrong' }), colours.red(say(problem))]),
    ]));
  },
};

/** @returns {import('../../pkg/playward/index.js').Text[]} */
function problemsOf({ issuedAt, expiresAt, algorithm }, now) {
  return [
    ...(expiresAt <= now ? [{ zh: '已过期，向服务器要一个新的', en: 'it has expired: ask your server for another' }] : []),
    ...(issuedAt > now ? [{ zh: '签发时间在将来：签发它的服务器或这台机器的时钟不对', en: 'it was issued in the future: the clock of its server or of this machine is wrong' }] : []),
    ...(algorithm === 'ecdsa' ? [{ zh: '2019 年以前的算法，新应用不能用', en: 'the algorithm of before 2019, which new applications cannot use' }] : []),
  ];
}
