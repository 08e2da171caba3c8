// SDK_APP_ID=1400000000 SECRET_KEY=… DEMO_SESSION=… node examples/node/usersig.mjs [--host 0.0.0.0] [--port 8080]
//
// 安全方案：密钥只在服务器上，小程序和页面登录后按需来取 UserSig。先运行 npm run build。
// The safe way: the key stays on the server, and who has logged in fetches a UserSig when it is needed. `npm run build` first.

import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { tencent } from '../../pkg/playward-server/node.mjs';
import { command, demand, listen } from './serve.mjs';

/** Short: whoever steals one has it for ten minutes, and a page that needs longer asks again. */
const EXPIRE = 600;
const PER_MINUTE = 10;

const HELP = `node examples/node/usersig.mjs [--host <h>] [--port <n>]     发放 UserSig / hands out UserSigs

  环境变量 / environment:
  SDK_APP_ID     应用的 SDKAppID
  SECRET_KEY     应用的密钥，绝不写进代码或页面 / the application's key, never in code or in a page
  DEMO_SESSION   示例中唯一的登录会话，用户 xiaojun；正式使用请换成 whoIs / the one session that the example knows; in earnest pass whoIs

  POST /usersig  authorization: Bearer <session> → { sdkAppId, userId, userSig, expiresAt }
`;

/**
 * @param {object} options in place of the environment and the flags
 * @param {number | string} options.sdkAppId @param {string} options.secretKey
 * @param {string} [options.demoSession] the session of the user xiaojun, where there is no whoIs
 * @param {(request: import('express').Request) => string | null | Promise<string | null>} [options.whoIs] the user who has logged in: by your session, never by what the
 *   request says of itself
 * @param {string} [options.host] @param {number} [options.port] @param {() => number} [options.now] seconds
 * @param {(event: { type: 'issued' | 'refused', userId: string | null, reason?: string }) => void} [options.onEvent]
 */
export async function startUserSigServer(options = {}) {
  demand(options, ['sdkAppId', 'secretKey', options.whoIs ? 'whoIs' : 'demoSession']);
  const { secretKey, demoSession, whoIs = sessionOf(demoSession), host, port, now = () => Date.now() / 1000, onEvent = () => {} } = options;
  const sdkAppId = Number(options.sdkAppId);
  const sign = (userId, at) => tencent.genUserSig({ sdkAppId, secretKey, userId, expire: EXPIRE }, at);
  // A key that cannot sign is told now, and not to the first user.
  sign('self-test', now());
  const tooOften = counter(now);
  const app = express().disable('x-powered-by');

  app.post('/usersig', async (request, response) => {
    response.set('cache-control', 'no-store');
    const refuse = (status, userId, reason) => {
      onEvent({ type: 'refused', userId, reason });
      return response.status(status).json({ error: reason });
    };
    const userId = await whoIs(request);
    if (!userId) return refuse(401, null, 'login_first');
    if (tooOften(userId)) return refuse(429, userId, 'too_many_requests');
    const at = now();
    const userSig = sign(userId, at);
    onEvent({ type: 'issued', userId });
    return response.json({ sdkAppId, userId, userSig, expiresAt: Math.floor(at) + EXPIRE });
  });
  app.all('/usersig', (request, response) => response.status(405).json({ error: 'method_not_allowed' }));
  app.use((request, response) => response.status(404).json({ error: 'not_found' }));
  app.use((error, request, response, next) => (response.headersSent ? next(error) : response.status(error.status || 500).json({ error: 'internal' })));
  return listen(app, { host, port });
}

/** Your own sessions; here there is one. */
function sessionOf(session) {
  const digest = (text) => createHash('sha256').update(text).digest();
  const right = digest(`Bearer ${session}`);
  return ({ headers }) => (timingSafeEqual(digest(headers.authorization ?? ''), right) ? 'xiaojun' : null);
}

/** Whether a user has asked too often in this minute. */
function counter(now) {
  let minute = 0;
  let counts = new Map();
  return (user) => {
    const current = Math.floor(now() / 60);
    if (current !== minute) [minute, counts] = [current, new Map()];
    counts.set(user, (counts.get(user) ?? 0) + 1);
    return counts.get(user) > PER_MINUTE;
  };
}

await command(import.meta.url, {
  help: HELP,
  port: 8080,
  env: { sdkAppId: 'SDK_APP_ID', secretKey: 'SECRET_KEY', demoSession: 'DEMO_SESSION' },
  required: ['SDK_APP_ID', 'SECRET_KEY', 'DEMO_SESSION'],
  start: (options) => startUserSigServer({ ...options, onEvent: ({ type, userId, reason }) => console.log(type, userId ?? '-', reason ?? '') }),
});
