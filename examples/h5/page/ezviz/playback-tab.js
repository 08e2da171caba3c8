// EZVIZ playback: a day of one device on an axis, from its card or from the cloud.

import { ezviz } from '/playward/web.mjs';
import { text, write } from '../text.js';
import { screen } from '../watched-video.js';
import { Axis, SPANS } from './axis.js';
import { dayAfter, secondsOf, timeOf } from './clock.js';
import { CODE_FIELD, CodeField } from './code-field.js';
import { named } from './device-list.js';
import { Faults } from './faults.js';
import { PlaybackVideo } from './playback-video.js';
import { RecordedDay } from './recorded-day.js';
import { Requests } from './requests.js';
import { explained, Source } from './source.js';
import './words.js';

const STORAGES = ['local', 'cloud'];
/** Without a date in the address, the latest of so many days that has recordings. */
const DAYS_BACK = 5;
const today = () => ezviz.today(Date.now());

const MARKUP = `
  <link rel="stylesheet" href="ezviz/ezviz.css">
  <main class="ezviz">
    <div class="column">
      <section class="stage">
        ${screen(CODE_FIELD)}
      </section>
      <section class="panel">
        <div class="axis-head">
          <p class="moment"><span id="moment">--:--:--</span><small id="shown-day"></small></p>
          <div class="segmented" id="spans" role="group" data-label="ezviz_axis"></div>
        </div>
        <svg class="axis" id="axis" tabindex="0" role="slider" aria-valuemin="0" aria-valuemax="86399" data-label="ezviz_axis"></svg>
        <svg class="day-bar" id="day-bar" preserveAspectRatio="none" role="img" data-label="ezviz_whole_day"></svg>
        <p class="hint" data-text="ezviz_axis_hint"></p>
        <p class="notice" id="notice" role="status"></p>
      </section>
      <section class="panel recordings-panel">
        <h2 data-text="ezviz_recordings"></h2>
        <div class="recordings" id="recordings"></div>
      </section>
    </div>
    <div class="column">
      <section class="panel">
        <h2 data-text="ezviz_find"></h2>
        <div class="finder">
          <label><span class="unseen" data-text="ezviz_device"></span><select id="device"></select></label>
          <div class="segmented" id="storages" role="group" data-label="ezviz_storage"></div>
        </div>
        <div class="finder">
          <button class="step" id="day-before" data-label="ezviz_day_before">‹</button>
          <label><span class="unseen" data-text="ezviz_day"></span><input type="date" id="day"></label>
          <button class="step" id="day-after" data-label="ezviz_day_after">›</button>
        </div>
        <form class="finder" id="jump">
          <label><span data-text="ezviz_jump"></span><input type="time" id="time" step="1" required></label>
          <button data-text="play"></button>
        </form>
      </section>
      <section class="panel">
        <h2 data-text="break_title"></h2>
        <p class="hint" data-text="ezviz_break_hint"></p>
        <div class="buttons" id="faults"></div>
      </section>
      <section class="panel requests-panel">
        <h2 data-text="ezviz_requests"></h2>
        <ol class="requests" id="requests" tabindex="0"></ol>
      </section>
    </div>
  </main>
`;

/** @type {import('../tabs.js').Open} query: deviceSerial, date, storage, as ezviz.parseLaunch understands them */
export function open({ place, query }) {
  place.innerHTML = MARKUP;
  const find = (id) => place.querySelector(`#${id}`);
  const video = new PlaybackVideo(place, null);
  const parts = [video, new CodeField(find('code-field'), video)];
  const endings = [() => video.close()];
  let closed = false;

  async function begin() {
    const source = await Source.open();
    if (closed) return;
    video.source = source;
    parts.push(new Requests(source, find('requests')));
    const recorded = new RecordedDay(source, video);
    const faults = new Faults(source, find('faults'), { names: ['device', 'encrypt', 'tokens', 'cut'], stream: 'openpb', serial: () => find('device').value || null });
    endings.push(() => recorded.close(), () => faults.close());
    parts.push(faults);

    const axis = new Axis(find('axis'), find('day-bar'), (time) => recorded.seek(time));
    const { deviceSerial, date, storage = 'local' } = launch(query);
    const chosen = { device: { deviceSerial, channelNo: 1 }, day: date || dayAfter(today(), -1), storage };
    const choose = async (change) => {
      Object.assign(chosen, change);
      const showing = recorded.choose({ ...chosen });
      show();
      const found = await showing;
      if (closed) return false;
      show();
      return found;
    };
    const show = () => {
      find('day').value = chosen.day;
      axis.setSegments(recorded.segments);
      if (!video.playback) axis.setMoment(0);
      drawRecordings(find('recordings'), recorded);
      drawAll();
    };
    recorded.shown = show;

    find('device').addEventListener('change', ({ target }) => choose({ device: { deviceSerial: target.value, channelNo: 1 } }));
    find('day').addEventListener('change', ({ target }) => { if (target.value) choose({ day: target.value }); });
    find('day-before').addEventListener('click', () => choose({ day: dayAfter(chosen.day, -1) }));
    find('day-after').addEventListener('click', () => choose({ day: dayAfter(chosen.day, 1) }));
    find('jump').addEventListener('submit', (event) => {
      event.preventDefault();
      recorded.seek(timeOf(secondsOf(find('time').value)));
    });
    find('recordings').addEventListener('click', ({ target }) => {
      const button = target.closest('[data-start]');
      if (button) recorded.seek(button.dataset.start);
    });
    const storages = choice(find('storages'), STORAGES, 'ezviz_storage', (name) => choose({ storage: name }));
    const spans = choice(find('spans'), SPANS.map(({ name }) => name), 'ezviz_span', (name) => axis.setZoom(SPANS.findIndex((one) => one.name === name)));

    let devices = [];
    parts.push({
      draw() {
        if (video.playback) axis.setMoment(video.moment);
        video.clock = video.playback ? `${timeOf(video.moment)} / ${video.segment.end}` : '';
        axis.draw();
        write(find('moment'), recorded.segments.length ? timeOf(axis.shown) : '--:--:--');
        write(find('shown-day'), chosen.day);
        write(find('notice'), recorded.notice());
        find('day-after').disabled = chosen.day >= today();
        find('day').max = today();
        storages(chosen.storage);
        spans(SPANS[axis.zoom].name);
        for (const option of find('device').options) write(option, named(devices.find((device) => device.deviceSerial === option.value)));
        for (const button of find('recordings').children) {
          const { start, end } = button.dataset;
          const on = video.playback && secondsOf(start) <= video.moment && video.moment < secondsOf(end);
          button.setAttribute('aria-pressed', String(Boolean(on)));
        }
      },
    });

    const { outcome, data } = await source.account.ask('device_list');
    if (closed) return;
    if (!outcome.ok) throw Object.assign(new Error(outcome.code), { outcome });
    devices = data;
    chosen.device.deviceSerial ||= devices[0].deviceSerial;
    find('device').append(...devices.map((device) => new Option(named(device), device.deviceSerial)));
    find('device').value = chosen.device.deviceSerial;
    const { turn } = recorded;
    for (let back = 0; back < (date ? 1 : DAYS_BACK); back += 1) {
      if (closed || recorded.turn !== turn + back) return;
      if (await choose(back ? { day: dayAfter(chosen.day, -1) } : {}) || recorded.refusal) return;
    }
  }
  const drawAll = () => { for (const part of parts) part.draw(); };
  begin().catch((error) => { video.failure = explained(error); });

  return {
    view: video,
    draw: drawAll,
    close() {
      closed = true;
      for (const end of endings) end();
    },
  };
}

/** What a link asks for; a link that makes no sense asks for nothing. */
function launch(query) {
  try {
    return ezviz.parseLaunch(Object.fromEntries(query));
  } catch (refused) {
    return {};
  }
}

/** Buttons of which one holds. @returns {(name: string) => void} draws which */
function choice(place, names, texts, choose) {
  const buttons = names.map((name) => {
    const button = document.createElement('button');
    button.dataset.choice = name;
    button.addEventListener('click', () => choose(name));
    place.append(button);
    return { name, button };
  });
  return (chosen) => {
    for (const { name, button } of buttons) {
      write(button, text(`${texts}_${name}`));
      button.setAttribute('aria-pressed', String(name === chosen));
    }
  };
}

function drawRecordings(place, { segments }) {
  place.replaceChildren(...segments.map(({ start, end }) => {
    const button = document.createElement('button');
    Object.assign(button.dataset, { start, end });
    const length = document.createElement('small');
    length.textContent = `${Math.round((secondsOf(end) - secondsOf(start)) / 60)} min`;
    button.append(`${start.slice(0, 5)} – ${end.slice(0, 5)}`, length);
    return button;
  }));
}
