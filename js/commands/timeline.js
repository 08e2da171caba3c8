// A session as lines: when, the phase, the event, the rule, and what was to be done.

import { table } from './terminal.js';
import { seconds } from './time.js';

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
      [...commands.map((command) => colours.cyan(commandText(command))), ...(phase === 'backoff' && attempt ? [`#${attempt}`] : []), ...(told ? [colours.red(told)] : [])].join(' '),
    ];
    run = { phase, rule, event, failing, times: 1, row };
    rows.push(row);
  });
  print(table(rows));
}

/** An event by its type and what tells it from others of that type. @param {any} event */
export function eventText(event) {
  if (event.type === 'state') return `state ${event.code}`;
  if (event.type === 'media') return [event.name, event.code, event.httpStatus].filter(Boolean).join(' ');
  if (event.type === 'pause') return event.by ? `pause by ${event.by}` : 'pause';
  if (event.type === 'floating') return event.on ? 'floating' : 'not floating';
  if (event.type === 'seek') return `seek ${event.position} s`;
  if (event.type === 'play' || event.type === 'address') return event.url ? `${event.type} ${event.url}` : event.type;
  if (event.outcome !== undefined) return `${event.type} ${event.outcome ? event.outcome.class : 'network'}`;
  return event.type;
}

/** @param {any} command */
export function commandText({ type, url, reason, position }) {
  return [`→ ${type}`, reason && `(${reason})`, url, position !== undefined && `@${Math.round(position)}s`].filter(Boolean).join(' ');
}
