// A session as the picture needs it: plain data, small. What rarely changes stands once a change.

import { describeRule as inWords } from './rules.js';
import { commandKind, commandText, eventKind, eventText, figures } from './words.js';

/** A faster motion is a jump. */
const FASTEST = 4;

/**
 * @param {import('./index.js').Run[]} runs the same events under one policy or several
 * @param {{ lang?: 'zh' | 'en', describeRule?: (rule: string) => import('../../pkg/playward/index.js').Text | null }} [options]
 * @returns {import('./index.js').Session}
 */
export function sessionOf(runs, { lang = 'zh', describeRule = inWords } = {}) {
  const [{ trace: { events, dropped } }] = runs;
  const labels = indexOf(events.map(({ event }) => eventText(event)));
  const rules = indexOf(runs.flatMap(({ replayed }) => replayed.decisions.map(({ rule }) => rule)));
  return {
    lang,
    start: events.length ? events[0].atMs : 0,
    dropped,
    // An event is as much later than the one before it.
    later: events.map(({ atMs }, at) => (at ? atMs - events[at - 1].atMs : 0)),
    labels: labels.list,
    kinds: labels.list.map((label) => eventKind(events.find(({ event }) => eventText(event) === label).event)),
    events: labels.at,
    motion: motionOf(events),
    rules: rules.list,
    words: rules.list.map((rule) => textOf(describeRule(rule), lang)),
    runs: runs.map(({ title, replayed: { decisions, stats } }, run) => ({
      title: title ? title[lang] : '',
      rules: changesOf(rules.at.slice(run * events.length, (run + 1) * events.length)),
      phases: changesOf(decisions.map(({ phase }) => phase)),
      attempts: changesOf(decisions.map(({ attempt }) => attempt)),
      behind: changesOf(decisions.map(({ behindMs }) => (behindMs === null ? null : Math.round(behindMs)))),
      errors: changesOf(decisions.map(({ error }) => (error ? `${error.code}: ${error.message[lang]}` : ''))),
      commands: decisions.flatMap(({ commands }, at) => commands.map((command) => [at, commandKind(command), commandText(command)])),
      figures: figures(stats).map(({ name, value }) => [name[lang], value]),
    })),
  };
}

function textOf(text, lang) {
  return text ? text[lang] : '';
}

/** Each text once, and where in that list each stands. @param {string[]} texts */
function indexOf(texts) {
  const list = [...new Set(texts)];
  const places = new Map(list.map((text, at) => [text, at]));
  return { list, at: texts.map((text) => places.get(text)) };
}

/** The values that differ from the one before, each with its place. @template T @param {T[]} values @returns {[number, T][]} */
function changesOf(values) {
  return values.flatMap((value, at) => (at && value === values[at - 1] ? [] : [[at, value]]));
}

/**
 * How fast the picture moved until an event. A `<video>` reports positions: 1 is as fast as life. A `<live-player>`
 * reports frames a second.
 * @returns {{ unit: '×' | 'fps', values: [number, number][] }}
 */
function motionOf(events) {
  const frames = events.flatMap(({ event }, at) => (event.type === 'netStatus' && event.videoFPS !== undefined ? [[at, event.videoFPS]] : []));
  if (frames.length) return { unit: 'fps', values: frames };
  const values = [];
  let last = null;
  events.forEach(({ event, atMs }, at) => {
    if (event.type !== 'media' || event.position === undefined) return;
    if (last && atMs > last.atMs) {
      const speed = (event.position - last.position) / ((atMs - last.atMs) / 1000);
      values.push([at, speed >= 0 && speed <= FASTEST ? Math.round(speed * 100) / 100 : 0]);
    }
    if (!last || atMs > last.atMs) last = { position: event.position, atMs };
  });
  return { unit: '×', values };
}
