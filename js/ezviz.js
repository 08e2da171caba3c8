// EZVIZ (萤石), seed 002.

import { namespace } from './namespace.js';

export const ezviz = namespace('ezviz', 'directionCode');
