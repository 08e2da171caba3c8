// A session that was recorded, run again: its timeline, whether it is decided as it was then, and what another policy would have done.

import * as core from './node.cjs';
import { differencesOf, runsOf } from '../findings/session.js';
import { sessionOf } from '../picture/session.js';
import { figures } from '../picture/words.js';
import { readJson, writeText } from './files.js';
import { EXIT, refuse } from '../findings/refusal.js';
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
    const runs = runsOf(core, trace, values.policy ? readJson(values.policy) : undefined);
    const { replayed } = runs.at(-1);
    const differences = values.check ? differencesOf(runs[0]) : [];
    if (values.html) writeText(values.html, sessionPage(sessionOf(runs, { lang: language })));
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
