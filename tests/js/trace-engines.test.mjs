// Traces recorded from every fault lead to the same bytes in Node and in JavaScriptCore; tests/trace.rs holds the native build to the same digests.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { replay } from '../../pkg/playward/node.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { digest, FOLDER, recordedTraces, sorted } from './traces/recorded.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg/playward', import.meta.url));
const expected = JSON.parse(readFileSync(new URL('../data/trace-digests.json', import.meta.url), 'utf8'));
const traces = recordedTraces();

/** The engine of Safari, and of WeChat on iOS. */
const missing = await ensureCommands(['jsc'], { stdio: 'ignore' }).then(() => false, (error) => `no JavaScriptCore on this machine: ${error.message.split('\n')[0]}`);

test('there is a trace of every fault, small, and each has its digest', () => {
  assert.deepEqual(Object.keys(expected), traces.map(({ name }) => name));
  for (const engine of ['mpegts', 'hls']) {
    for (const fault of ['publisher-killed', 'clean-eof', 'connection-reset', 'http-403', 'http-503', 'silent-stall', 'server-restarted']) assert.ok(expected[`${engine}-${fault}`], `${engine} ${fault}`);
  }
  assert.ok(traces.filter(({ name }) => name.startsWith('miniprogram-')).length >= 6);
  for (const { name, trace } of traces) assert.ok(JSON.stringify(trace).length < 64_000, name);
});

test('Node', () => {
  for (const { name, trace } of traces) {
    const replayed = replay(trace);
    assert.deepEqual(replayed.decisions.map(({ phase, rule }) => ({ phase, rule })), trace.events.map(({ phase, rule }) => ({ phase, rule })), name);
    assert.equal(digest(sorted(replayed)), expected[name], name);
  }
});

test('JavaScriptCore', { skip: missing }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'playward-engines-'));
  try {
    const script = join(folder, 'replay.mjs');
    writeFileSync(script, `import { init, replay } from ${JSON.stringify(join(PACKAGE, 'inline.mjs'))};
      await init();
      for (const name of ${JSON.stringify(traces.map(({ name }) => name))}) print(JSON.stringify(replay(JSON.parse(readFile(${JSON.stringify(FOLDER)} + name + '.json')))));`);
    const { status, stdout, stderr } = spawnSync('jsc', ['-m', script], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    assert.equal(status, 0, stderr);
    const texts = stdout.trimEnd().split('\n');
    assert.equal(texts.length, traces.length);
    traces.forEach(({ name, trace }, at) => assert.equal(texts[at], JSON.stringify(replay(trace)), name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('replay --check finds and shows', () => {
  const trace = traces.find(({ name }) => name === 'mpegts-connection-reset')?.trace;
  const check = (changed) => {
    const folder = mkdtempSync(join(tmpdir(), 'playward-check-'));
    try {
      const file = join(folder, 'trace.json');
      writeFileSync(file, JSON.stringify(changed));
      return spawnSync(process.execPath, [join(PACKAGE, 'commands.cjs'), 'replay', file, '--check', '--lang', 'en'], { encoding: 'utf8' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const at = () => trace.events.findIndex(({ phase }) => phase === 'backoff');

  test('nothing where nothing was changed', () => {
    const { status, stdout } = check(trace);
    assert.equal(status, 0);
    assert.match(stdout, /decided as it was then\n$/);
  });

  for (const [what, change] of [
    ['a changed rule', (copy) => { copy.events[at()].rule = 'live_ended'; }],
    ['a changed event', (copy) => { copy.events[at()].event = { type: 'stop' }; }],
    ['a changed policy', (copy) => { copy.policy.firstRetryMs = [60_000, 60_000]; copy.policy.retryCapMs = 60_000; copy.policy.retryBaseMs = 60_000; }],
  ]) {
    test(what, () => {
      const copy = structuredClone(trace);
      change(copy);
      const { status, stdout } = check(copy);
      assert.equal(status, 1);
      const [, shown] = stdout.match(/decided otherwise\n +events\[(\d+)\] +\w+ \w+ +→ +\w+ \w+/);
      assert.ok(Number(shown) >= at(), shown);
    });
  }
});

describe('a broken trace gets one line that says where', () => {
  const { trace } = traces.find(({ name }) => name.startsWith('miniprogram-3004')) || {};
  for (const [what, spoil, line] of [
    ['no object', () => 7, /type/],
    ['no events', (copy) => { delete copy.events; return copy; }, /^playward: events is required$/],
    ['another version', (copy) => ({ ...copy, version: 9 }), /^playward: version /],
    ['no policy', (copy) => { delete copy.policy; return copy; }, /^playward: policy is required$/],
    ['an unknown field of the policy', (copy) => { copy.policy.firstRetry = 1; return copy; }, /^playward: policy\.firstRetry /],
    ['a policy out of range', (copy) => { copy.policy.maxAttempts = -1; return copy; }, /^playward: policy\.maxAttempts /],
    ['events that are no list', (copy) => ({ ...copy, events: {} }), /^playward: events has the wrong type$/],
    ['an unknown type of event', (copy) => { copy.events[2].event.type = 'jump'; return copy; }, /^playward: events\[2\]\.event\.type /],
    ['a moment that is none', (copy) => { copy.events[1].atMs = 'noon'; return copy; }, /^playward: events\[1\]\.atMs has the wrong type$/],
    ['an event without its code', (copy) => { delete copy.events.find(({ event }) => event.type === 'state').event.code; return copy; }, /^playward: events\[\d+\]\.event\.code is required$/],
    ['a beginning that is no snapshot', (copy) => ({ ...copy, from: { version: 5 } }), /^playward: from\./],
    ['JSON that is cut', (copy) => JSON.stringify(copy).slice(0, 500), /^playward: broken\.json is no JSON/],
  ]) {
    test(what, () => {
      const folder = mkdtempSync(join(tmpdir(), 'playward-broken-'));
      try {
        const broken = spoil(structuredClone(trace));
        writeFileSync(join(folder, 'broken.json'), typeof broken === 'string' ? broken : JSON.stringify(broken));
        const { status, stdout, stderr } = spawnSync(process.execPath, [join(PACKAGE, 'commands.cjs'), 'replay', 'broken.json', '--lang', 'en'], { cwd: folder, encoding: 'utf8' });
        assert.ok(status > 0);
        assert.equal(stdout, '');
        assert.match(stderr, /^[^\n]+\n$/);
        assert.match(stderr.trimEnd(), line);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
