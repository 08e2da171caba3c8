// What would be decided if a player said these codes at these times.

import { replay, Supervisor } from './node.cjs';
import { readJson } from './files.js';
import { refuse } from './refusal.js';
import { readCode } from './states.js';
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
    const trace = session(operands.reduce(readStep, []), values.policy ? readJson(values.policy) : {});
    const replayed = replay(trace);
    if (json) return printJson(replayed);
    printTimeline(trace, replayed, { language, say, colours, print });
    const { wakeAtMs } = replayed.decisions.at(-1);
    if (wakeAtMs !== null) print(say({ zh: `下一步在 +${wakeAtMs / 1000} 秒`, en: `next at +${wakeAtMs / 1000} s` }));
  },
};

/** A code and when it comes: one second after the one before it where nothing is said. */
function readStep(steps, word) {
  const [code, at] = word.split('@');
  const before = steps.length ? steps.at(-1).atMs : 0;
  if (at !== undefined && !/^\d{1,7}(\.\d+)?$/.test(at)) refuse({ zh: `@ 后面是秒数：${word.slice(0, 40)}`, en: `behind @ stand seconds: ${word.slice(0, 40)}` });
  const atMs = at === undefined ? before + 1000 : Math.floor(Number(at) * 1000);
  if (atMs < before) refuse({ zh: `${word.slice(0, 40)} 早于前一个`, en: `${word.slice(0, 40)} comes before the one ahead of it` });
  return [...steps, { code: readCode(code), atMs }];
}

/** The trace of such a session. Between two codes the timer fires whenever it is due. */
function session(steps, policy) {
  const supervisor = new Supervisor(policy);
  let decision = supervisor.dispatch({ type: 'play' }, 0);
  for (const { code, atMs } of steps) {
    while (decision.wakeAtMs !== null && decision.wakeAtMs <= atMs) decision = supervisor.dispatch({ type: 'wake' }, decision.wakeAtMs);
    decision = supervisor.dispatch({ type: 'state', code }, atMs);
  }
  const trace = supervisor.trace();
  supervisor.close();
  return trace;
}
