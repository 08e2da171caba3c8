// The packed packages with the tools that users build and test with, each as its users start it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/browser.mjs';
import { Clock } from '../js/weixin/clock.mjs';
import { createRuntime } from '../js/weixin/runtime.mjs';
import { npm, packAll, temporaryHome } from './packed.mjs';

const require = createRequire(import.meta.url);
const TOOLS = fileURLToPath(new URL('node_modules', import.meta.url));

/** As strict as the README says that a page may be. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const { home, remove } = temporaryHome();
let browser;
let server;

before(async () => {
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--no-audit', '--no-fund', ...packAll(home)], home);
  browser = await launchBrowser();
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'application/octet-stream', '.wasm': 'application/wasm' };
  server = createServer(({ url }, response) => {
    try {
      const file = decodeURIComponent(url.split('?')[0]);
      const body = readFileSync(join(home, file));
      response.writeHead(200, { 'Content-Type': types[extname(file)] || 'application/octet-stream', 'Content-Security-Policy': POLICY }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
});

after(async () => {
  await browser?.close();
  server?.close();
  remove();
});

/** A project of its own, with its files. */
function project(name, files) {
  const folder = join(home, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** What a page of the project says in its title. */
async function titleOf(path, script, kind = 'module') {
  const html = `${path}/page.html`;
  writeFileSync(join(home, html), `<!doctype html><meta charset="utf-8"><title>…</title><body><script type="${kind}" src="${script}"></script>`);
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`http://127.0.0.1:${server.address().port}/${html}`);
  await page.waitForFunction(() => document.title !== '…', null, { timeout: 45_000 }).catch(() => {});
  const title = await page.title();
  await page.close();
  assert.deepEqual(faults, []);
  return title;
}

const PAGE = (from) => `
import { describeState, init, Supervisor } from '${from}';
init().then(() => {
  const supervisor = new Supervisor();
  document.title = describeState(2103).name + ' ' + supervisor.dispatch({ type: 'play', url: 'https://a.b/x.flv' }, 0).phase;
}).catch((error) => { document.title = error.code + ' ' + error.message; });
`;
/** The pad makes a PtzPad: it works only where it has the instance of the page. */
const PAD = (from) => `
import { init } from '${from}';
import '${from}/ptz';
const pad = document.createElement('playward-ptz');
pad.send = async (request) => { document.title = request.action + ' ' + request.direction; return '200'; };
init().then(() => {
  document.body.append(pad);
  // It listens when it has its PtzPad.
  const press = () => { pad.shadowRoot.querySelector('svg').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })); if (document.title === '…') setTimeout(press, 20); };
  press();
}).catch((error) => { document.title = error.code; });
`;
const MIXED = { 'one.js': `import { init } from 'playward';\nimport { name } from './other.js';\ninit().then(() => { document.title = name(); }).catch((error) => { document.title = error.message; });`, 'other.js': `exports.name = () => require('playward').describeState(2103).name;` };

/** @param {any} webpack @param {string} folder @param {object} [more] */
function pack(webpack, folder, entry, more = {}) {
  return new Promise((resolve, reject) => {
    webpack({ context: folder, entry, mode: 'production', devtool: false, output: { path: join(folder, 'dist'), filename: 'main.js', hashFunction: 'sha256', publicPath: 'dist/' }, ...more }, (error, stats) => {
      if (error) reject(error);
      else if (stats.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })));
      else resolve(stats);
    });
  });
}

for (const version of ['webpack', 'webpack4']) {
  describe(version, () => {
    const webpack = require(version);
    test('a page that imports it', async () => {
      const folder = project(`${version}-page`, { 'page.js': PAGE('playward') });
      await pack(webpack, folder, './page.js');
      assert.equal(await titleOf(`${version}-page`, 'dist/main.js', 'text/javascript'), 'reconnecting connecting');
    });

    test('one file imports, another requires: one instance', async () => {
      const folder = project(`${version}-mixed`, MIXED);
      await pack(webpack, folder, './one.js');
      assert.equal(await titleOf(`${version}-mixed`, 'dist/main.js', 'text/javascript'), 'reconnecting');
    });

    test('the pad', async () => {
      const folder = project(`${version}-pad`, { 'page.js': PAD('playward') });
      await pack(webpack, folder, './page.js');
      assert.equal(await titleOf(`${version}-pad`, 'dist/main.js', 'text/javascript'), 'start left');
    });
  });
}

test('Parcel without a setting', async () => {
  const folder = project('parcel', { 'package.json': '{ "private": true }', 'page.js': PAGE('playward') });
  execFileSync(join(TOOLS, '.bin', 'parcel'), ['build', 'page.js', '--no-cache', '--no-autoinstall', '--dist-dir', 'dist', '--public-url', 'dist/'], { cwd: folder, stdio: 'pipe' });
  assert.equal(await titleOf('parcel', 'dist/page.js', 'text/javascript'), 'reconnecting connecting');
});

describe('Rollup', () => {
  const bundle = async (folder, format, plugins = []) => {
    const { rollup } = await import('rollup');
    const nodeResolve = require('@rollup/plugin-node-resolve').default;
    const commonjs = require('@rollup/plugin-commonjs').default;
    const built = await rollup({ input: join(folder, 'page.js'), plugins: [...plugins, nodeResolve({ browser: true }), commonjs()], onwarn() {} });
    await built.write({ file: join(folder, 'dist', 'main.js'), format });
    await built.close();
  };

  test('with the wasm inside', async () => {
    await bundle(project('rollup', { 'page.js': PAGE('playward/inline') }), 'iife');
    assert.equal(await titleOf('rollup', 'dist/main.js', 'text/javascript'), 'reconnecting connecting');
  });

  test('with the wasm beside, and without: the error names what helps', async () => {
    const folder = project('rollup-beside', { 'page.js': PAGE('playward') });
    await bundle(folder, 'es');
    assert.match(await titleOf('rollup-beside', 'dist/main.js'), /^init_failed .*HTTP 404.*playward\/inline.*init\(\{ wasm \}\)/);
    cpSync(join(home, 'node_modules/playward/playward.wasm'), join(folder, 'dist/playward.wasm'));
    assert.equal(await titleOf('rollup-beside', 'dist/main.js'), 'reconnecting connecting');
  });

  test('a mini-program that a framework bundles', async () => {
    const folder = project('rollup-wx', { 'page.js': "import { describeState, init, PtzPad } from 'playward/miniprogram';\nexport const ready = () => init().then(() => [describeState(2103).name, new PtzPad().close().settled]);" });
    await bundle(folder, 'cjs');
    await runMiniprogram(folder);
  });
});

test('webpack bundles a mini-program by its condition', async () => {
  const folder = project('webpack-wx', { 'page.js': "import { describeState, init, PtzPad } from 'playward';\nexport const ready = () => init().then(() => [describeState(2103).name, new PtzPad().close().settled]);" });
  await pack(require('webpack'), folder, './page.js', {
    target: ['web', 'es5'], resolve: { conditionNames: ['miniprogram', '...'] }, output: { path: join(folder, 'dist'), filename: 'main.js', library: { type: 'commonjs2' }, globalObject: 'globalThis' },
  });
  await runMiniprogram(folder);
});

for (const from of ['playward', 'playward/inline']) {
  test(`a mini-program into which a bundler laid ${from}: the error names what helps`, async () => {
    const name = `wx-${from.replace('/', '-')}`;
    const folder = project(name, { 'page.js': `import { init } from '${from}';\nexport const ready = () => init().catch(({ code, message }) => \`\${code} \${message}\`);` });
    require('esbuild').buildSync({ entryPoints: [join(folder, 'page.js')], bundle: true, format: 'cjs', outfile: join(folder, 'dist/main.js'), logLevel: 'silent' });
    const runtime = createRuntime({ root: join(folder, 'dist'), clock: new Clock() });
    assert.match(await runtime.run('main.js').ready(), /^init_failed .*playward\/miniprogram.*condition miniprogram.*playward\.wasm\.br/);
  });
}

/** Runs what was bundled in the logic layer, the wasm where the documented step lays it. */
async function runMiniprogram(folder) {
  const root = join(folder, 'dist');
  mkdirSync(join(root, 'miniprogram_npm/playward'), { recursive: true });
  cpSync(join(home, 'node_modules/playward/miniprogram/playward.wasm.br'), join(root, 'miniprogram_npm/playward/playward.wasm.br'));
  const runtime = createRuntime({ root, clock: new Clock() });
  assert.deepEqual(JSON.parse(JSON.stringify(await runtime.run('main.js').ready())), ['reconnecting', true]);
}

describe('esbuild', () => {
  const { buildSync } = require('esbuild');
  test('a classic script with the wasm inside', async () => {
    const folder = project('esbuild', { 'page.js': PAGE('playward/inline') });
    buildSync({ entryPoints: [join(folder, 'page.js')], bundle: true, outfile: join(folder, 'dist/main.js') });
    assert.equal(await titleOf('esbuild', 'dist/main.js', 'text/javascript'), 'reconnecting connecting');
  });

  test('a classic script without it: the error names what helps', async () => {
    const folder = project('esbuild-iife', { 'page.js': PAGE('playward') });
    buildSync({ entryPoints: [join(folder, 'page.js')], bundle: true, outfile: join(folder, 'dist/main.js'), logLevel: 'silent' });
    assert.match(await titleOf('esbuild-iife', 'dist/main.js', 'text/javascript'), /^init_failed .*playward\/inline.*init\(\{ wasm \}\)/);
  });

  for (const [name, use, expected] of [
    ['playward', "console.log(require('playward').describeState(2103).name)", 'reconnecting'],
    ['playward-server', "const { tencent } = require('playward-server'); console.log(tencent.verifyUserSig(tencent.genUserSig({ sdkAppId: 1, secretKey: 'k', userId: 'u' }, 1), { sdkAppId: 1, secretKey: 'k' }, 2).reason)", 'ok'],
  ]) {
    test(`${name} in a server of one file`, () => {
      const folder = project(`one-file-${name}`, { 'server.js': use });
      buildSync({ entryPoints: [join(folder, 'server.js')], bundle: true, platform: 'node', outfile: join(folder, 'dist/server.js') });
      const alone = mkdtempSync(join(tmpdir(), 'playward-alone-'));
      cpSync(join(folder, 'dist/server.js'), join(alone, 'server.js'));
      assert.equal(execFileSync(process.execPath, ['server.js'], { cwd: alone, encoding: 'utf8' }).trim(), expected);
      rmSync(alone, { recursive: true });
    });
  }
});

describe('test runners', () => {
  const TEST = `
    const component = () => { document.body.innerHTML = '<playward-ptz></playward-ptz>'; return document.querySelector('playward-ptz'); };
    test('works', async () => {
      await init();
      expect(describeState(2103).name).toBe('reconnecting');
      expect(component()).toBeInstanceOf(PlaywardPtz);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    });`;

  test('Jest with jsdom', () => {
    const folder = project('jest', { 'page.test.js': `const { describeState, init } = require('playward');\nconst { PlaywardPtz } = require('playward/ptz');${TEST}`, 'package.json': '{ "private": true, "jest": { "testEnvironment": "jsdom" } }' });
    run(folder, 'jest', []);
  });

  test('Vitest with jsdom', () => {
    const folder = project('vitest', { 'page.test.js': `// @vitest-environment jsdom\nimport { expect, test } from 'vitest';\nimport { describeState, init } from 'playward';\nimport { PlaywardPtz } from 'playward/ptz';${TEST}`, 'package.json': '{ "private": true, "type": "module" }' });
    run(folder, 'vitest', ['run']);
  });

  /** Runs a tool in a project, which finds the tools and the package in its own node_modules. */
  function run(folder, tool, args) {
    mkdirSync(join(folder, 'node_modules'));
    for (const name of readdirSync(TOOLS)) symlinkSync(join(TOOLS, name), join(folder, 'node_modules', name));
    cpSync(join(home, 'node_modules/playward'), join(folder, 'node_modules/playward'), { recursive: true });
    const { status, stdout, stderr } = spawnSync(join(TOOLS, '.bin', tool), args, { cwd: folder, encoding: 'utf8', env: { ...process.env, CI: '1', NODE_OPTIONS: '' } });
    assert.equal(status, 0, stdout + stderr);
  }
});

test('static files on a server that does not know .mjs', async () => {
  project('static', { 'page.js': "import { describeState, init } from '../node_modules/playward/web.js';\nimport '../node_modules/playward/ptz-element.js';\nawait init(); const pad = document.createElement('playward-ptz'); document.body.append(pad); document.title = describeState(2103).name + ' ' + pad.getBoundingClientRect().width;" });
  assert.equal(await titleOf('static', 'page.js'), 'reconnecting 208');
});
