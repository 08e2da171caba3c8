// WeChat mini-dramas: a local stand-in for api.weixin.qq.com and the CDN behind its links. It takes each request as the
// document describes it, and nothing more kindly.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import { Faults } from '../ezviz/faults.mjs';
import { answer, GatewayError, Refusal } from './answers.mjs';
import { APIS, readFields } from './api-table.mjs';
import { calls } from './calls.mjs';
import { controlOf, remoteOf } from './control.mjs';
import { Dramas } from './dramas.mjs';
import { readExact, writeExact } from './exact-json.mjs';
import { discard, readForm, readText } from './forms.mjs';
import { Library } from './library.mjs';
import { Links, MEDIA_HOST } from './links.mjs';
import { Push } from './push.mjs';
import { Tokens } from './tokens.mjs';
import { Traffic } from './traffic.mjs';
import { Uploads } from './uploads.mjs';

const API_HOST = 'api.weixin.qq.com';
const TOKEN = 'token';
const MOST_LOGGED = 20_000;
/** A thousand episodes, a hundred parts: no request of the document is larger. */
const LARGEST_JSON = 256 << 10;

export async function openWeixin(context) {
  const folder = join(context.folder, 'weixin');
  await mkdir(folder, { recursive: true });
  const tokens = new Tokens(context);
  const library = new Library(context, folder);
  const cloud = {
    now: context.now,
    folder,
    tokens,
    library,
    uploads: new Uploads(context, folder),
    dramas: new Dramas(context, library, tokens.account),
    links: new Links(context),
    traffic: new Traffic(context),
    push: new Push(context),
    faults: new Faults(),
    /** pulls under way */
    pulls: [],
    log: [],
    names: [...APIS.map(({ name }) => name), TOKEN],
  };
  const control = controlOf(cloud);
  return {
    hosts: new Map([[API_HOST, apiRoutes(cloud)], [MEDIA_HOST, mediaRoutes(cloud)]]),
    control,
    remote: remoteOf(control),
    async close() {
      cloud.faults.close();
      cloud.push.close();
      await Promise.all(cloud.pulls);
    },
  };
}

function apiRoutes(cloud) {
  const router = express.Router();
  const does = calls(cloud);
  router.all('/cgi-bin/token', async (request, response) => {
    const { secret, ...params } = request.query;
    const entry = begin(cloud, TOKEN, params, response);
    await respond(cloud, entry, response, () => {
      if (request.method !== 'GET') throw new Refusal(43001);
      return cloud.tokens.get({ ...params, secret });
    });
  });
  for (const api of APIS) {
    router.all(api.path, async (request, response) => {
      const given = {};
      const entry = begin(cloud, api.name, given, response);
      try {
        const body = await readBody(request, api, cloud.folder, given);
        await respond(cloud, entry, response, async () => {
          if (request.method !== 'POST') throw new Refusal(43002);
          cloud.tokens.check(request.query.access_token);
          if (body === null) throw new Refusal(44002);
          if (!body) throw new Refusal(47001);
          return does[api.name](readFields(api, given), request.query);
        });
      } catch (error) {
        if (request.complete) throw error;
        // The client went away in the middle of its request.
        response.destroy();
      } finally {
        await discard(given);
      }
    });
  }
  return router;
}

/** A line of the log; answered becomes true when the answer has left. */
function begin({ log, now }, api, params, response) {
  const entry = { api, params, at: now(), errcode: null, status: null, answered: false };
  log.push(entry);
  if (log.length > MOST_LOGGED) log.shift();
  response.once('finish', () => { entry.answered = true; });
  return entry;
}

/** @returns {Promise<boolean | null>} null: there is none; false: it cannot be read */
async function readBody(request, { takes }, folder, given) {
  const type = request.headers['content-type'] || '';
  if (takes === 'multipart') {
    if (!/^multipart\/form-data\b.*boundary=/.test(type)) return drain(request);
    try {
      await readForm(request, folder, given);
      return true;
    } catch (error) {
      if (request.complete) return false;
      throw error;
    }
  }
  const text = await readText(request, LARGEST_JSON);
  if (text === '') return null;
  if (text === null) return false;
  try {
    const body = readExact(text);
    if (!/^application\/json\b/.test(type) || typeof body !== 'object' || body === null || Array.isArray(body)) return false;
    Object.assign(given, body);
    return true;
  } catch {
    return false;
  }
}

async function drain(request) {
  let size = 0;
  for await (const chunk of request) size += chunk.length;
  return size === 0 ? null : false;
}

async function perform(deed) {
  try {
    return { status: 200, body: answer(0, '', await deed()) };
  } catch (error) {
    if (error instanceof Refusal) return { status: 200, body: answer(error.code, error.why) };
    if (error instanceof GatewayError) return { status: error.status, body: null };
    throw error;
  }
}

/** The answer, or what has been injected instead of it. */
async function respond({ faults }, entry, response, deed) {
  const fault = faults.take(entry.api) || {};
  const obeyed = fault.after ? await perform(deed) : null;
  await faults.wait(fault);
  if (fault.hang) return;
  if (fault.drop) {
    response.socket?.destroy();
    return;
  }
  const reply = (status, body) => {
    entry.status = status;
    response.status(status).type(body === null ? 'html' : 'json').send(body === null ? '<html><body>Bad Gateway</body></html>' : body);
  };
  if (fault.status !== undefined) return reply(fault.status, null);
  if (fault.body !== undefined) return reply(200, fault.body);
  const { status, body } = fault.code === undefined ? obeyed || await perform(deed) : { status: 200, body: answer(fault.code) };
  entry.errcode = body && body.errcode;
  return reply(status, body && writeExact({ ...body, ...fault.fields }));
}

/** The CDN: what links lead to, and the logs of it. */
function mediaRoutes({ library, links, traffic, now }) {
  const router = express.Router();
  router.get('/cdnlog/:name', (request, response) => {
    const file = traffic.file(request.params.name, request.query);
    return file ? response.type('gzip').send(file) : response.sendStatus(403);
  });
  router.get('/vod/:id/:file', async (request, response) => {
    const { id, file } = request.params;
    const begun = now();
    const address = request.headers['x-forwarded-for'] || request.socket.remoteAddress;
    const { referer = '-', range = '-', 'user-agent': agent = '-' } = request.headers;
    const row = traffic.record({ time: begun, address, path: request.url, method: request.method, protocol: `HTTP/${request.httpVersion}`, referer, agent, range });
    const refuse = (status) => {
      row.status = status;
      response.sendStatus(status);
    };
    const media = library.media.get(id);
    if (!media) return refuse(404);
    if (!links.allows(request.path, request.query, referer, address)) return refuse(403);
    const path = file.startsWith('cover.') ? media.coverPath : media.path;
    if (!path) return refuse(404);
    await links.serve(request, response, media, path, row);
    row.took = Math.round((now() - begun) * 1000);
    return undefined;
  });
  return router;
}
