// The demo: a page, a live stream behind it, stand-ins for the vendors' clouds, and buttons that break them.
// `npm run demo`, or node examples/h5/server.mjs --help

import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isIPv4 } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { ensureCommands } from '../../scripts/system.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { baijiayunCalls } from './business/baijiayun.mjs';
import { dramaCalls } from './business/drama.mjs';
import { ezvizCalls } from './business/ezviz.mjs';
import { ANSWERS, Camera } from './camera.mjs';
import { StaticFiles } from './static-files.mjs';
import { LiveStream } from './streams/live-stream.mjs';
import { HOST } from './streams/port.mjs';

const DEFAULT_PORT = 8000;
const MAX_BODY_CHARS = 1000;

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGE = join(HERE, '..', '..', 'pkg', 'playward');
const SOURCES = join(HERE, '..', '..', 'js');

const HELP = `npm run demo -- [options]     一个会自己恢复的直播页面 / a live page that comes back by itself

  --port <n>   端口，默认 ${DEFAULT_PORT}，被占用则换空闲端口；0：任意空闲端口
               the port, ${DEFAULT_PORT} by default or a free one if taken; 0: any free one
  --host <ip>  本机的哪个地址，默认 ${HOST}，只有本机能打开。手机要连就写本机在局域网里的地址，如 192.168.1.5：
               页面和直播流都在那里；厂商云的替身仍只在本机，手机上它们的标签页不能用
               the address of this machine to listen on, ${HOST} by default: nobody else reaches it. For a phone say the
               address in your network, 192.168.1.5 for one: the page and the streams are there. The vendors' stand-ins
               stay on this machine, so their tabs do not work on a phone
  --static DIR 不起服务，把工具箱写成 DIR 里的几个文件，直接打开或放到任何静态服务器上
               no server: write the toolbox to DIR as plain files, to open as they are or to put on any static server
  --loop       不用 ffmpeg，播放内置片段 / play the built-in clip even where ffmpeg is there
  --help       显示本帮助 / this help
`;

/** The folder of a library's built files, or null where it is not installed. */
function libraryFolder(name) {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dist');
  } catch (missing) {
    return null;
  }
}

/**
 * @param {{ port?: number, loop?: boolean, host?: string }} [options] port 0: any free one; a port that is taken gives way to a free one. host: an address of this machine
 * @returns {Promise<{ url: string, stream: LiveStream, sandbox: Awaited<ReturnType<typeof startSandbox>>, close(): Promise<void> }>}
 */
export async function startDemo({ port = 0, loop = false, host = HOST } = {}) {
  if (!existsSync(join(PACKAGE, 'package.json'))) throw new Error('pkg/playward 还没有构建，请先运行 / is not built yet, run: npm run build');
  const files = new StaticFiles([
    ['/playward/', PACKAGE],
    // The toolbox says what the commands say.
    ['/findings/', join(SOURCES, 'findings')],
    ['/picture/', join(SOURCES, 'picture')],
    ['/lib/mpegts/', libraryFolder('mpegts.js')],
    ['/lib/hls/', libraryFolder('hls.js')],
    ['/clip/', join(HERE, 'clip')],
    ['/', join(HERE, 'page')],
  ]);

  const stream = new LiveStream({ loop, host });
  const sandbox = await startSandbox();
  const calls = {
    ...controls(stream),
    // Where the page finds the vendors' clouds: https://<host>/<path> is <origin>/<host>/<path>.
    'GET /api/sandbox': () => ({ origin: sandbox.origin }),
    ...ezvizCalls(sandbox),
    ...dramaCalls(sandbox),
    ...baijiayunCalls(sandbox),
  };
  const app = express().disable('x-powered-by');
  app.use(async (request, response) => {
    const call = calls[`${request.method} ${request.path}`];
    if (!call) return files.send(request.path, response);
    const [, query = ''] = request.url.split(/\?(.*)/s);
    return sendJson(response, 200, await call(new URLSearchParams(query), request.method === 'POST' ? await readJson(request) : null));
  });
  app.use((error, request, response, next) => {
    if (response.headersSent) return next(error);
    return sendJson(response, error instanceof BadRequest ? 400 : 500, { error: error.message });
  });

  await stream.open().catch(async (error) => {
    await sandbox.close();
    throw error;
  });
  let server;
  try {
    server = await listen(app, port, host).catch((error) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return listen(app, 0, host);
    });
  } catch (error) {
    await Promise.all([stream.close(), sandbox.close()]);
    throw error;
  }
  return {
    url: `http://${host}:${server.address().port}/`,
    stream,
    sandbox,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, stream.close(), sandbox.close()]);
    },
  };
}

/** What the page may ask of the stream and the camera. */
function controls(stream) {
  const camera = new Camera();
  const state = () => ({
    sources: stream.sources,
    publishing: stream.publishing,
    serving: stream.servers.every((server) => server.running) && stream.gate.fault !== 'down',
    fault: stream.gate.fault,
    faults: stream.gate.faults,
    online: stream.addresses.deviceOnline,
  });
  const one = (value, allowed) => {
    if (!allowed.includes(value)) throw new BadRequest(`one of ${JSON.stringify(allowed)}`);
    return value;
  };
  return {
    'GET /api/state': state,
    'GET /api/address': (query) => stream.addresses.issue(stream.gate.origin, one(query.get('protocol'), ['flv', 'hls']), {
      seconds: query.has('seconds') ? whole(query.get('seconds')) : undefined,
      supportH265: query.get('supportH265') !== 'false',
    }),
    'POST /api/ptz': (query, request) => camera.command({ action: one(request.action, ['start', 'stop']), direction: String(request.direction) }),
    'GET /api/camera': () => ({ turning: camera.turning }),
    'POST /api/camera': (query, { answer }) => {
      camera.answer = one(answer, ANSWERS);
      return { answer };
    },
    'POST /api/fault': async (query, { fault }) => {
      await stream.gate.set(one(fault, [...stream.gate.faults, null]));
      return state();
    },
    // The connections go on; whoever asks with an address of before is refused.
    'POST /api/expire': () => {
      stream.addresses.rotateKey();
      return state();
    },
    'POST /api/publisher': async (query, { publishing }) => {
      if (one(publishing, [true, false])) stream.publish();
      else await stream.unpublish();
      return state();
    },
    'POST /api/servers': async (query, { serving }) => {
      if (one(serving, [true, false])) await stream.revive();
      else await stream.kill();
      return state();
    },
    'POST /api/device': async (query, { online }) => {
      if (one(online, [true, false])) await stream.revive();
      else await stream.takeDeviceOffline();
      return state();
    },
    'POST /api/heal': async () => {
      await stream.revive();
      return state();
    },
  };
}

class BadRequest extends Error {}

/** @param {string} text */
function whole(text) {
  if (!/^\d{1,9}$/.test(text)) throw new BadRequest('a whole number');
  return Number(text);
}

/** Another site can post a form to this machine, but not JSON. */
async function readJson(request) {
  if (request.headers['content-type'] !== 'application/json') throw new BadRequest('content-type: application/json');
  let text = '';
  // A body that is too long is read to its end: a connection that is closed takes the caller's next request with it.
  for await (const chunk of request.setEncoding('utf8')) if (text.length <= MAX_BODY_CHARS) text += chunk;
  if (text.length > MAX_BODY_CHARS) throw new BadRequest('too long');
  try {
    return Object(JSON.parse(text));
  } catch (malformed) {
    throw new BadRequest('malformed JSON');
  }
}

function sendJson(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function listen(app, port, host) {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error) => (error ? reject(error) : resolve(server)));
  });
}

/** @param {string[]} args of the command line */
export async function runDemo(args) {
  const options = { port: DEFAULT_PORT, loop: false };
  let folder = null;
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = args[index].split(/=(.*)/s);
    if (name === '--help' || name === '-h') return process.stdout.write(HELP);
    if (name === '--loop') {
      options.loop = true;
      continue;
    }
    const value = inline === undefined ? args[index += 1] : inline;
    if (name === '--static' && value) {
      folder = value;
      continue;
    }
    // Play addresses name it, so it must be one that a phone can ask for: not 0.0.0.0.
    if (name === '--host' && isIPv4(value) && value !== '0.0.0.0') {
      options.host = value;
      continue;
    }
    const port = Number(value);
    if (name !== '--port' || !Number.isInteger(port) || port < 0 || port > 65535) {
      process.stderr.write(HELP);
      process.exitCode = 2;
      return;
    }
    options.port = port;
  }

  if (folder !== null) {
    const { writeToolbox } = await import('./static-toolbox.mjs');
    await writeToolbox(folder);
    return console.log(`打开 / open  ${join(folder, 'index.html')}`);
  }

  // As root on Debian they are installed; elsewhere the clip will do.
  if (!options.loop) await ensureCommands(['ffmpeg', 'nginx']).catch((error) => console.log(`${error.message}\n`));
  const demo = await startDemo(options);
  for (const source of demo.stream.sources) console.log(`${source.protocol.toUpperCase()}  ${source.zh} / ${source.en}`);
  console.log(`\n  打开 / open  ${demo.url}\n  Ctrl+C 停止 / to stop`);
  const stop = () => demo.close();
  // What a signal means is for the program to say, not for its parts.
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal).once(signal, stop);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  runDemo(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
