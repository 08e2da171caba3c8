// What Node does with the installed package, imported and required.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as imported from 'playward';

const required = createRequire(import.meta.url)('playward');

assert.deepEqual(Object.keys(imported).sort(), Object.keys(required).sort());
assert.equal(imported.PlaywardError, required.PlaywardError);

for (const playward of [imported, required]) {
  await playward.init();
  assert.equal(playward.describeState(2004).category, 'progress');
  const supervisor = new playward.Supervisor({ seed: 1 });
  const decision = supervisor.dispatch({ type: 'play', url: 'https://example.com/live.flv' }, 0);
  assert.deepEqual(decision.commands, [{ type: 'load', url: 'https://example.com/live.flv' }]);
  assert.deepEqual(playward.replay(supervisor.trace()).decisions, [decision]);
  assert.throws(() => supervisor.dispatch({ type: 'dance' }, 0), imported.PlaywardError);
  supervisor.close();
}
