// What the camera can be told: to turn, to mirror, to cover its eye. Only what it can do is offered.

import { said, text, write } from '../text.js';

const MIRRORS = ['top_bottom', 'left_right', 'center'];
const ANSWER_MS = 12000;
const DIAGONAL = 'up_left';

export class CameraPanel {
  /**
   * @param {import('./source.js').Source} source @param {HTMLElement} place
   * @param {{ onPrivacy(on: boolean): void, state(): object | null }} page state: what the sandbox knows of the camera
   */
  constructor(source, place, { onPrivacy, state }) {
    this.source = source;
    this.onPrivacy = onPrivacy;
    this.state = state;
    /** @type {import('/playward/index.js').ezviz.Camera | null} */
    this.camera = null;
    this.can = null;
    /** Of the last command, and of the mirror or the cover. */
    this.outcome = null;
    this.active = null;
    this.covered = false;
    this.waiting = false;
    this.pad = place.querySelector('playward-ptz');
    this.line = place.querySelector('[data-line]');
    this.dot = place.querySelector('[data-dot]');
    this.pad.options = { answerTimeoutMs: ANSWER_MS };
    this.pad.addEventListener('decision', ({ detail }) => this.take(detail));
    this.mirrors = MIRRORS.map((command) => {
      const button = document.createElement('button');
      button.dataset.mirror = command;
      button.addEventListener('click', () => this.tell('ptz_mirror', { command }));
      place.querySelector('[data-mirrors]').append(button);
      return { command, button };
    });
    this.cover = place.querySelector('[data-privacy]');
    this.cover.addEventListener('click', () => this.togglePrivacy());
  }

  /** @param {import('./source.js').Device} device @param {{ ptz: boolean, directions: string[], mirror: string[], privacy: boolean } | null} can */
  async open(device, can) {
    const camera = this.source.camera(device);
    Object.assign(this, { camera, can, outcome: null, active: null, covered: false });
    // A new pad: the one before says its last word to its own camera first.
    this.pad.setAttribute('ways', can && can.directions.includes(DIAGONAL) ? '8' : '4');
    this.pad.send = (request) => camera.move(request);
    this.pad.inert = !(can && can.ptz);
    this.draw();
    if (!can || !can.privacy) return;
    const { outcome, data } = await camera.ask('privacy_get');
    if (camera === this.camera && outcome.ok) this.setCovered(Number(data.enable) === 1);
  }

  take({ request, outcome, active }) {
    if (request && request.action === 'start') this.outcome = null;
    if (outcome && !outcome.ok) this.outcome = outcome;
    this.active = active;
  }

  async tell(api, params) {
    const { camera } = this;
    this.waiting = true;
    this.outcome = null;
    const { outcome } = await camera.ask(api, params);
    this.waiting = false;
    if (camera !== this.camera) return false;
    this.outcome = outcome.ok ? null : outcome;
    return outcome.ok;
  }

  async togglePrivacy() {
    const enable = !this.covered;
    if (await this.tell('privacy_set', { enable })) this.setCovered(enable);
  }

  setCovered(covered) {
    const changed = covered !== this.covered;
    this.covered = covered;
    if (changed) this.onPrivacy(covered);
  }

  close() {
    this.camera = null;
  }

  draw() {
    const { can, outcome } = this;
    for (const { command, button } of this.mirrors) {
      button.hidden = !(can && can.mirror.includes(command));
      button.disabled = this.waiting;
      write(button, text(`ezviz_mirror_${command}`));
    }
    this.cover.hidden = !(can && can.privacy);
    this.cover.disabled = this.waiting;
    this.cover.setAttribute('aria-pressed', String(this.covered));
    write(this.cover, text(this.covered ? 'ezviz_uncover' : 'ezviz_cover'));

    const seen = (this.state() || { cameras: [] }).cameras[0];
    const turning = this.active || (seen && seen.turning);
    this.line.dataset.bad = String(Boolean(outcome));
    write(this.line, can && !can.ptz ? text('ezviz_no_ptz') : outcome ? said(outcome.message) : text(turning ? 'ptz_turning' : 'ptz_still'));
    if (seen) {
      this.dot.style.left = `${50 + seen.position.pan / 3.8}%`;
      this.dot.style.top = `${50 - seen.position.tilt}%`;
    }
    this.dot.hidden = !(seen && can && can.ptz);
  }
}
