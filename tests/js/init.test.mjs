// How the package comes up in a browser, and what becomes of it when something goes wrong.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import test from 'node:test';

const folder = new URL('../../pkg/playward/', import.meta.url);
const bytes = readFileSync(new URL('playward.wasm', folder));

/** Every import is a package of its own, as every page has one. */
let copies = 0;
const freshPackage = () => import(new URL(`web.mjs?copy=${copies += 1}`, folder).href);

/** @param {(response: import('node:http').ServerResponse) => void} answer @param {(url: string) => Promise<void>} use */
async function withServer(answer, use) {
  const server = createServer((request, response) => answer(response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${server.address().port}/playward.wasm`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const serve = (type) => (response) => response.writeHead(200, type ? { 'Content-Type': type } : {}).end(bytes);

function works(playward) {
  assert.equal(playward.describeState(2103).category, 'warning');
}

test('whatever needs the wasm says so before init', async () => {
  const { PlaywardError, Supervisor, describeState, listStates, replay } = await freshPackage();
  for (const use of [() => describeState(2001), () => listStates(), () => new Supervisor(), () => Supervisor.restore({}), () => replay({})]) {
    assert.throws(use, (error) => error instanceof PlaywardError && error.code === 'not_initialized' && error.issues.length === 0);
  }
});

test('init takes bytes, views, modules, addresses and responses', async () => {
  const given = [
    ['bytes', () => new Uint8Array(bytes).buffer],
    ['a view', () => bytes],
    ['a module', () => new WebAssembly.Module(bytes)],
    ['a response', () => new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })],
    ['a promise of a response', () => Promise.resolve(new Response(bytes))],
  ];
  for (const [what, wasm] of given) {
    const playward = await freshPackage();
    await playward.init({ wasm: wasm() });
    assert.doesNotThrow(() => works(playward), what);
  }
  await withServer(serve('application/wasm'), async (url) => {
    for (const wasm of [url, new URL(url)]) {
      const playward = await freshPackage();
      await playward.init({ wasm });
      works(playward);
    }
  });
});

test('a server that does not know the type of wasm is no obstacle', async () => {
  for (const type of ['application/octet-stream', 'text/html; charset=utf-8', 'application/wasm; charset=utf-8', undefined]) {
    await withServer(serve(type), async (url) => {
      const playward = await freshPackage();
      await playward.init({ wasm: url });
      works(playward);
    });
  }
});

test('concurrent inits are one, and later ones nothing', async () => {
  let requests = 0;
  await withServer((response) => { requests += 1; serve('application/wasm')(response); }, async (url) => {
    const playward = await freshPackage();
    await Promise.all([playward.init({ wasm: url }), playward.init({ wasm: url }), playward.init()]);
    const supervisor = new playward.Supervisor();
    await playward.init({ wasm: 'http://127.0.0.1:1/never-asked-for.wasm' });
    assert.equal(supervisor.dispatch({ type: 'play', url: 'https://example.com/live.flv' }, 0).phase, 'connecting', 'the instance is the same');
  });
  assert.equal(requests, 1);
});

test('a failed init says why and can be tried again', async () => {
  const playward = await freshPackage();
  const failures = [
    [() => Buffer.from('<!doctype html>'), /magic/],
    [() => new Response('gone', { status: 404 }), /404/],
    [() => Promise.reject(new Error('no network')), /no network/],
    [() => 42, /BufferSource|buffer source/],
    // A module, but none of ours: it exports nothing.
    [() => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), /no wasm instance/],
  ];
  for (const [wasm, reason] of failures) {
    await assert.rejects(playward.init({ wasm: wasm() }), (error) => {
      assert.ok(error instanceof playward.PlaywardError);
      assert.equal(error.code, 'init_failed');
      assert.match(error.message, reason);
      assert.ok(error.cause instanceof Error);
      return true;
    });
    assert.throws(() => playward.listStates(), { code: 'not_initialized' });
  }
  await playward.init({ wasm: bytes });
  works(playward);
});

test('by default a page loads the file beside the module', async (context) => {
  const { init } = await freshPackage();
  const asked = [];
  context.mock.method(globalThis, 'fetch', async (url) => { asked.push(url.href); return new Response(bytes); });
  await init();
  assert.deepEqual(asked.map((href) => href.replace(/\?.*/, '')), [new URL('playward.wasm', folder).href]);
});

test('a page of a development server in place of the wasm is told, with the setting', async (context) => {
  const playward = await freshPackage();
  context.mock.method(globalThis, 'fetch', async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
  await assert.rejects(playward.init(), (error) => error instanceof playward.PlaywardError && error.code === 'init_failed' && /HTML, not wasm: .*optimizeDeps.*playward\/inline/.test(error.message));
  context.mock.method(globalThis, 'fetch', async () => new Response('not here', { status: 404 }));
  await assert.rejects(playward.init(), (error) => error.code === 'init_failed' && /HTTP 404: .*playward\.wasm/.test(error.message));
});

test('the build with the wasm in it needs no init(), wherever it runs', async () => {
  const inline = await import(`../../pkg/playward/inline.mjs?${Math.random()}`);
  works(inline);
  await inline.init();
  works(createRequire(import.meta.url)('../../pkg/playward/node.cjs'));
});

test('where the runtime compiles nothing at once, init() does', async (context) => {
  context.mock.method(WebAssembly, 'Instance', () => { throw new RangeError('WebAssembly.Instance is disallowed on the main thread'); });
  const inline = await import(`../../pkg/playward/inline.mjs?${Math.random()}`);
  context.mock.restoreAll();
  assert.throws(() => inline.listStates(), { code: 'not_initialized' });
  await inline.init();
  works(inline);
});

test('a bad call is refused with every problem, and the instance lives on', async () => {
  const playward = await freshPackage();
  await playward.init({ wasm: bytes });
  const { PlaywardError, Supervisor } = playward;
  const supervisor = new Supervisor({ seed: 7 });
  const cycle = {};
  cycle.self = cycle;
  const throwing = { get type() { throw new Error('a getter'); } };
  const calls = [
    () => playward.describeState('2001'),
    () => playward.describeState(),
    () => playward.describeState(2001, 'live-nothing'),
    () => playward.listStates(1),
    () => new Supervisor({ sed: 1 }),
    () => new Supervisor({ seed: 'one', maxAttempts: -1 }),
    () => new Supervisor(1),
    () => Supervisor.restore(null),
    () => Supervisor.restore({ version: 'x' }),
    () => playward.replay('trace'),
    () => playward.replay({}),
    () => supervisor.dispatch(undefined, 0),
    () => supervisor.dispatch({ type: 'dance' }, 0),
    () => supervisor.dispatch({ type: 'state', code: '2103' }, 0),
    () => supervisor.dispatch({ type: 'play', url: '\ud800' }, 0),
    () => supervisor.dispatch({ type: 'wake' }, Number.NaN),
    () => supervisor.dispatch({ type: 'wake' }, 10n),
    () => supervisor.dispatch({ type: 'wake', extra: true }, 0),
    () => supervisor.dispatch(cycle, 0),
    () => supervisor.dispatch(throwing, 0),
    () => supervisor.dispatch(new Proxy({}, { ownKeys() { throw new Error('a proxy'); } }), 0),
    () => supervisor.dispatch(Symbol('event'), 0),
    () => supervisor.dispatch(() => {}, 0),
    () => supervisor.stats('now'),
  ];
  for (const call of calls) {
    assert.throws(call, (error) => {
      assert.ok(error instanceof PlaywardError, `${call}: ${error}`);
      assert.equal(error.code, 'invalid_params', `${call}: ${error}`);
      assert.ok(error.issues.length > 0, `${call}`);
      for (const issue of error.issues) {
        assert.match(issue.code, /^[a-z_]+$/);
        assert.equal(typeof issue.field, 'string');
        assert.ok(issue.message.zh && issue.message.en);
      }
      return true;
    }, `${call}`);
    works(playward);
  }
  assert.equal(supervisor.dispatch({ type: 'play', url: 'https://example.com/live.flv' }, 1).phase, 'connecting');
});

test('a closed supervisor says so, and closing it twice is no fault', async () => {
  const playward = await freshPackage();
  await playward.init({ wasm: bytes });
  const supervisor = new playward.Supervisor();
  supervisor.close();
  supervisor.close();
  for (const use of [() => supervisor.dispatch({ type: 'stop' }, 0), () => supervisor.snapshot(), () => supervisor.stats(0), () => supervisor.trace()]) {
    assert.throws(use, (error) => error instanceof playward.PlaywardError && error.code === 'closed');
  }
  works(playward);
});
