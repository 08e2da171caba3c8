// EZVIZ: a local stand-in for open.ys7.com. It takes each request as the documents describe it, and nothing more kindly.

import busboy from 'busboy';
import express from 'express';
import { Addresses, STREAM_HOST } from './addresses.mjs';
import { answer, Refusal } from './answers.mjs';
import { APIS, readParams } from './api-table.mjs';
import { calls } from './calls.mjs';
import { controlOf, remoteOf } from './control.mjs';
import { DEFAULT_SERIAL, Devices } from './devices.mjs';
import { Faults } from './faults.mjs';
import { Streams } from './streams.mjs';
import { OVERSEAS, Tokens } from './tokens.mjs';

const SECRET = ['accessToken', 'appSecret'];
const STREAM_NAMES = ['openlive', 'openpb'];

export async function openEzviz(context) {
  const devices = new Devices(context.now);
  const addresses = new Addresses(context);
  const cloud = {
    now: context.now,
    origin: context.origin,
    tokens: new Tokens(context),
    devices,
    addresses,
    faults: new Faults(),
    /** QR codes: uuid to device */
    launches: new Map([['sandbox-uuid', { deviceSerial: DEFAULT_SERIAL, channelNo: 1 }]]),
    callsPerMinute: null,
    log: [],
    names: [...APIS.map(({ name }) => name), ...STREAM_NAMES],
  };
  const streams = new Streams(context, devices, addresses);
  await streams.open();
  const control = controlOf(cloud);
  return {
    hosts: new Map([STREAM_HOST, OVERSEAS].map((area) => [area, routes(cloud, streams, area)])),
    control,
    remote: remoteOf(control),
    async close() {
      cloud.faults.close();
      await streams.close();
    },
  };
}

/** @param {string} area the host, whose devices and tokens are its own */
function routes(cloud, streams, area) {
  const router = express.Router();
  const does = calls(cloud);
  const form = express.urlencoded({ extended: false });
  for (const api of APIS) {
    router.all(api.path, api.multipart ? readMultipart : form, async (request, response) => {
      const given = request.body || {};
      const entry = { api: api.name, params: withoutSecrets(given), at: cloud.now(), code: null };
      cloud.log.push(entry);
      const reply = () => perform(cloud, area, api, does[api.name], request.method, given);
      await respond(cloud, entry, response, reply, (body) => response.json(body));
    });
  }
  router.get(/^\/v3\//, async (request, response) => {
    const kind = Streams.kind(request.path);
    if (!kind) return response.sendStatus(404);
    const entry = { api: kind, params: { path: request.path }, at: cloud.now(), code: null };
    cloud.log.push(entry);
    return respond(cloud, entry, response, () => null, () => streams.serve(request, response));
  });
  router.get('/capture/:file', (request, response) => {
    if (!(Number(request.query.expire) > cloud.now())) return response.sendStatus(403);
    return response.type('svg').send(picture(request.params.file));
  });
  // A form that cannot be read has no parameters.
  router.use((error, request, response, next) => (response.headersSent ? next(error) : response.json(answer(10001))));
  return router;
}

/** The platform's answer to one request, checks in its order: parameters, calls, token, device, channel; then the deed. */
function perform(cloud, area, api, deed, method, given) {
  try {
    if (method !== 'POST') throw new Refusal(10020);
    const params = readParams(api, given);
    if (!params) throw new Refusal(10001);
    checkRate(cloud);
    const names = api.params.map(([name]) => name);
    if (names.includes('accessToken')) cloud.tokens.check(params.accessToken, area);
    const device = names.includes('deviceSerial') ? cloud.devices.find(params.deviceSerial, area) : undefined;
    if (params.gbchannel) {
      const channelNo = device.channelOf(params.gbchannel);
      if (channelNo === null || (params.channelNo && params.channelNo !== channelNo)) throw new Refusal(20032, 20001);
      params.channelNo = channelNo;
    }
    if (params.channelNo && !device.hasChannel(Number(params.channelNo))) throw new Refusal(20032, 20001);
    return answer(200, deed(params, device, area));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = error.codes.find((one) => api.codes.includes(one));
    if (code === undefined) throw new Error(`${api.name}: no document lists ${error.message}`);
    return answer(code);
  }
}

function checkRate({ callsPerMinute, log, now }) {
  if (callsPerMinute === null) return;
  const lately = log.filter(({ at, api }) => !STREAM_NAMES.includes(api) && at > now() - 60).length;
  if (lately > callsPerMinute) throw new Refusal(10029);
}

/** The answer, or what has been injected instead of it. */
async function respond({ faults }, entry, response, reply, send) {
  const fault = faults.take(entry.api) || {};
  const obeyed = fault.after ? reply() : null;
  await faults.wait(fault);
  if (fault.hang) return;
  if (fault.drop) return response.socket?.destroy();
  if (fault.status !== undefined) return response.status(fault.status).end();
  if (fault.body !== undefined) return response.type('json').send(fault.body);
  const body = fault.code === undefined ? obeyed || reply() : answer(fault.code);
  entry.code = body && body.code;
  if (fault.code !== undefined && STREAM_NAMES.includes(entry.api)) return response.json(body);
  return send(body);
}

function withoutSecrets(given) {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !SECRET.includes(name)));
}

/** Fields and the one file, of which only name, type and size are kept. */
function readMultipart(request, response, next) {
  if (!/^multipart\/form-data\b/.test(request.headers['content-type'] || '')) return next();
  request.body = {};
  const parts = busboy({ headers: request.headers });
  parts.on('field', (name, value) => { request.body[name] = value; });
  parts.on('file', (name, stream, { filename, mimeType }) => {
    const file = { filename, mimeType, size: 0 };
    request.body[name] = file;
    stream.on('data', (chunk) => { file.size += chunk.length; });
  });
  parts.once('error', next);
  parts.once('close', () => next());
  request.pipe(parts);
}

function picture(file) {
  const label = file.replace(/\.svg$/, '').replace(/[^\w]/g, '');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#334"/>`
    + `<text x="320" y="190" fill="#fff" font-size="36" text-anchor="middle">${label}</text></svg>`;
}
