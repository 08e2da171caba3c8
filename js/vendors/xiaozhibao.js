// The video plugin 小智宝, seed 000.

import { namespace } from '../core/namespace.js';

export const xiaozhibao = namespace('xiaozhibao', 'accountStatus preflight mayChangeAppid explain');
