// WeChat mini-dramas: the media management API (短剧媒资管理).

import { namespace } from '../core/namespace.js';

export const minidrama = namespace('minidrama', 'mediaLink parseMediaLink describeAudit describeDrama describeError');
