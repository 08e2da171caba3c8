// Tencent live (腾讯云音视频), seed 004.

import { namespace } from '../core/namespace.js';

export const tencent = namespace('tencent', 'inspectUserSig liveAddress checkEnvironment requestDomains categories');
