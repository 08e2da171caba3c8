// The same list of tests in every engine that is here, over the mini-program's files, which see none of what phones lack.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../examples/h5/streams/program.mjs';
import { launchBrowser, launchFirefox } from '../e2e/browser.mjs';
import { listScript } from './script.mjs';
import { askWebKit, hasWebKit } from './webkit.mjs';

const RESULT = 'globalThis.engineResult';
const nodeOf = (release) => fileURLToPath(new URL(`node_modules/node${release}/bin/node`, import.meta.url));

let folder;
let file;
let server;
let address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playward-engines-'));
  file = join(folder, 'list.js');
  const script = await listScript();
  writeFileSync(file, script);
  server = createServer(({ url }, response) => {
    if (url === '/list.js') response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(script);
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html><title>list</title><body><script src="/list.js"></script>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${server.address().port}/`;
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const program = (command, ...options) => () => execFileSync(command, [...options, file], { encoding: 'utf8', maxBuffer: 1e8 });

const page = (launch) => async () => {
  const browser = await launch();
  try {
    const opened = await browser.newPage();
    await opened.goto(address);
    return await (await opened.waitForFunction(RESULT, null, { timeout: 300_000 })).jsonValue();
  } finally {
    await browser.close();
  }
};

/** @type {{ name: string, here: boolean, run: () => string | Promise<string> }[]} */
const ENGINES = [
  ...[20, 22, 24].map((release) => ({ name: `Node ${release}`, here: existsSync(nodeOf(release)), run: program(nodeOf(release)) })),
  { name: 'JavaScriptCore', here: Boolean(findProgram('jsc')), run: program('jsc') },
  { name: 'JavaScriptCore without JIT', here: Boolean(findProgram('jsc')), run: program('jsc', '--useJIT=false') },
  { name: 'Chromium', here: Boolean(findProgram('chromium')), run: page(launchBrowser) },
  { name: 'Firefox ESR', here: Boolean(findProgram('firefox-esr')), run: page(launchFirefox) },
  { name: 'WebKitGTK', here: hasWebKit(), run: () => askWebKit(address, RESULT) },
];

for (const { name, here, run } of ENGINES) {
  test(name, { skip: !here && 'not installed' }, async (context) => {
    const { passed, failed } = JSON.parse(await run());
    context.diagnostic(`${passed} passed, ${failed.length} failed`);
    assert.deepEqual(failed, []);
    assert.ok(passed > 800, `only ${passed}`);
  });
}
