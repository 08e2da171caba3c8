// The servers of examples/node, started as their own first lines say.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBaijiayunServer } from '../../examples/node/baijiayun.mjs';
import { startDramaServer } from '../../examples/node/drama.mjs';
import { startUserSigServer } from '../../examples/node/usersig.mjs';
import { tencent } from '../../pkg/playward-server/node.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SECRET = 'never-to-be-printed';
/** Values for the first lines, which leave them open. */
const VALUES = {
  SDK_APP_ID: '1400000000', SECRET_KEY: SECRET, DEMO_SESSION: 'a-session', WEIXIN_APPID: 'wx0000000000000001', WEIXIN_SECRET: SECRET, WEIXIN_PUSH_TOKEN: SECRET,
  BAIJIAYUN_PARTNER_KEY: SECRET, BAIJIAYUN_ACCESS_SECRET: SECRET,
};
const SERVERS = { usersig: startUserSigServer, drama: startDramaServer, baijiayun: startBaijiayunServer };

/** The command of a file's first line: its variables, and what node is given. */
function commandOf(name) {
  const [line] = readFileSync(`${ROOT}examples/node/${name}.mjs`, 'utf8').split('\n');
  const [, variables, file, flags] = /^\/\/ (.*?) ?node (\S+) (.*)$/.exec(line);
  return { variables: variables.split(' ').map((variable) => variable.split('=')[0]), file, flags: [...flags.matchAll(/--\w+/g)].map(([flag]) => flag) };
}

const envOf = (variables) => ({ PATH: process.env.PATH, ...Object.fromEntries(variables.map((variable) => [variable, VALUES[variable]])) });

/** Runs the command; `started` resolves to its address, `ended` to how it ended. */
function run(file, env, args = []) {
  const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, env });
  let said = '';
  let told = '';
  child.stderr.on('data', (chunk) => { told += chunk; });
  const ended = new Promise((resolve) => { child.on('close', (code) => resolve({ code, said, told })); });
  const started = new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.startsWith('http')) resolve(said.trim());
    });
    ended.then(() => reject(new Error(told)));
  });
  started.catch(() => {});
  return { started, ended, stop: () => child.kill('SIGTERM') };
}

/** An address of this machine that is not the loopback's. */
const outside = Object.values(networkInterfaces()).flat().find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
const reaches = (url) => fetch(url).then(() => true, () => false);

for (const [name, start] of Object.entries(SERVERS)) {
  const { variables, file, flags } = commandOf(name);

  test(`${name}: starts as its first line says, and for this machine alone`, async () => {
    assert.deepEqual(flags, ['--host', '--port']);
    const server = run(file, envOf(variables), ['--port', '0']);
    const url = await server.started;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok(await reaches(url));
    if (outside) assert.equal(await reaches(url.replace('127.0.0.1', outside)), false);
    if (name === 'usersig') {
      const ask = (headers) => fetch(`${url}/usersig`, { method: 'POST', headers });
      for (const headers of [{}, { authorization: 'Bearer undefined' }, { authorization: 'Bearer ' }, { authorization: 'x' }]) assert.equal((await ask(headers)).status, 401);
      const { userSig, userId } = await (await ask({ authorization: 'Bearer a-session' })).json();
      assert.equal(userId, 'xiaojun');
      assert.equal(tencent.inspectUserSig(userSig).userId, 'xiaojun');
    }
    server.stop();
    const { code, said, told } = await server.ended;
    assert.deepEqual([code, told], [0, '']);
    assert.ok(!said.includes(SECRET));
  });

  test(`${name}: listens elsewhere when it is told to`, async () => {
    const server = run(file, envOf(variables), ['--host', '0.0.0.0', '--port', '0']);
    const url = await server.started;
    assert.ok(await reaches(url.replace('0.0.0.0', outside ?? '127.0.0.1')));
    server.stop();
    await server.ended;
  });

  for (const left of variables) {
    test(`${name}: does not start without ${left}`, async () => {
      const { code, said, told } = await run(file, envOf(variables.filter((one) => one !== left)), ['--port', '0']).ended;
      assert.deepEqual([code, said], [2, '']);
      assert.ok(told.includes(`: ${left}\n`) && !told.includes(SECRET));
    });
  }

  test(`${name}: explains itself, and knows its flags`, async () => {
    const { code, said } = await run(file, {}, ['--help']).ended;
    assert.equal(code, 0);
    for (const variable of variables) assert.ok(said.includes(variable));
    for (const args of [['--prot', '1'], ['--port', 'x'], ['--port', '70000']]) assert.equal((await run(file, envOf(variables), args).ended).code, 2);
    await assert.rejects(start({}), TypeError);
    await assert.rejects(start(), TypeError);
  });
}

test('a UserSig is short, for who has logged in, and not too often', async (context) => {
  const secretKey = 'KEY';
  const told = [];
  const now = () => 1_700_000_000;
  const server = await startUserSigServer({ sdkAppId: 1400000000, secretKey, whoIs: async ({ headers }) => headers['x-user'] ?? null, now, onEvent: ({ type, reason }) => told.push(reason ?? type) });
  context.after(() => server.close());
  const ask = (init) => fetch(`${server.url}/usersig`, { method: 'POST', ...init });
  assert.equal((await ask()).status, 401);
  assert.equal((await ask({ method: 'GET' })).status, 405);
  assert.equal((await fetch(`${server.url}//`)).status, 404);
  const response = await ask({ headers: { 'x-user': 'xiaojun' } });
  const { userSig, expiresAt } = await response.json();
  assert.deepEqual([expiresAt, response.headers.get('cache-control')], [1_700_000_600, 'no-store']);
  assert.equal(tencent.verifyUserSig(userSig, { sdkAppId: 1400000000, secretKey, userId: 'xiaojun' }, expiresAt).reason, 'ok');
  const statuses = [];
  for (let count = 0; count < 10; count += 1) statuses.push((await ask({ headers: { 'x-user': 'xiaojun' } })).status);
  assert.deepEqual(statuses, [...Array(9).fill(200), 429]);
  assert.equal((await ask({ headers: { 'x-user': 'other' } })).status, 200);
  assert.deepEqual(told, ['login_first', ...Array(10).fill('issued'), 'too_many_requests', 'issued']);
  await assert.rejects(startUserSigServer({ sdkAppId: 'x', secretKey, demoSession: 'y' }));
});
