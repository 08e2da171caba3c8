// Tencent: a local stand-in for the account service of instant messaging, which looks at UserSigs, and for a play and a push domain
// with hotlink protection.

import express from 'express';
import { Faults } from '../ezviz/faults.mjs';
import { answer } from './answers.mjs';
import { controlOf, remoteOf } from './control.mjs';
import { liveRoutes } from './live.mjs';
import { PushDomain } from './push.mjs';
import { check } from './usersig.mjs';

const IM_HOST = 'webim.tim.qq.com';
const PLAY_DOMAIN = 'play.example.com';
const LOGIN = 'login';

export async function openTencent({ now }) {
  const cloud = {
    now,
    app: {
      sdkAppId: 1400000000,
      secretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
      playDomain: PLAY_DOMAIN,
      playKey: 'e12c46f2612d5106e2034781ab261ca3',
      pushKey: '0a6d1c9e5b7f4823a1d0e6c4f29b8371',
    },
    faults: new Faults(),
    log: [],
    names: [LOGIN],
  };
  cloud.push = new PushDomain(cloud);
  const control = controlOf(cloud);
  return {
    hosts: new Map([[IM_HOST, imRoutes(cloud)], [PLAY_DOMAIN, liveRoutes(cloud)]]),
    control,
    remote: remoteOf(control, now),
    async close() {
      cloud.faults.close();
      await cloud.push.close();
    },
  };
}

function imRoutes({ app, faults, log, now }) {
  const router = express.Router();
  /** Query: sdkappid, identifier, usersig. What is in the body does not matter here. */
  router.post('/v4/openim/login', async (request, response) => {
    const { sdkappid, identifier, usersig } = request.query;
    const entry = { api: LOGIN, params: { sdkAppId: sdkappid, userId: identifier }, at: now(), code: null };
    log.push(entry);
    const fault = faults.take(LOGIN) || {};
    await faults.wait(fault);
    if (fault.hang) return undefined;
    if (fault.drop) return response.socket?.destroy();
    if (fault.status !== undefined) return response.sendStatus(fault.status);
    if (fault.body !== undefined) return response.type('json').send(fault.body);
    entry.code = fault.code ?? verdict(app, sdkappid, identifier, usersig, now());
    return response.json(answer(entry.code));
  });
  return router;
}

function verdict(app, sdkAppId, userId, userSig, now) {
  if (![sdkAppId, userId, userSig].every((field) => typeof field === 'string') || !/^\d+$/.test(sdkAppId) || userId === '') return 70402;
  return check(app, { sdkAppId: Number(sdkAppId), userId, userSig }, now);
}
