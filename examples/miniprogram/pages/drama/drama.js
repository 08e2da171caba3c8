// Mini-dramas: which there are, how their audits stand, and their episodes one after the other.

const { init, minidrama } = require('playward');
const { drama, dramasFrom, linkOf } = require('../../drama.js');
const { Episode } = require('../../episode.js');

const PAGE_SIZE = 100;

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;

Component({
  data: {
    dramas: [],
    episodes: [],
    dramaId: '',
    mediaId: '',
    src: '',
    /** what is to be seen instead of the picture */
    notice: '',
    /** of the episode, see episode.js; '' without one */
    state: '',
    failure: '',
    trialSeconds: 0,
  },

  methods: {
    onLoad({ dramaId }) {
      this.wish = dramaId;
      this.load();
    },

    onShow() {
      if (this.episode) this.episode.onShow();
    },

    onHide() {
      if (this.episode) this.episode.onHide();
    },

    onUnload() {
      this.left = true;
      this.halt();
    },

    onReachBottom() {
      const { length } = this.data.dramas;
      if (length && length % PAGE_SIZE === 0) this.load();
    },

    onShareAppMessage() {
      const { dramas, dramaId } = this.data;
      const chosen = dramas.find((one) => one.dramaId === dramaId);
      return chosen ? { title: chosen.name, path: `/pages/drama/drama?dramaId=${dramaId}` } : { path: '/pages/drama/drama' };
    },

    // ───────────── what there is ─────────────

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

    onDrama({ currentTarget }) {
      this.choose(currentTarget.dataset.id);
    },

    /** The audit may have moved on since the list: what the drama itself says now counts. */
    choose(dramaId) {
      this.halt();
      this.setData({ dramaId, mediaId: '', episodes: [], src: '', state: '', notice: '正在加载' });
      const late = () => this.left || this.data.dramaId !== dramaId;
      drama(dramaId).then(({ name, status, episodes }) => {
        if (late()) return;
        const { message, playable } = minidrama.describeAudit(status);
        const place = this.data.dramas.findIndex((one) => one.dramaId === dramaId);
        this.setData({
          [`dramas[${place}].playable`]: playable,
          [`dramas[${place}].audit`]: message.zh,
          episodes: episodes.map((one, index) => Object.assign({ number: index + 1, length: minutes(one.duration) }, one)),
          notice: playable ? '' : `《${name}》${message.zh}，不能播放`,
        });
        if (playable && episodes.length) this.play(episodes[0]);
      }).catch(({ message }) => {
        if (!late()) this.setData({ state: 'failed', notice: message });
      });
    },

    // ───────────── what is played ─────────────

    onEpisode({ currentTarget }) {
      const { episodes, dramas, dramaId } = this.data;
      if (dramas.find((one) => one.dramaId === dramaId).playable) this.play(episodes.find(({ mediaId }) => mediaId === currentTarget.dataset.id));
    },

    play({ mediaId, duration }) {
      this.halt();
      const episode = new Episode({
        duration,
        fetchLink: (refused) => linkOf(mediaId, refused),
        load: (url) => this.show(url),
        seek: (seconds) => this.player().seek(seconds),
        tell: (state, error) => this.onState(episode, state, error),
      });
      this.episode = episode;
      this.setData({ mediaId });
      episode.play();
    },

    halt() {
      if (this.episode) this.episode.close();
      this.episode = null;
    },

    player() {
      return wx.createVideoContext('player', this);
    },

    /** The same <video> all along: another would fall out of full screen. */
    show(src) {
      // What is there already would not be loaded again.
      if (src === this.data.src) this.setData({ src: '' });
      this.setData({ src }, () => this.player().play());
    },

    onState(episode, state, error) {
      if (episode !== this.episode || (state === this.data.state && !error)) return;
      if (state === 'ended' && this.next()) {
        this.play(this.next());
        return;
      }
      const notices = { trial_over: '试看结束，解锁后从这里接着看', ended: '全剧播完了', failed: error && error.message };
      this.setData({ state, notice: notices[state] || '', trialSeconds: episode.link && episode.link.trialSeconds ? episode.link.trialSeconds : 0 });
      if (!notices[state]) return;
      // In full screen nobody would see why.
      this.player().exitFullScreen();
      this.setData({ src: '' });
    },

    next() {
      const { episodes, mediaId } = this.data;
      return episodes[episodes.findIndex((one) => one.mediaId === mediaId) + 1];
    },

    /** Goes on where it was: unlocked by now, or the network is back. */
    again() {
      const { state, dramaId, episodes } = this.data;
      if (state === 'ended') this.play(episodes[0]);
      else if (this.episode) this.episode.play();
      else this.choose(dramaId);
    },

    onLoaded() {
      if (this.episode) this.episode.onLoaded();
    },

    onTime({ detail }) {
      if (this.episode) this.episode.onTime(detail.currentTime, detail.duration);
    },

    onEnded() {
      if (this.episode) this.episode.onEnded();
    },

    onError() {
      if (this.episode) this.episode.onError();
    },
  },
});
