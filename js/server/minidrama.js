// Mini-dramas on a server: what js has to do before the core can.

import { isBytes } from '../core/block.js';
import { call } from '../core/instance.js';
import { namespace } from '../core/namespace.js';

/** The parameters that are files. */
const FILES = ['media_data', 'cover_data', 'data', 'media'];

/** Files stay on this side, and may be large: the core is told how long each is. */
function withoutFiles(params, files) {
  try {
    const plain = { ...params };
    for (const name of FILES) {
      if (isBytes(plain[name])) {
        files[name] = plain[name];
        delete plain[name];
      }
    }
    return typeof params === 'object' && params && !Array.isArray(params) ? plain : params;
  } catch {
    return params;
  }
}

export function request(api, params, accessToken, now) {
  const files = {};
  const plain = isBytes(params) ? params : withoutFiles(params, files);
  const sizes = Object.fromEntries(Object.entries(files).map(([name, { length }]) => [name, length]));
  const made = call('minidrama.request', api, plain, accessToken, now, sizes);
  for (const file of made.multipart?.files ?? []) file.data = files[file.name];
  return made;
}

export const additions = {
  ...namespace('minidrama', 'refererMatches uploadPlan commitUpload auditRequest cdnUsageQuery cdnLogsQuery listApis interpret verifyPush parseEvent'), request,
};
