// Play addresses of every vendor.

import { call } from '../core/instance.js';

export function parsePlayAddress(address) {
  return call('parsePlayAddress', address);
}

export function needsRefresh(...given) {
  return call('needsRefresh', ...given);
}
