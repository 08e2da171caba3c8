// Baijiayun (百家云) on a server: what js has to do before the core can.

import { call, run } from '../instance.js';
import { namespace } from '../namespace.js';

/** Names and values in one text, each ended by NUL; empty for anything that takes a closer look. */
function joined(params, names) {
  let text = '';
  for (const name of names) {
    const value = params[name];
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) return '';
    text += `${name}\0${value}\0`;
  }
  return text;
}

/** The signature of plain fields, the quick way. */
function signed(params, partnerKey) {
  if (typeof partnerKey !== 'string' || Array.isArray(params)) return undefined;
  try {
    const names = Object.keys(params);
    const text = joined(params, names);
    return text && run((wasm) => wasm.signBaijiayun(text, names.length, partnerKey));
  } catch {
    return undefined;
  }
}

function sign(params, partnerKey) {
  return signed(params, partnerKey) || call('baijiayun.sign', params, partnerKey);
}

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

function request(api, params, account, now) {
  const files = {};
  const made = call('baijiayun.request', api, withoutFiles(params, files), account, now);
  return { ...made, data: { ...made.data, ...files } };
}

export const additions = {
  ...namespace('baijiayun', 'listApis interpret verifyCallback parseThirdPartyAuth callbackReply thirdPartyAuthReply'), sign, request,
};
