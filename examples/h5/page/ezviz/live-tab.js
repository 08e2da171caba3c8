// EZVIZ live: the account's devices, the picture of one, what it can be told, and what may happen to it.

import '/playward/ptz-element.mjs';
import { text, write } from '../text.js';
import { screen } from '../watched-video.js';
import { CameraPanel } from './camera-panel.js';
import { CODE_FIELD, CodeField } from './code-field.js';
import { DeviceList, named } from './device-list.js';
import { Faults } from './faults.js';
import { LiveVideo } from './live-video.js';
import { Requests } from './requests.js';
import { explained, Source } from './source.js';
import './words.js';

const QUALITIES = ['hd', 'sd'];
const TURNING_MS = 300;
const PICTURE_MS = 4000;

const MARKUP = `
  <link rel="stylesheet" href="ezviz/ezviz.css">
  <main class="ezviz">
    <div class="column">
      <section class="stage">
        ${screen(CODE_FIELD)}
        <div class="under">
          <b id="device-name"></b>
          <button id="stop" data-text="stop"></button>
          <div class="segmented" id="qualities" role="group" data-label="ezviz_quality"></div>
        </div>
      </section>
      <section class="panel">
        <h2 data-text="ezviz_devices"></h2>
        <p class="hint" id="devices-failed" data-text="ezviz_devices_failed" hidden></p>
        <div class="devices" id="devices"></div>
      </section>
    </div>
    <div class="column">
      <section class="panel">
        <h2 data-text="ptz"></h2>
        <div class="camera-desk" id="camera">
          <playward-ptz id="ptz" ways="4"></playward-ptz>
          <div>
            <div class="camera-view"><i data-dot></i></div>
            <p data-line role="status"></p>
            <div class="buttons" data-mirrors></div>
            <button data-privacy aria-pressed="false"></button>
          </div>
        </div>
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

/** @type {import('../tabs.js').Open} query: deviceSerial */
export function open({ place, query }) {
  place.innerHTML = MARKUP;
  const find = (id) => place.querySelector(`#${id}`);
  const live = new LiveVideo(place, null);
  const parts = [live, new CodeField(find('code-field'), live)];
  const endings = [() => live.close()];
  let closed = false;

  find('stop').addEventListener('click', () => live.view.stop());
  const qualities = QUALITIES.map((quality) => {
    const button = document.createElement('button');
    button.dataset.quality = quality;
    button.addEventListener('click', () => live.choose(quality));
    find('qualities').append(button);
    return { quality, button };
  });

  async function begin() {
    const source = await Source.open();
    if (closed) return;
    live.source = source;
    parts.push(new Requests(source, find('requests')));

    const faults = new Faults(source, find('faults'), { names: ['device', 'encrypt', 'tokens', 'busy'], stream: 'openlive', serial: () => live.device && live.device.deviceSerial });
    const camera = new CameraPanel(source, find('camera'), {
      state: () => faults.state,
      onPrivacy: (on) => (on ? live.view.stop() : live.view.play()),
    });
    live.about = () => (camera.covered && live.phase === 'stopped' ? text('ezviz_covered') : '');
    let shown = null;
    const devices = new DeviceList(source, find('devices'), {
      wanted: query.get('deviceSerial'),
      video: live.video,
      choose({ deviceSerial, can }) {
        const device = { deviceSerial, channelNo: 1 };
        shown = { can };
        live.show(device);
        camera.open(device, can);
      },
    });
    const watching = setInterval(() => { if (camera.active || faults.state?.cameras[0].turning) faults.look(); }, TURNING_MS);
    const pictures = setInterval(() => { if (live.phase === 'playing') devices.remember(); }, PICTURE_MS);
    endings.push(() => clearInterval(watching), () => clearInterval(pictures), () => camera.close(), () => devices.close(), () => faults.close());
    parts.push(devices, faults, camera, {
      draw() {
        const { device } = devices;
        // What it can do may come later than its picture.
        if (device && device.can && !shown.can) {
          shown.can = device.can;
          camera.open(live.device, device.can);
        }
        write(find('device-name'), device ? named(device) : '');
        find('devices-failed').hidden = !devices.failure;
        for (const { quality, button } of qualities) {
          button.disabled = !device;
          button.setAttribute('aria-pressed', String(quality === live.quality));
          write(button, text(`ezviz_quality_${quality}`));
        }
      },
    });
  }
  begin().catch((error) => { live.failure = explained(error); });

  return {
    view: live,
    draw() {
      for (const part of parts) part.draw();
    },
    close() {
      closed = true;
      for (const end of endings) end();
    },
  };
}
