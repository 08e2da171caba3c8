// playward-debug: what a page may do with a secret key while it is being written, and never once it is published.

import { PlaywardError } from './core/error.js';
import { call, run } from './core/instance.js';

export { init } from './core/instance.js';
export { PlaywardError } from './core/error.js';

const DEBUG_ONLY =
  'debug_only: playward-debug 只能用于调试，这里不是调试环境；请由业务服务器签发 UserSig（playward-server） / ' +
  'playward-debug is for debugging only, and this is no place for that: let your server make the UserSig (playward-server)';

/** What a browser calls this machine, and the networks nobody reaches from outside. */
const PRIVATE_HOSTS = [
  /^localhost$/i, /^127(\.\d+){3}$/, /^10(\.\d+){3}$/, /^192\.168(\.\d+){2}$/, /^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$/,
  /^\[::1\]$/, /^\[f[cd][\da-f]{2}:[\da-f:.]*\]$/i,
];

/** Where nothing can be found out, it is no debugging. */
function debugging() {
  try {
    const weixin = typeof wx === 'object' && wx !== null && typeof wx.getAccountInfoSync === 'function';
    if (weixin || typeof WXWebAssembly !== 'undefined') {
      return ['develop', 'trial'].includes(wx.getAccountInfoSync().miniProgram.envVersion);
    }
    if (typeof location === 'object' && location !== null) return PRIVATE_HOSTS.some((host) => host.test(location.hostname));
    return process.env.NODE_ENV !== 'production';
  } catch {
    return false;
  }
}

function refuseUnlessDebugging() {
  if (!debugging()) throw new PlaywardError('debug_only', [], DEBUG_ONLY);
}

export function genTestUserSig(input, now) {
  refuseUnlessDebugging();
  return call('genTestUserSig', input, now);
}

export function createGenerateTestUserSig(config) {
  return {
    genTestUserSig(userID) {
      refuseUnlessDebugging();
      const input = run(() => Object.assign({}, config, { userID }));
      return call('GenerateTestUserSig', input, Date.now() / 1000);
    },
  };
}
