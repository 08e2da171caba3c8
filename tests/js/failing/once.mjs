// Fails the first time only.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

test('fails once', () => {
  const mark = process.env.PLAYWARD_MARK;
  if (existsSync(mark)) return;
  writeFileSync(mark, '');
  assert.fail('the first time');
});
