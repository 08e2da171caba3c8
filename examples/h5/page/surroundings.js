// Plays hidden and offline, so that one can watch what follows.

import { text, write } from './text.js';

const SWITCHES = {
  hide: { on: 'hide', off: 'show' },
  offline: { on: 'offline', off: 'online' },
};

export class Surroundings {
  constructor(live) {
    this.buttons = Object.keys(SWITCHES).map((id) => {
      const button = document.getElementById(id);
      button.addEventListener('click', () => {
        const on = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(on));
        live.dispatch(on ? SWITCHES[id].on : SWITCHES[id].off);
        this.draw();
      });
      return { id, button };
    });
    // A new supervision knows nothing of it.
    live.onDecision((decision) => {
      if (!decision) for (const { button } of this.buttons) button.setAttribute('aria-pressed', 'false');
    });
  }

  draw() {
    for (const { id, button } of this.buttons) {
      const on = button.getAttribute('aria-pressed') === 'true';
      delete button.dataset.text;
      write(button, text(on ? SWITCHES[id].off : SWITCHES[id].on));
    }
  }
}
