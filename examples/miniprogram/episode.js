// An episode in <video>: a link that is about to run out or does not play is replaced, and the picture goes on where it was.

const { minidrama, needsRefresh } = require('playward');

/** A link with less than this left is replaced while it still plays. */
const SOON_SECONDS = 30;
/** So much played of a link proves it: when it fails after that, another is worth asking for. */
const PROVEN_SECONDS = 1;
/** A seek may land on the key frame before. */
const KEY_FRAME_SECONDS = 10;
/** The film of a trial may end so much before its seconds do. */
const TRIAL_SLACK_SECONDS = 2;

const now = () => Date.now() / 1000;

class Episode {
  /**
   * @param {object} way
   * @param {number} way.duration of the whole episode, seconds
   * @param {(refused: string | null) => Promise<{ url: string }>} way.fetchLink
   * @param {(url: string) => void} way.load shows and plays it
   * @param {(seconds: number) => void} way.seek
   * @param {(state: 'loading' | 'playing' | 'trial_over' | 'ended' | 'failed', error?: Error) => void} way.tell
   */
  constructor(way) {
    this.way = way;
    this.link = null;
    this.refused = null;
    this.position = 0;
    this.mayRenew = true;
    this.hidden = false;
  }

  /** Plays, from where it was. */
  play() {
    this.over = false;
    this.mayRenew = true;
    this.renew();
  }

  /** @param {boolean} [quietly] what there is plays on meanwhile */
  renew(quietly = false) {
    if (this.asking) return;
    this.asking = true;
    this.quiet = quietly;
    this.waiting = false;
    if (!quietly) this.way.tell('loading');
    this.way.fetchLink(this.refused).then(({ url }) => {
      this.asking = false;
      if (!this.closed && !this.over) this.take(url);
    }).catch((error) => {
      this.asking = false;
      if (this.closed || this.over) return;
      if (this.quiet) this.link.dated = false;
      else this.rest('failed', error);
    });
  }

  take(url) {
    const { expiresAt, trialSeconds } = minidrama.parseMediaLink(url);
    const whole = trialSeconds === null || (this.way.duration > 0 && this.way.duration <= trialSeconds);
    // One that seems to have run out as it comes tells of a phone whose clock is wrong: then only the player knows.
    const dated = expiresAt !== null && !needsRefresh(expiresAt, now(), 0, SOON_SECONDS);
    this.link = { url, expiresAt, dated, trialSeconds: whole ? null : trialSeconds };
    if (this.isTrialOver(0)) {
      this.rest('trial_over');
      return;
    }
    if (this.hidden) {
      this.waiting = true;
      return;
    }
    this.from = this.position;
    this.loaded = false;
    this.way.load(url);
  }

  // ───────────── what the player says ─────────────

  onLoaded() {
    if (this.closed || !this.link) return;
    this.loaded = true;
    this.returning = this.from > 0;
    if (this.returning) this.way.seek(this.from);
  }

  onTime(seconds, duration) {
    if (this.closed || this.over || !this.loaded) return;
    // From the beginning, where the picture is until it has been brought back.
    if (this.returning && (seconds === 0 || seconds < this.from - KEY_FRAME_SECONDS)) return;
    this.returning = false;
    this.position = seconds;
    if (Math.abs(seconds - this.from) >= PROVEN_SECONDS) {
      this.mayRenew = true;
      this.refused = null;
    }
    if (!this.asking) this.way.tell('playing');
    if (this.isTrialOver(0)) this.rest('trial_over');
    else if (this.runsOutBefore(duration)) this.renew(true);
  }

  onEnded() {
    if (this.closed || this.over || !this.loaded) return;
    this.rest(this.link.trialSeconds === null ? 'ended' : 'trial_over');
  }

  onError() {
    if (this.closed || this.over || !this.link) return;
    if (this.isTrialOver(TRIAL_SLACK_SECONDS)) {
      this.rest('trial_over');
      return;
    }
    this.refused = this.link.url;
    if (this.asking) this.quiet = false;
    else if (this.hidden) this.waiting = true;
    else if (this.mayRenew) {
      this.mayRenew = false;
      this.renew();
    } else this.rest('failed', new Error('这一集暂时播放不了'));
  }

  // ───────────── what the page does ─────────────

  onShow() {
    this.hidden = false;
    if (this.waiting) this.renew();
  }

  /** Nothing is loaded into a page that nobody sees. */
  onHide() {
    this.hidden = true;
  }

  close() {
    this.closed = true;
  }

  rest(state, error) {
    this.over = true;
    this.way.tell(state, error);
  }

  isTrialOver(slack) {
    const { trialSeconds } = this.link;
    return trialSeconds !== null && this.position >= trialSeconds - slack;
  }

  runsOutBefore(duration) {
    const { dated, expiresAt } = this.link;
    return dated && !this.asking && needsRefresh(expiresAt, now(), 0, SOON_SECONDS) && duration - this.position > expiresAt - now();
  }
}

module.exports = { Episode };
