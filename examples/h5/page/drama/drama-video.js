// An episode under supervision: its links are renewed, and it goes on where it was.

import { minidrama, needsRefresh } from '/playward/web.mjs';
import { WatchedVideo } from '../watched-video.js';

/** A link with less than this left is renewed while it plays, rather than once it is refused. */
const SOON_SECONDS = 5;
/** The browser does not say that it was a 403: the ladder up to a fresh address should be short. */
const POLICY = { live: false, firstRetryMs: [200, 600], retryBaseMs: 800, refreshMarginSeconds: SOON_SECONDS };
/** What there is of a trial may end so much before its seconds do. */
const TRIAL_SLACK_SECONDS = 2;
const now = () => Date.now() / 1000;

export class DramaVideo extends WatchedVideo {
  /** @param {HTMLVideoElement} video @param {import('./business.js').Business | null} business */
  constructor(video, business) {
    super(video);
    this.business = business;
    /** @type {import('./business.js').Episode | null} */
    this.episode = null;
    /** @type {{ expiresAt: number | null, mark: string | null, platformId: string | null, trialSeconds: number | null } | null} what its link says */
    this.link = null;
    this.trialOver = false;
    video.addEventListener('timeupdate', () => this.watchTrial());
  }

  open(episode) {
    this.clear();
    this.episode = episode;
    this.supervise({ engine: 'native', policy: POLICY, fetchAddress: ({ reason }) => this.fetchAddress(reason) });
  }

  async fetchAddress(reason) {
    const { episode } = this;
    const { url } = await this.business.link(episode.mediaId, reason);
    const link = minidrama.parseMediaLink(url);
    if (episode === this.episode) this.link = link;
    return { url, expiresAt: link.expiresAt };
  }

  /** The same recording by another link goes on at the same position. */
  async playAnew(reason) {
    const { supervised } = this;
    const { url } = await this.fetchAddress(reason);
    if (supervised === this.supervised) supervised.play(url);
  }

  /** Seconds that the link is still good for, or null. */
  get linkLeft() {
    return this.link && this.link.expiresAt !== null ? Math.max(0, this.link.expiresAt - now()) : null;
  }

  /** It would not last to the end of the episode. */
  renewInTime() {
    if (this.phase !== 'playing' || !this.link || !needsRefresh(this.link.expiresAt, now(), 0, SOON_SECONDS)) return;
    if (this.video.duration - this.video.currentTime < this.linkLeft) return;
    this.link = null;
    // The supervisor finds that it has run out, or as good as that.
    this.stop();
    this.play();
  }

  get trialSeconds() {
    return this.link ? this.link.trialSeconds : null;
  }

  watchTrial() {
    if (this.trialSeconds === null || this.trialOver || this.video.currentTime < this.trialSeconds) return;
    this.trialOver = true;
    this.stop();
  }

  /** A trial may end properly, or break off. */
  tell(decision) {
    const over = decision && ['ended', 'backoff'].includes(decision.phase) && this.trialSeconds !== null && this.video.currentTime > this.trialSeconds - TRIAL_SLACK_SECONDS;
    if (over && !this.trialOver) {
      this.trialOver = true;
      // Not in the middle of a decision.
      queueMicrotask(() => { if (this.trialOver) this.stop(); });
    }
    super.tell(decision);
  }

  play() {
    if (!this.trialOver) super.play();
  }

  async unlock() {
    const { episode } = this;
    await this.business.unlock(episode.mediaId);
    episode.trialSeconds = null;
    if (episode !== this.episode) return;
    this.trialOver = false;
    await this.playAnew('unlocked');
  }

  clear() {
    this.close();
    Object.assign(this, { episode: null, link: null, trialOver: false });
    this.tell(null);
  }
}
