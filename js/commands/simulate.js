// What would be decided if a player said these codes at these times.

import * as core from './node.cjs';
import { readSteps, traceOfStates } from '../findings/states.js';
import { readJson } from './files.js';
import { printTimeline } from './timeline.js';

/** @type {import('./program.js').Command} */
export const simulate = {
  name: 'simulate',
  usage: 'CODE[@SECONDS]…',
  about: { zh: '播放器在这些时刻报出这些状态码时，会怎么决定；从一次 play 开始', en: 'What would be decided if the player said these codes at these times; it begins with a play' },
  options: { policy: { value: 'FILE', about: { zh: '策略的 JSON 文件', en: 'a policy, as JSON' } } },
  examples: ['2004 -2301', '2004@1 2103@20 2003@22', '3004@1 --json'],
  operands: [1, Infinity],
  run({ operands, values, json, language, say, colours, print, printJson }) {
    const trace = traceOfStates(core, readSteps(operands), values.policy ? readJson(values.policy) : {});
    const replayed = core.replay(trace);
    if (json) return printJson(replayed);
    printTimeline(trace, replayed, { language, say, colours, print });
    const { wakeAtMs } = replayed.decisions.at(-1);
    if (wakeAtMs !== null) print(say({ zh: `下一步在 +${wakeAtMs / 1000} 秒`, en: `next at +${wakeAtMs / 1000} s` }));
  },
};
