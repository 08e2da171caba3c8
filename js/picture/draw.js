// Draws a session into an element: bands, curves and marks over one axis of time, and the decision under the cursor.

import { dressing } from '../views/dress.js';
import { STYLE } from './style.js';
import { seconds } from './words.js';

const TEXTS = {
  zh: {
    session: '一次播放', motion: '画面', lag: '落后直播', events: '事件', commands: '命令', moments: '所有变化',
    keys: '← → 逐条，Shift 跳到下一个变化，Home End 首尾，+ − 缩放', dropped: (count) => `更早的 ${count} 条已折叠`, unknown: '没有报告',
    kinds: { user: '用户', page: '页面', player: '播放器', bad: '故障', answer: '答复', start: '启动', ask: '要地址或令牌', stop: '停止', edge: '追到最新', error: '显示的错误' },
  },
  en: {
    session: 'a session', motion: 'motion', lag: 'behind live', events: 'events', commands: 'commands', moments: 'all changes',
    keys: '← → each decision, with Shift the next change, Home End, + − zoom', dropped: (count) => `${count} earlier events are folded`, unknown: 'not reported',
    kinds: { user: 'user', page: 'page', player: 'player', bad: 'fault', answer: 'answer', start: 'start', ask: 'address or token asked for', stop: 'stop', edge: 'to the live edge', error: 'error shown' },
  },
};

const dress = dressing(STYLE);

const BAND = 26;
const MARKS = 18;
const CHART = 58;
const TITLE = 18;
const NAME = 16;
const AXIS = 18;

const escape = (text) => String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** A mark of a kind, its middle at x and y. */
const SHAPES = {
  start: (x, y) => `M${x - 4} ${y - 5}l9 5-9 5z`,
  edge: (x, y) => `M${x - 5} ${y - 4}l5 4-5 4zm5 0l5 4-5 4z`,
  stop: (x, y) => `M${x - 4} ${y - 4}h8v8h-8z`,
  bad: (x, y) => `M${x - 5} ${y + 4}l5-9 5 9z`,
  round: (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`,
};

const mark = (kind, x, y) => `<path class="of ${kind}" d="${(SHAPES[kind] || SHAPES.round)(round(x), y)}"/>`;

/** The same within the picture. */
const markWithin = (width, kind, x, y) => mark(kind, Math.min(Math.max(x, 5), width - 5), y);

/**
 * @param {HTMLElement} host emptied
 * @param {import('./index.js').Session} session
 * @returns {{ close(): void }}
 */
export function drawSession(host, session) {
  const { lang, labels, kinds, events, runs, rules, words, motion, dropped } = session;
  const texts = TEXTS[lang];
  const times = [];
  session.later.reduce((sum, later) => { times.push(sum + later); return sum + later; }, 0);
  const last = Math.max(times.length - 1, 0);
  const end = Math.max(times[last] || 0, 1);
  const view = { from: 0, to: end };
  let cursor = 0;
  let width = 0;

  const root = host.shadowRoot || host.attachShadow({ mode: 'open' });
  const present = new Set(runs.flatMap(({ phases }) => phases.map(([, phase]) => phase)));
  const used = new Set([...events.map((label) => kinds[label]), ...runs.flatMap(({ commands }) => commands.map(([, kind]) => kind))]);
  const symbol = (kind) => `<svg viewBox="-6 -6 12 12" aria-hidden="true">${kind === 'error' ? '<path class="error" d="M-6-2h12v4h-12z"/>' : mark(kind, 0, 0)}</svg>`;
  root.innerHTML = `
    <svg class="picture" tabindex="0" role="slider" aria-label="${texts.session}" aria-valuemin="0" aria-valuemax="${last}"></svg>
    <p class="keys">${escape(texts.keys)}${dropped ? ` · ${escape(texts.dropped(dropped))}` : ''}</p>
    <div class="panel"></div>
    <ul class="legend">
      ${[...present].map((phase) => `<li><svg viewBox="0 0 10 10" aria-hidden="true"><path class="of ${escape(phase)}" d="M0 0h10v10H0z"/></svg>${escape(phase)}</li>`).join('')}
      ${Object.keys(texts.kinds).filter((kind) => used.has(kind) || (kind === 'error' && runs.some(({ errors }) => errors.some(([, text]) => text)))).map((kind) => `<li>${symbol(kind)}${texts.kinds[kind]}</li>`).join('')}
    </ul>
    <table>${runs.length > 1 ? `<tr><th></th>${runs.map(({ title }) => `<td>${escape(title)}</td>`).join('')}</tr>` : ''}
      ${runs[0].figures.map(([name], row) => `<tr><th scope="row">${escape(name)}</th>${runs.map(({ figures }) => `<td>${escape(figures[row][1])}</td>`).join('')}</tr>`).join('')}
    </table>
    <details><summary>${texts.moments}</summary><ol></ol></details>`;
  dress(root);
  const svg = root.querySelector('.picture');
  const panel = root.querySelector('.panel');

  const x = (at) => ((at - view.from) / (view.to - view.from)) * width;
  const shown = ([from, to]) => times[to] >= view.from && times[from] <= view.to;

  /** From each change to the next: [first, last, value]. */
  const stretches = (changes) => changes.map(([at, value], place) => [at, place + 1 < changes.length ? changes[place + 1][0] : last, value]);

  /** What a list of changes says at a place. */
  function valueAt(changes, at) {
    let low = 0;
    for (let high = changes.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (changes[middle][0] <= at) low = middle;
      else high = middle;
    }
    return changes.length ? changes[low][1] : null;
  }

  /** The places where something happened: another phase, rule, error, or a command. */
  const moments = [...new Set(runs.flatMap(({ phases, errors, commands }) => [...phases, ...errors, ...commands].map(([at]) => at)))].sort((one, other) => one - other);

  function band(run, top) {
    const blocks = stretches(run.phases).filter(shown).map(([from, to, phase]) => {
      const [left, right] = [Math.max(x(times[from]), 0), Math.min(x(times[to]), width)];
      const text = right - left > phase.length * 6.5 + 8 ? `<text class="onband" x="${round(left + 5)}" y="${top + 17}">${escape(phase)}</text>` : '';
      return `<rect class="of ${escape(phase)}" x="${round(left)}" y="${top}" width="${round(Math.max(right - left, 1))}" height="${BAND}"/>${text}`;
    });
    const errors = stretches(run.errors).filter((stretch) => stretch[2] && shown(stretch)).map(([from, to]) => {
      const [left, right] = [Math.max(x(times[from]), 0), Math.min(x(times[to]), width)];
      return `<rect class="error" x="${round(left)}" y="${top + BAND + 1}" width="${round(Math.max(right - left, 2))}" height="3"/>`;
    });
    const marks = run.commands.filter(([at]) => shown([at, at])).map(([at, kind]) => markWithin(width, kind, x(times[at]), top + BAND + 14));
    return blocks.join('') + errors.join('') + marks.join('');
  }

  function chart(name, unit, top, curves) {
    const most = Math.max(...curves.flatMap((curve) => curve.values.map(([, value]) => value || 0)), curves[0].least);
    const y = (value) => round(top + CHART - (Math.min(value, most) / most) * (CHART - 4));
    const paths = curves.map(({ values, kind, steps }, place) => {
      let path = '';
      let before = null;
      for (const [at, value] of values) {
        if (value !== null) {
          const to = round(x(times[at]));
          if (before === null) path += `M${to} ${y(value)}`;
          else path += steps === 'before' ? `V${y(value)}H${to}` : `H${to}V${y(value)}`;
        } else if (before !== null) {
          path += `H${round(x(times[at]))}`;
        }
        before = value;
      }
      // What was last reported stands until the end.
      if (steps === 'after' && before !== null) path += `H${round(x(times[last]))}`;
      return `<path class="curve ${kind}${place ? ' second' : ''}" d="${path}"/>`;
    });
    const empty = curves.every(({ values }) => values.every(([, value]) => value === null));
    const title = `<text x="2" y="${top - 4}">${escape(name)}: ${empty ? texts.unknown : `0–${round(most)} ${unit}`}</text>`;
    return `${title}<rect class="lane" x="0" y="${top}" width="${width}" height="${CHART}"/>${empty ? '' : paths.join('')}`;
  }

  function axis(top) {
    const wanted = (view.to - view.from) / Math.max(width / 90, 2);
    const step = [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 108e5, 432e5].find((size) => size >= wanted) || 864e5;
    const lines = [];
    for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
      lines.push(`<path class="grid" d="M${round(x(at))} ${AXIS}V${top}"/><text x="${round(Math.min(x(at) + 3, width - 40))}" y="12">${clock(at, step)}</text>`);
    }
    return lines.join('');
  }

  function draw() {
    if (!width) return;
    let top = AXIS;
    const parts = [];
    for (const run of runs) {
      if (runs.length > 1) {
        parts.push(`<text class="name" x="2" y="${top + 13}">${escape(run.title)}</text>`);
        top += TITLE;
      }
      parts.push(band(run, top));
      top += BAND + MARKS + 8;
    }
    top += NAME - 4;
    parts.push(`<text x="2" y="${top - 4}">${texts.events}</text><rect class="lane" x="0" y="${top}" width="${width}" height="${MARKS + 4}"/>`);
    events.forEach((label, at) => {
      if (kinds[label] !== 'often' && shown([at, at])) parts.push(markWithin(width, kinds[label], x(times[at]), top + 11));
    });
    top += MARKS + 8 + NAME;
    parts.push(chart(texts.motion, motion.unit, top, [{ values: motion.values, kind: 'motion', least: 1, steps: 'before' }]));
    top += CHART + 4 + NAME;
    const inSeconds = (changes) => changes.map(([at, value]) => [at, value === null ? null : value / 1000]);
    parts.push(chart(texts.lag, 's', top, runs.map(({ behind }) => ({ values: inSeconds(behind), kind: 'lag', least: 1, steps: 'after' }))));
    top += CHART;
    svg.setAttribute('viewBox', `0 0 ${width} ${top}`);
    svg.setAttribute('height', top);
    svg.innerHTML = `${axis(top)}${parts.join('')}<path class="cursor"/>`;
    point();
  }

  /** Shows the decision under the cursor. */
  function point() {
    const place = round(x(times[cursor] || 0));
    const line = svg.querySelector('.cursor');
    if (line) line.setAttribute('d', `M${place} ${AXIS}V${svg.getAttribute('height')}`);
    svg.setAttribute('aria-valuenow', cursor);
    svg.setAttribute('aria-valuetext', `${seconds(times[cursor] || 0)} ${labels[events[cursor]] || ''} ${runs.map((run) => `${valueAt(run.phases, cursor)} ${valueAt(run.rules, cursor) === null ? '' : rules[valueAt(run.rules, cursor)]}`).join('; ')}`);
    panel.innerHTML = events.length ? runs.map(card).join('') : '';
  }

  function card(run) {
    const rule = valueAt(run.rules, cursor);
    const [phase, error, attempt, behind] = [run.phases, run.errors, run.attempts, run.behind].map((changes) => valueAt(changes, cursor));
    const commands = run.commands.filter(([at]) => at === cursor).map(([, , text]) => `<code>→ ${escape(text)}</code>`).join('<br>');
    const details = [attempt ? `#${attempt}` : '', behind === null ? '' : `${texts.lag} ${seconds(behind)}`].filter(Boolean).join(' · ');
    return `<div class="card">${run.title ? `<p class="soft">${escape(run.title)}</p>` : ''}
      <p>+${seconds(times[cursor])} <code>${escape(labels[events[cursor]])}</code> <span class="chip ${escape(phase)}">${escape(phase)}</span></p>
      <p><b>${escape(rules[rule])}</b>${words[rule] ? ` <span class="soft">${escape(words[rule])}</span>` : ''}</p>
      ${commands ? `<p>${commands}</p>` : ''}${error ? `<p class="wrong">${escape(error)}</p>` : ''}${details ? `<p class="soft">${escape(details)}</p>` : ''}</div>`;
  }

  function move(to) {
    cursor = Math.min(Math.max(to, 0), last);
    const at = times[cursor];
    const half = (view.to - view.from) / 2;
    if (at < view.from || at > view.to) look(at - half, at + half);
    else point();
  }

  /** Shows another stretch of time. */
  function look(from, to) {
    const size = Math.min(Math.max(to - from, 500), end);
    view.from = Math.min(Math.max(from, 0), end - size);
    view.to = view.from + size;
    draw();
  }

  function zoom(factor) {
    const at = times[cursor];
    look(at - (at - view.from) * factor, at + (view.to - at) * factor);
  }

  const next = () => moments.find((at) => at > cursor) ?? last;
  const previous = () => moments.findLast((at) => at < cursor) ?? 0;
  const keys = {
    ArrowRight: ({ shiftKey }) => move(shiftKey ? next() : cursor + 1),
    ArrowLeft: ({ shiftKey }) => move(shiftKey ? previous() : cursor - 1),
    Home: () => move(0),
    End: () => move(last),
    PageDown: () => move(next()),
    PageUp: () => move(previous()),
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
  };
  svg.addEventListener('keydown', (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key](event);
  });
  const follow = ({ clientX }) => {
    const box = svg.getBoundingClientRect();
    const at = view.from + ((clientX - box.left) / box.width) * (view.to - view.from);
    cursor = nearest(times, at);
    point();
  };
  svg.addEventListener('pointermove', follow);
  svg.addEventListener('pointerdown', follow);

  root.querySelector('ol').innerHTML = moments.map((at) => {
    const run = runs[0];
    const commands = run.commands.filter(([place]) => place === at).map(([, , text]) => `→ ${text}`).join(' ');
    return `<li><button type="button" value="${at}"><span class="when">+${seconds(times[at])}</span><span class="chip ${escape(valueAt(run.phases, at))}">${escape(valueAt(run.phases, at))}</span><span>${escape(labels[events[at]])}</span><span class="soft">${escape(rules[valueAt(run.rules, at)])}</span><span>${escape(commands)}</span></button></li>`;
  }).join('');
  root.querySelector('ol').addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button) move(Number(button.value));
  });

  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (Math.round(contentRect.width) === width) return;
    width = Math.round(contentRect.width);
    draw();
  });
  observer.observe(svg);
  point();
  return { close: () => observer.disconnect() };
}

/** @param {number} at ms @param {number} step between two marks */
function clock(at, step) {
  if (step < 1000) return seconds(at);
  const whole = Math.round(at / 1000);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.slice(parts[0] ? 0 : 1).map((part, place) => (place ? String(part).padStart(2, '0') : part)).join(':');
}

/** @param {number[]} sorted */
function nearest(sorted, value) {
  let [low, high] = [0, sorted.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle;
    else high = middle;
  }
  return high > low && sorted[high] - value < value - sorted[low] ? high : Math.max(low, 0);
}
