// A thousand traces a second for a minute, the collector killed three times meanwhile: what it acknowledged is there.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startCollector } from '../../examples/node/traces.mjs';
import { rowsOf } from '../../examples/node/traces/rows.mjs';
import { startProcess } from '../js/traces/process.mjs';
import { traceOf } from '../js/traces/sessions.mjs';

const A_SECOND = 1000;
const SECONDS = 60;
const KILLED_AT = [15, 30, 45];
/** At most so many are on their way: what the collector cannot take while it starts again waits in the pages. */
const AT_ONCE = 200;

test(`${A_SECOND} traces a second for ${SECONDS} s, killed ${KILLED_AT.length} times`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'playward-traces-load-'));
  const places = { file: join(folder, 'traces.db'), spool: join(folder, 'spool') };
  const args = ['--file', places.file, '--spool', places.spool, '--port', '0'];
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const acknowledged = new Set();
  let child = await startProcess(args);
  /** One trace, and what makes it another. */
  const trace = traceOf(1);
  const body = (seed) => JSON.stringify({ ...trace, policy: { ...trace.policy, seed } });

  function send(seed) {
    const text = body(seed);
    return new Promise((resolve) => {
      const asked = request(`${child.url}traces?app=1`, { method: 'POST', agent, headers: { 'content-length': Buffer.byteLength(text) } }, (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 204) acknowledged.add(seed);
          resolve();
        });
        response.on('error', resolve);
      });
      asked.on('error', resolve);
      asked.end(text);
    });
  }

  try {
    const began = Date.now();
    const onTheirWay = new Set();
    const kills = [...KILLED_AT];
    for (let seed = 1; seed <= A_SECOND * SECONDS; seed += 1) {
      const due = began + (seed * 1000) / A_SECOND;
      while (Date.now() < due || onTheirWay.size >= AT_ONCE) {
        await (onTheirWay.size >= AT_ONCE ? Promise.race(onTheirWay) : new Promise((resolve) => { setTimeout(resolve, 1); }));
      }
      if (kills.length && seed >= kills[0] * A_SECOND) {
        kills.shift();
        await child.kill();
        child = await startProcess(args);
      }
      const sent = send(seed).then(() => onTheirWay.delete(sent));
      onTheirWay.add(sent);
    }
    await Promise.all(onTheirWay);
    const took = (Date.now() - began) / 1000;
    await child.kill();
    // Only what was under way when it was killed, or came while it was down, may be unacknowledged.
    assert.ok(acknowledged.size >= A_SECOND * SECONDS - KILLED_AT.length * AT_ONCE, `${acknowledged.size} acknowledged`);
    console.log(`${acknowledged.size} acknowledged in ${took.toFixed(1)} s`);
    const collector = await startCollector(places);
    await collector.drained();
    const kept = new Set((await collector.store.query('SELECT id FROM traces')).map(({ id }) => id));
    await collector.close();
    const lost = [...acknowledged].filter((seed) => !kept.has(rowsOf(JSON.parse(body(seed)), {}, 0).traces.id));
    assert.deepEqual(lost, []);
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
});
