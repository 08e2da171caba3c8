// The demo's servers and paths that are no addresses: they answer, and live on.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../examples/h5/server.mjs';

let demo;
before(async () => { demo = await startDemo({ loop: true }); });
after(() => demo.close());

/** A path as it stands: fetch would mend it. @returns {Promise<number>} the status */
const get = (origin, path) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(origin);
  request({ hostname, port, path }, (response) => response.resume().on('end', () => resolve(response.statusCode))).on('error', reject).end();
});

test('the page\'s server and the fault gate', async () => {
  for (const [origin, alive] of [[demo.url, 200], [demo.stream.gate.origin, 403]]) {
    for (const path of ['//', '///', '//[', '/%', '/..%2f..%2fpackage.json', '/?%']) assert.ok([400, 403, 404, 500].includes(await get(origin, path)) || path === '/?%', `${origin} ${path}`);
    assert.equal(await get(origin, '/'), alive);
  }
});

test('a body that is too long is refused, and the connection takes the next request', async () => {
  const { hostname, port } = new URL(demo.url);
  const socket = connect(Number(port), hostname);
  const ask = (body) => `POST /api/ptz HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  socket.write(ask('x'.repeat(1_000_000)));
  let said = '';
  const statuses = () => said.match(/HTTP\/1\.1 \d+/g) ?? [];
  for await (const chunk of socket.setEncoding('utf8')) {
    const before = statuses().length;
    said += chunk;
    if (before === 0 && statuses().length === 1) socket.write(ask('{"action":"stop","direction":"up"}'));
    if (statuses().length === 2) break;
  }
  assert.deepEqual(statuses(), ['HTTP/1.1 400', 'HTTP/1.1 200']);
});

test('--host: the page and the stream are at another address of this machine, and only there', async () => {
  const host = Object.values(networkInterfaces()).flat().find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2';
  const there = await startDemo({ loop: true, host });
  try {
    assert.equal(new URL(there.url).hostname, host);
    assert.equal(await get(there.url, '/'), 200);
    const { url } = await (await fetch(new URL('/api/address?protocol=flv', there.url))).json();
    assert.equal(new URL(url).hostname, host);
    const { body } = await fetch(url);
    const { value } = await body.getReader().read();
    assert.equal(Buffer.from(value.subarray(0, 3)).toString(), 'FLV');
    for (const { port } of [new URL(there.url), new URL(url)]) await assert.rejects(get(`http://127.0.0.1:${port}`, '/'), { code: 'ECONNREFUSED' });
  } finally {
    await there.close();
  }
});

test('--host takes an address that a phone can ask for', () => {
  const server = fileURLToPath(new URL('../../examples/h5/server.mjs', import.meta.url));
  for (const host of ['0.0.0.0', 'example.com', '']) {
    const { status, stderr } = spawnSync(process.execPath, [server, '--host', host], { encoding: 'utf8' });
    assert.deepEqual([status, stderr.includes('--host <ip>')], [2, true], host);
  }
});
