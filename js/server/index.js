// playward-server: the client, and under the same names what needs a secret.

import * as client from '../index.js';
import { namespace } from '../core/namespace.js';
import { additions } from './baijiayun.js';
import { BaijiayunClient } from './baijiayun-client.js';
import { cdnLogReport } from './cdn-log-files.js';
import { CdnLogReport } from './cdn-log-report.js';
import { uploadDrama } from './upload-drama.js';

export * from '../index.js';

export const ezviz = Object.assign({}, client.ezviz, namespace('ezviz', 'tokenRequest'));
export const tencent = Object.assign({}, client.tencent, namespace('tencent', 'genUserSig verifyUserSig signLiveAddress signVodAddress'));
export const baijiayun = Object.assign({}, client.baijiayun, additions, { BaijiayunClient });
export const minidrama = Object.assign(
  {}, client.minidrama, namespace('minidrama', 'refererMatches uploadPlan commitUpload auditRequest cdnUsageQuery cdnLogsQuery request interpret parseEvent'), { CdnLogReport, cdnLogReport, uploadDrama },
);
