// examples/node/usersig.mjs on an edge runtime (workerd, Cloudflare Workers): the same endpoint, the key out of a binding.
// Limit how often a user may ask in front of it: the instances of a worker do not know of each other.

import { PlaywardError, tencent } from 'playward-server';

/** Seconds. */
const EXPIRE = 600;

const answer = (status, body) => Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

/** The user who has logged in: ask your own sessions; here the example knows one. @returns {string | null} */
function whoIs(request, env) {
  return env.DEMO_SESSION && request.headers.get('authorization') === `Bearer ${env.DEMO_SESSION}` ? 'xiaojun' : null;
}

export default {
  /** @param {Request} request @param {{ SDK_APP_ID: string, SECRET_KEY: string, DEMO_SESSION?: string }} env */
  async fetch(request, env) {
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
