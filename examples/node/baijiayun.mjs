// BAIJIAYUN_PARTNER_KEY=… BAIJIAYUN_ACCESS_SECRET=… node examples/node/baijiayun.mjs [--host 0.0.0.0] [--port 8300]
//
// What Baijiayun (百家云) calls on a business server: how an upload and its transcoding ended, and whether an access_key may play a video. `npm run build` first.

import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { baijiayun, PlaywardError } from '../../pkg/playward-server/node.mjs';
import { Once } from './once.mjs';
import { command, demand, listen } from './serve.mjs';

/** A callback is refused when its timestamp is over 300 seconds away, either way: so long may the same one come again. */
const REMEMBERED_SECONDS = 600;

const HELP = `node examples/node/baijiayun.mjs [--host <h>] [--port <n>]     百家云的回调与第三方鉴权 / Baijiayun's callbacks and third-party authentication

  环境变量 / environment:
  BAIJIAYUN_PARTNER_KEY     账号的 partner_key，绝不写进代码或页面 / never in code or in a page
  BAIJIAYUN_ACCESS_SECRET   签发 access_key 的密钥，自己定 / what access_keys are signed with; your own choice

  POST /baijiayun/callback  填到 setTranscodeCallbackUrl 的地址 / the address for setTranscodeCallbackUrl
  POST /baijiayun/auth      填到“第三方鉴权”的地址 / the address for third-party authentication
`;

const macOf = (secret, videoId, expiresAt) => createHmac('sha256', secret).update(`${videoId} ${expiresAt}`).digest('base64url');

/** An access_key for one video until then, for the address of its page (baijiayun.playerAddress). Give it to who may watch. */
export const accessKey = (secret, videoId, expiresAt) => `${expiresAt}.${macOf(secret, videoId, expiresAt)}`;

/** Was it given out here, for this video, and does it still hold? */
export function holds(key, secret, videoId, now) {
  const [expiresAt, mac = ''] = key.split('.');
  const given = Buffer.from(mac);
  const right = Buffer.from(macOf(secret, videoId, expiresAt));
  return given.length === right.length && timingSafeEqual(given, right) && Number(expiresAt) >= now;
}

/**
 * @param {object} options in place of the environment and the flags
 * @param {string} options.partnerKey @param {string} options.accessSecret
 * @param {string} [options.host] @param {number} [options.port] @param {() => number} [options.now]
 * @param {(event: { event: string, videoId: string, fields: Record<string, string> }) => void | Promise<void>} [options.onEvent] called once a qid; when it fails,
 *   Baijiayun is told, and may send it again
 * @param {(videoId: string) => boolean | Promise<boolean>} [options.mayPlay] asked when the access_key holds: withdrawn courses, say
 */
export async function startBaijiayunServer(options = {}) {
  demand(options, ['partnerKey', 'accessSecret']);
  const { partnerKey, accessSecret, host, port, now = () => Date.now() / 1000, onEvent = () => {}, mayPlay = () => true } = options;
  const acted = new Once(now, REMEMBERED_SECONDS);
  const app = express().disable('x-powered-by');
  app.use(express.urlencoded({ extended: false, limit: '64kb' }));
  // What is no form has no fields.
  app.use((request, response, next) => {
    request.body ??= {};
    next();
  });

  app.post('/baijiayun/callback', async (request, response) => {
    const { valid, event, qid, videoId } = baijiayun.verifyCallback(request.body, partnerKey, now());
    response.type('json');
    if (!valid || !qid) return response.status(403).send(baijiayun.callbackReply('未通过校验'));
    try {
      await acted.act(qid, () => onEvent({ event, videoId, fields: request.body }));
    } catch (error) {
      console.error(error);
      return response.send(baijiayun.callbackReply('处理失败'));
    }
    return response.send(baijiayun.callbackReply());
  });

  app.post('/baijiayun/auth', async (request, response) => {
    const { accessKey: key, videoId } = baijiayun.parseThirdPartyAuth(request.body);
    const allowed = holds(key, accessSecret, videoId, now()) && await mayPlay(videoId);
    response.type('json').send(baijiayun.thirdPartyAuthReply(allowed, '没有观看权限'));
  });

  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error instanceof PlaywardError ? 400 : error.status || 500;
    if (status === 500) console.error(error);
    return response.status(status).type('json').send(baijiayun.thirdPartyAuthReply(false, '请求有误'));
  });

  return listen(app, { host, port });
}

await command(import.meta.url, {
  help: HELP,
  port: 8300,
  env: { partnerKey: 'BAIJIAYUN_PARTNER_KEY', accessSecret: 'BAIJIAYUN_ACCESS_SECRET' },
  required: ['BAIJIAYUN_PARTNER_KEY', 'BAIJIAYUN_ACCESS_SECRET'],
  start: (options) => startBaijiayunServer({ ...options, onEvent: ({ event, videoId }) => console.log(event, videoId) }),
});
