// Mini-dramas: what there is, how its audit stands, and an episode that plays on when its link does not.

import { init, minidrama } from '/playward/web.mjs';
import { Requests } from '../ezviz/requests.js';
import { explained } from '../ezviz/source.js';
import { minutes, said, text, write } from '../text.js';
import { screen } from '../watched-video.js';
import { Business } from './business.js';
import { DramaVideo } from './drama-video.js';
import './words.js';

const [AUDITING, REJECTED, PASSED, RETURNED] = [1, 2, 3, 4];
const VERDICTS = [{ id: 'pass', status: PASSED }, { id: 'reject', status: REJECTED }, { id: 'return', status: RETURNED }];
const SHORT_SECONDS = 20;

const TRIAL_OVER = '<div class="over" id="trial-over" role="status" hidden><p data-text="drama_trial_over"></p><button class="primary" id="unlock" data-text="drama_unlock"></button></div>';

const MARKUP = `
  <link rel="stylesheet" href="ezviz/ezviz.css">
  <link rel="stylesheet" href="drama/drama.css">
  <main class="drama">
    <div class="column">
      <section class="stage">
        ${screen(TRIAL_OVER)}
        <div class="under"><b id="episode-name"></b><button id="next" data-text="drama_next"></button></div>
      </section>
    </div>
    <div class="column">
      <section class="panel">
        <h2 data-text="drama_list"></h2>
        <div class="dramas" id="dramas"></div>
        <h2 data-text="drama_episodes"></h2>
        <div class="episodes" id="episodes"></div>
        <p class="notice" id="notice" role="status"></p>
      </section>
      <div class="pair">
        <section class="panel">
          <h2 data-text="drama_audit"></h2>
          <p class="audit-state" id="audit" role="status"></p>
          <p class="hint" data-text="drama_audit_hint"></p>
          <div class="buttons pair" id="verdicts"></div>
        </section>
        <section class="panel">
          <h2 data-text="drama_link"></h2>
          <dl class="link">
            <div><dt data-text="drama_link_left"></dt><dd id="link-left"></dd></div>
            <div><dt data-text="drama_link_mark"></dt><dd id="link-mark"></dd></div>
            <div><dt data-text="drama_link_trial"></dt><dd id="link-trial"></dd></div>
          </dl>
          <p class="hint" data-text="drama_link_hint"></p>
          <div class="buttons pair"><button id="expire" data-text="drama_expire"></button><button id="short" aria-pressed="false" data-text="drama_short"></button></div>
        </section>
      </div>
      <section class="panel requests-panel">
        <h2 data-text="drama_requests"></h2>
        <ol class="requests" id="requests" tabindex="0"></ol>
      </section>
    </div>
  </main>
`;

/** @type {import('../tabs.js').Open} */
export function open({ place }) {
  place.innerHTML = MARKUP;
  const find = (id) => place.querySelector(`#${id}`);
  const video = new DramaVideo(place, null);
  const parts = [video];
  let closed = false;

  async function begin() {
    const [business] = await Promise.all([Business.open(), init()]);
    if (closed) return;
    video.business = business;
    parts.push(new Requests(business, find('requests')));

    /** @type {import('./business.js').Drama[]} */
    let dramas = [];
    let chosen = null;
    let notice = () => '';
    const drama = () => dramas.find(({ dramaId }) => dramaId === chosen);
    const state = ({ status }) => minidrama.describeAudit(status);
    video.about = () => (!drama() || state(drama()).playable ? '' : text('drama_not_playable', { name: drama().name, state: said(state(drama()).message) }));
    const failed = (error) => { notice = () => explained(error).message; };

    async function load() {
      const found = await business.list();
      if (closed) return;
      dramas = found;
      drawDramas();
    }
    function choose(dramaId) {
      chosen = dramaId;
      notice = () => '';
      video.clear();
      drawEpisodes();
      if (state(drama()).playable) video.open(drama().episodes[0]);
    }
    function play(episode) {
      notice = () => '';
      video.open(episode);
    }
    const following = () => {
      const { episodes } = drama() || { episodes: [] };
      return episodes[episodes.findIndex(({ mediaId }) => video.episode && mediaId === video.episode.mediaId) + 1];
    };
    /** What was done may have changed the audit. */
    const act = (deed) => deed.then(load).then(() => {
      if (!closed && !video.episode) choose(chosen);
    }).catch(failed);

    function drawDramas() {
      find('dramas').replaceChildren(...dramas.map(({ dramaId, name, episodes }) => {
        const button = document.createElement('button');
        button.className = 'drama-card';
        button.dataset.drama = dramaId;
        button.innerHTML = '<span class="cover" aria-hidden="true"></span><b></b><small></small><i class="state"></i>';
        write(button.querySelector('.cover'), name[0]);
        write(button.querySelector('b'), name);
        button.dataset.count = episodes.length;
        button.addEventListener('click', () => choose(dramaId));
        return button;
      }));
    }
    function drawEpisodes() {
      find('episodes').replaceChildren(...drama().episodes.map((episode, index) => {
        const button = document.createElement('button');
        button.dataset.episode = index + 1;
        button.append(Object.assign(document.createElement('b'), { textContent: index + 1 }), document.createElement('small'));
        button.addEventListener('click', () => play(episode));
        return button;
      }));
    }

    video.onDecision((decision) => {
      if (!decision || decision.phase !== 'ended' || video.trialOver) return;
      const { episode } = video;
      const next = following();
      if (!next) notice = () => text('drama_all_over');
      // Not in the middle of telling that the one before is over.
      else queueMicrotask(() => { if (!closed && episode === video.episode) play(next); });
    });
    find('next').addEventListener('click', () => play(following()));
    find('unlock').addEventListener('click', () => video.unlock().catch(failed));
    find('expire').addEventListener('click', () => business.expireLinks().catch(failed));
    find('short').addEventListener('click', () => {
      business.linkSeconds = business.linkSeconds === null ? SHORT_SECONDS : null;
      if (video.episode) video.renew().catch(failed);
    });
    const verdicts = VERDICTS.map(({ id, status }) => ({ id, from: [AUDITING], act: () => business.audit(chosen, status) }));
    verdicts.push({ id: 'resubmit', from: [REJECTED, RETURNED], act: () => business.submit(chosen) });
    for (const verdict of verdicts) {
      verdict.button = document.createElement('button');
      verdict.button.id = `audit-${verdict.id}`;
      verdict.button.addEventListener('click', () => act(verdict.act()));
      find('verdicts').append(verdict.button);
    }

    parts.push({
      draw() {
        for (const button of find('dramas').children) {
          const one = dramas.find(({ dramaId }) => dramaId === button.dataset.drama);
          button.setAttribute('aria-pressed', String(one.dramaId === chosen));
          button.dataset.state = state(one).code;
          write(button.querySelector('small'), text('drama_count', { n: button.dataset.count }));
          write(button.querySelector('.state'), said(state(one).message));
        }
        const own = drama();
        if (!own) return;
        const { playable, message, code } = state(own);
        [...find('episodes').children].forEach((button, index) => {
          const episode = own.episodes[index];
          button.disabled = !playable;
          button.setAttribute('aria-pressed', String(Boolean(video.episode) && episode.mediaId === video.episode.mediaId));
          write(button.lastChild, episode.trialSeconds === null ? minutes(episode.duration) : text('drama_trial', { n: episode.trialSeconds }));
        });
        write(find('audit'), said(message));
        find('audit').dataset.state = code;
        for (const { id, from, button } of verdicts) {
          write(button, text(`drama_${id}`));
          button.disabled = !from.includes(own.status);
        }

        const { episode, link } = video;
        write(find('episode-name'), episode ? episode.name : own.name);
        find('next').disabled = !episode || !following();
        find('trial-over').hidden = !video.trialOver;
        find('expire').disabled = !episode || video.trialOver;
        find('short').disabled = !episode || video.trialOver;
        find('short').setAttribute('aria-pressed', String(business.linkSeconds !== null));
        write(find('link-left'), link ? minutes(video.linkLeft) : '–');
        write(find('link-mark'), link && link.mark ? link.mark : '–');
        write(find('link-trial'), !link ? '–' : link.trialSeconds === null ? text('drama_link_whole') : `${link.trialSeconds} s`);
        write(find('notice'), notice());
      },
    });

    await load();
    if (!closed && dramas.length) choose(dramas[0].dramaId);
  }
  begin().catch((error) => { video.failure = explained(error); });

  return {
    view: video,
    draw() {
      for (const part of parts) part.draw();
    },
    close() {
      closed = true;
      video.close();
    },
  };
}
