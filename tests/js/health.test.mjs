// A view in a word and a number.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlaywardError, Supervisor } from '../../pkg/playward/node.mjs';

/** Each step: the event, how much later it comes, and what is said then. */
const SESSIONS = {
  'a live view that is cut and comes back': [
    [null, 0, 'idle', null],
    [{ type: 'play', url: 'https://a.b/x.flv' }, 0, 'starting', 0],
    [{ type: 'media', name: 'progress', position: 1 }, 1000, 'starting', 0],
    [{ type: 'media', name: 'progress', position: 2 }, 1000, 'good', 1],
    [{ type: 'media', name: 'progress', position: 11 }, 9000, 'good', 1],
    [{ type: 'media', name: 'waiting' }, 0, 'down', 1],
    [null, 1000, 'down', 0.9],
    [{ type: 'media', name: 'progress', position: 12 }, 0, 'good', 0.9],
    [{ type: 'hide' }, 0, 'idle', 0.9],
    [null, 600_000, 'idle', 0.9],
    [{ type: 'show' }, 0, 'good', 0.9],
    [{ type: 'pause', by: 'user' }, 0, 'idle', 0.9],
    [{ type: 'resume' }, 0, 'good', 0.9],
    [{ type: 'offline' }, 0, 'good', 0.9],
    [{ type: 'stop' }, 0, 'idle', 0.9],
  ],
  'a first start that fails': [
    [{ type: 'play', url: 'https://a.b/x.flv' }, 0, 'starting', 0],
    [{ type: 'media', name: 'error' }, 100, 'down', 0],
    [{ type: 'addressFailed', outcome: null }, 100, 'down', 0],
  ],
  'a view that is given up': [
    [{ type: 'play', fetch: true }, 0, 'starting', 0],
    [{ type: 'addressFailed', outcome: { ok: false, code: '20018', class: 'not_owner', message: { zh: '', en: '' }, retry: 'never' } }, 100, 'failed', 0],
  ],
  'a picture that stutters': [
    [{ type: 'play', url: 'rtmp://a.b/x' }, 0, 'starting', 0],
    [{ type: 'state', code: 2004 }, 100, 'good', 0],
    [{ type: 'state', code: 2101 }, 2000, 'poor', 1],
    [null, 8000, 'good', 1],
  ],
};

for (const [name, steps] of Object.entries(SESSIONS)) {
  test(name, () => {
    const supervisor = new Supervisor();
    let nowMs = 1_000_000;
    for (const [event, later, word, live] of steps) {
      nowMs += later;
      if (event) supervisor.dispatch(event, nowMs);
      assert.deepEqual(supervisor.health(nowMs), { word, live }, JSON.stringify(event));
    }
    supervisor.close();
  });
}

test('asking changes nothing', () => {
  const supervisor = new Supervisor();
  supervisor.dispatch({ type: 'play', url: 'https://a.b/x.flv' }, 0);
  const before = supervisor.snapshot();
  supervisor.health(60_000);
  assert.deepEqual(supervisor.snapshot(), before);
  assert.throws(() => supervisor.health('now'), (error) => error instanceof PlaywardError && error.code === 'invalid_params' && error.issues[0].field === 'nowMs');
  supervisor.close();
  assert.throws(() => supervisor.health(0), (error) => error.code === 'closed');
});
