// WeChat mini-dramas (微信短剧媒资), seed 003.

import { namespace } from '../core/namespace.js';

export const minidrama = namespace('minidrama', 'mediaLink parseMediaLink describeAudit describeError');
