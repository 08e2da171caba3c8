// An episode in <playward-live>. Its links are renewed before they run out, it goes on where it was, and a trial ends where it has to:
// all of that is the supervisor's, and the picture with its controls is the element's.

import { minidrama } from '/playward/web.mjs';
import { WatchedVideo } from '../watched-video.js';

/**
 * The browser does not say that it was a 403: the ladder up to a fresh address should be short. An episode is short too: a link is good for
 * the rest of it, or is renewed well before its end.
 */
const POLICY = { live: false, firstRetryMs: [200, 600], retryBaseMs: 800, refreshMarginSeconds: 8 };
const now = () => Date.now() / 1000;

export class DramaVideo extends WatchedVideo {
  /** @param {HTMLElement} place that has a screen in it @param {import('./business.js').Business | null} business */
  constructor(place, business) {
    super(place);
    this.business = business;
    /** @type {import('./business.js').Episode | null} */
    this.episode = null;
    /** @type {{ expiresAt: number | null, mark: string | null, platformId: string | null, trialSeconds: number | null } | null} what its link says */
    this.link = null;
  }

  open(episode) {
    Object.assign(this, { episode, link: null });
    this.watch({ engine: 'native', policy: POLICY, fetchAddress: (request) => this.fetchAddress(request) });
  }

  async fetchAddress({ reason, signal }) {
    const { episode } = this;
    const { url } = await this.business.link(episode.mediaId, reason, signal);
    const link = minidrama.parseMediaLink(url);
    if (episode === this.episode) this.link = link;
    return { url, expiresAt: link.expiresAt };
  }

  /** Seconds that the link is still good for, or null. */
  get linkLeft() {
    return this.link && this.link.expiresAt !== null ? Math.max(0, this.link.expiresAt - now()) : null;
  }

  get trialOver() {
    const { decision } = this;
    return Boolean(decision && decision.error && decision.error.code === 'trial_over');
  }

  /** The tab offers to unlock it. */
  get covered() {
    return super.covered || this.trialOver;
  }

  /** It goes on where the trial has ended. */
  async unlock() {
    const { episode } = this;
    await this.business.unlock(episode.mediaId);
    episode.trialSeconds = null;
    if (episode === this.episode) this.view.play();
  }

  clear() {
    Object.assign(this, { episode: null, link: null });
    super.clear();
  }
}
