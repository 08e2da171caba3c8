// WEIXIN_APPID=wx… WEIXIN_SECRET=… WEIXIN_PUSH_TOKEN=… node examples/node/drama.mjs [--host 0.0.0.0] [--port 8200]
//
// A business server for mini-dramas: gives pages the links they play, and takes the events that WeChat pushes. `npm run build` first.

import express from 'express';
import { minidrama, PlaywardError } from '../../pkg/playward-server/node.mjs';
import { Once } from './once.mjs';
import { command, demand, listen } from './serve.mjs';
import { weixinClient } from './weixin.mjs';

/** What WeChat lists at once. */
const PAGE_SIZE = 100;
/** WeChat sends an event again within seconds, and verifyPush refuses what is older than five minutes. */
const REMEMBERED_SECONDS = 600;
/** What the outcome's class is in HTTP; all else is 502. */
const STATUS = { not_found: 404, bad_parameter: 400, rate_limited: 503, network: 504 };

const HELP = `node examples/node/drama.mjs [--host <h>] [--port <n>]     短剧业务服务器 / a business server for mini-dramas

  环境变量 / environment:
  WEIXIN_APPID             小程序的 appid
  WEIXIN_SECRET            小程序的密钥，绝不写进代码或页面 / never in code or in a page
  WEIXIN_PUSH_TOKEN        消息推送的 Token / the token of the message push
  WEIXIN_ENCODING_AES_KEY  消息推送的 EncodingAESKey；不填为明文模式 / unless set, the push is in the clear
  WEIXIN_BASE_URL          沙箱 / the sandbox: http://127.0.0.1:8100/api.weixin.qq.com

  GET  /dramas?offset=0                 短剧与审核状态 / the dramas and their audits
  GET  /dramas/:dramaId                 剧集与审核状态 / its episodes and its audit
  POST /media/:mediaId/link?channel=x   播放地址；{ refused }：播不了的那个 / a link to play; { refused }: one that did not
  GET, POST /weixin/push                填到“消息推送”里的地址 / the address to enter for the message push
`;

/**
 * @param {object} options in place of the environment and the flags
 * @param {string} options.appid @param {string} options.secret @param {string} options.pushToken
 * @param {string} [options.encodingAesKey] @param {string} [options.baseUrl] @param {string} [options.host] @param {number} [options.port] @param {() => number} [options.now]
 * @param {(request: import('express').Request, mediaId: string) => 'whole' | 'nothing' | number} [options.mayWatch] a number: a trial of so many seconds. Who asks is
 *   for your session to say, never for the request's own fields.
 * @param {(event: { type: string, data: any }) => void | Promise<void>} [options.onEvent] called once an event, however often it comes; when it fails, WeChat sends it again
 */
export async function startDramaServer(options = {}) {
  demand(options, ['appid', 'secret', 'pushToken']);
  const { appid, secret, pushToken, encodingAesKey, baseUrl, host, port, now = () => Date.now() / 1000, mayWatch = () => 'whole', onEvent = () => {} } = options;
  const client = weixinClient({ appid, secret, baseUrl, now });
  const links = new minidrama.LinkCache({ client, now });
  const events = new Once(now, REMEMBERED_SECONDS);
  /** Where a mini-program's requests come from. */
  const whref = [`servicewechat.com/${appid}/`];
  const verify = (push) => minidrama.verifyPush(push, pushToken, now(), encodingAesKey ? { encodingAesKey, appid } : undefined);
  // A key that cannot open a push is told now, and not to WeChat.
  verify({});
  const app = express().disable('x-powered-by');

  app.get('/dramas', async (request, response) => {
    const { drama_info_list: dramas } = await client.listDramas({ limit: PAGE_SIZE, offset: Number(request.query.offset) || 0 });
    response.json({ dramas: (dramas ?? []).map((drama) => ({ dramaId: drama.drama_id, name: drama.name, status: drama.audit_detail.status })) });
  });

  app.get('/dramas/:dramaId', async (request, response) => {
    const id = request.params.dramaId;
    const { drama_info: drama } = await client.getDrama({ drama_id: id });
    const { status } = drama.audit_detail;
    const { playable, message } = minidrama.describeAudit(status);
    const { media_info_list: episodes } = await client.listMedia({ drama_id: id });
    response.json({ name: drama.name, status, playable, audit: message, episodes: (episodes ?? []).map((media) => ({ mediaId: media.media_id, name: media.name, duration: media.duration })) });
  });

  app.post('/media/:mediaId/link', express.json({ limit: '8kb' }), async (request, response) => {
    const { mediaId } = request.params;
    const may = mayWatch(request, mediaId);
    if (may === 'nothing') return response.status(403).json({ error: 'not_allowed' });
    const link = { mediaId, us: request.query.channel, trialSeconds: may === 'whole' ? undefined : may, whref };
    return response.json(await links.get(link, { refused: request.body?.refused }));
  });

  app.get('/weixin/push', (request, response) => {
    const { valid, echostr } = verify(request.query);
    return valid && echostr !== null ? response.type('text').send(echostr) : response.sendStatus(403);
  });
  app.post('/weixin/push', express.text({ type: () => true, limit: '64kb' }), async (request, response) => {
    const { valid, message } = verify({ ...request.query, body: request.body ?? '' });
    if (!valid) return response.sendStatus(403);
    const event = read(message);
    if (event) await events.act(JSON.stringify(event), () => onEvent(event));
    // Whatever WeChat would send again without it.
    return response.type('text').send('success');
  });

  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.code === 'api_error') return response.status(STATUS[error.outcome.class] || 502).json({ error: error.outcome.class, message: error.outcome.message, retry: error.outcome.retry });
    if (error instanceof PlaywardError && error.code === 'invalid_params') return response.status(400).json({ error: error.code, issues: error.issues });
    if (error.status >= 400 && error.status < 500) return response.status(error.status).json({ error: 'bad_request' });
    console.error(error);
    return response.status(500).json({ error: 'internal' });
  });
  return listen(app, { host, port });
}

/** An event of mini-dramas; null: another of the mini-program's, or nothing that can be read. */
function read(message) {
  try {
    return minidrama.parseEvent(message);
  } catch {
    return null;
  }
}

await command(import.meta.url, {
  help: HELP,
  port: 8200,
  env: { appid: 'WEIXIN_APPID', secret: 'WEIXIN_SECRET', pushToken: 'WEIXIN_PUSH_TOKEN', encodingAesKey: 'WEIXIN_ENCODING_AES_KEY', baseUrl: 'WEIXIN_BASE_URL' },
  required: ['WEIXIN_APPID', 'WEIXIN_SECRET', 'WEIXIN_PUSH_TOKEN'],
  start: (options) => startDramaServer({ ...options, onEvent: ({ type, data }) => console.log(type, JSON.stringify(data)) }),
});
