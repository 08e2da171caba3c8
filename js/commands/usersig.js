// What a UserSig of Tencent's says, as a table.

import * as core from './node.cjs';
import { userSigFindings } from '../findings/usersig.js';
import { printFindings } from './terminal.js';

/** @type {import('./program.js').Command} */
export const usersig = {
  name: 'usersig',
  usage: 'SIG',
  about: { zh: 'UserSig：是谁的、何时过期、有什么问题；不需要密钥，也不验证签名', en: 'A UserSig: whose, until when, what is wrong. It needs no key and verifies no signature' },
  examples: ['eJwtzL0OgjAYheF7…', '--json eJwtzL0OgjAYheF7…'],
  operands: [1, 1],
  run({ operands: [sig], json, printJson, ...asked }) {
    const { inspected, findings } = userSigFindings(core, sig, Date.now());
    if (json) return printJson(inspected);
    return printFindings(findings, asked);
  },
};
