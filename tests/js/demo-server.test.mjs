// The demo's servers and paths that are no addresses: they answer, and live on.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { startDemo } from '../../examples/h5/server.mjs';

let demo;
before(async () => { demo = await startDemo({ loop: true }); });
after(() => demo.close());

/** A path as it stands: fetch would mend it. @returns {Promise<number>} the status */
const get = (origin, path) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(origin);
  request({ hostname, port, path }, (response) => response.resume().on('end', () => resolve(response.statusCode))).on('error', reject).end();
});

test('the page\'s server and the fault gate', async () => {
  for (const [origin, alive] of [[demo.url, 200], [demo.stream.gate.origin, 403]]) {
    for (const path of ['//', '///', '//[', '/%', '/..%2f..%2fpackage.json', '/?%']) assert.ok([400, 403, 404, 500].includes(await get(origin, path)) || path === '/?%', `${origin} ${path}`);
    assert.equal(await get(origin, '/'), alive);
  }
});
