// Baijiayun (百家云): its VOD API (点播 API).

import { namespace } from '../core/namespace.js';

export const baijiayun = namespace('baijiayun', 'playerAddress chooseQuality describe');
