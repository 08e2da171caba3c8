// 小智宝: the verdict on a video before anybody presses play, as the form is filled in.

import { init, xiaozhibao } from '/playward/web.mjs';
import { said, text, write } from '../text.js';
import { beginning, EXAMPLES } from './examples.js';
import './words.js';

const field = (name, type = 'text', more = '') => `<label class="field"><span data-text="xzb_${name}"></span><input name="${name}" type="${type}" autocomplete="off" spellcheck="false" ${more}></label>`;
const check = (name) => `<label class="check"><input name="${name}" type="checkbox"><span data-text="xzb_${name}"></span></label>`;
const choice = (name, values) => `<label class="field"><span data-text="xzb_${name}"></span><select name="${name}">${values.map((value) => `<option value="${value}" data-text="xzb_${name}_${value}"></option>`).join('')}</select></label>`;
const SECONDS = 'min="0" step="any" inputmode="decimal"';

const MARKUP = `
  <link rel="stylesheet" href="xiaozhibao/xiaozhibao.css">
  <main class="xiaozhibao">
    <form class="column" id="form">
      <section class="panel">
        <h2 data-text="xzb_examples"></h2>
        <div class="examples" id="examples" role="group" data-label="xzb_examples"></div>
      </section>
      <section class="panel">
        <h2 data-text="xzb_video"></h2>
        <div class="fields">
          <label class="field wide"><span data-text="xzb_url"></span><input name="url" autocomplete="off" spellcheck="false"></label>
          ${field('duration', 'number', SECONDS)}
          ${field('appid')}
        </div>
        <h2 data-text="xzb_record"></h2>
        <div class="fields">
          ${choice('audit', ['none', 'pending', 'passed', 'rejected'])}
          ${field('expires', 'datetime-local')}
          ${choice('reaudit', ['warn', 'block'])}
          ${check('subdomains')}
        </div>
      </section>
      <section class="panel">
        <h2 data-text="xzb_account"></h2>
        <div class="fields">
          ${field('bound')}
          ${field('company')}
          ${field('total', 'number', SECONDS)}
          ${field('used', 'number', SECONDS)}
          ${field('until', 'datetime-local')}
          ${field('unlimited', 'datetime-local')}
          <label class="field wide"><span data-text="xzb_domains"></span><textarea name="domains" rows="3" spellcheck="false"></textarea></label>
          ${check('registered')}
        </div>
      </section>
    </form>
    <div class="column">
      <section class="panel verdict" id="verdict" aria-live="polite">
        <h2 data-text="xzb_verdict"></h2>
        <p class="answer" id="answer"></p>
        <p id="message"></p>
        <code id="code"></code>
        <dl>
          <div><dt data-text="xzb_cost"></dt><dd id="cost"></dd></div>
          <div><dt data-text="xzb_pool"></dt><dd id="pool"></dd></div>
          <div><dt data-text="xzb_audit"></dt><dd id="audit"></dd></div>
        </dl>
      </section>
      <section class="panel">
        <h2 data-text="xzb_warnings"></h2>
        <ul class="said" id="warnings"></ul>
      </section>
      <section class="panel">
        <h2 data-text="xzb_status"></h2>
        <ul class="said" id="status"></ul>
        <p class="hint" id="change"></p>
      </section>
    </div>
  </main>
`;

const seconds = (words) => (words === '' ? null : Number(words));
const moment = (words) => (words === '' ? null : Math.floor(new Date(words).getTime() / 1000));

/** What the core is asked, from the fields by their names. */
function inputOf(given, now) {
  return {
    now,
    appid: given.appid,
    account: {
      registered: given.registered,
      appid: given.bound,
      company: given.company,
      domains: given.domains.split('\n').map((line) => line.trim()).filter(Boolean),
      unlimitedUntil: moment(given.unlimited),
      fixed: { total: seconds(given.total), used: seconds(given.used), until: moment(given.until) },
    },
    video: { url: given.url, duration: seconds(given.duration) },
    record: given.audit === 'none' ? null : { audit: given.audit, expiresAt: moment(given.expires) },
    policy: { subdomainMatch: given.subdomains, reauditPlay: given.reaudit },
  };
}

/** What the core says, or with what it cannot be asked. */
function judge(input) {
  try {
    return {
      verdict: xiaozhibao.preflight(input),
      status: xiaozhibao.accountStatus(input.account, input.appid, input.now),
      mayChange: xiaozhibao.mayChangeAppid(input.account.fixed.used),
      issues: [],
    };
  } catch (error) {
    if (!error.issues) throw error;
    return { verdict: null, status: null, mayChange: null, issues: error.issues };
  }
}

/** @type {import('../tabs.js').Open} query: example */
export function open({ place, query }) {
  place.innerHTML = MARKUP;
  const find = (id) => place.querySelector(`#${id}`);
  const form = find('form');
  /** For the console. */
  const view = { phase: 'idle', video: { currentTime: 0 }, verdict: null };
  let example = null;
  let ready = false;
  let failure = null;

  function fill(name) {
    example = name;
    const now = Math.floor(Date.now() / 1000);
    for (const [key, value] of Object.entries({ ...beginning(now), ...EXAMPLES[name](now) })) {
      form.elements[key][typeof value === 'boolean' ? 'checked' : 'value'] = value;
    }
  }
  const given = () => Object.fromEntries([...form.elements].filter(({ name }) => name).map(({ name, type, value, checked }) => [name, type === 'checkbox' ? checked : value]));

  const examples = Object.keys(EXAMPLES).map((name) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.example = name;
    button.addEventListener('click', () => {
      fill(name);
      draw();
    });
    find('examples').append(button);
    return { name, button };
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    example = null;
    draw();
  });
  fill(Object.hasOwn(EXAMPLES, query.get('example')) ? query.get('example') : 'first');
  init().then(() => {
    ready = true;
    draw();
  }, (error) => { failure = error; });

  /** Anew as it is typed, and as time goes by. */
  function draw() {
    for (const { name, button } of examples) {
      write(button, text(`xzb_example_${name}`));
      button.setAttribute('aria-pressed', String(name === example));
    }
    if (failure) write(find('message'), `${text('load_failed')}: ${failure.message}`);
    if (!ready) return;
    const { verdict, status, mayChange, issues } = judge(inputOf(given(), Math.floor(Date.now() / 1000)));
    view.verdict = verdict;
    find('verdict').dataset.allow = verdict ? verdict.allow : '';
    write(find('answer'), text(!verdict ? 'xzb_unreadable' : verdict.allow ? 'xzb_allowed' : 'xzb_refused'));
    write(find('message'), verdict ? said(verdict.message) : issues.map(({ field: name, message }) => `${name}: ${said(message)}`).join('\n'));
    write(find('code'), verdict ? verdict.code : '');
    write(find('cost'), !verdict ? '–' : verdict.chargeSeconds === null ? text('xzb_unknown') : text('xzb_seconds', { n: verdict.chargeSeconds }));
    write(find('pool'), verdict ? text(`xzb_pool_${verdict.chargePool}`) : '–');
    write(find('audit'), verdict ? text(`xzb_audit_${verdict.audit}`) : '–');
    list(find('warnings'), verdict ? verdict.warnings.map((code) => ({ code, words: said(xiaozhibao.explain(code)) })) : [], text('xzb_no_warnings'));
    list(find('status'), status ? status.issues.map(({ code, message }) => ({ code, words: said(message) })) : [], status ? text('xzb_normal') : '–');
    find('status').dataset.normal = Boolean(status && status.normal);
    write(find('change'), mayChange === null ? '' : text(mayChange ? 'xzb_change' : 'xzb_no_change'));
  }

  return { view, draw, close() {} };
}

/** @param {{ code: string, words: string }[]} rows @param {string} none what is said where there is none */
function list(place, rows, none) {
  const shown = JSON.stringify([rows, none]);
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(...(rows.length ? rows : [{ code: '', words: none }]).map(({ code, words }) => {
    const row = document.createElement('li');
    row.dataset.code = code;
    row.append(words);
    if (code) row.append(Object.assign(document.createElement('code'), { textContent: code }));
    return row;
  }));
}
