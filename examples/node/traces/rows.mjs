// What is kept of a trace: a row of figures for the questions, a row for each rule, and the trace itself.

import { createHash } from 'node:crypto';
import { replay } from '../../../pkg/playward-server/node.mjs';

/** The columns of both tables, each with its type in ClickHouse; SQLite needs none. */
export const TABLES = {
  traces: {
    id: 'String', received_at: 'Int64', session: 'String', app: 'String', platform: 'String', component: 'String', live: 'Int8', started_at: 'Int64', lasted_ms: 'Int64',
    events: 'Int64', first_frame_ms: 'Nullable(Int64)', played_ms: 'Int64', stalled_ms: 'Int64', stalls: 'Int64', restarts: 'Int64', address_fetches: 'Int64',
    token_refreshes: 'Int64', longest_outage_ms: 'Int64', catch_ups: 'Int64', healed_by_itself: 'Int64', last_phase: 'String', last_error: 'String', trace: 'String',
  },
  rules: { id: 'String', received_at: 'Int64', app: 'String', platform: 'String', rule: 'String', fired: 'Int64' },
};

/** What a page says of itself is short and plain. */
const WORD = /^[\w.+-]{1,40}$/;

/**
 * @param {unknown} trace as it came
 * @param {{ app?: string, platform?: string, session?: string }} about the query of the request
 * @param {number} now ms
 * @returns {{ traces: Record<string, unknown>, rules: Record<string, unknown>[] }}
 * @throws {import('../../../pkg/playward-server/index.mjs').PlaywardError} invalid_params, which says where
 */
export function rowsOf(trace, about, now) {
  const { decisions, stats } = replay(trace);
  const text = JSON.stringify(trace);
  const { events, policy, dropped } = trace;
  const word = (value) => (typeof value === 'string' && WORD.test(value) ? value : '');
  const id = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const common = { id, received_at: now, app: word(about.app), platform: word(about.platform) };
  const last = decisions.at(-1);
  const fired = new Map();
  for (const { rule } of decisions) fired.set(rule, (fired.get(rule) || 0) + 1);
  return {
    traces: {
      id, received_at: now, session: word(about.session) || String(policy.seed), app: common.app, platform: common.platform, component: policy.component ?? 'live-player', live: policy.live === false ? 0 : 1,
      started_at: events.length ? events[0].atMs : now, lasted_ms: events.length ? events.at(-1).atMs - events[0].atMs : 0, events: events.length + (dropped || 0),
      first_frame_ms: whole(stats.firstFrameMs), played_ms: whole(stats.playedMs), stalled_ms: whole(stats.stalledMs), stalls: stats.stalls, restarts: stats.restarts,
      address_fetches: stats.addressFetches, token_refreshes: stats.tokenRefreshes, longest_outage_ms: whole(stats.longestOutageMs), catch_ups: stats.catchUps,
      healed_by_itself: stats.healedByItself, last_phase: last ? last.phase : '', last_error: last && last.error ? last.error.code : '', trace: text,
    },
    rules: [...fired].map(([rule, count]) => ({ ...common, rule, fired: count })),
  };
}

function whole(ms) {
  return ms === null ? null : Math.round(ms);
}

/** The statements that make the tables. @param {string} [engine] ClickHouse's, behind the columns; without one for SQLite */
export function createTables(engine) {
  return Object.entries(TABLES).map(([table, columns]) => {
    const lines = Object.entries(columns).map(([name, type]) => `  ${name}${engine ? ` ${type}` : ''}`);
    return `CREATE TABLE IF NOT EXISTS ${table} (\n${lines.join(',\n')}\n)${engine ?? ''}`;
  });
}
