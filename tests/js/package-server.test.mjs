// playward-server as npm would publish it; and what of it must never be in the client's package.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const PACKAGE = path('../../pkg/playward-server');
const CLIENT = path('../../pkg/playward');
const FILES = ['LICENSE', 'README.md', 'cdn-log-thread.cjs', 'commands.cjs', 'index.d.cts', 'index.d.mts', 'node.cjs', 'node.mjs', 'package.json', 'playward-server.wasm', 'workerd.mjs'];

/** What only somebody with a secret sends, and the words of what is signed. */
const SERVERS_OWN = ['access_token=', 'partner_key', 'TLS.identifier', 'openapi/', 'wxa/sec/vod', 'BaijiayunClient', 'uploadDrama'];

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' });

let home;
let packed;

before(() => {
  home = mkdtempSync(join(tmpdir(), 'playward-server-package-'));
  [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], PACKAGE));
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', join(home, packed.filename)], home);
});

after(() => rmSync(home, { recursive: true, force: true }));

test('the tarball holds what it should and nothing else', () => {
  assert.deepEqual(packed.files.map((file) => file.path).sort(), FILES);
});

test('Node imports and requires it', () => {
  const use = `
    const signature = baijiayun.sign({ b: '2', a: 1 }, 'key');
    if (!/^[0-9a-f]{32}$/.test(signature)) throw new Error(signature);
    const sig = tencent.genUserSig({ sdkAppId: 1, secretKey: 'key', userId: 'me' }, 1700000000);
    if (!tencent.verifyUserSig(sig, { sdkAppId: 1, secretKey: 'key' }, 1700000000).valid) throw new Error(sig);`;
  writeFileSync(join(home, 'use.mjs'), `import { baijiayun, tencent } from 'playward-server';${use}`);
  writeFileSync(join(home, 'use.cjs'), `const { baijiayun, tencent } = require('playward-server');${use}`);
  for (const file of ['use.mjs', 'use.cjs']) execFileSync(process.execPath, [join(home, file)], { stdio: 'pipe' });
});

for (const [moduleResolution, module] of [['nodenext', 'nodenext'], ['bundler', 'esnext']]) {
  test(`strict TypeScript finds the types by ${moduleResolution}`, () => {
    writeFileSync(join(home, 'use.ts'), `
      import { baijiayun, ezviz, minidrama, tencent, Supervisor } from 'playward-server';
      export const sig: string = tencent.genUserSig({ sdkAppId: 1, secretKey: 'key', userId: 'me' }, 1);
      export const request: { url: string } = ezviz.tokenRequest('key', 'secret');
      export const upload: Promise<{ mediaId: string }> = minidrama.uploadDrama('a.mp4', { accessToken: async () => '', mediaName: 'a' });
      export const client = new baijiayun.BaijiayunClient({ domain: 'demo', partnerId: 1, partnerKey: 'key' });
      export const live = new Supervisor();
      // @ts-expect-error
      tencent.genUserSig({ sdkAppId: '1', secretKey: 'key', userId: 'me' }, 1);`);
    const tsconfig = join(home, `tsconfig.${moduleResolution}.json`);
    const compilerOptions = { strict: true, noEmit: true, types: [], target: 'es2022', lib: ['es2022'], module, moduleResolution };
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    execFileSync(process.execPath, [path('../../node_modules/typescript/bin/tsc'), '--project', tsconfig], { stdio: 'pipe' });
  });
}

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: join(home, 'node_modules', 'playward-server'), strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test('nothing of it is in the client', () => {
  const server = readdirSync(PACKAGE).map((file) => readFileSync(join(PACKAGE, file), 'latin1')).join('');
  const files = ['playward.wasm', 'node.cjs', 'web.mjs', 'web.cjs', 'miniprogram/index.js'];
  for (const words of SERVERS_OWN) {
    for (const file of files) assert.ok(!readFileSync(join(CLIENT, file), 'latin1').includes(words), `${words} in ${file}`);
  }
  // Or the list above would prove nothing.
  for (const words of ['access_token=', 'partner_key', 'TLS.identifier', 'openapi/']) assert.ok(server.includes(words), words);
});
