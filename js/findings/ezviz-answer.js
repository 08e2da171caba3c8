// What an answer of EZVIZ's means, and what the supervisor would do if it came in place of a play address.

import { finding } from './finding.js';
import { parseJson } from './json.js';

const RETRY = {
  slower: { zh: '慢一点再试', en: 'more slowly' },
  later: { zh: '很久以后再试', en: 'much later' },
  when_online: { zh: '设备上线后再试', en: 'when the device is online' },
  after_token_refresh: { zh: '换了 accessToken 再试', en: 'with another accessToken' },
  never: { zh: '不要再试', en: 'never' },
};

/**
 * @param {Pick<import('./finding.js').Core, 'ezviz' | 'Supervisor'>} core
 * @param {string} text the body of the answer, JSON
 * @param {typeof import('../picture/index.js').describeRule} describeRule
 * @returns {{ outcome: import('../../pkg/playward/index.js').Outcome, findings: import('./finding.js').Finding[] }} nothing of `data`, which may hold an address
 */
export function ezvizAnswerFindings(core, text, describeRule) {
  const body = parseJson(text, { zh: '答复', en: 'the answer' });
  // Of any API: a success need not carry an address.
  const { outcome } = core.ezviz.interpret('device_list', body);
  const { ok, code, message, retry } = outcome;
  return {
    outcome,
    findings: [
      finding({ zh: '状态码', en: 'code' }, String(code), 'strong'),
      finding({ zh: '意思', en: 'it means' }, message, ok ? 'good' : 'bad'),
      finding({ zh: '类别', en: 'class' }, outcome.class),
      finding({ zh: '再试', en: 'try again' }, ok ? '-' : RETRY[retry] || String(retry)),
      ...(ok ? [] : [finding({ zh: '要地址时', en: 'for an address' }, recovery(core, outcome, describeRule))]),
    ],
  };
}

/** The supervisor itself is asked: it wants an address, and this is the answer. */
function recovery({ Supervisor }, outcome, describeRule) {
  const supervisor = new Supervisor();
  supervisor.dispatch({ type: 'play', fetch: true }, 0);
  const { phase, rule } = supervisor.dispatch({ type: 'addressFailed', outcome }, 0);
  supervisor.close();
  const words = describeRule(rule) || { zh: '', en: '' };
  return { zh: `${phase} · ${rule} · ${words.zh}`, en: `${phase} · ${rule} · ${words.en}` };
}
