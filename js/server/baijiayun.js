// Baijiayun (百家云) on a server: what js has to do before the core can.

import { quickSign } from 'playward:quick';
import { call } from '../core/instance.js';
import { namespace } from '../core/namespace.js';

/** Files stay on this side: they are not signed, and may be large. */
function withoutFiles(params, files) {
  try {
    const plain = { ...params };
    for (const [name, value] of Object.entries(plain)) {
      if (value && typeof value === 'object' && value.file) {
        files[name] = value;
        plain[name] = { file: true };
      }
    }
    return typeof params === 'object' && params && !Array.isArray(params) ? plain : params;
  } catch {
    return params;
  }
}

export function request(api, params, account, now) {
  const files = {};
  const made = call('baijiayun.request', api, withoutFiles(params, files), account, now);
  return { ...made, data: { ...made.data, ...files } };
}

const sign = (params, partnerKey) => quickSign(params, partnerKey) || call('baijiayun.sign', params, partnerKey);

export const additions = {
  sign, ...namespace('baijiayun', 'listApis interpret verifyCallback parseThirdPartyAuth callbackReply thirdPartyAuthReply'), request,
};
