// examples/edge in the runtime it is for: workerd starts, hands out a UserSig, and Node verifies it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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

before(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'playward-edge-'));
  cpSync(EXAMPLE, home, { recursive: true });
  mkdirSync(path.join(home, 'node_modules'));
  cpSync(PACKAGE, path.join(home, 'node_modules/playward-server'), { recursive: true });
  worker = spawn(WORKERD, ['serve', 'config.capnp', '--socket-addr=http=127.0.0.1:0', '--control-fd=3'], {
    cwd: home, env: { SDK_APP_ID: '1400000000', SECRET_KEY, DEMO_SESSION: SESSION }, stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let said = '';
  worker.stderr.on('data', (chunk) => { said += chunk; });
  const port = await new Promise((resolve, reject) => {
    let control = '';
    worker.stdio[3].on('data', (chunk) => {
      control += chunk;
      const listening = control.split('\n').find((line) => line.includes('"listen"'));
      if (listening) resolve(JSON.parse(listening).port);
    });
    worker.on('error', reject).on('exit', () => reject(new Error(said)));
  });
  origin = `http://127.0.0.1:${port}`;
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
