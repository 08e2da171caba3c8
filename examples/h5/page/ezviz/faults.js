// Buttons that break the sandbox, and repair it. To EZVIZ itself nothing of this could be said.

import { text, write } from '../text.js';

const EVERY_MS = 2000;
const CODE = 'ABCDEF';

/** What makes the picture stop, so that the next address has to be asked for. */
const cut = (stream) => [['inject', () => ({ api: stream, status: 403 })], ['device', (serial) => ({ serial, breakStreams: true })]];

/** name → what to do at the first press, and at the second; whether it holds now */
const FAULTS = {
  device: { on: () => [['device', (serial) => ({ serial, online: false })]], off: [['device', (serial) => ({ serial, online: true })]], holds: ({ online }) => !online },
  encrypt: { on: (stream) => [['device', (serial) => ({ serial, encrypt: CODE })], ...cut(stream)], off: [['device', (serial) => ({ serial, encrypt: null })]], holds: ({ encrypted }) => encrypted },
  cut: { on: () => [['device', (serial) => ({ serial, breakStreams: true })]], off: null, holds: () => false },
  tokens: { on: (stream) => [['expireTokens', () => ({})], ...cut(stream)], off: null, holds: () => false },
  busy: { on: () => [['device', (serial) => ({ serial, busy: true })]], off: [['device', (serial) => ({ serial, busy: false })]], holds: ({ busy }) => busy },
};

export class Faults {
  /**
   * @param {import('./source.js').Source} source @param {HTMLElement} place
   * @param {{ names: string[], stream: 'openlive' | 'openpb', serial(): string | null }} options serial: whom it befalls
   */
  constructor(source, place, { names, stream, serial }) {
    this.source = source;
    this.serial = serial;
    /** The sandbox's devices as it sees them itself. */
    this.devices = [];
    this.buttons = names.map((name) => {
      const button = document.createElement('button');
      button.id = `fault-${name}`;
      button.dataset.text = `ezviz_fault_${name}`;
      const { on, off } = FAULTS[name];
      button.addEventListener('click', () => this.obey(this.holds(name) ? off : on(stream)));
      place.append(button);
      return { name, button };
    });
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.look();
  }

  get state() {
    return this.devices.find(({ serial }) => serial === this.serial()) || null;
  }

  holds(name) {
    return this.state !== null && FAULTS[name].holds(this.state);
  }

  async obey(steps) {
    const serial = this.serial();
    for (const [action, body] of steps) await this.source.control(action, body(serial));
    await this.look();
  }

  async look() {
    if (document.visibilityState === 'hidden') return;
    try {
      this.devices = (await this.source.control('state')).devices;
    } catch (failed) {
      // It is looked at again.
    }
  }

  draw() {
    for (const { name, button } of this.buttons) {
      const holds = this.holds(name);
      button.disabled = !this.state;
      button.setAttribute('aria-pressed', String(holds));
      button.dataset.text = holds ? `ezviz_mend_${name}` : `ezviz_fault_${name}`;
      write(button, text(button.dataset.text));
    }
  }

  close() {
    clearInterval(this.timer);
  }
}
