// EZVIZ (萤石).

import { call } from './instance.js';

export const ezviz = {
  directionCode: (direction) => call('ezviz.directionCode', direction),
};
