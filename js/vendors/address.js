// Play addresses of every vendor.

import { quickAddress } from 'playward:quick';
import { call } from '../core/instance.js';

export function parsePlayAddress(address) {
  return (HAS_QUICK && quickAddress(address)) || call('parsePlayAddress', address);
}

export function needsRefresh(...given) {
  return call('needsRefresh', ...given);
}
