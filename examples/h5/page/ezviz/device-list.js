// The account's devices as cards: what each is, whether it is there, and what it can do.

import { said, text, write } from '../text.js';

const EVERY_MS = 8000;
const HAVE_CURRENT_DATA = 2;
const CAMERA = {
  dome: '<path d="M10 16h28v4H10zM13 20a11 11 0 0 0 22 0z"/><circle cx="24" cy="24" r="4.5" class="lens"/>',
  bullet: '<path d="M8 16l24-6 3 11-24 6zM35 13l4-1 2 7-4 1zM18 26v10h-8v-4h4v-5z"/>',
  recorder: '<rect x="7" y="16" width="34" height="15" rx="3"/><circle cx="14" cy="23.5" r="2" class="lens"/><path class="lens" d="M22 22h14v3H22z"/>',
};
const shape = ({ deviceType = '' }, can) => (/^X/.test(deviceType) ? 'recorder' : can && !can.ptz ? 'bullet' : 'dome');

/** The sandbox's devices have a name in each language. */
export const named = ({ deviceName }) => {
  const [zh, en = zh] = deviceName.split(' / ');
  return said({ zh, en });
};

export class DeviceList {
  /**
   * @param {import('./source.js').Source} source @param {HTMLElement} place
   * @param {{ wanted: string | null, video: HTMLVideoElement, choose(device: object): void }} page wanted: the serial number to begin with
   */
  constructor(source, place, { wanted, video, choose }) {
    Object.assign(this, { source, place, wanted, video, choose });
    /** @type {{ deviceSerial: string, deviceName: string, status: number, isEncrypt: number, can: object | null }[]} */
    this.devices = [];
    this.cards = new Map();
    this.chosen = null;
    this.failure = null;
    this.closed = false;
    this.load();
    this.timer = setInterval(() => { if (document.visibilityState !== 'hidden') this.load(); }, EVERY_MS);
  }

  async load() {
    const { outcome, data } = await this.source.account.ask('device_list');
    this.failure = outcome.ok ? null : outcome;
    if (!outcome.ok || this.closed) return;
    this.devices = data.map((device) => ({ ...device, can: this.can(device.deviceSerial) }));
    const first = this.find(this.wanted) || this.devices[0];
    if (!this.chosen && first) this.pick(first);
    for (const { deviceSerial, can } of this.devices) if (!can) this.learn(deviceSerial);
  }

  async learn(deviceSerial) {
    const { data: can } = await this.source.camera({ deviceSerial }).ask('device_capacity');
    const device = this.find(deviceSerial);
    if (device) device.can = can;
  }

  find(serial) {
    return this.devices.find(({ deviceSerial }) => deviceSerial === serial) || null;
  }

  /** What it can do does not change. */
  can(serial) {
    const known = this.find(serial);
    return known && known.can;
  }

  get device() {
    return this.find(this.chosen);
  }

  pick({ deviceSerial }) {
    this.remember();
    this.chosen = deviceSerial;
    this.choose(this.device);
    this.draw();
  }

  /** A picture of what the chosen one saw last. */
  remember() {
    const { video } = this;
    const card = this.cards.get(this.chosen);
    if (!card || video.readyState < HAVE_CURRENT_DATA || !video.videoWidth) return;
    const picture = card.querySelector('canvas');
    picture.getContext('2d').drawImage(video, 0, 0, picture.width, picture.height);
    picture.hidden = false;
  }

  draw() {
    this.place.dataset.failed = String(Boolean(this.failure));
    for (const device of this.devices) {
      if (!this.cards.has(device.deviceSerial)) this.add(device);
      this.write(this.cards.get(device.deviceSerial), device);
    }
  }

  add({ deviceSerial }) {
    const card = document.createElement('button');
    card.className = 'device';
    card.dataset.serial = deviceSerial;
    card.innerHTML = '<span class="picture"><svg viewBox="0 0 48 48" aria-hidden="true"></svg><canvas width="160" height="90" hidden></canvas></span>'
      + '<b></b><code></code><span class="badges"><i data-badge="online"></i><i data-badge="encrypted"></i><i data-badge="ptz"></i></span>';
    card.addEventListener('click', () => this.pick({ deviceSerial }));
    this.cards.set(deviceSerial, card);
    this.place.append(card);
  }

  write(card, device) {
    const { deviceSerial, status, isEncrypt, can } = device;
    card.setAttribute('aria-pressed', String(deviceSerial === this.chosen));
    card.dataset.online = String(status === 1);
    const picture = shape(device, can);
    const svg = card.querySelector('svg');
    if (svg.dataset.shape !== picture) Object.assign(svg, { innerHTML: CAMERA[picture] }).dataset.shape = picture;
    write(card.querySelector('b'), named(device));
    write(card.querySelector('code'), deviceSerial);
    const badge = (name, words) => {
      const element = card.querySelector(`[data-badge="${name}"]`);
      element.hidden = !words;
      write(element, words || '');
    };
    badge('online', text(status === 1 ? 'ezviz_online' : 'ezviz_offline'));
    badge('encrypted', isEncrypt === 1 && text('ezviz_encrypted'));
    badge('ptz', can && can.ptz && text(can.directions.length > 4 ? 'ezviz_ptz_8' : 'ezviz_ptz_4'));
  }

  close() {
    this.closed = true;
    clearInterval(this.timer);
  }
}
