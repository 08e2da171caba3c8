// Traces as pages send them.

import { Supervisor } from '../../../pkg/playward-server/node.mjs';

/** A short live session that is cut `outages` times. @param {number} seed @param {{ outages?: number, after?: number }} [options] */
export function traceOf(seed, { outages = 1, after = 5 } = {}) {
  const supervisor = new Supervisor({ seed });
  let now = 1_790_000_000_000 + seed;
  let decision = supervisor.dispatch({ type: 'play', url: `https://live.example.com/app/room${seed}.m3u8` }, now);
  const play = () => {
    for (let at = 1; at <= after; at += 1) {
      now += 1000;
      decision = supervisor.dispatch({ type: 'media', name: 'progress', position: at, generation: decision.generation }, now);
    }
  };
  play();
  for (let left = outages; left > 0; left -= 1) {
    decision = supervisor.dispatch({ type: 'media', name: 'error', httpStatus: 502, generation: decision.generation }, now);
    now = decision.wakeAtMs;
    decision = supervisor.dispatch({ type: 'wake' }, now);
    play();
  }
  const trace = supervisor.trace();
  supervisor.close();
  return trace;
}
