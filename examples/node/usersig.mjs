// 安全方案：密钥只在服务器上，小程序和页面登录后按需来取 UserSig。
// The safe way: the key stays on the server, and who has logged in fetches a UserSig when it is needed.
//
//   SDK_APP_ID=1400000000 SECRET_KEY=… node usersig.mjs [--port 8080]

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Short: whoever steals one has it for ten minutes, and a page that needs longer asks again. */
const EXPIRE = 600;
const PER_MINUTE = 10;

/**
 * @param {object} options
 * @param {typeof import('playward-server').tencent} options.tencent
 * @param {number} options.sdkAppId @param {string} options.secretKey
 * @param {(request: import('node:http').IncomingMessage) => Promise<string | null>} options.whoIs the user who has logged in: by your session, never by what the request says of itself
 * @param {() => number} [options.now] seconds
 */
export function userSigEndpoint({ tencent, sdkAppId, secretKey, whoIs, now = () => Date.now() / 1000 }) {
  /** @type {Map<string, { minute: number, count: number }>} */
  const asked = new Map();

  function tooOften(user) {
    const minute = Math.floor(now() / 60);
    // What is a minute old is of no use any more.
    for (const [other, entry] of asked) if (entry.minute !== minute) asked.delete(other);
    const entry = asked.get(user) ?? { minute, count: 0 };
    entry.count += 1;
    asked.set(user, entry);
    return entry.count > PER_MINUTE;
  }

  return createServer(async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
    };
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      if (pathname !== '/usersig') return answer(404, { error: 'not_found' });
      if (request.method !== 'POST') return answer(405, { error: 'method_not_allowed' });
      const userId = await whoIs(request);
      if (!userId) return answer(401, { error: 'login_first' });
      if (tooOften(userId)) return answer(429, { error: 'too_many_requests' });
      const userSig = tencent.genUserSig({ sdkAppId, secretKey, userId, expire: EXPIRE }, now());
      return answer(200, { sdkAppId, userId, userSig, expiresAt: Math.floor(now()) + EXPIRE });
    } catch {
      return answer(500, { error: 'internal' });
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8080' } } });
  const { tencent } = await import('playward-server');
  /** Your own sessions; here the example knows one. */
  const sessions = new Map([[process.env.DEMO_SESSION, 'xiaojun']]);
  const server = userSigEndpoint({
    tencent,
    sdkAppId: Number(process.env.SDK_APP_ID),
    secretKey: process.env.SECRET_KEY,
    whoIs: async ({ headers }) => sessions.get(headers.authorization?.replace('Bearer ', '')) ?? null,
  });
  server.listen(Number(values.port), () => console.log(`POST http://localhost:${server.address().port}/usersig`));
}
