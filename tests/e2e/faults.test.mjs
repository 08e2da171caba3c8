// Every fault of a real stream, in a real browser, with both libraries: the picture comes back by itself.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { replay } from '../../pkg/playward/node.mjs';
import { startDemo } from '../../examples/h5/server.mjs';
import { ensureCommands } from '../../scripts/system.mjs';
import { launchBrowser } from './browser.mjs';
import { keepTrace } from '../js/traces/recorded.mjs';
import { Viewer } from './viewer.mjs';

/** A slow machine with much else to do. */
const START_MS = 45000;
/** How long the picture stands still before the stream comes back. */
const OUTAGE_STILL_MS = 3000;
/** A player may play what it has twice and thrice before it waits that long. */
const NOTICED_MS = 45000;
const RECOVERY_MS = 20000;
const RECOVERED_MOVE_MS = 3000;
/** Longer than a publisher that begins anew needs to be where the old one was: its timestamps begin at 0. */
const WATCHED_MS = 15000;
/** Less than a second of it. */
const RECOVERED_BYTES = 50000;
/** The watchdog's time, from the last report of progress on, which comes after the last move. */
const STALL_TIMEOUT_MS = 8000;
const REPORT_MS = 1000;
/** A proof that began between two reports may lack the time from one to the next. */
const PROVEN_AFTER_MS = 1000;

/** name → how to break the stream, how to repair it, how many addresses that may cost, and how much of the picture moves before */
const FAULTS = {
  'publisher killed': { inflict: (stream) => stream.unpublish(), heal: (stream) => stream.publish(), addresses: [0, 1] },
  'publisher begun anew in the same connection': { inflict: (stream) => stream.unpublish(), heal: (stream) => stream.publish(), addresses: [0, 1], watchedMs: WATCHED_MS },
  'clean EOF': { inflict: (stream) => stream.gate.set('eof'), addresses: [0, 1] },
  'connection reset': { inflict: (stream) => stream.gate.set('reset'), addresses: [0, 1] },
  'HTTP 403': { inflict: (stream) => stream.gate.set('forbidden'), addresses: [1, 4] },
  'HTTP 503': { inflict: (stream) => stream.gate.set('unavailable'), addresses: [0, 1] },
  'silent stall': { inflict: (stream) => stream.gate.set('stall'), addresses: [0, 1] },
  'server restarted': { inflict: (stream) => stream.kill(), heal: (stream) => stream.revive(), addresses: [0, 1] },
};
const repairGate = (stream) => stream.gate.set(null);

let browser;

before(async () => {
  await ensureCommands(['ffmpeg', 'nginx', 'chromium']);
  browser = await launchBrowser();
});
after(() => browser && browser.close());

describe('faults', { concurrency: 2 }, () => {
  for (const engine of ['mpegts', 'hls']) {
    // Each engine has a stream of its own, and one fault at a time.
    describe(engine, { concurrency: 1 }, () => {
      let demo;
      before(async () => {
        demo = await startDemo();
        await demo.stream.flowing();
      });
      after(() => demo && demo.close());

      for (const [name, { inflict, heal = repairGate, addresses, watchedMs = 2000 }] of Object.entries(FAULTS)) {
        test(name, async (context) => {
          const viewer = await Viewer.open(browser, demo.url, engine);
          try {
            await viewer.until(`demo.phase === "playing" && recorder.movedMs(0) > ${watchedMs}`, START_MS);
            const askedBefore = demo.stream.addresses.asked;
            const brokenAtMs = Date.now();
            await inflict(demo.stream);
            await viewer.until(`recorder.stillMs() > ${OUTAGE_STILL_MS}`, NOTICED_MS);
            assert.notEqual(await viewer.read('demo.phase'), 'playing');

            await heal(demo.stream);
            await demo.stream.flowing();
            const returnedAtMs = Date.now();
            const bytesBefore = demo.stream.gate.mediaBytes;
            await viewer.until(`demo.phase === "playing" && recorder.movedMs(${returnedAtMs}) >= ${RECOVERED_MOVE_MS}`, RECOVERY_MS);
            const recoveredMs = Date.now() - returnedAtMs - RECOVERED_MOVE_MS;

            // An old buffer played again moves, too.
            assert.ok(demo.stream.gate.mediaBytes - bytesBefore >= RECOVERED_BYTES, 'what moves is the stream');
            const falselyPlayingMs = await viewer.read('recorder.falselyPlayingMs()');
            assert.ok(falselyPlayingMs <= STALL_TIMEOUT_MS + REPORT_MS, `"playing" over a still picture for ${falselyPlayingMs} ms`);
            const trace = await viewer.read('demo.trace');
            assertRecoveriesProven(trace, brokenAtMs);
            assertReplayable(trace);
            keepTrace(`${engine} ${name}`, trace);
            const asked = demo.stream.addresses.asked - askedBefore;
            assert.ok(asked >= addresses[0] && asked <= addresses[1], `asked ${asked} times for an address`);
            assert.deepEqual(viewer.errors, []);
            context.diagnostic(`moved again after ${recoveredMs} ms, falsely playing ${falselyPlayingMs} ms, asked for ${asked} addresses`);
          } finally {
            await viewer.close();
            await demo.stream.revive();
            await demo.stream.flowing();
          }
        });
      }

      // A browser opens six connections to a host: a seventh silent stall would be the last.
      test('a connection that went silent is closed', async () => {
        const viewer = await Viewer.open(browser, demo.url, engine);
        const { gate } = demo.stream;
        try {
          await viewer.until('demo.phase === "playing" && recorder.movedMs(0) > 2000', START_MS);
          await gate.set('stall');
          await viewer.until('demo.phase === "backoff"', NOTICED_MS);
          const silent = [...gate.exchanges].filter(({ muted }) => muted);
          assert.ok(silent.length > 0);
          await gate.set(null);
          await viewer.until('demo.phase === "playing"', RECOVERY_MS);
          await Promise.all(silent.map(({ response }) => response.closed || once(response, 'close', { signal: AbortSignal.timeout(RECOVERY_MS) })));
        } finally {
          await viewer.close();
          await demo.stream.revive();
        }
      });
    });
  }
});

/** Nothing but a moving picture ends an outage: a `playing` event from leftover buffer does not. */
function assertRecoveriesProven({ events }, sinceMs) {
  let generation = 0;
  let provenMs = 0;
  let last = null;
  let down = false;
  for (const { atMs, event, phase, rule } of events) {
    if (event.type === 'media' && event.generation !== generation) [generation, provenMs, last] = [event.generation, 0, null];
    if (event.type === 'media' && event.name === 'progress') {
      if (last) provenMs += Math.max(0, Math.min((event.position - last.position) * 1000, atMs - last.atMs));
      last = { position: event.position, atMs };
    }
    if (atMs < sinceMs) continue;
    if (['backoff', 'fetching', 'connecting'].includes(phase)) down = true;
    if (down && phase === 'playing') {
      assert.equal(event.name, 'progress', `playing by ${rule}`);
      assert.ok(provenMs >= PROVEN_AFTER_MS, `playing after ${provenMs} ms of progress`);
      down = false;
    }
  }
}

function assertReplayable(trace) {
  const { decisions } = replay(trace);
  assert.deepEqual(decisions.map(({ phase, rule }) => ({ phase, rule })), trace.events.map(({ phase, rule }) => ({ phase, rule })));
}
