// Baijiayun: a local stand-in for https://<domain>.at.baijiayun.com, where its videos are uploaded to, and where they are played from. It takes each
// request as the document describes it, and nothing more kindly.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import { Faults } from '../ezviz/faults.mjs';
import { writeExact } from '../weixin/exact-json.mjs';
import { discard, readForm, readText } from '../weixin/forms.mjs';
import { Account } from './account.mjs';
import { Addresses, VIDEO_HOST } from './addresses.mjs';
import { answer, Refusal, uploadAnswer } from './answers.mjs';
import { APIS, readParams } from './apis.mjs';
import { Callbacks } from './callbacks.mjs';
import { calls } from './calls.mjs';
import { Categories } from './categories.mjs';
import { controlOf, remoteOf } from './control.mjs';
import { Player } from './player.mjs';
import { Statistics } from './statistics.mjs';
import { Store } from './store.mjs';
import { Transcoder } from './transcoder.mjs';
import { UPLOAD_HOST, Uploads } from './uploads.mjs';
import { Videos } from './videos.mjs';

const API_HOST = 'demo.at.baijiayun.com';
const [UPLOAD, PLAYER, VIDEO] = ['upload', 'player', 'video'];
const OPEN_API = '/openapi/';
const MOST_LOGGED = 20_000;
const LARGEST_FORM = 256 << 10;

export async function openBaijiayun(context) {
  const folder = join(context.folder, 'baijiayun');
  await mkdir(folder, { recursive: true });
  const store = new Store(join(folder, 'cloud.json'));
  const settings = { retryPausesMs: [5000, 30_000], transcodeMs: 0, ffmpeg: true };
  const account = new Account(context);
  const videos = new Videos(context, store, folder);
  const callbacks = new Callbacks(context, settings, account, videos, store);
  const addresses = new Addresses(context, videos);
  const statistics = new Statistics(context, store, videos);
  const cloud = {
    now: context.now,
    folder,
    store,
    settings,
    account,
    videos,
    callbacks,
    addresses,
    statistics,
    uploads: new Uploads(context, videos),
    transcoder: new Transcoder(settings, videos, callbacks, store),
    player: new Player(context, store, videos, addresses, callbacks, statistics),
    categories: new Categories(store, videos),
    faults: new Faults(),
    log: [],
    names: [...APIS.map(({ name }) => name), PLAYER, VIDEO],
  };
  const control = controlOf(cloud);
  return {
    hosts: new Map([[API_HOST, apiRoutes(cloud)], [UPLOAD_HOST, uploadRoutes(cloud)], [VIDEO_HOST, videoRoutes(cloud)]]),
    control,
    remote: remoteOf(control),
    async close() {
      cloud.faults.close();
      await cloud.transcoder.close();
      await callbacks.close();
      store.close();
    },
  };
}

function apiRoutes(cloud) {
  const { account, player, store, folder } = cloud;
  const does = calls(cloud);
  const router = express.Router();
  router.use(player.routes((response) => befalls(cloud, PLAYER, response)));
  router.use(async (request, response) => {
    const name = request.path.startsWith(OPEN_API) ? request.path.slice(OPEN_API.length) : '';
    const api = APIS.find((one) => one.name === name && name !== UPLOAD);
    const given = {};
    try {
      await readRequest(request, folder, given);
      const entry = begin(cloud, api ? name : request.path, given, response);
      await respond(cloud, entry, response, async () => {
        if (!api) throw new Refusal(404);
        if (!api.methods.includes(request.method)) throw new Refusal(1, request.method);
        const params = readParams(api, account.check(given));
        const data = await does[name](params);
        store.changed();
        return data;
      }, (code, why, data) => answer(code, why, data, cloud.now()));
    } catch (error) {
      if (request.complete) throw error;
      // The client went away in the middle of its request.
      response.destroy();
    } finally {
      await discard(given);
    }
  });
  return router;
}

/** The fields of the query or of the body, whichever the request type has; a name twice counts once. */
async function readRequest(request, folder, given) {
  const type = request.headers['content-type'] || '';
  if (request.method === 'POST' && /^multipart\/form-data\b.*boundary=/.test(type)) {
    try {
      await readForm(request, folder, given);
    } catch (error) {
      if (!request.complete) throw error;
      // A form that cannot be read has no parameters.
      for (const name of Object.keys(given)) delete given[name];
    }
    return;
  }
  const body = await readText(request, LARGEST_FORM);
  const [, search = ''] = request.url.split(/\?(.*)/s);
  // What is too large has no parameters, like what cannot be read.
  const text = request.method === 'GET' ? search : /^application\/x-www-form-urlencoded\b/.test(type) ? body ?? '' : '';
  Object.assign(given, Object.fromEntries(new URLSearchParams(text)));
}

function uploadRoutes(cloud) {
  const { uploads, transcoder, store } = cloud;
  const router = express.Router();
  router.post('/upload', async (request, response) => {
    const entry = begin(cloud, UPLOAD, { fid: request.query.fid }, response);
    await respond(cloud, entry, response, async () => {
      const video = uploads.open(request.query);
      if (!await uploads.receive(request, video)) {
        response.destroy();
        return;
      }
      transcoder.begin(video);
      store.changed();
    }, (code, why) => uploadAnswer(code === 0 ? 1 : code, why));
    // What nobody has read would hold the connection up.
    request.resume();
  });
  return router;
}

function videoRoutes(cloud) {
  const { addresses, statistics, store } = cloud;
  return addresses.routes((response) => befalls(cloud, VIDEO, response), (videoId, bytes) => {
    statistics.fetched(videoId, bytes);
    store.changed();
  });
}

/** A line of the log; answered becomes true when the answer has left. */
function begin({ log, now }, api, { sign, secret_key: secretKey, ...params }, response) {
  const entry = { api, params, at: now(), code: null, answered: false };
  log.push(entry);
  if (log.length > MOST_LOGGED) log.shift();
  response.once('finish', () => { entry.answered = true; });
  return entry;
}

async function perform(deed) {
  try {
    return { code: 0, why: '', data: await deed() };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, why: error.why, data: null };
    throw error;
  }
}

/** What has been injected happens to a page or a file. @returns {Promise<boolean>} true: and that was all */
async function befalls({ faults }, name, response) {
  const fault = faults.take(name) || {};
  await faults.wait(fault);
  if (fault.hang) return true;
  if (fault.drop) response.socket?.destroy();
  else if (fault.status !== undefined) response.sendStatus(fault.status);
  else if (fault.body !== undefined) response.send(fault.body);
  else return false;
  return true;
}

/** The answer, or what has been injected instead of it. */
async function respond(cloud, entry, response, deed, write) {
  const fault = cloud.faults.take(entry.api) || {};
  const obeyed = fault.after ? await perform(deed) : null;
  await cloud.faults.wait(fault);
  if (fault.hang) return;
  if (fault.drop) {
    response.socket?.destroy();
    return;
  }
  if (fault.status !== undefined) {
    response.sendStatus(fault.status);
    return;
  }
  if (fault.body !== undefined) {
    response.type('json').send(fault.body);
    return;
  }
  const { code, why, data } = fault.code === undefined ? obeyed || await perform(deed) : { code: Number(fault.code), why: '', data: null };
  if (response.destroyed) return;
  entry.code = code;
  response.type('json').send(writeExact(write(code, why, data)));
}
