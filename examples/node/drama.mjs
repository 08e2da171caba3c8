// A business server for mini-dramas: gives pages the links they play, and takes the two events that WeChat pushes.
// node examples/node/drama.mjs --help

import { createHash, timingSafeEqual } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { minidrama, needsRefresh, PlaywardError } from '../../pkg/playward-server/node.mjs';
import { Weixin, WEIXIN, WeixinError } from './weixin.mjs';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 8200;
/** WeChat gives at most two hours; a minute is for clocks that differ. */
const LINK_SECONDS = 7200 - 60;
/** A link that is handed out lasts at least so long: longer than an episode. */
const LEAST_SECONDS = 1800;
const MOST_LINKS = 10_000;
/** A link that a page could not play is replaced no sooner than so long after it came. */
const REST_SECONDS = 5;
/** What WeChat lists at once. */
const PAGE_SIZE = 100;

const HELP = `node examples/node/drama.mjs     短剧业务服务器 / a business server for mini-dramas

  只从环境变量读取 / configured by environment variables alone:
  WEIXIN_APPID         小程序的 appid
  WEIXIN_SECRET        小程序的密钥，绝不写进代码或页面 / never in code or in a page
  WEIXIN_PUSH_TOKEN    消息推送的 Token（明文模式）/ the token of the message push (plain text mode)
  WEIXIN_BASE_URL      默认 ${WEIXIN}；沙箱 / the sandbox: http://127.0.0.1:8100/api.weixin.qq.com
  PORT                 默认 / default ${DEFAULT_PORT}

  GET  /dramas?offset=0                 短剧与审核状态 / the dramas and their audits
  GET  /dramas/:dramaId                 剧集与审核状态 / its episodes and its audit
  POST /media/:mediaId/link?channel=x   播放地址；{ refused }：播不了的那个 / a link to play; { refused }: one that did not
  GET, POST /weixin/push                填到“消息推送”里的地址 / the address to enter for the message push
`;

/** What the outcome's class is in HTTP; all else is 502. */
const STATUS = { not_found: 404, bad_parameter: 400, rate_limited: 503, network: 504 };

/**
 * @param {{ appid: string, secret: string, pushToken: string, baseUrl?: string, port?: number, now?: () => number }} config
 * @param {object} [rules] the business's own
 * @param {(request: import('express').Request, mediaId: string) => 'whole' | 'nothing' | number} [rules.mayWatch] a number: a trial of so many seconds. Who asks is
 *   for your session to say, never for the request's own fields.
 * @param {(event: { type: string, data: any }) => void} [rules.onEvent] called once an event, however often it comes
 */
export async function startDramaServer({ appid, secret, pushToken, baseUrl, port = 0, now = () => Date.now() / 1000 }, { mayWatch = () => 'whole', onEvent = () => {} } = {}) {
  const weixin = new Weixin({ appid, secret, baseUrl, now });
  const links = new Links(weixin, appid);
  const events = new Events(onEvent);
  const app = express().disable('x-powered-by');

  app.get('/dramas', async (request, response) => {
    const { drama_info_list: dramas } = await weixin.ask('list_dramas', { limit: PAGE_SIZE, offset: Number(request.query.offset) || 0 });
    response.json({ dramas: dramas.map((drama) => ({ dramaId: drama.drama_id, name: drama.name, status: drama.audit_detail.status })) });
  });

  app.get('/dramas/:dramaId', async (request, response) => {
    const id = request.params.dramaId;
    const { drama_info: drama } = await weixin.ask('get_drama', { drama_id: id });
    const { status } = drama.audit_detail;
    const { playable, message } = minidrama.describeAudit(status);
    const { media_info_list: episodes } = await weixin.ask('list_media', { drama_id: id });
    response.json({ name: drama.name, status, playable, audit: message, episodes: episodes.map((media) => ({ mediaId: media.media_id, name: media.name, duration: media.duration })) });
  });

  app.post('/media/:mediaId/link', express.json({ limit: '8kb' }), async (request, response) => {
    const { mediaId } = request.params;
    const may = mayWatch(request, mediaId);
    if (may === 'nothing') return response.status(403).json({ error: 'not_allowed' });
    return response.json(await links.get(mediaId, request.query.channel, may === 'whole' ? undefined : may, request.body?.refused));
  });

  app.get('/weixin/push', (request, response) => {
    if (!isSigned(request.query, pushToken)) return response.sendStatus(403);
    return response.type('text').send(String(request.query.echostr));
  });
  app.post('/weixin/push', express.text({ type: () => true }), (request, response) => {
    if (!isSigned(request.query, pushToken)) return response.sendStatus(403);
    events.take(request.body);
    // Whatever WeChat would send again without it.
    return response.type('text').send('success');
  });

  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof WeixinError) return response.status(STATUS[error.outcome.class] || 502).json({ error: error.outcome.class, message: error.outcome.message });
    if (error instanceof PlaywardError) return response.status(400).json({ error: error.code, issues: error.issues });
    if (error.expose) return response.status(error.status).json({ error: 'bad_request' });
    console.error(error);
    return response.status(500).json({ error: 'internal' });
  });

  const server = await new Promise((resolve, reject) => {
    const listening = app.listen(port, HOST, (error) => (error ? reject(error) : resolve(listening)));
  });
  return {
    url: `http://${HOST}:${server.address().port}`,
    /** What the events have told: media and dramas by id. */
    known: events.known,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** Links by episode, channel and trial, shared by all who may have the same: WeChat counts how many are asked for. */
class Links {
  constructor(weixin, appid) {
    this.weixin = weixin;
    /** Where a mini-program's requests come from. */
    this.whref = `servicewechat.com/${appid}/`;
    /** @type {Map<string, { link: { url: string, expiresAt: number | null }, at: number }>} oldest first */
    this.held = new Map();
  }

  /** @param {string} [refused] the link that did not play; whoever comes with an older one gets what there is by now */
  async get(mediaId, channel, trialSeconds, refused) {
    const key = JSON.stringify([mediaId, channel, trialSeconds]);
    const now = this.weixin.now();
    const held = this.held.get(key);
    const failed = held && held.link.url === refused && now - held.at >= REST_SECONDS;
    if (held && !failed && !needsRefresh(held.link.expiresAt, now, LEAST_SECONDS)) return held.link;
    const link = await this.fetch(mediaId, channel, trialSeconds);
    this.held.delete(key);
    this.held.set(key, { link, at: now });
    if (this.held.size > MOST_LINKS) this.held.delete(this.held.keys().next().value);
    return link;
  }

  async fetch(mediaId, channel, trialSeconds) {
    const { media_info: media } = await this.weixin.ask('get_media_link', {
      media_id: mediaId, t: Math.floor(this.weixin.now()) + LINK_SECONDS, us: channel, exper: trialSeconds, whref: this.whref,
    });
    const url = media.mp4_url || media.hls_url;
    const link = minidrama.parseMediaLink(url);
    // A name that WeChat does not know is ignored, and the trial would be the whole film.
    if (trialSeconds !== undefined && link.trialSeconds !== trialSeconds) throw new Error('the link is no trial');
    return { url, expiresAt: link.expiresAt };
  }
}

/** The last word on each media and drama. The same event again changes nothing, nor does one that comes late. In earnest this is a table. */
class Events {
  constructor(onEvent) {
    this.onEvent = onEvent;
    this.known = { media: new Map(), dramas: new Map() };
  }

  take(body) {
    let event;
    try {
      event = minidrama.parseEvent(body);
    } catch {
      // Another event of the mini-program's, or nothing that can be read.
      return;
    }
    const { type, data } = event;
    const isNew = type === 'media_upload'
      ? this.settle(this.known.media, data.media_id, { errcode: data.errcode }, 0)
      : this.settle(this.known.dramas, data.drama_id, data.audit_detail, data.audit_detail.audit_time);
    if (isNew) this.onEvent(event);
  }

  /** @param {number} at when it happened, as far as the event says */
  settle(table, id, state, at) {
    const before = table.get(id);
    if (before && (before.at > at || JSON.stringify(before.state) === JSON.stringify(state))) return false;
    table.set(id, { state, at });
    return true;
  }
}

/** Sorted, joined, SHA-1; compared in constant time. */
function isSigned({ signature, timestamp, nonce }, token) {
  const right = createHash('sha1').update([token, String(timestamp), String(nonce)].sort().join('')).digest();
  const given = Buffer.from(String(signature), 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function run(args, env) {
  const missing = ['WEIXIN_APPID', 'WEIXIN_SECRET', 'WEIXIN_PUSH_TOKEN'].filter((name) => !env[name]);
  if (args.length || missing.length) {
    const wanted = args[0] === '--help' || args[0] === '-h';
    process[wanted ? 'stdout' : 'stderr'].write(args.length ? HELP : `缺少环境变量 / not set: ${missing.join(' ')}\n\n${HELP}`);
    process.exitCode = wanted ? 0 : 2;
    return;
  }
  const server = await startDramaServer({
    appid: env.WEIXIN_APPID, secret: env.WEIXIN_SECRET, pushToken: env.WEIXIN_PUSH_TOKEN, baseUrl: env.WEIXIN_BASE_URL, port: Number(env.PORT) || DEFAULT_PORT,
  }, { onEvent: ({ type, data }) => console.log(type, JSON.stringify(data)) });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  run(process.argv.slice(2), process.env).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
