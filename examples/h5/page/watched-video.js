// The picture of a tab: a <playward-live> with the tab's own addresses, and what the rest of the tab reads of it.

import '/playward/live-view-element.mjs';
import { text, write } from './text.js';

const AT_REST = ['idle', 'paused', 'stopped', 'ended'];

/** @param {string} [over] what of the tab's lies over the picture */
export const screen = (over = '') => `<div class="screen" id="screen" data-phase="idle"><playward-live id="view" muted>${over}<p class="about" id="about" role="status"></p></playward-live></div>`;

export class WatchedVideo {
  /** @param {HTMLElement} place that has a screen in it */
  constructor(place) {
    /** @type {import('/playward/live-view-element.mjs').PlaywardLive} */
    this.view = place.querySelector('playward-live');
    this.screen = this.view.parentElement;
    this.decision = null;
    /** @type {Error | null} why there is nothing to play at all */
    this.failure = null;
    /** What the tab says over the picture, in whatever language. */
    this.about = () => '';
    /** Where it stands, where the tab knows better than the browser. */
    this.clock = '';
    this.listeners = [];
    this.view.addEventListener('decision', ({ detail }) => this.tell(detail));
  }

  /** @param {(decision: object | null) => void} listener null: something else is to be played */
  onDecision(listener) {
    this.listeners.push(listener);
  }

  tell(decision) {
    this.decision = decision;
    for (const listener of this.listeners) listener(decision);
  }

  /** @param {object} source of open(); what cannot be opened the view says itself */
  watch(source) {
    this.tell(null);
    this.view.open(source).catch(() => {});
  }

  /** Another address is wished for, of another quality say. At rest the supervisor asks for none: the page keeps one for the next start. */
  async renew() {
    const { supervised } = this;
    if (!this.resting && this.phase !== 'failed') return this.view.renew();
    const answer = await this.fetchAddress({ reason: 'wished' });
    if (supervised && supervised === this.supervised) supervised.dispatch({ type: 'address', ...answer });
  }

  /** Nothing is played any more, and nothing shown of what was. */
  clear() {
    this.close();
    this.tell(null);
  }

  close() {
    this.view.close();
  }

  get video() {
    return this.view.video;
  }

  get supervised() {
    return this.view.supervised;
  }

  get phase() {
    return this.view.phase;
  }

  /** Nobody wants it to play now. */
  get resting() {
    return AT_REST.includes(this.phase);
  }

  /** Milliseconds until the supervisor acts by itself, or null. */
  get wakeInMs() {
    const wakeAtMs = this.decision && this.decision.wakeAtMs;
    return wakeAtMs === null ? null : Math.max(wakeAtMs - Date.now(), 0);
  }

  dispatch(type) {
    if (this.supervised) this.supervised.dispatch({ type });
  }

  get stats() {
    return this.view.stats();
  }

  get trace() {
    return this.supervised && this.supervised.supervisor.trace();
  }

  /** The tab has words, or a question, of its own over the picture. */
  get covered() {
    return Boolean(this.failure || this.about());
  }

  draw() {
    const { view, covered } = this;
    const { lang } = document.documentElement;
    // It has words too.
    if (view.lang !== lang) view.lang = lang;
    if (view.hasAttribute('quiet') !== covered) view.toggleAttribute('quiet', covered);
    if (this.clock !== (view.getAttribute('time') || '')) view.setAttribute('time', this.clock);
    this.screen.dataset.phase = this.phase;
    write(this.screen.querySelector('.about'), this.failure ? `${text('load_failed')}: ${this.failure.message}` : this.about());
  }
}
