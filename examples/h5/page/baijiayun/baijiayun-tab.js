// Videos on demand: uploaded, transcoded, and played by quality, also when their addresses have run out.

import { baijiayun, init } from '/playward/web.mjs';
import { Requests } from '../ezviz/requests.js';
import { explained } from '../ezviz/source.js';
import { minutes, said, text, write } from '../text.js';
import { screen } from '../watched-video.js';
import { BaijiayunVideo } from './baijiayun-video.js';
import { Business } from './business.js';
import './words.js';

const QUALITIES = ['low', 'high', 'superHD', '720p', '1080p'];
const CLIP = { url: '/clip/episode-1.mp4', name: '雨巷来信.mp4' };
const POLL_MS = 1000;
/** Long enough to be seen. */
const TRANSCODE_MS = 1500;
const SHORT_SECONDS = 5;

const MARKUP = `
  <link rel="stylesheet" href="ezviz/ezviz.css">
  <link rel="stylesheet" href="baijiayun/baijiayun.css">
  <main class="baijiayun">
    <div class="column">
      <section class="stage">
        ${screen()}
        <div class="under"><b id="video-name"></b><div class="segmented" id="qualities" role="group" data-label="baijiayun_quality"></div></div>
        <p class="notice" id="playing" role="status"></p>
      </section>
      <section class="panel requests-panel">
        <h2 data-text="baijiayun_requests"></h2>
        <ol class="requests" id="requests" tabindex="0"></ol>
      </section>
    </div>
    <div class="column">
      <section class="panel">
        <h2 data-text="baijiayun_upload"></h2>
        <p class="hint" data-text="baijiayun_upload_hint"></p>
        <div class="buttons pair"><button class="primary" id="clip" data-text="baijiayun_clip"></button><button id="choose-file" data-text="baijiayun_file"></button></div>
        <input type="file" id="file" accept="video/*,audio/*" data-label="baijiayun_file" hidden>
        <progress id="progress" max="1" value="0" data-label="baijiayun_upload"></progress>
        <p class="sending" role="status"><span id="sending-name"></span><span id="sending"></span></p>
        <button id="fail" aria-pressed="false" data-text="baijiayun_fail"></button>
      </section>
      <section class="panel">
        <h2 data-text="baijiayun_list"></h2>
        <div class="videos" id="videos"></div>
        <p class="notice" id="notice" role="status"></p>
      </section>
      <section class="panel">
        <h2 data-text="baijiayun_address"></h2>
        <dl class="address">
          <div><dt data-text="baijiayun_left"></dt><dd id="address-left"></dd></div>
          <div><dt data-text="baijiayun_fetches"></dt><dd id="fetches"></dd></div>
        </dl>
        <p class="hint" data-text="baijiayun_address_hint"></p>
        <div class="buttons pair"><button id="expire" data-text="baijiayun_expire"></button><button id="short" aria-pressed="false" data-text="baijiayun_short"></button></div>
      </section>
    </div>
  </main>
`;

const state = ({ status }) => baijiayun.describe('video_status', status);
const nameOf = (quality) => said(baijiayun.describe('definition', quality).message);
/** An upload under way is somebody's to finish; a status nobody knows may be one on the way. */
const underWay = (item) => ['transcoding', 'unknown'].includes(state(item).name);
const playable = (item) => state(item).name === 'transcoded';

/** @type {import('../tabs.js').Open} */
export function open({ place }) {
  place.innerHTML = MARKUP;
  const find = (id) => place.querySelector(`#${id}`);
  const video = new BaijiayunVideo(place, null);
  const parts = [video];
  let closed = false;
  let timer = null;

  async function begin() {
    const [business] = await Promise.all([Business.open(), init()]);
    if (closed) return;
    video.business = business;
    parts.push(new Requests(business, find('requests')));

    /** @type {import('./business.js').Item[]} */
    let items = [];
    /** Of the last upload: its file's name, how far it is, and what is said of it. */
    let upload = { name: '', fraction: 0, word: 'baijiayun_idle' };
    let failNext = false;
    let notice = () => '';
    /** @type {Map<string, (outcome: object) => void>} video id to what waits for the end of its transcoding */
    const waiting = new Map();
    video.about = () => (video.item ? '' : text('baijiayun_empty'));
    const failed = (error) => { notice = () => explained(error).message; };

    async function load() {
      clearTimeout(timer);
      const found = await business.list().catch((error) => {
        failed(error);
        return items;
      });
      if (closed) return;
      clearTimeout(timer);
      items = found;
      drawItems();
      for (const item of items.filter((one) => waiting.has(one.videoId) && !underWay(one))) {
        const { message } = state(item);
        waiting.get(item.videoId)({ ok: playable(item), code: String(item.status), message });
        waiting.delete(item.videoId);
        if (playable(item)) video.open(item);
        else notice = () => text('baijiayun_not_playable', { name: item.name, state: said(message) });
      }
      if (waiting.size || items.some(underWay)) timer = setTimeout(load, POLL_MS);
    }

    async function send(file) {
      const own = { name: file.name, fraction: 0, word: 'baijiayun_sending' };
      const fail = failNext;
      upload = own;
      failNext = false;
      notice = () => '';
      try {
        // One that is to fail must not be done before.
        await business.pace(fail ? null : TRANSCODE_MS);
        const videoId = await business.upload(file, (fraction) => { own.fraction = fraction; });
        Object.assign(own, { fraction: 1, word: 'baijiayun_sent' });
        business.transcoding(videoId, new Promise((resolve) => { waiting.set(videoId, resolve); }));
        await load();
        if (fail) await business.fail(videoId);
      } catch (error) {
        own.word = 'baijiayun_unsent';
        failed(error);
      }
    }
    const sendClip = async () => {
      const bytes = await (await fetch(CLIP.url)).blob();
      return send(new File([bytes], CLIP.name, { type: 'video/mp4' }));
    };

    function drawItems() {
      const shown = [...find('videos').children];
      find('videos').replaceChildren(...items.map((item) => {
        const before = shown.find(({ dataset }) => dataset.video === item.videoId);
        if (before) return before;
        const button = document.createElement('button');
        button.dataset.video = item.videoId;
        button.innerHTML = '<b></b><i class="state"></i><code></code><small></small>';
        write(button.querySelector('b'), item.name);
        write(button.querySelector('code'), item.videoId);
        button.addEventListener('click', () => {
          notice = () => '';
          video.open(items.find(({ videoId }) => videoId === item.videoId));
        });
        return button;
      }));
    }

    find('clip').addEventListener('click', () => sendClip().catch(failed));
    find('choose-file').addEventListener('click', () => find('file').click());
    find('file').addEventListener('change', ({ target }) => {
      const [file] = target.files;
      if (file) send(file);
      // The same one may be chosen again.
      target.value = '';
    });
    find('fail').addEventListener('click', () => { failNext = !failNext; });
    find('expire').addEventListener('click', () => business.expireAddresses().then(() => video.reconnect()).catch(failed));
    find('short').addEventListener('click', () => {
      business.urlSeconds = business.urlSeconds === null ? SHORT_SECONDS : null;
      if (video.item) video.askAnew().catch(failed);
    });
    find('qualities').append(...QUALITIES.map((quality) => {
      const button = document.createElement('button');
      button.dataset.quality = quality;
      button.addEventListener('click', () => video.choose(quality).catch(failed));
      return button;
    }));

    parts.push({
      draw() {
        for (const button of find('videos').children) {
          const item = items.find(({ videoId }) => videoId === button.dataset.video);
          const { name, message } = state(item);
          button.dataset.state = name;
          button.disabled = !playable(item);
          button.setAttribute('aria-pressed', String(Boolean(video.item) && video.item.videoId === item.videoId));
          write(button.querySelector('.state'), said(message));
          write(button.querySelector('small'), item.length ? minutes(item.length) : '');
        }
        write(find('notice'), notice() || (items.length ? '' : text('baijiayun_empty')));

        const { item, choice, playInfo, wanted, stats } = video;
        for (const button of find('qualities').children) {
          const { quality } = button.dataset;
          write(button, nameOf(quality));
          button.dataset.there = String(!playInfo || quality in playInfo);
          button.setAttribute('aria-pressed', String(quality === wanted));
        }
        write(find('video-name'), item ? item.name : '');
        write(find('playing'), choice ? text(choice.exact ? 'baijiayun_exact' : 'baijiayun_inexact', { wanted: nameOf(wanted), playing: nameOf(choice.quality) }) : '');

        const sending = upload.word === 'baijiayun_sending';
        find('progress').value = upload.fraction;
        write(find('sending-name'), upload.name);
        write(find('sending'), text(upload.word, { n: Math.round(upload.fraction * 100) }));
        for (const id of ['clip', 'choose-file']) find(id).disabled = sending;
        find('fail').setAttribute('aria-pressed', String(failNext));
        write(find('address-left'), choice && video.addressLeft !== null ? minutes(video.addressLeft) : '–');
        write(find('fetches'), stats ? stats.addressFetches : 0);
        for (const id of ['expire', 'short']) find(id).disabled = !item;
        find('short').setAttribute('aria-pressed', String(business.urlSeconds !== null));
      },
    });

    await load();
    const first = items.find(playable);
    if (!closed && first && !video.item) video.open(first);
  }
  begin().catch((error) => { video.failure = explained(error); });

  return {
    view: video,
    draw() {
      for (const part of parts) part.draw();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      if (video.business) video.business.close();
      video.close();
    },
  };
}
