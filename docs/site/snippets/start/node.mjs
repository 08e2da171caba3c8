import { tencent } from 'playward-server';

const { SDK_APP_ID, SECRET_KEY } = process.env;

export function userSigFor(userId) {
  const now = Date.now() / 1000;
  return tencent.genUserSig({ sdkAppId: Number(SDK_APP_ID), secretKey: SECRET_KEY, userId, expire: 600 }, now);
}
