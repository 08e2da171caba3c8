// What `npm test` says of a run in which something fails.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CargoOutput } from '../../scripts/cargo-tests.mjs';

const RUN = fileURLToPath(new URL('failing/run.mjs', import.meta.url));

/** Runs steps of failing/run.mjs. @returns the exit code, all lines and those from the list of failures on */
function runSteps(names, env) {
  // Node's runner does nothing within a test of its own.
  const { NODE_TEST_CONTEXT, ...outside } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [RUN, ...names], { encoding: 'utf8', env: { ...outside, ...env } });
  const lines = stdout.trimEnd().split('\n');
  return { status, lines, last: lines.slice(lines.indexOf('failed:')) };
}

test('all is well', () => {
  const { status, last } = runSteps(['right']);
  assert.equal(status, 0);
  assert.deepEqual(last, ['1 passed, 0 failed']);
});

test('the last lines name every failure, and later steps still run', () => {
  const { status, lines, last } = runSteps(['wrong', 'crash', 'check', 'right']);
  assert.equal(status, 1);
  assert.deepEqual(last, [
    'failed:',
    '  wrong tests · wrong.mjs · outer > wrong',
    '  wrong tests · wrong.mjs · outer > inner > wrong too',
    '  wrong tests · wrong.mjs · with a part > that is wrong',
    '  wrong tests · wrong.mjs · not set up > is not run',
    '  wrong tests · wrong.mjs · not set up',
    '  a crash · crash.mjs · crash.mjs',
    '  clippy · clippy failed',
    '2 passed, 7 failed',
  ]);
  assert.ok(lines.some((line) => line.startsWith('[1/4] wrong tests: FAILED (1 passed, 5 failed, 1 skipped)')));
});

test('what failed once has failed', () => {
  const home = mkdtempSync(join(tmpdir(), 'playward-once-'));
  try {
    const { status, last } = runSteps(['once'], { PLAYWARD_MARK: join(home, 'mark') });
    assert.equal(status, 1);
    assert.deepEqual(last, ['failed:', '  once · once.mjs · fails once', '0 passed, 1 failed']);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('without a build nothing is tested', () => {
  const { status, last } = runSteps(['build', 'right']);
  assert.equal(status, 1);
  assert.deepEqual(last, ['failed:', '  build · clippy failed', '0 passed, 1 failed']);
});

test('cargo names its failures, and a program that crashed', () => {
  const output = new CargoOutput();
  for (const line of `
    Finished \`test\` profile [unoptimized + debuginfo] target(s) in 0.88s
     Running unittests src/lib.rs (target/debug/deps/demo-8348ca7a80742723)
test unit ... ok
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
     Running tests/one.rs (target/debug/deps/one-f855e4381e16a917)
test deep::worse ... FAILED
test later ... ignored
test panics - should panic ... ok
---- deep::worse stdout ----
failures:
    deep::worse
test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.09s
error: test failed, to rerun pass \`--test one\`
     Running tests/two.rs (target/debug/deps/two-bc719561a578369b)
running 1 test
error: test failed, to rerun pass \`--test two\`
   Doc-tests demo
test src/lib.rs - f (line 1) ... FAILED
test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.07s
error: 3 targets failed:`.split('\n')) output.read(line);
  assert.deepEqual(output.found(), {
    passed: 3,
    skipped: 1,
    failures: [
      { file: 'tests/one.rs', test: 'deep::worse' },
      { file: 'tests/two.rs', test: 'ended without a result' },
      { file: 'Doc-tests demo', test: 'src/lib.rs - f (line 1)' },
    ],
  });
});
