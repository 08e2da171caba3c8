// The API report in git is that of the built packages, and lists what they really export.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { apiReport } from '../../scripts/api-report.mjs';
import { packages } from '../../scripts/packages.mjs';

const report = apiReport();

test('docs/api-report.md is up to date', () => {
  const kept = readFileSync(new URL('../../docs/api-report.md', import.meta.url), 'utf8');
  assert.equal(kept, report, 'the public API has changed: node scripts/api-report.mjs --write, and a line in CHANGELOG.md');
});

for (const { name } of packages) {
  test(`${name}: every exported name stands in its section`, async () => {
    const section = report.split(/^## /m).find((text) => text.startsWith(`${name}\n`));
    const missing = Object.entries(await import(`../../pkg/${name}/node.mjs`)).filter(([exported, value]) => {
      const isNamespace = typeof value === 'object';
      return !new RegExp(isNamespace ? `(// |\`)${exported}\\b` : `((function|class|const) |\`)${exported}\\b`).test(section);
    });
    assert.deepEqual(missing.map(([exported]) => exported), []);
  });
}
