// Breaks the stream behind the page, and repairs it.

import { said, text, write } from './text.js';

/** What each button asks of the demo's server. */
const FAULTS = {
  publisher: ['/api/publisher', { publishing: false }],
  device: ['/api/device', { online: false }],
  servers: ['/api/servers', { serving: false }],
  reset: ['/api/fault', { fault: 'reset' }],
  eof: ['/api/fault', { fault: 'eof' }],
  stall: ['/api/fault', { fault: 'stall' }],
  forbidden: ['/api/fault', { fault: 'forbidden' }],
  unavailable: ['/api/fault', { fault: 'unavailable' }],
  stale: ['/api/fault', { fault: 'stale' }],
  slow: ['/api/fault', { fault: 'slow' }],
  frozen: ['/api/fault', { fault: 'frozen' }],
  h265: ['/api/fault', { fault: 'h265' }],
  expire: ['/api/expire', {}],
};
const JSON_BODY = { 'content-type': 'application/json' };

export class StreamControls {
  /** @param {import('./live-view.js').LiveView} live */
  constructor(live) {
    this.live = live;
    this.state = null;
    this.reachable = true;
    // An answer may come after the tab has gone.
    this.line = document.getElementById('stream-state');
    this.sources = document.getElementById('sources');
    this.buttons = Object.keys(FAULTS).map((fault) => {
      const button = document.createElement('button');
      button.id = `fault-${fault}`;
      button.addEventListener('click', () => this.ask(...FAULTS[fault]));
      document.getElementById('faults').append(button);
      return { fault, button };
    });
    document.getElementById('heal').addEventListener('click', () => this.ask('/api/heal', {}));
    this.ask('/api/state');
  }

  /** @param {string} path @param {object} [body] */
  async ask(path, body) {
    try {
      const answer = await fetch(path, body && { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) });
      this.reachable = answer.ok;
      if (answer.ok) this.state = await answer.json();
    } catch (error) {
      this.reachable = false;
    }
    this.draw();
  }

  holds(fault) {
    const { state } = this;
    if (!state) return false;
    if (!state.online) return fault === 'device';
    if (!state.serving) return fault === 'servers';
    return fault === 'publisher' ? !state.publishing : state.fault === fault;
  }

  draw() {
    for (const { fault, button } of this.buttons) {
      write(button, text(`fault_${fault}`));
      button.setAttribute('aria-pressed', String(this.holds(fault)));
    }
    if (this.state) this.drawPossible();
    const broken = this.buttons.some(({ fault }) => this.holds(fault));
    const { line } = this;
    write(line, text(!this.reachable ? 'api_failed' : broken ? 'broken' : 'healthy'));
    line.dataset.broken = String(broken || !this.reachable);
    if (this.state) this.drawSources(this.state.sources);
  }

  /** The picture is frozen in HTTP-FLV alone, and whoever plays that has been let in for good; H.265 needs ffmpeg, and a browser without it. */
  drawPossible() {
    const { faults } = this.state;
    const flv = this.live.engine === 'mpegts';
    const impossible = { frozen: !flv, expire: flv, h265: this.live.decodesH265 };
    for (const { fault, button } of this.buttons) {
      const { fault: wanted = null } = FAULTS[fault][1];
      button.disabled = (wanted !== null && !faults.includes(wanted)) || Boolean(impossible[fault]);
    }
  }

  drawSources(sources) {
    write(this.sources, sources.map((source) => `${source.protocol.toUpperCase()}  ${said(source)}`).join('    '));
    for (const choice of document.querySelectorAll('[name="engine"]')) {
      const needed = choice.value === 'mpegts' ? 'flv' : 'hls';
      if (!sources.some(({ protocol, available }) => protocol === needed && available)) choice.disabled = true;
    }
  }
}
