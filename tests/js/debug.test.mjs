// playward-debug: makes a UserSig where one debugs, refuses everywhere else, keeps no key. And the tarball that npm would publish.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { publint } from 'publint';
import { codes, open } from './tencent-cases.mjs';
import { keysIn, watchMemory } from './wasm-watch.mjs';
import { Clock } from './weixin/clock.mjs';
import { createRuntime } from './weixin/runtime.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward-debug', import.meta.url));
const KEY = 'f00dfeedbead0123456789abcdef0123456789abcdef0123456789abcdef4321';
const FILES = [
  'LICENSE', 'README.md', 'index.d.cts', 'index.d.mts', 'inline.js', 'inline.mjs', 'inline/package.json', 'miniprogram/index.d.ts', 'miniprogram/index.js', 'miniprogram/playward-debug.wasm.br', 'node.cjs', 'node.mjs',
  'package.json', 'playward-debug.wasm', 'playward-debug.wasm.br', 'web.js', 'web.mjs',
];
const input = { sdkAppId: 1400000000, secretKey: KEY, userId: 'xiaojun' };

const require = createRequire(import.meta.url);
const memory = watchMemory();
const debug = require(path.join(PACKAGE, 'node.cjs'));
const { createGenerateTestUserSig, genTestUserSig, PlaywardError } = debug;

const refused = (call, code = 'debug_only') => assert.throws(call, (error) => error.name === 'PlaywardError' && error.code === code && !error.message.includes(KEY));

/** Something global, for as long as a call takes. */
function having(globals, call) {
  const before = Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true });
  try {
    return call();
  } finally {
    for (const [name, descriptor] of before) {
      delete globalThis[name];
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
  }
}

test('makes one, for a week at most', () => {
  for (const [expire, given] of [[undefined, 604800], [60, 60], [604801, 604800], [15552000, 604800]]) {
    const { sdkAppId, userSig, expiresAt } = genTestUserSig({ ...input, expire }, 1_700_000_000.5);
    assert.deepEqual([sdkAppId, expiresAt], [1400000000, 1_700_000_000 + given]);
    assert.equal(open(userSig)['TLS.expire'], given);
  }
});

test('of the largest application', () => {
  assert.equal(open(genTestUserSig({ ...input, sdkAppId: 4294967295 }, 1_700_000_000).userSig)['TLS.sdkappid'], 4294967295);
  refused(() => genTestUserSig({ ...input, sdkAppId: 4294967296 }, 1_700_000_000), 'invalid_params');
});

test('has the call shape of the demo', () => {
  const { genTestUserSig: gen } = createGenerateTestUserSig({ SDKAPPID: 1400000000, SECRETKEY: KEY, EXPIRETIME: 60 });
  const second = () => Math.floor(Date.now() / 1000);
  const before = second();
  const { sdkAppID, userSig, ...rest } = gen('xiaojun');
  const after = second();
  assert.deepEqual([sdkAppID, rest], [1400000000, {}]);
  const { 'TLS.identifier': userId, 'TLS.time': time, 'TLS.expire': expire } = open(userSig);
  assert.deepEqual([userId, expire], ['xiaojun', 60]);
  assert.ok(before <= time && time <= after, `${before} ≤ ${time} ≤ ${after}`);
  const issues = (config, userID) => {
    try {
      createGenerateTestUserSig(config).genTestUserSig(userID);
    } catch (error) {
      return codes(error.issues);
    }
    return [];
  };
  assert.deepEqual(issues({ SDKAPPID: 0, SECRETKEY: '' }, ''), [['sdk_app_id_invalid', 'SDKAPPID'], ['secret_key_empty', 'SECRETKEY'], ['user_id_empty', 'userID']]);
  assert.deepEqual(issues(null, 'a'), [['missing_field', 'SDKAPPID'], ['missing_field', 'SECRETKEY']]);
});

test('refuses in Node in production', () => {
  const before = process.env.NODE_ENV;
  try {
    process.env.NODE_ENV = 'production';
    refused(() => genTestUserSig(input, 1));
    refused(() => createGenerateTestUserSig({ SDKAPPID: 1, SECRETKEY: KEY }).genTestUserSig('a'));
    process.env.NODE_ENV = 'development';
    genTestUserSig(input, 1);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
});

test('refuses on a page that others can reach', () => {
  const on = (hostname) => having({ location: { hostname } }, () => genTestUserSig(input, 1));
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.20', '[::1]', '[fd00::1]']) on(host);
  for (const host of [
    'example.com', '', undefined, '10.0.0.1.example.com', '192.168.1.1.nip.io', 'localhost.example.com', 'a10.0.0.1', '172.15.0.1', '172.32.0.1', '8.8.8.8',
    '192.169.1.1', '11.0.0.1', '[2001:db8::1]', 'fd00.example.com', '0.0.0.0',
  ]) refused(() => on(host));
  refused(() => having({ location: { get hostname() { throw new Error('no'); } } }, () => genTestUserSig(input, 1)));
});

test('refuses in a mini-program that is published, or may be', () => {
  const weixin = (envVersion) => ({ wx: { getAccountInfoSync: () => ({ miniProgram: { envVersion } }) } });
  for (const version of ['develop', 'trial']) having(weixin(version), () => genTestUserSig(input, 1));
  for (const version of ['release', undefined, 7]) refused(() => having(weixin(version), () => genTestUserSig(input, 1)));
  refused(() => having({ wx: { getAccountInfoSync() { throw new Error('no'); } } }, () => genTestUserSig(input, 1)));
  refused(() => having({ WXWebAssembly: {} }, () => genTestUserSig(input, 1)));
});

test('logs nothing, and no key stays in the memory', (context) => {
  const said = ['log', 'info', 'warn', 'error', 'debug'].map((name) => context.mock.method(console, name, () => {}));
  for (const secretKey of [KEY, `${KEY}${KEY}-longer than a block`]) {
    genTestUserSig({ ...input, secretKey }, 1_700_000_000);
    assert.deepEqual(keysIn(memory(), secretKey), []);
    refused(() => genTestUserSig({ ...input, secretKey, userId: '' }, 1), 'invalid_params');
    refused(() => genTestUserSig({ ...input, sdkAppId: secretKey, secretKey: [secretKey] }, 1), 'invalid_params');
    refused(() => genTestUserSig({ ...input, secretKey: secretKey.repeat(200) }, 1), 'invalid_params');
    createGenerateTestUserSig({ SDKAPPID: 1, SECRETKEY: secretKey }).genTestUserSig('a');
    assert.deepEqual(keysIn(memory(), secretKey), []);
  }
  assert.deepEqual(said.map(({ mock }) => mock.callCount()), [0, 0, 0, 0, 0]);
});

test('works in a mini-program, from where "build npm" puts it', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'playward-debug-app-'));
  try {
    cpSync(path.join(PACKAGE, 'miniprogram'), path.join(root, 'miniprogram_npm/playward-debug'), { recursive: true });
    const start = (envVersion) => createRuntime({ root, clock: new Clock(), globals: { wx: { getAccountInfoSync: () => ({ miniProgram: { envVersion } }) } } });
    const runtime = start('develop');
    const { init, genTestUserSig: gen } = runtime.run('miniprogram_npm/playward-debug/index.js');
    refused(() => gen(input, 1), 'not_initialized');
    await init();
    assert.deepEqual(runtime.host.loaded, ['/miniprogram_npm/playward-debug/playward-debug.wasm.br']);
    assert.equal(gen(input, 1_700_000_000).userSig, genTestUserSig(input, 1_700_000_000).userSig);
    const published = start('release').run('miniprogram_npm/playward-debug/index.js');
    refused(() => published.genTestUserSig(input, 1));
    await published.init();
    refused(() => published.genTestUserSig(input, 1));
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('works on a page', async () => {
  const web = await import(new URL('../../pkg/playward-debug/web.mjs', import.meta.url).href);
  await web.init({ wasm: readFileSync(path.join(PACKAGE, 'playward-debug.wasm')) });
  having({ location: { hostname: '192.168.1.20' } }, () => assert.equal(open(web.genTestUserSig(input, 1).userSig)['TLS.time'], 1));
  refused(() => having({ location: { hostname: 'example.com' } }, () => web.genTestUserSig(input, 1)));
});

test('is small', () => {
  assert.ok(readFileSync(path.join(PACKAGE, 'playward-debug.wasm.br')).length <= 24 * 1024);
});

test('the file for mini-programs is ES2017 at most', () => {
  parse(readFileSync(path.join(PACKAGE, 'miniprogram/index.js'), 'utf8'), { ecmaVersion: 2017, sourceType: 'script' });
});

let home;
let packed;

before(() => {
  home = mkdtempSync(path.join(tmpdir(), 'playward-debug-package-'));
  const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' });
  [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], PACKAGE));
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', '--save-dev', path.join(home, packed.filename)], home);
});

after(() => rmSync(home, { recursive: true, force: true }));

test('the tarball holds what it should and nothing else', () => {
  assert.deepEqual(packed.files.map((file) => file.path).sort(), FILES);
});

test('Node imports and requires it, TypeScript finds its types, publint has nothing to say', async () => {
  mkdirSync(path.join(home, 'use'));
  const call = "genTestUserSig({ sdkAppId: 1, secretKey: 'KEY', userId: 'a' }, 1).userSig";
  const run = (file, source) => {
    writeFileSync(path.join(home, 'use', file), source);
    execFileSync(process.execPath, [path.join(home, 'use', file)], { stdio: 'pipe', env: { ...process.env, NODE_ENV: '' } });
  };
  run('use.mjs', `import { genTestUserSig } from 'playward-debug';\n${call};`);
  run('use.cjs', `const { genTestUserSig } = require('playward-debug');\n${call};`);
  writeFileSync(path.join(home, 'use', 'use.ts'), `import { createGenerateTestUserSig, genTestUserSig, init } from 'playward-debug';
    export const ready: Promise<void> = init();
    export const made: string = ${call};
    export const demo: { sdkAppID: number; userSig: string } = createGenerateTestUserSig({ SDKAPPID: 1, SECRETKEY: 'KEY' }).genTestUserSig('a');
    // @ts-expect-error
    genTestUserSig({ sdkAppId: '1', secretKey: 'KEY', userId: 'a' }, 1);`);
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  for (const [moduleResolution, module] of [['nodenext', 'nodenext'], ['bundler', 'esnext']]) {
    const compilerOptions = { strict: true, noEmit: true, types: [], target: 'es2022', lib: ['es2022'], module, moduleResolution };
    const tsconfig = path.join(home, 'use', `tsconfig.${moduleResolution}.json`);
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    execFileSync(process.execPath, [tsc, '--project', tsconfig], { stdio: 'pipe' });
  }
  const { messages } = await publint({ pkgDir: path.join(home, 'node_modules/playward-debug'), strict: true, pack: false });
  assert.deepEqual(messages, []);
  assert.ok(PlaywardError);
});
