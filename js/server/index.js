// playward-server: the client, and under the same names what needs a secret.

import * as client from '../index.js';
import { namespace } from '../namespace.js';

export * from '../index.js';

export const ezviz = Object.assign({}, client.ezviz, namespace('ezviz', 'tokenRequest'));
export const tencent = Object.assign({}, client.tencent, namespace('tencent', 'genUserSig verifyUserSig signLiveAddress signVodAddress'));
