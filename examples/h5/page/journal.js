// Every decision, the newest first; the same one again and again takes one line.

import { describeReason, describeRule } from '/playward/picture.mjs';
import { describePhase } from '/playward/web.mjs';
import { said, text, write } from './text.js';

const MAX_ROWS = 400;

const clock = (atMs) => {
  const at = new Date(atMs);
  return `${at.toTimeString().slice(0, 8)}.${String(at.getMilliseconds()).padStart(3, '0')}`;
};
/** A later playward may have rules that this page's has no words for. */
const explained = (rule) => (describeRule(rule) ? said(describeRule(rule)) : rule);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export class Journal {
  constructor(live) {
    this.live = live;
    this.body = document.getElementById('journal');
    /** @type {{ decision: any, atMs: number, times: number, row: HTMLTableRowElement }[]} newest first */
    this.entries = [];
    live.onDecision((decision) => {
      if (decision) this.note(decision);
      else this.clear();
      this.draw();
    });
  }

  clear() {
    this.entries = [];
    this.body.replaceChildren();
  }

  note(decision) {
    const [last] = this.entries;
    if (last && same(last.decision, decision)) {
      Object.assign(last, { decision, atMs: Date.now(), times: last.times + 1 });
      this.write(last);
      return;
    }
    const entry = { decision, atMs: Date.now(), times: 1, row: document.createElement('tr') };
    this.entries.unshift(entry);
    this.body.prepend(entry.row);
    if (last) this.write(last);
    this.write(entry);
    for (const old of this.entries.splice(MAX_ROWS)) old.row.remove();
  }

  /** Words may have changed, and the newest line counts down. */
  draw() {
    const spoken = document.documentElement.lang;
    if (spoken !== this.spoken) this.entries.forEach((entry) => this.write(entry));
    else if (this.entries.length) this.writeWake(this.entries[0]);
    this.spoken = spoken;
    const { decision } = this.live;
    const rule = decision ? decision.rule : '';
    const wake = this.live.wakeInMs;
    const shown = {
      rule,
      'rule-text': explained(rule),
      'next-wake': decision && wake !== null ? seconds(wake) : text('none_pending'),
      attempt: decision ? decision.attempt : 0,
      generation: decision ? decision.generation : 0,
      behind: decision && decision.behindMs !== null ? seconds(decision.behindMs) : '–',
    };
    for (const id of Object.keys(shown)) write(document.getElementById(id), shown[id]);
  }

  write(entry) {
    const { decision, atMs, times, row } = entry;
    const commands = decision.commands.map(({ type, reason }) => {
      const command = make('span', 'command', reason ? `${type} · ${reason}` : type);
      const why = reason && describeReason(reason);
      if (why) command.title = said(why);
      return command;
    });
    const rule = make('td', 'rule', explained(decision.rule));
    if (times > 1) rule.append(make('span', 'times', ` ×${times}`));
    rule.append(make('code', '', decision.rule));
    const phase = make('td', 'phase', said(describePhase(decision.phase)));
    phase.dataset.phase = decision.phase;
    const command = make('td', 'commands', '');
    command.append(...commands);
    row.replaceChildren(make('td', '', clock(atMs)), phase, rule, command, make('td', 'number', ''));
    this.writeWake(entry);
  }

  writeWake({ decision, atMs, row }) {
    if (decision.wakeAtMs === null) return;
    const newest = this.entries[0] && this.entries[0].row === row;
    row.lastElementChild.textContent = seconds(newest ? Math.max(decision.wakeAtMs - Date.now(), 0) : decision.wakeAtMs - atMs);
  }
}

function same(one, other) {
  return one.rule === other.rule && one.phase === other.phase && !one.commands.length && !other.commands.length;
}

function make(tag, name, words) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = words;
  return element;
}
