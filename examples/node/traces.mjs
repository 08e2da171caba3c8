// Collects the traces that pages send with sendTrace, says which sessions were worst and why, and shows one as a picture.
// node examples/node/traces.mjs --help

import { readFileSync } from 'node:fs';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import express from 'express';
import { PlaywardError, replay } from '../../pkg/playward-server/node.mjs';
import { openClickhouse } from './traces/clickhouse.mjs';
import { overview, SCRIPT, session, STYLE } from './traces/pages.mjs';
import { questions } from './traces/questions.mjs';
import { rowsOf } from './traces/rows.mjs';
import { Spool, SpoolFull } from './traces/spool.mjs';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 8400;
/** sendTrace sends 64,000 bytes at most. */
const BODY_LIMIT = '128kb';

const HELP = `node examples/node/traces.mjs [--file FILE | --clickhouse URL] [--spool FOLDER] [--port ${DEFAULT_PORT}]

  --file FILE        SQLite 文件 / the file of SQLite; default: traces.db
  --clickhouse URL   ClickHouse 的 HTTP 地址 / the HTTP address of ClickHouse, e.g. http://127.0.0.1:8123/
  --spool FOLDER     落盘缓冲 / what has come in and is not in the database yet; default: traces.spool
  --spool-mb N       缓冲上限 / the most that waits there; then 503; default: 512
  --port N           只监听 ${HOST} / listens on ${HOST} alone

  POST /traces?app=1.4.0&platform=ios   sendTrace 发到这里；204 表示已落盘 / where sendTrace sends to; 204: it is on the disk
  GET  /                                最差的会话、触发最多的规则 / the worst sessions, the rules that fired most
  GET  /traces/:id                      一次会话的图 / one session as a picture`;

/**
 * @param {{ file?: string, clickhouse?: string, spool: string, spoolBytes?: number, port?: number, now?: () => number, onTrouble?: (error: Error) => void }} config
 */
export async function startCollector({ file, clickhouse, spool: folder, spoolBytes, port = 0, now = Date.now, onTrouble = () => {} }) {
  const store = clickhouse ? openClickhouse(clickhouse) : (await import('./traces/sqlite.mjs')).openSqlite(file);
  const spool = await new Spool(folder, (lines, name) => store.insert(lines.map((line) => JSON.parse(line)), name), { mostBytes: spoolBytes, onTrouble }).open();
  const app = express().disable('x-powered-by');
  const picture = readFileSync(new URL('../../pkg/playward/picture.mjs', import.meta.url));

  app.use((request, response, next) => {
    response.set('Content-Security-Policy', "default-src 'self'");
    next();
  });
  app.post('/traces', express.text({ type: () => true, limit: BODY_LIMIT }), async (request, response) => {
    const { app: version, platform, session: name } = request.query;
    await spool.add(JSON.stringify(rowsOf(JSON.parse(request.body), { app: version, platform, session: name }, now())));
    response.sendStatus(204);
  });
  app.get('/', async (request, response) => {
    const answers = [];
    for (const [heading, sql] of questions()) answers.push({ heading, rows: await store.query(sql) });
    response.type('html').send(overview(answers));
  });
  app.get('/traces/:id{/:part}', async (request, response) => {
    const [, id, json] = request.params.id.match(/^([0-9a-f]{32})(\.json)?$/) || [];
    const trace = id ? await store.trace(id) : null;
    if (!trace) return response.sendStatus(404);
    if (json) return response.json(trace);
    return request.params.part === 'session.json' ? response.json({ trace, replayed: replay(trace) }) : response.type('html').send(session(id));
  });
  app.get('/traces.css', (request, response) => { response.type('css').send(STYLE); });
  app.get('/session.js', (request, response) => { response.type('js').send(SCRIPT); });
  app.get('/picture.mjs', (request, response) => { response.type('js').send(picture); });
  // eslint-disable-next-line no-unused-vars
  app.use((error, request, response, next) => {
    if (error instanceof SpoolFull) return response.set('Retry-After', '60').sendStatus(503);
    if (error instanceof PlaywardError) return response.status(400).json({ issues: error.issues.map(({ code, field }) => ({ code, field })) });
    if (error instanceof SyntaxError) return response.status(400).json({ issues: [{ code: 'bad_format', field: '' }] });
    if (error.status >= 400 && error.status < 500) return response.sendStatus(error.status);
    onTrouble(error);
    return response.sendStatus(500);
  });

  const server = await new Promise((resolve, reject) => {
    const listening = app.listen(port, HOST, (error) => (error ? reject(error) : resolve(listening)));
  });
  return {
    url: `http://${HOST}:${server.address().port}`,
    store,
    drained: () => spool.drain(),
    async close() {
      await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
      await spool.close();
      store.close();
    },
  };
}

/** The flags; undefined, with a line why, where they cannot be used. */
function flags() {
  const number = (name, most) => (/^\d+$/.test(values[name]) && Number(values[name]) <= most ? [] : [`--${name} 应为 0 到 ${most} / must be from 0 to ${most}`]);
  let values;
  let wrong;
  try {
    ({ values } = parseArgs({
      options: {
        file: { type: 'string', default: 'traces.db' }, clickhouse: { type: 'string' }, spool: { type: 'string', default: 'traces.spool' },
        'spool-mb': { type: 'string', default: '512' }, port: { type: 'string', default: String(DEFAULT_PORT) }, help: { type: 'boolean' },
      },
    }));
    wrong = [...number('port', 65_535), ...number('spool-mb', 1 << 20)];
  } catch (error) {
    wrong = [error.message];
  }
  if (!wrong.length) return values;
  process.exitCode = 2;
  return void process.stderr.write(`${wrong.join('\n')}\n\n${HELP}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const values = flags();
  if (values?.help) {
    console.log(HELP);
  } else if (values) {
    const collector = await startCollector({
      file: values.file, clickhouse: values.clickhouse, spool: values.spool, spoolBytes: Number(values['spool-mb']) * 1024 * 1024, port: Number(values.port),
      onTrouble: (error) => console.error(error.message),
    });
    console.log(`${collector.url}/`);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => collector.close().then(() => process.exit(0)));
  }
}
