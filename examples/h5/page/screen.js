// What lies over the picture: the phase, what is being done about it, and the buttons of a player.

import { said, text, write } from './text.js';

const AT_REST = ['idle', 'paused', 'stopped', 'ended'];

const find = (id) => document.getElementById(id);

export class Screen {
  constructor(live) {
    this.live = live;
    this.video = live.video;
    const togglePlay = () => (this.resting ? live.play() : live.pause());
    const listeners = {
      toggle: togglePlay,
      'big-play': () => live.play(),
      retry: () => live.play(),
      stop: () => live.stop(),
      mute: () => { this.video.muted = !this.video.muted; },
      fullscreen: () => {
        if (document.fullscreenElement) document.exitFullscreen();
        else if (find('screen').requestFullscreen) find('screen').requestFullscreen();
        // An iPhone has it for the video alone.
        else if (this.video.webkitEnterFullscreen) this.video.webkitEnterFullscreen();
      },
    };
    for (const id of Object.keys(listeners)) {
      find(id).addEventListener('click', () => {
        listeners[id]();
        this.draw();
      });
    }
    live.onDecision(() => this.draw());
  }

  get resting() {
    return AT_REST.includes(this.live.phase);
  }

  draw() {
    const { phase, decision } = this.live;
    const resting = this.resting;
    find('screen').dataset.phase = phase;
    write(find('phase'), text(`phase_${phase}`));
    find('degraded').hidden = !(decision && decision.degraded);

    const failed = Boolean(decision && decision.error);
    find('overlay').hidden = phase === 'playing' && !failed;
    document.querySelector('.spinner').hidden = !(decision && decision.loading);
    find('big-play').hidden = !resting;
    find('retry').hidden = !(phase === 'backoff' || phase === 'failed');
    write(find('about'), this.about(phase, decision));

    find('toggle').dataset.shows = resting ? 'play' : 'pause';
    find('toggle').setAttribute('aria-label', text(resting ? 'play' : 'pause'));
    find('mute').setAttribute('aria-pressed', String(this.video.muted));
    find('mute').setAttribute('aria-label', text(this.video.muted ? 'unmute' : 'mute'));
    const seconds = Math.floor(this.video.currentTime);
    write(find('position'), `${text('live')} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
  }

  about(phase, decision) {
    if (this.live.failure) return `${text('load_failed')}: ${this.live.failure.message}`;
    const values = decision && { n: decision.attempt, s: ((this.live.wakeInMs || 0) / 1000).toFixed(1) };
    const plan = text(`about_${phase}`, values || {});
    return decision && decision.error ? [said(decision.error.message), plan].filter(Boolean).join(' · ') : plan;
  }
}
