// The toolbox: what a trace, a play address, a UserSig, state codes and an answer of EZVIZ's say. What is pasted stays on the page.

import * as core from '/playward/web.mjs';
import { describeRule, drawSession, sessionOf } from '/playward/picture.mjs';
import { addressFindings } from '/findings/address.js';
import { ezvizAnswerFindings } from '/findings/ezviz-answer.js';
import { parseJson } from '/findings/json.js';
import { explain } from '/findings/refusal.js';
import { differencesOf, runsOf } from '/findings/session.js';
import { readSteps, traceOfStates } from '/findings/states.js';
import { userSigFindings } from '/findings/usersig.js';
import { language, said, text, write } from '../text.js';
import './words.js';

/** What is pasted, and what is found in it. */
const FIELDS = {
  address: (given) => addressFindings(core, given, Date.now()).findings,
  usersig: (given) => userSigFindings(core, given, Date.now()).findings,
  ezviz: (given) => ezvizAnswerFindings(core, given, describeRule).findings,
};

const field = (name, more = '') => `
  <section class="panel" id="${name}">
    <label><span data-text="box_${name}"></span><textarea rows="3" autocomplete="off" spellcheck="false"></textarea></label>
    ${more}
    <div role="status"><dl class="findings"></dl><p class="problem"></p></div>
    <div class="picture"></div>
  </section>`;

const MARKUP = `
  <link rel="stylesheet" href="toolbox/toolbox.css">
  <main class="toolbox">
    <section class="panel wide drop" id="trace">
      <div class="pair">
        <label><span data-text="box_file"></span><input type="file" accept=".json,application/json"></label>
        <label><span data-text="box_policy"></span><textarea rows="2" autocomplete="off" spellcheck="false"></textarea></label>
      </div>
      <p class="hint" data-text="box_trace_hint"></p>
      <div role="status"><p class="same"></p><p class="problem"></p></div>
      <div class="picture"></div>
    </section>
    ${field('address')}
    ${field('usersig')}
    ${field('states', '<p class="hint" data-text="box_states_hint"></p>')}
    ${field('ezviz')}
    <p class="hint wide" data-text="box_secret"></p>
  </main>`;

/** @type {import('../tabs.js').Open} */
export function open({ place }) {
  place.innerHTML = MARKUP;
  const find = (selector) => place.querySelector(selector);
  const view = { phase: 'idle', video: { currentTime: 0 } };
  const problems = new Map();
  const pictures = new Map();
  let file = null;
  let ready = false;

  /** Draws, or says in one line why not. */
  function attempt(panel, drawPanel) {
    try {
      drawPanel();
      problems.delete(panel);
    } catch (error) {
      problems.set(panel, error);
    }
    write(find(`#${panel} .problem`), problems.has(panel) ? explain(problems.get(panel), language()).line : '');
  }

  function drawPicture(panel, runs) {
    if (pictures.has(panel)) pictures.get(panel).close();
    pictures.delete(panel);
    const before = find(`#${panel} .picture`);
    const host = before.cloneNode(false);
    before.replaceWith(host);
    if (runs) pictures.set(panel, drawSession(host, sessionOf(runs, { lang: language() })));
  }

  function showTrace() {
    drawPicture('trace', null);
    const same = find('#trace .same');
    write(same, '');
    attempt('trace', () => {
      if (!file) return;
      const trace = parseJson(file.text, { zh: file.name, en: file.name });
      const policy = find('#trace textarea').value.trim();
      const runs = runsOf(core, trace, policy ? parseJson(policy, { zh: '策略', en: 'the policy' }) : undefined);
      const differences = differencesOf(runs[0]);
      const [first] = differences;
      const shown = ({ phase, rule }) => `${phase} ${rule}`;
      write(same, first ? text('box_differs', { n: differences.length, at: first.event, then: shown(first.then), now: shown(first.now) }) : text('box_same', { n: trace.events.length }));
      same.dataset.mood = first ? 'bad' : 'good';
      drawPicture('trace', runs);
    });
  }

  function showFindings(name) {
    const given = find(`#${name} textarea`).value.trim();
    const list = find(`#${name} .findings`);
    list.replaceChildren();
    attempt(name, () => {
      if (!given) return;
      list.replaceChildren(...FIELDS[name](given).map(({ name: called, value, mood }) => {
        const row = document.createElement('div');
        row.append(Object.assign(document.createElement('dt'), { textContent: said(called) }), Object.assign(document.createElement('dd'), { textContent: said(value) }));
        row.lastChild.dataset.mood = mood;
        return row;
      }));
    });
  }

  function showStates() {
    drawPicture('states', null);
    attempt('states', () => {
      const words = find('#states textarea').value.trim();
      if (!words) return;
      const trace = traceOfStates(core, readSteps(words.split(/\s+/)), {});
      drawPicture('states', runsOf(core, trace));
    });
  }

  async function read(chosen) {
    if (!chosen) return;
    file = { name: chosen.name, text: await chosen.text() };
    showTrace();
  }

  function showAll() {
    shownIn = language();
    if (!ready) return;
    showTrace();
    for (const name of Object.keys(FIELDS)) showFindings(name);
    showStates();
  }

  const drop = find('.drop');
  const over = (event) => { event.preventDefault(); drop.dataset.over = 'true'; };
  drop.addEventListener('dragover', over);
  drop.addEventListener('dragleave', () => { drop.dataset.over = 'false'; });
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.dataset.over = 'false';
    read(event.dataTransfer.files[0]);
  });
  find('#trace input').addEventListener('change', ({ target }) => read(target.files[0]));
  find('#trace textarea').addEventListener('input', () => { if (ready) showTrace(); });
  for (const name of Object.keys(FIELDS)) find(`#${name} textarea`).addEventListener('input', () => { if (ready) showFindings(name); });
  find('#states textarea').addEventListener('input', () => { if (ready) showStates(); });

  let shownIn = language();
  core.init().then(() => {
    ready = true;
    showAll();
  }, (error) => { write(find('#trace .problem'), `${text('load_failed')}: ${error.message}`); });

  return {
    view,
    draw() { if (shownIn !== language()) showAll(); },
    close() { for (const picture of pictures.values()) picture.close(); },
  };
}
