// Tencent Cloud (腾讯云): live in mini-programs, UserSig.

import { namespace } from '../core/namespace.js';

export const tencent = namespace('tencent', 'inspectUserSig liveAddress checkEnvironment requestDomains categories');
