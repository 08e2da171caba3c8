// Calls that cross between JavaScript and the wasm.

import * as page from '../../pkg/playward/inline.mjs';
import * as node from '../../pkg/playward/node.mjs';
import { atLeast, atMost, duration, inTurns, median, ratio } from '../harness.mjs';

/** A module whose one function gives 1: what a call of any wasm costs. */
const EMPTY = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 111, 110, 101, 0, 0, 10, 6, 1, 4, 0, 65, 1, 11,
))).exports.one;

const ADDRESS = 'rtmp://rtmp01open.ys7.com:1935/v3/openlive/203751922_1_2?expire=1605275593&id=2&t=60ac&ev=100';
const RECT = { left: 0, top: 0, width: 200, height: 200 };

/** The calls of one package. @param {typeof node} api */
function calls({ describeState, parsePlayAddress, ptzDirection, Supervisor }) {
  const supervisor = new Supervisor({ seed: 1 });
  supervisor.dispatch({ type: 'play', url: 'https://a.b/live.m3u8' }, 0);
  let nowMs = 0;
  return {
    dispatch() {
      nowMs += 250;
      supervisor.dispatch({ type: 'media', name: 'progress', position: nowMs / 1000, generation: 1 }, nowMs);
    },
    ptzDirection: (call) => ptzDirection({ x: 10 + (call % 50), y: 20 }, RECT),
    describeState: () => describeState(2004),
    parsePlayAddress: () => parsePlayAddress(ADDRESS),
  };
}

export function run() {
  const times = inTurns({
    ...calls(node),
    empty: () => EMPTY(),
    url() {
      const url = new URL(ADDRESS);
      return [url.hostname, url.pathname, url.searchParams.get('expire')];
    },
  });
  const inPages = inTurns(calls(page));
  return [
    atMost('dispatch of a media progress event', duration(times.dispatch), median(times.dispatch), { bar: 1, aim: 0.5, unit: 'µs' }),
    atMost('ptzDirection', duration(times.ptzDirection), median(times.ptzDirection), { bar: 1, unit: 'µs' }),
    atMost('ptzDirection in empty wasm calls', `${duration(times.ptzDirection)} against ${duration(times.empty)}`, ratio(times.ptzDirection, times.empty), { aim: 20, unit: 'calls' }),
    atLeast('parsePlayAddress against new URL + searchParams', `${duration(times.parsePlayAddress)} against ${duration(times.url)}`, ratio(times.url, times.parsePlayAddress), { bar: 0.5, aim: 1, unit: '×' }),
    atMost('describeState', duration(times.describeState), median(times.describeState), { bar: 1, aim: 0.5, unit: 'µs' }),
    ...Object.entries(inPages).map(([name, theirs]) => ({ what: `${name}, in the wasm that pages load`, measured: duration(theirs) })),
  ];
}
