// The questions of docs/traces.md, which SQLite and ClickHouse both answer: each by its heading there.

import { readFileSync } from 'node:fs';

/** @returns {Map<string, string>} heading → SQL */
export function questions() {
  const text = readFileSync(new URL('../../../docs/traces.md', import.meta.url), 'utf8');
  return new Map([...text.matchAll(/^### (.+)\n(?:(?!^#)[\s\S])*?```sql\n([\s\S]*?)```/gm)].map(([, heading, sql]) => [heading, sql.trim()]));
}
