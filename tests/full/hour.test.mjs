// The example page with a fault every 20 s: `node benches/hour.mjs`, shortened to three minutes; PLAYWARD_HOUR=60 makes it the hour.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { faultsOf, hour } from '../../benches/hour/hour.mjs';
import { ensureCommands } from '../../scripts/system.mjs';

const MINUTES = Number(process.env.PLAYWARD_HOUR || 3);

before(() => ensureCommands(['ffmpeg', 'nginx', 'chromium']));

test(`${MINUTES} minutes: every fault is survived, and the page does not grow`, async (context) => {
  const run = await hour({ minutes: MINUTES });
  context.diagnostic(JSON.stringify(run.minutes));
  assert.deepEqual(faultsOf(run), []);
  assert.ok(run.recoveries.length >= MINUTES * 2, `${run.recoveries.length} recoveries`);
});
