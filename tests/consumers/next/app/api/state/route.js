import { describeState } from 'playward';
import { tencent } from 'playward-server';

export const dynamic = 'force-dynamic';

export function GET() {
  const app = { sdkAppId: 1, secretKey: 'k' };
  const userSig = tencent.genUserSig({ ...app, userId: 'u' }, 1);
  return Response.json({ state: describeState(2103).name, userSig: tencent.verifyUserSig(userSig, app, 2).reason });
}
