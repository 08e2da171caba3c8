import { describeState } from 'playward';
import { tencent } from 'playward-server';

export default defineEventHandler(() => {
  const app = { sdkAppId: 1, secretKey: 'k' };
  const userSig = tencent.genUserSig({ ...app, userId: 'u' }, 1);
  return { state: describeState(2103).name, userSig: tencent.verifyUserSig(userSig, app, 2).reason };
});
