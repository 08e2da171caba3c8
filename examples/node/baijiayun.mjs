// What Baijiayun (百家云) calls on a business server: how an upload and its transcoding ended, and whether an access_key may play a video.
// node examples/node/baijiayun.mjs --help

import { createHmac, timingSafeEqual } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { baijiayun, PlaywardError } from '../../pkg/playward-server/node.mjs';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 8300;
/** A callback is refused when its timestamp is over 300 seconds away, either way: so long may the same one come again. */
const REMEMBERED_SECONDS = 600;

const HELP = `node examples/node/baijiayun.mjs     百家云的回调与第三方鉴权 / Baijiayun's callbacks and third-party authentication

  只从环境变量读取 / configured by environment variables alone:
  BAIJIAYUN_PARTNER_KEY     账号的 partner_key，绝不写进代码或页面 / never in code or in a page
  BAIJIAYUN_ACCESS_SECRET   签发 access_key 的密钥，自己定 / what access_keys are signed with; your own choice
  PORT                      默认 / default ${DEFAULT_PORT}

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
 * @param {{ partnerKey: string, accessSecret: string, port?: number, now?: () => number }} config
 * @param {object} [rules] the business's own
 * @param {(event: { event: string, videoId: string, fields: Record<string, string> }) => void | Promise<void>} [rules.onEvent] called once a qid; when it fails,
 *   Baijiayun is told, and may send it again
 * @param {(videoId: string) => boolean | Promise<boolean>} [rules.mayPlay] asked when the access_key holds: withdrawn courses, say
 */
export async function startBaijiayunServer({ partnerKey, accessSecret, port = 0, now = () => Date.now() / 1000 }, { onEvent = () => {}, mayPlay = () => true } = {}) {
  const acted = new Once(now);
  const app = express().disable('x-powered-by');
  app.use(express.urlencoded({ extended: false }));

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

  const server = await new Promise((resolve, reject) => {
    const listening = app.listen(port, HOST, (error) => (error ? reject(error) : resolve(listening)));
  });
  return {
    url: `http://${HOST}:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** Acts once on each qid, however often it comes; several servers need a table that they share. */
class Once {
  constructor(now) {
    this.now = now;
    /** @type {Map<string, { at: number, done: Promise<void> }>} oldest first */
    this.known = new Map();
  }

  /** What comes while the first is still at work waits for it. */
  act(qid, deed) {
    const now = this.now();
    for (const [old, { at }] of this.known) {
      if (at > now - REMEMBERED_SECONDS) break;
      this.known.delete(old);
    }
    const before = this.known.get(qid);
    if (before) return before.done;
    const done = Promise.resolve().then(deed);
    this.known.set(qid, { at: now, done });
    done.catch(() => this.known.delete(qid));
    return done;
  }
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function run(args, env) {
  const missing = ['BAIJIAYUN_PARTNER_KEY', 'BAIJIAYUN_ACCESS_SECRET'].filter((name) => !env[name]);
  if (args.length || missing.length) {
    const wanted = args[0] === '--help' || args[0] === '-h';
    process[wanted ? 'stdout' : 'stderr'].write(args.length ? HELP : `缺少环境变量 / not set: ${missing.join(' ')}\n\n${HELP}`);
    process.exitCode = wanted ? 0 : 2;
    return;
  }
  const server = await startBaijiayunServer({
    partnerKey: env.BAIJIAYUN_PARTNER_KEY, accessSecret: env.BAIJIAYUN_ACCESS_SECRET, port: Number(env.PORT) || DEFAULT_PORT,
  }, { onEvent: ({ event, videoId }) => console.log(event, videoId) });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  run(process.argv.slice(2), process.env).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
