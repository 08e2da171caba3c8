// A trace that was recorded: under another policy, and where it is decided otherwise than then.

import { refuse } from './refusal.js';

/**
 * The recorded session and, where there is a policy, the same events under it.
 * @param {Pick<import('./finding.js').Core, 'replay'>} core
 * @param {import('../../pkg/playward/index.js').Trace} trace
 * @param {object} [policy] what it leaves out stays
 * @returns {import('../picture/index.js').Run[]}
 * @throws PlaywardError `invalid_params`, which says where the trace or the policy is broken
 */
export function runsOf({ replay }, trace, policy) {
  const then = { trace, replayed: replay(trace) };
  if (policy === undefined) return [then];
  const changed = withPolicy(trace, policy);
  return [
    { ...then, title: { zh: '当时', en: 'then' } },
    { title: { zh: '换策略', en: 'this policy' }, trace: changed, replayed: replay(changed) },
  ];
}

/** The same events under another policy. A trace that has lost its beginning carries the policy in `from` too. */
function withPolicy(trace, policy) {
  if (policy === null || typeof policy !== 'object' || Array.isArray(policy)) refuse({ zh: '策略应是 JSON 对象', en: 'a policy is a JSON object' });
  const changed = (carrier) => ({ ...carrier, policy: { ...carrier.policy, ...policy } });
  return { ...changed(trace), from: trace.from ? changed(trace.from) : null };
}

/** Where phase or rule differ from what the trace says. @param {import('../picture/index.js').Run} run */
export function differencesOf({ trace: { events }, replayed: { decisions } }) {
  return decisions.flatMap(({ phase, rule }, at) => {
    const { atMs, phase: phaseThen = null, rule: ruleThen = null } = events[at];
    return phase === phaseThen && rule === ruleThen ? [] : [{ event: at, atMs, then: { phase: phaseThen, rule: ruleThen }, now: { phase, rule } }];
  });
}
