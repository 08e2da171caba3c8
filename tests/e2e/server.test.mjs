// The demo's server from the command line, and what it refuses.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startDemo } from '../../examples/h5/server.mjs';

const SERVER = fileURLToPath(new URL('../../examples/h5/server.mjs', import.meta.url));
const run = promisify(execFile);

/** Resolves with the address that the server prints. */
function printedAddress(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, address] = /open\s+(http:\S+)/.exec(output) || [];
      if (address) resolve({ address, output });
    });
    child.once('exit', (code) => reject(new Error(`exit ${code}: ${output}`)));
  });
}

describe('the command', () => {
  test('--help', async () => {
    const { stdout } = await run(process.execPath, [SERVER, '--help']);
    assert.match(stdout, /--port/);
  });

  test('a wrong option is refused', async () => {
    await assert.rejects(run(process.execPath, [SERVER, '--port', 'x']), ({ code }) => code === 2);
  });

  test('a port that is taken gives way to a free one; SIGINT ends it all', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address();
    const child = spawn(process.execPath, [SERVER, '--loop', '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const { address, output } = await printedAddress(child);
      assert.notEqual(new URL(address).port, String(port));
      assert.match(output, /^FLV /m);
      assert.match(output, /^HLS /m);
      assert.equal((await fetch(address)).status, 200);
      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      assert.equal(code, 0);
    } finally {
      child.kill('SIGKILL');
      taken.close();
    }
  });
});

describe('the server', () => {
  test('gives the page and the package, and nothing beside them', async (context) => {
    const demo = await startDemo({ loop: true });
    context.after(() => demo.close());
    const status = async (path, options) => (await fetch(new URL(path, demo.url), options)).status;
    assert.equal(await status('/'), 200);
    assert.equal(await status('/playward/web.mjs'), 200);
    assert.equal((await fetch(`${demo.url}playward/playward.wasm`)).headers.get('content-type'), 'application/wasm');
    for (const path of ['/server.mjs', '/playward/..%2f..%2fpackage.json', '/..%2fserver.mjs', '/%', '/lib/other/x.js']) assert.equal(await status(path), 404, path);
    assert.equal(await status('/api/address?protocol=rtmp'), 400);
    assert.equal(await status('/api/address?protocol=flv&seconds=soon'), 400);
    const post = (body, type = 'application/json') => status('/api/fault', { method: 'POST', headers: { 'content-type': type }, body });
    assert.equal(await post('{"fault":"reset"}', 'text/plain'), 400);
    assert.equal(await post('{'), 400);
    assert.equal(await post('{"fault":"fire"}'), 400);
    assert.equal(await post('{"fault":null}'), 200);
    // There is no ffmpeg that could encode it.
    assert.equal(await post('{"fault":"h265"}'), 400);
  });

  test('play addresses: signed, and worthless once the key has changed', async (context) => {
    const demo = await startDemo({ loop: true });
    context.after(() => demo.close());
    const address = async () => (await (await fetch(`${demo.url}api/address?protocol=flv`)).json());
    const status = async (url) => {
      const answer = await fetch(url);
      await answer.body.cancel();
      return answer.status;
    };
    const { url, expiresAt } = await address();
    assert.ok(expiresAt > Date.now() / 1000);
    assert.equal(await status(url), 200);
    assert.equal(await status(url.replace(/txTime=.*/, 'txTime=7FFFFFFF')), 403);
    await demo.stream.gate.set('forbidden');
    const { url: another } = await address();
    assert.equal(await status(another), 403);
    await demo.stream.gate.set(null);
    assert.equal(await status(url), 403);
    assert.equal(await status(another), 200);
  });
});
