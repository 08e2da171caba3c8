// Traces in ClickHouse, by its HTTP interface: rows as JSONEachRow.

import { createTables, TABLES } from './rows.mjs';
import { deliveryToken } from './spool.mjs';

/** A segment that is sent twice, because its answer was lost, is kept once. */
export const ENGINE = '\nENGINE = MergeTree ORDER BY received_at SETTINGS non_replicated_deduplication_window = 1000';

const TIMEOUT_MS = 30_000;

/** @param {string} address 'http://user:password@host:8123/?database=x' */
export function openClickhouse(address) {
  const base = new URL(address);
  const authorization = base.username ? `Basic ${Buffer.from(`${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`).toString('base64')}` : null;
  base.username = '';
  base.password = '';

  async function ask(query, { body = '', settings = {} } = {}) {
    const url = new URL(base);
    for (const [name, value] of Object.entries({ ...settings, query })) url.searchParams.set(name, value);
    const response = await fetch(url, { method: 'POST', body, headers: authorization ? { authorization } : {}, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (!response.ok) throw new Error(`ClickHouse answered ${response.status}: ${text.slice(0, 200)}`);
    return text;
  }

  let made = null;
  const tables = () => {
    made ??= (async () => { for (const statement of createTables(ENGINE)) await ask(statement); })().catch((error) => { made = null; throw error; });
    return made;
  };

  return {
    /** @param {{ traces: object, rules: object[] }[]} batch @param {string} name of the segment: the same rows come under the same name again */
    async insert(batch, name) {
      await tables();
      for (const table of Object.keys(TABLES)) {
        const rows = batch.flatMap((rowsOfOne) => rowsOfOne[table]);
        if (!rows.length) continue;
        await ask(`INSERT INTO ${table} FORMAT JSONEachRow`, {
          body: rows.map((row) => JSON.stringify(row)).join('\n'), settings: { insert_deduplication_token: deliveryToken(name, table), insert_deduplicate: '1' },
        });
      }
    },
    async query(sql) {
      await tables();
      return JSON.parse(await ask(`${sql} FORMAT JSON`, { settings: { output_format_json_quote_64bit_integers: '0' } })).data;
    },
    async trace(id) {
      const [row] = await this.query(`SELECT trace FROM traces WHERE id = '${id}' LIMIT 1`);
      return row ? JSON.parse(row.trace) : null;
    },
    close() {},
  };
}
