// The dramas, how their audits stand, and the episodes of the one that is chosen. It says which episode is to be played, and asks for its links.

const { init, minidrama } = require('playward');
const { drama, dramasFrom, linkOf } = require('../../drama.js');

const PAGE_SIZE = 100;
/** <video> does not say that it was a 403: the ladder up to another link should be short. */
const POLICY = { firstRetryMs: [200, 600], retryBaseMs: 800 };
/** Why another link is asked for, where the last one did not play. */
const REFUSED = ['address_refused', 'restarts_failed'];

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;

Component({
  data: {
    dramas: [],
    episodes: [],
    dramaId: '',
    mediaId: '',
    /** why there is no list */
    failure: '',
    trialSeconds: 0,
  },

  lifetimes: {
    detached() {
      this.left = true;
    },
  },

  methods: {
    /** @param {string} [dramaId] the one to be shown first */
    open(dramaId) {
      this.wish = dramaId;
      this.load();
    },

    /** There is more of the list, or it has to be asked for again. */
    load() {
      if (this.asking) return;
      this.asking = true;
      this.setData({ failure: '' });
      init().then(() => dramasFrom(this.data.dramas.length)).then((found) => {
        if (this.left) return;
        const dramas = found.map(({ dramaId, name, status }) => {
          const { message, playable } = minidrama.describeAudit(status);
          return { dramaId, name, playable, audit: message.zh };
        });
        this.setData({ dramas: [...this.data.dramas, ...dramas] });
        const first = this.data.dramas.find(({ dramaId }) => dramaId === this.wish) || this.data.dramas.find(({ playable }) => playable);
        if (first && !this.data.dramaId) this.choose(first.dramaId);
      }).catch(({ message }) => {
        if (!this.left) this.setData({ failure: message });
      }).then(() => { this.asking = false; });
    },

    /** The page has been scrolled to its end. */
    more() {
      const { length } = this.data.dramas;
      if (length && length % PAGE_SIZE === 0) this.load();
    },

    onDrama({ currentTarget }) {
      this.choose(currentTarget.dataset.id);
    },

    /** The audit may have moved on since the list: what the drama itself says now counts. */
    choose(dramaId) {
      this.setData({ dramaId, mediaId: '', episodes: [], trialSeconds: 0 });
      this.tell({ notice: '正在加载' });
      const late = () => this.left || this.data.dramaId !== dramaId;
      drama(dramaId).then(({ name, status, episodes }) => {
        if (late()) return;
        const { message, playable } = minidrama.describeAudit(status);
        const place = this.data.dramas.findIndex((one) => one.dramaId === dramaId);
        this.setData({
          [`dramas[${place}].playable`]: playable,
          [`dramas[${place}].audit`]: message.zh,
          episodes: episodes.map((one, index) => Object.assign({ number: index + 1, length: minutes(one.duration) }, one)),
        });
        if (!playable) this.tell({ notice: `《${name}》${message.zh}，不能播放` });
        else if (episodes.length) this.play(episodes[0]);
      }).catch(({ message }) => {
        if (!late()) this.tell({ notice: message });
      });
    },

    onEpisode({ currentTarget }) {
      const { episodes, dramas, dramaId } = this.data;
      if (dramas.find((one) => one.dramaId === dramaId).playable) this.play(episodes.find(({ mediaId }) => mediaId === currentTarget.dataset.id));
    },

    play(episode) {
      this.episode = episode;
      this.setData({ mediaId: episode.mediaId, trialSeconds: 0 });
      this.tell({ source: this.sourceOf(episode), notice: '' });
    },

    /** What episode-view opens. */
    sourceOf({ mediaId, duration }) {
      let last = null;
      return {
        policy: POLICY,
        fetchAddress: ({ reason }) => linkOf(mediaId, REFUSED.includes(reason) ? last : null).then((link) => {
          last = link.url;
          const { trialSeconds } = minidrama.parseMediaLink(last);
          if (this.data.mediaId === mediaId) this.setData({ trialSeconds: trialSeconds !== null && trialSeconds < duration ? trialSeconds : 0 });
          return link;
        }),
      };
    },

    /** What the view decided about the episode: the end of one is the beginning of the next. */
    decided({ phase, error }) {
      const { episodes, mediaId, trialSeconds } = this.data;
      // A trial as long as the episode is none.
      const over = phase === 'ended' && !(error && trialSeconds);
      const next = over && episodes[episodes.findIndex((one) => one.mediaId === mediaId) + 1];
      if (next) this.play(next);
    },

    /** @param {{ source?: object, notice: string }} detail what is to be played, or why nothing is */
    tell(detail) {
      this.triggerEvent('choose', detail);
    },

    shared() {
      const { dramas, dramaId } = this.data;
      const chosen = dramas.find((one) => one.dramaId === dramaId);
      return chosen ? { title: chosen.name, path: `/pages/drama/drama?dramaId=${dramaId}` } : { path: '/pages/drama/drama' };
    },
  },
});
