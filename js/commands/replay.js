// A session that was recorded, run again: its timeline, whether it is decided as it was then, and what another policy would have done.

import { replay } from './node.cjs';
import { sessionOf } from '../picture/session.js';
import { figures } from '../picture/words.js';
import { readJson, writeText } from './files.js';
import { EXIT, refuse } from './refusal.js';
import { sessionPage } from './session-page.js';
import { table } from './terminal.js';
import { printTimeline } from './timeline.js';

/** @type {import('./program.js').Command} */
export const replayCommand = {
  name: 'replay',
  usage: 'TRACE [--policy FILE] [--html FILE] [--check]',
  about: { zh: '重放一次播放（supervisor.trace() 的 JSON）：时间线、图，以及换一种策略会怎样', en: 'A session again (the JSON of supervisor.trace()): its timeline, its picture, and what another policy would have done' },
  options: {
    policy: { value: 'FILE', about: { zh: '另一种策略的 JSON，没写的保持原样', en: 'another policy, as JSON; what it leaves out stays' } },
    html: { value: 'FILE', about: { zh: '把图写进这个文件，不用网络就能打开', en: 'write the picture to this file; it opens without a network' } },
    check: { about: { zh: '与当时的决定逐条比较，有差异则退出码为 1', en: 'compare with what was decided then; exit 1 where it differs' } },
  },
  examples: ['trace.json', 'trace.json --policy patient.json --html session.html', 'trace.json --check'],
  operands: [1, 1],
  run({ operands: [file], values, json, language, say, colours, print, printJson }) {
    if (values.check && values.policy) refuse({ zh: '--check 不能与 --policy 同用：换了策略当然不同', en: '--check does not go with --policy: another policy differs' });
    const trace = readJson(file);
    const then = { title: { zh: '当时', en: 'then' }, trace, replayed: replay(trace) };
    const runs = [then];
    if (values.policy) {
      const changed = withPolicy(trace, readJson(values.policy));
      runs.push({ title: { zh: '换策略', en: 'this policy' }, trace: changed, replayed: replay(changed) });
    }
    const { replayed } = runs.at(-1);
    const differences = values.check ? compare(trace, replayed) : [];
    if (values.html) writeText(values.html, sessionPage(sessionOf(runs.length > 1 ? runs : [{ ...then, title: undefined }], { lang: language })));
    if (json) {
      printJson(values.check ? { ...replayed, differences } : replayed);
    } else {
      printTimeline(trace, replayed, { say, colours, print });
      print('');
      print(compareFigures(runs, say));
      if (values.html) print(say({ zh: `\n图在 ${values.html}`, en: `\nthe picture is in ${values.html}` }));
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
function compareFigures(runs, say) {
  const columns = runs.map(({ replayed }) => figures(replayed.stats));
  return table([
    ...(runs.length > 1 ? [['', ...runs.map(({ title }) => say(title))]] : []),
    ...columns[0].map(({ name }, row) => [say(name), ...columns.map((column) => column[row].value)]),
  ]);
}
