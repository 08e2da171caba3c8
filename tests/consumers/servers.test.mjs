// The frameworks with a server: each builds a route and a page that import the packed packages, and is started.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { freePort, HOST } from '../../examples/h5/streams/port.mjs';
import { launchBrowser } from '../e2e/browser.mjs';
import { build, installed, packAll, temporaryHome } from './packed.mjs';

const { home, remove } = temporaryHome();
let tarballs;
let browser;

before(async () => {
  tarballs = packAll(home);
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  remove();
});

/** Each as it is started, and what it says when it listens. */
const FRAMEWORKS = [
  { name: 'next', start: (port) => ['node_modules/next/dist/bin/next', 'start', '-H', HOST, '-p', String(port)], ready: /Ready in/ },
  { name: 'nuxt', start: () => ['.output/server/index.mjs'], ready: /Listening on/ },
];

for (const { name, start, ready } of FRAMEWORKS) {
  test(name, async () => {
    const folder = installed(name, home, tarballs);
    build(folder);
    const port = await freePort();
    const server = spawn(process.execPath, start(port), { cwd: folder, env: { ...process.env, NODE_ENV: 'production', HOST, PORT: String(port), NEXT_TELEMETRY_DISABLED: '1' } });
    try {
      let said = '';
      await new Promise((resolve, reject) => {
        server.on('exit', () => reject(new Error(said)));
        for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => { said += text; if (ready.test(said)) resolve(); });
      });
      const origin = `http://${HOST}:${port}`;
      assert.deepEqual(await (await fetch(`${origin}/api/state`)).json(), { state: 'reconnecting', userSig: 'ok' });
      const page = await browser.newPage();
      const faults = [];
      const wasm = new Set();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('response', (response) => { if (response.url().endsWith('.wasm')) wasm.add(response.status()); });
      await page.goto(origin);
      const text = page.locator('#phase', { hasText: /./ });
      assert.equal(await text.innerText(), 'reconnecting connecting');
      // Nuxt prefetches it as well.
      assert.deepEqual({ faults, wasm: [...wasm] }, { faults: [], wasm: [200] });
      await page.close();
    } finally {
      server.removeAllListeners('exit');
      if (server.exitCode === null) {
        server.kill();
        await once(server, 'exit');
      }
    }
  });
}
