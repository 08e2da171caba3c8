// examples/edge in the runtime it is for: workerd starts, hands out a UserSig, and Node verifies it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tencent } from '../../pkg/playward-server/node.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward-server', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../examples/edge', import.meta.url));
/** Where npm puts the program, by way of the package's own entry. */
const WORKERD = createRequire(import.meta.url)('workerd').default;
const SECRET_KEY = 'f00dfeedbead0123456789abcdef0123456789abcdef0123456789abcdef4321';
const SESSION = 'a-session';

let home;
let worker;
let origin;

/** Starts the worker as its first line says, on any free port. */
async function start(env) {
  const [line] = readFileSync(path.join(EXAMPLE, 'usersig.mjs'), 'utf8').split('\n');
  const [, variables, command] = /^\/\/ ((?:\w+=… )+)workerd (.*)$/.exec(line);
  assert.deepEqual(variables.trim().split(' ').map((variable) => variable.split('=')[0]), ['SDK_APP_ID', 'SECRET_KEY', 'DEMO_SESSION']);
  const child = spawn(WORKERD, [...command.split(' '), '--socket-addr=http=127.0.0.1:0', '--control-fd=3'], { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => { said += chunk; });
  const port = await new Promise((resolve, reject) => {
    let control = '';
    child.stdio[3].on('data', (chunk) => {
      control += chunk;
      const listening = control.split('\n').find((text) => text.includes('"listen"'));
      if (listening) resolve(JSON.parse(listening).port);
    });
    child.on('error', reject).on('exit', () => reject(new Error(said)));
  });
  return { child, origin: `http://127.0.0.1:${port}` };
}

before(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'playward-edge-'));
  cpSync(EXAMPLE, home, { recursive: true });
  mkdirSync(path.join(home, 'node_modules'));
  cpSync(PACKAGE, path.join(home, 'node_modules/playward-server'), { recursive: true });
  ({ child: worker, origin } = await start({ SDK_APP_ID: '1400000000', SECRET_KEY, DEMO_SESSION: SESSION }));
});

after(() => {
  worker?.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

const ask = (init) => fetch(`${origin}/usersig`, { method: 'POST', ...init });

test('who has logged in gets a UserSig that is genuine', async () => {
  const response = await ask({ headers: { authorization: `Bearer ${SESSION}` } });
  const { userSig, userId, expiresAt } = await response.json();
  assert.deepEqual([response.status, userId], [200, 'xiaojun']);
  const expected = { sdkAppId: 1400000000, secretKey: SECRET_KEY, userId };
  assert.deepEqual(tencent.verifyUserSig(userSig, expected, expiresAt), { valid: true, reason: 'ok' });
});

test('who has not gets none', async () => {
  assert.equal((await ask()).status, 401);
  assert.equal((await ask({ headers: { authorization: 'Bearer x' } })).status, 401);
  assert.equal((await ask({ method: 'GET' })).status, 405);
});

test('without its settings it gives nothing to anybody', async (context) => {
  const { child, origin: other } = await start({ SDK_APP_ID: '1400000000', SECRET_KEY });
  context.after(() => child.kill('SIGKILL'));
  for (const authorization of ['Bearer undefined', 'Bearer ', '']) {
    const response = await fetch(`${other}/usersig`, { method: 'POST', headers: { authorization } });
    assert.deepEqual([response.status, await response.json()], [500, { error: 'not_configured', missing: ['DEMO_SESSION'] }]);
  }
});
