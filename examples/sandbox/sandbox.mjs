// Local stand-ins for the vendors' clouds: https://<host>/<path> is served at http://127.0.0.1:<port>/<host>/<path>.
// npm run sandbox, or node examples/sandbox/sandbox.mjs --help

import { realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { openBaijiayun } from './baijiayun/index.mjs';
import { openEzviz } from './ezviz/index.mjs';
import { openTencent } from './tencent/index.mjs';
import { openWeixin } from './weixin/index.mjs';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 8100;
const LOCAL_PAGE = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Each opens one vendor: (context) => Promise<{ hosts: Map<host, express.Router>, control, remote?: express.Router, close() }> */
const VENDORS = { ezviz: openEzviz, weixin: openWeixin, tencent: openTencent, baijiayun: openBaijiayun };

const HELP = `npm run sandbox -- [options]     本机上的厂商云替身 / local stand-ins for the vendors' clouds

  --port <n>   端口，默认 ${DEFAULT_PORT}；0：任意空闲端口 / the port, ${DEFAULT_PORT} by default; 0: any free one
  --help       显示本帮助 / this help
`;

/**
 * @param {object} [options]
 * @param {number} [options.port] 0, the default: any free one
 * @param {() => number} [options.now] Unix seconds; a fraction is welcome
 * @param {() => number} [options.random] like Math.random
 * @param {{ rtmp?: string, hls?: string }} [options.streams] real servers: rtmp: 'rtmp://host:port'; hls: a playlist
 */
export async function startSandbox({ port = 0, now = () => Date.now() / 1000, random = Math.random, streams = {} } = {}) {
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  const folder = await mkdtemp(join(tmpdir(), 'playward-sandbox-'));
  const opened = {};
  const origin = () => `http://${HOST}:${server.address().port}`;
  const close = async () => {
    await Promise.all(Object.values(opened).map((vendor) => vendor.close()));
    if (server.listening) {
      const closed = new Promise((resolve) => { server.close(resolve); });
      server.closeAllConnections();
      await closed;
    }
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await listen(server, port);
    for (const [name, open] of Object.entries(VENDORS)) {
      const vendor = await open({ origin, now, random, folder, streams });
      opened[name] = vendor;
      for (const [host, router] of vendor.hosts) app.use(`/${host}`, fromAnywhere, router);
      if (vendor.remote) app.use(`/sandbox/${name}`, fromThisMachine, vendor.remote);
    }
    app.use(refuse);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    origin: origin(),
    hosts: Object.values(opened).flatMap(({ hosts }) => [...hosts.keys()]),
    /** Where the stand-in serves a vendor's address. No HTTP address leads off this machine, known or not. */
    reach: (url) => (url.startsWith(`${origin()}/`) ? url : url.replace(/^https?:\/\//, `${origin()}/`)),
    close,
    ...Object.fromEntries(Object.entries(opened).map(([name, { control }]) => [name, control])),
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The clouds let pages of any origin ask. */
function fromAnywhere(request, response, next) {
  allow('*', request, response, next);
}

/** The switches obey pages of this machine alone. */
function fromThisMachine(request, response, next) {
  const { origin } = request.headers;
  if (origin === undefined) return next();
  if (!LOCAL_PAGE.test(origin)) return response.sendStatus(403);
  return allow(origin, request, response, next);
}

function allow(origin, request, response, next) {
  response.set({ 'access-control-allow-origin': origin, 'access-control-allow-headers': '*', 'cache-control': 'no-store' });
  if (request.method === 'OPTIONS') return response.sendStatus(204);
  return next();
}

/** What cannot be read is the caller's fault, and nobody's else. @type {express.ErrorRequestHandler} */
function refuse(error, request, response, next) {
  if (response.headersSent) return next(error);
  const status = error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) console.error(error);
  return response.status(status).json({ error: status === 500 ? 'internal' : 'bad_request' });
}

/** @param {string[]} args of the command line */
async function runSandbox(args) {
  let port = DEFAULT_PORT;
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = args[index].split('=');
    if (name === '--help' || name === '-h') return process.stdout.write(HELP);
    port = Number(inline === undefined ? args[index += 1] : inline);
    if (name !== '--port' || !Number.isInteger(port) || port < 0 || port > 65535) {
      process.stderr.write(HELP);
      process.exitCode = 2;
      return;
    }
  }
  const sandbox = await startSandbox({ port });
  for (const host of sandbox.hosts) console.log(`https://${host}  →  ${sandbox.origin}/${host}`);
  for (const name of Object.keys(VENDORS)) console.log(`\n${name}\n${sandbox[name].describe()}`);
  console.log(`\n  控制 / switches  ${sandbox.origin}/sandbox/<vendor>/…\n  Ctrl+C 停止 / to stop`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => sandbox.close());
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  runSandbox(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
