// A session that was recorded, run again: its timeline, whether it is decided as it was then, and what another policy would have done.

import { replay } from './node.cjs';
import { readJson } from './files.js';
import { EXIT, refuse } from './refusal.js';
import { table } from './terminal.js';
import { printTimeline } from './timeline.js';
import { seconds } from './time.js';

/** @type {import('./program.js').Command} */
export const replayCommand = {
  name: 'replay',
  usage: 'TRACE [--policy FILE] [--html FILE] [--check]',
  about: { zh: '重放一次播放（supervisor.trace() 的 JSON）：时间线、图，以及换一种策略会怎样', en: 'A session again (the JSON of supervisor.trace()): its timeline, its picture, and what another policy would have done' },
  options: {
    policy: { value: 'FILE', about: { zh: '另一种策略的 JSON，没写的保持原样', en: 'another policy, as JSON; what it leaves out stays' } },
    check: { about: { zh: '与当时的决定逐条比较，有差异则退出码为 1', en: 'compare with what was decided then; exit 1 where it differs' } },
  },
  examples: ['trace.json', 'trace.json --policy patient.json', 'trace.json --check'],
  operands: [1, 1],
  run({ operands: [file], values, json, say, colours, print, printJson }) {
    if (values.check && values.policy) refuse({ zh: '--check 不能与 --policy 同用：换了策略当然不同', en: '--check does not go with --policy: another policy differs' });
    const trace = readJson(file);
    const then = replay(trace);
    const other = values.policy ? replay(withPolicy(trace, readJson(values.policy))) : null;
    const differences = values.check ? compare(trace, then) : [];
    if (json) {
      printJson(values.check ? { ...then, differences } : other || then);
    } else {
      printTimeline(trace, other || then, { say, colours, print });
      print('');
      print(figures(then, other, say));
      if (values.check) printDifferences(differences, { say, colours, print });
    }
    return differences.length ? EXIT.invalid : EXIT.ok;
  },
};

/** The same events under another policy. A trace that has lost its beginning carries the policy in `from` too. */
function withPolicy(trace, policy) {
  if (policy === null || typeof policy !== 'object' || Array.isArray(policy)) refuse({ zh: '策略应是 JSON 对象', en: 'a policy is a JSON object' });
  const changed = (carrier) => ({ ...carrier, policy: { ...carrier.policy, ...policy } });
  return { ...changed(trace), from: trace.from ? changed(trace.from) : null };
}

/** Where phase or rule differ from what the trace says. */
function compare({ events }, { decisions }) {
  return decisions.flatMap(({ phase, rule }, at) => {
    const { atMs, phase: phaseThen = null, rule: ruleThen = null } = events[at];
    return phase === phaseThen && rule === ruleThen ? [] : [{ event: at, atMs, then: { phase: phaseThen, rule: ruleThen }, now: { phase, rule } }];
  });
}

function printDifferences(differences, { say, colours, print }) {
  print('');
  if (!differences.length) return print(colours.green(say({ zh: '与当时的决定一致', en: 'decided as it was then' })));
  print(colours.red(say({ zh: `${differences.length} 处与当时不同`, en: `${differences.length} decided otherwise` })));
  print(table(differences.map(({ event, then, now }) => [`events[${event}]`, `${then.phase} ${then.rule}`, '→', `${now.phase} ${now.rule}`]), '  '));
}

/** What the viewer got, under both policies where there are two. */
function figures(then, other, say) {
  const both = [then, ...(other ? [other] : [])].map(({ stats }) => stats);
  const row = (text, figure) => [say(text), ...both.map(figure)];
  const ms = (name) => (stats) => (stats[name] === null ? '-' : seconds(stats[name]));
  const count = (name) => (stats) => String(stats[name]);
  return table([
    ...(other ? [row({ zh: '', en: '' }, (stats) => say(stats === then.stats ? { zh: '当时', en: 'then' } : { zh: '换策略', en: 'this policy' }))] : []),
    row({ zh: '首帧', en: 'first picture' }, ms('firstFrameMs')),
    row({ zh: '播放', en: 'played' }, ms('playedMs')),
    row({ zh: '卡住', en: 'stalled' }, (stats) => `${seconds(stats.stalledMs)} (${(100 * stats.rebufferRatio).toFixed(1)} %)`),
    row({ zh: '最长中断', en: 'longest outage' }, ms('longestOutageMs')),
    row({ zh: '卡住次数', en: 'stalls' }, count('stalls')),
    row({ zh: '重启', en: 'restarts' }, count('restarts')),
    row({ zh: '要地址', en: 'addresses asked for' }, count('addressFetches')),
    row({ zh: '刷新令牌', en: 'tokens asked for' }, count('tokenRefreshes')),
    row({ zh: '自愈', en: 'healed by itself' }, count('healedByItself')),
  ]);
}
