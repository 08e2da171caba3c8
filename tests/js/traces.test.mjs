// The collector of traces: what it takes, what it keeps through kills and a database that is down, and what it answers.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCollector } from '../../examples/node/traces.mjs';
import { ENGINE } from '../../examples/node/traces/clickhouse.mjs';
import { questions } from '../../examples/node/traces/questions.mjs';
import { createTables, rowsOf } from '../../examples/node/traces/rows.mjs';
import { sendTrace } from '../../pkg/playward/node.mjs';
import { replay } from '../../pkg/playward-server/node.mjs';
import { startProcess } from './traces/process.mjs';
import { traceOf } from './traces/sessions.mjs';

let folder;
let collector;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'playward-traces-'));
});

afterEach(async () => {
  await collector?.close();
  collector = null;
  rmSync(folder, { recursive: true, force: true });
});

const places = () => ({ file: join(folder, 'traces.db'), spool: join(folder, 'spool') });

async function start(config = {}) {
  collector = await startCollector({ ...places(), now: () => 1_790_000_500_000, ...config });
  return collector;
}

const post = (body, query = '', url = collector.url) => fetch(`${url}/traces${query}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
const kept = async () => (await collector.store.query('SELECT id FROM traces ORDER BY id')).map(({ id }) => id);
const idOf = (trace) => rowsOf(trace, {}, 0).traces.id;

describe('with SQLite', () => {
  test('what sendTrace sends is kept, listed and shown', async () => {
    await start();
    const trace = traceOf(1);
    assert.equal(await sendTrace(trace, { url: `${collector.url}/traces?app=1.4.0&platform=ios` }), true);
    await collector.drained();
    assert.deepEqual(await kept(), [idOf(trace)]);
    const overview = await (await fetch(collector.url)).text();
    for (const text of [idOf(trace), '1.4.0', 'ios', 'media_error', 'Which sessions were worst?']) assert.ok(overview.includes(text), text);
    const at = `${collector.url}/traces/${idOf(trace)}`;
    assert.deepEqual(await (await fetch(`${at}.json`)).json(), trace);
    assert.deepEqual(await (await fetch(`${at}/session.json`)).json(), { trace, replayed: JSON.parse(JSON.stringify(replay(trace))) });
    const page = await fetch(at);
    assert.equal(page.headers.get('content-security-policy'), "default-src 'self'");
    assert.match(await page.text(), /<main data-trace=.*<script type="module" src="\/session\.js">/);
    assert.match(await (await fetch(`${collector.url}/picture.mjs`)).text(), /drawSession/);
  });

  test('what is no trace is refused, and says where', async () => {
    await start();
    const broken = traceOf(1);
    delete broken.events[3].event.name;
    const refused = async (body) => {
      const response = await post(body);
      return [response.status, response.status === 400 ? (await response.json()).issues : null];
    };
    assert.deepEqual(await refused(broken), [400, [{ code: 'missing_field', field: 'events[3].event.name' }]]);
    assert.deepEqual(await refused('{'), [400, [{ code: 'bad_format', field: '' }]]);
    assert.equal((await refused('7'))[0], 400);
    assert.equal((await refused(' '.repeat(200_000)))[0], 413);
    assert.equal((await fetch(`${collector.url}/traces/${'0'.repeat(32)}`)).status, 404);
    assert.equal((await fetch(`${collector.url}/traces/x'--`)).status, 404);
    await collector.drained();
    assert.deepEqual(await kept(), []);
  });

  test('one trace that comes twice is kept once; what a page says of itself is kept where it is plain', async () => {
    await start();
    const trace = traceOf(1);
    for (const query of ['?app=<b>&platform=ios', '?app=2&platform=ios']) assert.equal((await post(trace, query)).status, 204);
    await collector.drained();
    assert.deepEqual(await collector.store.query('SELECT app, platform FROM traces'), [{ app: '', platform: 'ios' }]);
  });

  test('the questions are answered', async () => {
    await start();
    const [calm, bad] = [traceOf(1), traceOf(2, { outages: 2 })];
    await post(calm, '?app=1.0&platform=ios');
    await post(bad, '?app=1.1&platform=android');
    await collector.drained();
    const [worst, rules, versions, lost, hours] = await Promise.all([...questions().values()].map((sql) => collector.store.query(sql)));
    assert.deepEqual(worst.map(({ id, restarts }) => [id, restarts]).sort(), [[idOf(calm), 1], [idOf(bad), 2]].sort());
    assert.ok(worst[0].longest_outage_ms >= worst[1].longest_outage_ms);
    assert.deepEqual(rules.filter(({ rule }) => rule === 'media_error'), [{ rule: 'media_error', times: 3, sessions: 2 }]);
    assert.deepEqual(versions.map(({ app, platform, sessions }) => [app, platform, sessions]), [['1.0', 'ios', 1], ['1.1', 'android', 1]]);
    assert.deepEqual(lost, []);
    assert.deepEqual(hours.map(({ hour, sessions, total_restarts: restarts }) => [hour, sessions, restarts]), [[1_790_000_500_000 - (1_790_000_500_000 % 3_600_000), 2, 3]]);
  });

  test('a full spool refuses', async () => {
    await start({ spoolBytes: 100 });
    const response = await post(traceOf(1));
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('retry-after'), '60');
  });

  test('nothing that was acknowledged is lost when the process is killed', async () => {
    const { file, spool } = places();
    const acknowledged = [];
    for (let round = 0; round < 3; round += 1) {
      const child = await startProcess(['--file', file, '--spool', spool, '--port', '0']);
      await Promise.all(Array.from({ length: 40 }, async (_, at) => {
        const trace = traceOf(round * 100 + at);
        const { status } = await post(trace, '', child.url.replace(/\/$/, ''));
        if (status === 204) acknowledged.push(idOf(trace));
      }));
      await child.kill();
    }
    assert.equal(acknowledged.length, 120);
    await start();
    await collector.drained();
    assert.deepEqual(await kept(), acknowledged.sort());
  });

  test('what a killed process left half done is not there, and nothing is damaged', async () => {
    const { signal } = spawnSync(process.execPath, [fileURLToPath(new URL('./traces/die-in-insert.mjs', import.meta.url)), places().file]);
    assert.equal(signal, 'SIGKILL');
    await start();
    assert.deepEqual(await collector.store.query('PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
    const trace = traceOf(1);
    await post(trace);
    await collector.drained();
    assert.deepEqual(await kept(), [idOf(trace), ...Array.from({ length: 500 }, (_, number) => `kept-${number}`)].sort());
  });

  test('a second process does not get the file', async () => {
    const { file, spool } = places();
    const child = await startProcess(['--file', file, '--spool', spool, '--port', '0']);
    await assert.rejects(startCollector({ file, spool: join(folder, 'other') }), /belongs to process \d+/);
    await child.kill('SIGTERM');
    await start();
  });
});

describe('with ClickHouse', () => {
  /** What it was asked, and how it answers. */
  let asked;
  let down;
  let server;

  beforeEach(async () => {
    asked = [];
    down = 0;
    server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const { searchParams } = new URL(request.url, 'http://localhost');
      asked.push({ query: searchParams.get('query'), token: searchParams.get('insert_deduplication_token'), authorization: request.headers.authorization, body: Buffer.concat(chunks).toString() });
      down -= 1;
      response.writeHead(down >= 0 ? 500 : 200).end(down >= 0 ? 'Code: 242' : '{"data":[]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => server.close());

  const address = () => `http://user:pass%20word@127.0.0.1:${server.address().port}/`;
  const rows = (table) => asked.filter(({ query }) => query.startsWith(`INSERT INTO ${table} `)).map(({ token, body }) => ({ token, ids: body.split('\n').map((line) => JSON.parse(line).id) }));

  test('rows come as JSONEachRow, many at a time', async () => {
    await start({ clickhouse: address() });
    const traces = Array.from({ length: 30 }, (_, at) => traceOf(at));
    await Promise.all(traces.map((trace) => post(trace, '?app=1')));
    await collector.drained();
    assert.deepEqual(asked.slice(0, 2).map(({ query }) => query), createTables(ENGINE));
    assert.ok(rows('traces').length < 5, `${rows('traces').length} requests for 30 traces`);
    assert.deepEqual(rows('traces').flatMap(({ ids }) => ids).sort(), traces.map(idOf).sort());
    assert.ok(rows('rules').length > 0);
    assert.ok(asked.every(({ authorization }) => authorization === `Basic ${Buffer.from('user:pass word').toString('base64')}`));
  });

  test('what it did not take comes again, under the same token', async () => {
    const troubles = [];
    await start({ clickhouse: address(), onTrouble: (error) => troubles.push(error.message) });
    assert.equal((await post(traceOf(1))).status, 204);
    await collector.drained();
    down = 1;
    assert.equal((await post(traceOf(2))).status, 204);
    await collector.drained();
    const [, failed, again] = rows('traces');
    assert.deepEqual(failed, again);
    assert.deepEqual(troubles, ['ClickHouse answered 500: Code: 242']);
  });

  test('what came while it was down is there when it is back, also after a new start', async () => {
    down = Infinity;
    await start({ clickhouse: address() });
    assert.equal((await post(traceOf(1))).status, 204);
    await collector.close();
    down = 0;
    asked = [];
    await start({ clickhouse: address() });
    await collector.drained();
    assert.deepEqual(rows('traces').map(({ ids }) => ids), [[idOf(traceOf(1))]]);
  });
});

test('the document has the tables as they are, and five questions', () => {
  const text = readFileSync(new URL('../../docs/traces.md', import.meta.url), 'utf8');
  for (const statement of createTables(ENGINE)) assert.ok(text.includes(statement), statement);
  assert.equal(questions().size, 5);
});
