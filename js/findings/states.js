// State codes with their times, and the session that they make.

import { refuse } from './refusal.js';

/** @param {string} text */
export function readCode(text) {
  if (!/^[+-]?\d{1,9}$/.test(text)) refuse({ zh: `状态码是整数，不是 ${text.slice(0, 40)}`, en: `a state code is a whole number, not ${text.slice(0, 40)}` });
  return Number(text);
}

/**
 * Codes, each with when it comes: one second after the one before it where nothing is said.
 * @param {readonly string[]} words such as '2004' and '-2301@5'
 * @returns {{ code: number, atMs: number }[]}
 */
export function readSteps(words) {
  return words.reduce((steps, word) => {
    const [code, at] = word.split('@');
    const before = steps.length ? steps.at(-1).atMs : 0;
    if (at !== undefined && !/^\d{1,7}(\.\d+)?$/.test(at)) refuse({ zh: `@ 后面是秒数：${word.slice(0, 40)}`, en: `behind @ stand seconds: ${word.slice(0, 40)}` });
    const atMs = at === undefined ? before + 1000 : Math.floor(Number(at) * 1000);
    if (atMs < before) refuse({ zh: `${word.slice(0, 40)} 早于前一个`, en: `${word.slice(0, 40)} comes before the one ahead of it` });
    return [...steps, { code: readCode(code), atMs }];
  }, []);
}

/**
 * The trace of such a session, which begins with a play. Between two codes the timer fires whenever it is due.
 * @param {Pick<import('./finding.js').Core, 'Supervisor'>} core
 * @param {ReturnType<typeof readSteps>} steps
 * @param {Partial<import('../../pkg/playward/index.js').Policy>} policy
 */
export function traceOfStates({ Supervisor }, steps, policy) {
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
