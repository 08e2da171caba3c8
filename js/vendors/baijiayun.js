// Baijiayun (百家云), seed 001.

import { namespace } from '../core/namespace.js';

export const baijiayun = namespace('baijiayun', 'playerAddress chooseQuality describe');
