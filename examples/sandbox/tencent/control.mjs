// The switches: what tests and demo pages may do to the stand-in, from this process or over HTTP; and, for a page that has no server yet,
// what its business server would do.

import { randomUUID } from 'node:crypto';
import express from 'express';
import { issue } from './usersig.mjs';

const EXPIRE = 600;
/** The stream of the one user that there is. */
const STREAM = 'xiaojun';

/** @param {object} cloud see index.mjs */
export function controlOf(cloud) {
  const { app, faults, log, now, push } = cloud;
  return {
    /** { sdkAppId, secretKey, playDomain, playKey, pushKey } */
    get app() {
      return { ...app };
    },
    /** Another app, or other keys of it. @param {{ sdkAppId?: number, secretKey?: string, playKey?: string, pushKey?: string }} changes */
    setApp({ sdkAppId = app.sdkAppId, secretKey = app.secretKey, playKey = app.playKey, pushKey = app.pushKey }) {
      Object.assign(app, { sdkAppId, secretKey, playKey, pushKey });
    },
    /** One that is good now. */
    userSig: (userId, expire = EXPIRE) => issue(app.secretKey, { userId, sdkAppId: app.sdkAppId, time: Math.floor(now()), expire }),
    /** Starts the push domain, once. @param {number} [port] 0: any free one @returns {Promise<string>} rtmp://host:port */
    openPush: (port) => push.open(port),
    /** { url, expiresAt } of a push that may begin until then. */
    pushAddress: (stream = STREAM, expire = EXPIRE) => push.address(stream, expire),
    /** All pushes, from now on, whatever their address. */
    refusePushes: (on = true) => push.refuse(on),
    /** The running ones lose their connection. */
    cutPushes: () => push.cut(),
    /** No address that was given out begins a push any more. */
    expirePushes: () => push.expire(),
    /** @param {import('../ezviz/faults.mjs').Fault} fault of login: code, delayMs, status, drop or hang */
    inject: (fault) => faults.inject(fault, cloud.names),
    /** What was asked: { api, params without UserSigs, at (seconds), code } */
    requests: (api) => log.filter((entry) => api === undefined || entry.api === api),
    /** The log and the faults that wait; the app stays. */
    clear() {
      log.length = 0;
      faults.clear();
    },
    describe: () => `  SDKAppID ${app.sdkAppId}   SecretKey ${app.secretKey}\n  ${app.playDomain}   key ${app.playKey}`,
  };
}

/** The same over HTTP; JSON, which another site cannot post without being allowed to. */
export function remoteOf(control, now) {
  /** session to user */
  const sessions = new Map();
  const actions = {
    /** A business server exchanges the code of wx.login for the user; here everybody is the same one. */
    login({ code }) {
      if (!code) throw new RangeError('code: what wx.login gave');
      const session = randomUUID();
      sessions.set(session, 'xiaojun');
      return { session };
    },
    /** As the business server of a push page answers. */
    async pushAddress() {
      await control.openPush();
      return control.pushAddress();
    },
    refusePushes: ({ on = true }) => control.refusePushes(on),
    cutPushes: () => control.cutPushes(),
    expirePushes: () => control.expirePushes(),
    setApp: (changes) => control.setApp(changes),
    inject: (fault) => control.inject(fault),
    clear: () => control.clear(),
    requests: () => control.requests(),
  };
  const router = express.Router();
  router.use(express.json());
  /** As examples/node/usersig.mjs answers. */
  router.post('/usersig', (request, response) => {
    const userId = sessions.get((request.headers.authorization || '').replace('Bearer ', ''));
    if (!userId) return response.status(401).json({ error: 'login_first' });
    return response.json({ sdkAppId: control.app.sdkAppId, userId, userSig: control.userSig(userId), expiresAt: Math.floor(now()) + EXPIRE });
  });
  router.post('/:action', async (request, response) => {
    const action = Object.hasOwn(actions, request.params.action) ? actions[request.params.action] : null;
    if (!action || request.body === undefined) return response.status(action ? 400 : 404).json({ error: action ? 'content-type: application/json' : `one of ${Object.keys(actions).join(' ')}` });
    try {
      return response.json(await action(request.body) ?? {});
    } catch (error) {
      return response.status(400).json({ error: error.message });
    }
  });
  return router;
}
