// npm run bench: how fast the built package is, called from Node as a page calls it.

import { describeState, replay, Supervisor } from '../pkg/playward/node.mjs';

const ROUNDS = 7;
const ROUND_MS = 300;
/** Few enough for the slowest, enough to make the clock cheap. */
const BATCH = 20;

/** Calls a second, the best of a few rounds: what disturbs a round only ever makes it slower. */
function rate(call) {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    let calls = 0;
    let spent = 0;
    while (spent < ROUND_MS) {
      for (let some = 0; some < BATCH; some += 1) call();
      calls += BATCH;
      spent = performance.now() - begun;
    }
    best = Math.max(best, (calls * 1000) / spent);
  }
  return best;
}

function playing() {
  const supervisor = new Supervisor({ seed: 1 });
  supervisor.dispatch({ type: 'play', url: 'https://example.com/live.flv' }, 0);
  return supervisor;
}

const BENCHES = {
  'dispatch, <video> progress': () => {
    const supervisor = playing();
    let tick = 0;
    return () => { tick += 1; supervisor.dispatch({ type: 'media', name: 'progress', position: tick / 4 }, tick * 250); };
  },
  'dispatch, <live-player> netStatus': () => {
    const supervisor = playing();
    let tick = 0;
    return () => { tick += 1; supervisor.dispatch({ type: 'netStatus', videoFPS: 25, netSpeed: 900, videoBitrate: 800, audioBitrate: 64 }, tick * 2000); };
  },
  'dispatch, outages without end': () => {
    const supervisor = playing();
    let now = 0;
    return () => {
      const { wakeAtMs } = supervisor.dispatch({ type: 'state', code: -2301 }, now);
      now = wakeAtMs ?? now + 1000;
      supervisor.dispatch({ type: 'wake' }, now);
    };
  },
  describeState: () => () => describeState(2103),
  'replay of 2000 events': () => {
    const supervisor = playing();
    for (let tick = 1; tick < 2000; tick += 1) supervisor.dispatch({ type: 'media', name: 'progress', position: tick / 4 }, tick * 250);
    const trace = supervisor.trace();
    return () => replay(trace);
  },
};

for (const [name, prepare] of Object.entries(BENCHES)) {
  console.log(`${name.padEnd(36)} ${Math.round(rate(prepare())).toLocaleString('en-US').padStart(12)} /s`);
}
