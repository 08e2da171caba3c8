// A device that is offline: asked for until it is back, and then there is no need to wait for the next try.

const EVERY_MS = 3000;

export class OnlineWatch {
  /** @param {import('./source.js').Source} source @param {() => void} back */
  constructor(source, back) {
    this.source = source;
    this.back = back;
    this.device = null;
    this.timer = null;
  }

  /** @param {import('./source.js').Device | null} device null: nothing is waited for */
  wait(device) {
    if (device === this.device) return;
    clearTimeout(this.timer);
    this.device = device;
    if (device) this.later();
  }

  later() {
    this.timer = setTimeout(() => this.look(), EVERY_MS);
  }

  async look() {
    const { device } = this;
    // Nobody sees it.
    if (document.visibilityState === 'hidden') return this.later();
    const info = await this.source.askAgain('device_info', device).catch(() => null);
    if (device !== this.device) return;
    if (!info || !info.online) return this.later();
    this.device = null;
    this.back();
  }
}
