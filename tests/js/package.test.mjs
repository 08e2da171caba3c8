// The tarball that npm would publish, installed and used as its users do.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const PACKAGE = path('../../pkg/playward');
const CONSUMERS = path('consumers');
/** All that is published. */
const { playward: FILES } = JSON.parse(readFileSync(path('../../scripts/contents.json'), 'utf8'));

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' });
const tool = (bin) => join(path('../../node_modules'), bin);

let home;
let tarball;
let packed;

before(() => {
  home = mkdtempSync(join(tmpdir(), 'playward-package-'));
  [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', home], PACKAGE));
  tarball = join(home, packed.filename);
  cpSync(CONSUMERS, home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', tarball], home);
});

after(() => rmSync(home, { recursive: true, force: true }));

test('the tarball holds what it should and nothing else', () => {
  assert.deepEqual(packed.files.map((file) => file.path).sort(), FILES);
  const [, version] = readFileSync(path('../../Cargo.toml'), 'utf8').match(/^version = "(.+)"/m);
  assert.equal(packed.version, version);
});

test('Node imports and requires it, and there is one PlaywardError', () => {
  for (const check of ['check.mjs', 'check.cjs']) execFileSync(process.execPath, [join(home, 'node', check)], { stdio: 'pipe' });
});

for (const [moduleResolution, module] of [['node16', 'node16'], ['nodenext', 'nodenext'], ['bundler', 'esnext'], ['node10', 'commonjs']]) {
  test(`strict TypeScript finds the types by ${moduleResolution}`, () => {
    const tsconfig = join(home, 'typescript', `tsconfig.${moduleResolution}.json`);
    const compilerOptions = {
      strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [],
      target: 'es2022', lib: ['es2022', 'dom'], module, moduleResolution,
    };
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ['page.ts'] }));
    execFileSync(process.execPath, [tool('typescript/bin/tsc'), '--project', tsconfig], { stdio: 'pipe' });
  });
}

test('strict TypeScript finds the element', () => {
  const tsconfig = join(home, 'typescript', 'tsconfig.pad.json');
  const compilerOptions = { strict: true, noEmit: true, types: [], target: 'es2022', lib: ['es2022', 'dom'], module: 'esnext', moduleResolution: 'bundler' };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ['pad.ts'] }));
  execFileSync(process.execPath, [tool('typescript/bin/tsc'), '--project', tsconfig], { stdio: 'pipe' });
});

test('a Vite page comes out with the wasm in it, once', async () => {
  const { build } = await import('vite');
  const root = join(home, 'vite');
  await build({ root, logLevel: 'silent', build: { assetsInlineLimit: 0 } });
  const assets = readdirSync(join(root, 'dist', 'assets'));
  const wasm = assets.filter((file) => file.endsWith('.wasm'));
  assert.equal(wasm.length, 1, assets.join(', '));
  assert.ok(readFileSync(join(root, 'dist', 'assets', wasm[0])).equals(readFileSync(join(PACKAGE, 'playward.wasm'))));
  const script = readFileSync(join(root, 'dist', 'assets', assets.find((file) => file.endsWith('.js'))), 'utf8');
  assert.ok(script.includes(wasm[0]));
  assert.ok(!/readFileSync|data:application\/wasm/.test(script));
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: join(home, 'node_modules', 'playward'), strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test('the types are right however they are resolved', () => {
  // The element and the picture are a browser's and ES modules only: tests/js/consumers/typescript/pad.ts sees to its types.
  const entrypoints = ['--exclude-entrypoints', 'playward.wasm', 'playward.wasm.br', 'live-view', 'ptz', 'picture'];
  const output = execFileSync(process.execPath, [tool('@arethetypeswrong/cli/dist/index.js'), tarball, ...entrypoints, '--format', 'json'], { encoding: 'utf8' });
  const { analysis } = JSON.parse(output);
  assert.deepEqual(analysis.problems, []);
  assert.equal(analysis.types.kind, 'included');
});

for (const file of FILES.filter((name) => /^miniprogram\/.*\.js$/.test(name))) {
  test(`${file} is CommonJS of 2017 and names nothing that WeChat lacks`, () => {
    const source = readFileSync(join(PACKAGE, file), 'utf8');
    const { parse } = createRequire(import.meta.url)('acorn');
    parse(source, { ecmaVersion: 2017, sourceType: 'script' });
    // A camera's requests go by wx.request where there is one; only elsewhere they are fetched.
    const fetches = file.endsWith('/ezviz-camera.js') ? [] : [/(?<![.\w])fetch\(/];
    for (const absent of [...fetches, /\bURL\b/, /\bimport\b/, /\bBigInt/, /\bdocument\b/, /\bwindow\b/, /\bprocess\b/, /\bWebAssembly\b/]) assert.doesNotMatch(source, absent);
  });
}

test('the core in a mini-program asks after what old phones lack', () => {
  const source = readFileSync(join(PACKAGE, 'miniprogram', 'index.js'), 'utf8');
  // Old phones have no FinalizationRegistry: it is asked after before it is used.
  const named = [...source.matchAll(/.{0,80}\bFinalizationRegistry\b/g)].map(([text]) => text);
  assert.equal(named.length, 2);
  assert.match(named[0] + named[1], /typeof FinalizationRegistry.*new FinalizationRegistry/);
});
