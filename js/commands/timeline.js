// A session as lines: when, the phase, the event, the rule, and what was to be done.

import { commandText, eventText, seconds } from '../picture/words.js';
import { table } from './terminal.js';

const PAINT = { playing: 'green', stalled: 'yellow', backoff: 'yellow', reconnecting: 'yellow', failed: 'red' };

/**
 * @param {import('../../pkg/playward/index.js').Trace} trace
 * @param {ReturnType<typeof import('../../pkg/playward/index.js').replay>} replayed
 * @param {Pick<import('./program.js').Asked, 'say' | 'colours' | 'print'>} asked
 */
export function printTimeline({ events }, { decisions }, { say, colours, print }) {
  const start = events.length ? events[0].atMs : 0;
  const rows = [];
  let run = null;
  decisions.forEach((decision, at) => {
    const { phase, rule, commands, error, attempt } = decision;
    const event = eventText(events[at].event);
    const failing = error ? `${error.code}: ${say(error.message)}` : '';
    const same = run && !commands.length && run.phase === phase && run.rule === rule && run.event === event && run.failing === failing;
    if (same) {
      run.times += 1;
      run.row[2] = `${event} ${colours.dim(`×${run.times}`)}`;
      return;
    }
    const told = run && run.failing === failing ? '' : failing;
    const row = [
      `+${seconds(events[at].atMs - start)}`, colours[PAINT[phase] || 'bold'](phase), event, rule,
      [...commands.map((command) => colours.cyan(`→ ${commandText(command)}`)), ...(phase === 'backoff' && attempt ? [`#${attempt}`] : []), ...(told ? [colours.red(told)] : [])].join(' '),
    ];
    run = { phase, rule, event, failing, times: 1, row };
    rows.push(row);
  });
  print(table(rows));
}
