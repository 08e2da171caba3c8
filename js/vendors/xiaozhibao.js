// The video plugin 小智宝.

import { namespace } from '../core/namespace.js';

export const xiaozhibao = namespace('xiaozhibao', 'accountStatus preflight mayChangeAppid explain');
