// What was asked of EZVIZ and what came of it, the newest first.

import { said, text, write } from '../text.js';

const MAX_ROWS = 60;
/** Asked again and again: one line is enough, as long as the answer is the same. */
const REPEATED = ['device_list', 'device_info'];
const clock = (atMs) => new Date(atMs).toTimeString().slice(0, 8);

export class Requests {
  /** @param {import('./source.js').Source} source @param {HTMLElement} list */
  constructor(source, list) {
    this.list = list;
    this.rows = new Map();
    this.spoken = '';
    source.onEntry((entry) => {
      if (!this.rows.has(entry)) this.add(entry);
      else this.merge(entry);
      this.write(entry);
    });
  }

  merge(entry) {
    if (!REPEATED.includes(entry.api)) return;
    const same = [...this.rows.keys()].find((one) => one !== entry && one.api === entry.api && one.outcome
      && one.detail === entry.detail && one.outcome.code === entry.outcome.code);
    if (!same) return;
    entry.times = (same.times || 1) + 1;
    this.rows.get(same).remove();
    this.rows.delete(same);
  }

  add(entry) {
    const row = document.createElement('li');
    this.rows.set(entry, row);
    this.list.prepend(row);
    for (const [old] of [...this.rows].slice(0, Math.max(0, this.rows.size - MAX_ROWS))) {
      this.rows.get(old).remove();
      this.rows.delete(old);
    }
  }

  write(entry) {
    const { api, detail, outcome, startedMs, tookMs, times = 1 } = entry;
    const row = this.rows.get(entry);
    row.dataset.api = api;
    row.dataset.code = outcome ? outcome.code : '';
    row.dataset.ok = outcome ? String(outcome.ok) : '';
    row.replaceChildren(
      make('time', clock(startedMs)),
      make('b', times > 1 ? `${text(`api_${api}`)} ×${times}` : text(`api_${api}`)),
      make('code', detail ? `${api} · ${detail}` : api),
      make('span', outcome ? `${outcome.code} ${said(outcome.message)}` : '…', 'outcome'),
      make('i', tookMs === null ? '' : `${tookMs} ms`),
    );
  }

  draw() {
    const { lang } = document.documentElement;
    if (lang === this.spoken) return;
    this.spoken = lang;
    for (const entry of this.rows.keys()) this.write(entry);
  }
}

function make(tag, words, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  write(element, words);
  return element;
}
