// What the state codes of WeChat's live components mean.

import { describeState, listStates } from './node.cjs';
import { refuse } from '../findings/refusal.js';
import { readCode } from '../findings/states.js';
import { table } from './terminal.js';

const SOURCES = ['live-player', 'live-pusher'];

/** @type {import('./program.js').Command} */
export const states = {
  name: 'states',
  usage: '[CODE]',
  about: { zh: 'live-player 和 live-pusher 的状态码是什么意思', en: 'What the state codes of live-player and live-pusher mean' },
  options: { source: { value: SOURCES.join('|'), about: { zh: '哪个组件，默认 live-player', en: 'which component; default: live-player' } } },
  examples: ['-2301', '', '3004 --source live-pusher --lang zh'],
  operands: [0, 1],
  run({ operands: [text], values: { source = SOURCES[0] }, json, say, colours, print, printJson }) {
    if (!SOURCES.includes(source)) refuse({ zh: `--source 只能是 ${SOURCES.join('、')}`, en: `--source is ${SOURCES.join(' or ')}` });
    if (text === undefined) {
      const list = listStates(source);
      return json ? printJson(list) : print(table(list.map((state) => row(state, say, colours))));
    }
    const state = describeState(readCode(text), source);
    if (json) return printJson(state);
    print(table([row(state, say, colours)]));
    if (state.nativeRetry) print(say({ zh: '播放器自己会重试，页面不要去停它', en: 'the player retries by itself: do not stop it' }));
    for (const other of SOURCES) {
      const there = describeState(state.code, other);
      if (other !== source && there.category !== 'unknown') print(colours.dim(`${other}: ${there.name} ${say(there.message)}`));
    }
  },
};

const PAINT = { progress: 'green', warning: 'yellow', error: 'red', terminal: 'red', unknown: 'dim' };

function row({ code, name, category, message }, say, colours) {
  return [String(code), name, colours[PAINT[category]](category), say(message)];
}
