// What lies over the picture: the phase, what is being done about it, and the buttons of a player.

import { describePhase } from '/playward/web.mjs';
import { Liveness } from './liveness.js';
import { said, text, write } from './text.js';

const MARKUP = `
  <video id="video" muted playsinline></video>
  <div class="badge" id="badge" role="status"><i></i><b id="phase"></b></div>
  <div class="not-live" id="not-live" role="status" hidden></div>
  <div class="overlay" id="overlay" hidden>
    <i class="spinner"></i>
    <p id="about"></p>
    <button id="big-play" class="big" data-label="play"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5v14l11-7z"/></svg></button>
    <button id="retry" class="primary" data-text="retry_now"></button>
  </div>
  <div class="bar">
    <button id="toggle" data-label="pause"><svg viewBox="0 0 24 24" aria-hidden="true"><path class="when-paused" d="M8 5v14l11-7z"/><path class="when-playing" d="M6 5h4v14H6zm8 0h4v14h-4z"/></svg></button>
    <button id="stop" data-label="stop"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6h12v12H6z"/></svg></button>
    <span class="position" id="position">0:00</span>
    <button id="mute" data-label="unmute" aria-pressed="true"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9v6h4l5 5V4L8 9z"/><path class="sound" d="M16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12"/><path class="no-sound" d="M16 9.5l5 5m0-5l-5 5"/></svg></button>
    <button id="fullscreen" data-label="fullscreen"><svg viewBox="0 0 24 24" aria-hidden="true"><path class="line" d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/></svg></button>
  </div>
`;

const find = (id) => document.getElementById(id);

/** @returns {HTMLVideoElement} the one in it */
export function furnish(screen) {
  screen.innerHTML = MARKUP;
  const video = screen.querySelector('video');
  video.muted = true;
  return video;
}

export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;

export class Screen {
  /** @param {import('./watched-video.js').WatchedVideo} live in a furnished screen @param {() => string} [position] what the bar says of it */
  constructor(live, position = () => (this.liveness.behind === null ? text('live') : text('live_behind', { s: this.liveness.behind.toFixed(1) }))) {
    this.live = live;
    this.liveness = new Liveness(live);
    this.position = position;
    this.video = live.video;
    const togglePlay = () => (live.resting ? live.play() : live.pause());
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

  draw() {
    const { phase, decision, resting } = this.live;
    find('screen').dataset.phase = phase;
    // Before the first decision there may be no wasm either.
    find('badge').hidden = !decision;
    if (decision) write(find('phase'), said(describePhase(phase)));
    const { reason } = this.liveness;
    find('not-live').hidden = reason === null;
    find('not-live').dataset.reason = reason || '';
    write(find('not-live'), this.liveness.words);

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
    write(find('position'), this.position());
  }

  about(phase, decision) {
    if (this.live.failure) return `${text('load_failed')}: ${this.live.failure.message}`;
    if (!decision) return '';
    const next = { n: decision.attempt, s: ((this.live.wakeInMs || 0) / 1000).toFixed(1) };
    const plan = phase === 'backoff' ? text('next_try', next) : said(describePhase(phase));
    return decision.error ? `${said(decision.error.message)} · ${plan}` : plan;
  }
}
