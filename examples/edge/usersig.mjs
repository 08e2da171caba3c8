// SDK_APP_ID=… SECRET_KEY=… DEMO_SESSION=… workerd serve config.capnp
//
// examples/node/usersig.mjs on an edge runtime (workerd, Cloudflare Workers): the same endpoint, the key out of a binding. Copy this folder, and
// `npm install playward-server` in it. It listens on 127.0.0.1:8787; `--socket-addr=http=0.0.0.0:8787` says otherwise. Limit how often a user may ask in front of it: the instances of a worker do not know of each other.

import { PlaywardError, tencent } from 'playward-server';

/** Seconds. */
const EXPIRE = 600;

/** Without them it gives nothing to anybody. */
const NEEDED = ['SDK_APP_ID', 'SECRET_KEY', 'DEMO_SESSION'];

const answer = (status, body) => Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

/** The user who has logged in: ask your own sessions; here the example knows one. @returns {string | null} */
function whoIs(request, env) {
  return request.headers.get('authorization') === `Bearer ${env.DEMO_SESSION}` ? 'xiaojun' : null;
}

export default {
  /** @param {Request} request @param {{ SDK_APP_ID: string, SECRET_KEY: string, DEMO_SESSION?: string }} env */
  async fetch(request, env) {
    const missing = NEEDED.filter((name) => !env[name]);
    if (missing.length) return answer(500, { error: 'not_configured', missing });
    if (new URL(request.url).pathname !== '/usersig') return answer(404, { error: 'not_found' });
    if (request.method !== 'POST') return answer(405, { error: 'method_not_allowed' });
    const userId = whoIs(request, env);
    if (!userId) return answer(401, { error: 'login_first' });
    try {
      const sdkAppId = Number(env.SDK_APP_ID);
      const now = Date.now() / 1000;
      const userSig = tencent.genUserSig({ sdkAppId, secretKey: env.SECRET_KEY, userId, expire: EXPIRE }, now);
      return answer(200, { sdkAppId, userId, userSig, expiresAt: Math.floor(now) + EXPIRE });
    } catch (error) {
      return answer(500, { error: error instanceof PlaywardError ? error.code : 'internal' });
    }
  },
};
