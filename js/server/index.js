// playward-server: the client, and under the same names what needs a secret.

import * as client from '../index.js';
import { namespace } from '../core/namespace.js';
import { additions as ofBaijiayun } from './baijiayun.js';
import { BaijiayunClient } from './baijiayun-client.js';
import { cdnLogReport } from './cdn-log-files.js';
import { CdnLogReport } from './cdn-log-report.js';
import { LinkCache } from './link-cache.js';
import { additions as ofMinidrama } from './minidrama.js';
import { uploadDrama } from './upload-drama.js';
import { WeixinClient } from './weixin-client.js';

export * from '../index.js';

export const ezviz = Object.assign({}, client.ezviz, namespace('ezviz', 'tokenRequest'));
export const tencent = Object.assign({}, client.tencent, namespace('tencent', 'genUserSig verifyUserSig signLiveAddress signVodAddress'));
export const baijiayun = Object.assign({}, client.baijiayun, ofBaijiayun, { BaijiayunClient });
export const minidrama = Object.assign({}, client.minidrama, ofMinidrama, { CdnLogReport, cdnLogReport, LinkCache, uploadDrama, WeixinClient });
