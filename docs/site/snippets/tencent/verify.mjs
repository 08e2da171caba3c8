import { tencent } from 'playward-server';

const { SDK_APP_ID, SECRET_KEY } = process.env;

export function check(userSig, userId) {
  const expected = { sdkAppId: Number(SDK_APP_ID), secretKey: SECRET_KEY, userId };
  return tencent.verifyUserSig(userSig, expected, Date.now() / 1000);
}
