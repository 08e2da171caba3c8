// A player that keeps itself playing, its spinner and its errors. Where the addresses come from is the page's to say.

const { describePhase, init, superviseLivePlayer } = require('playward');

Component({
  properties: {
    muted: { type: Boolean, value: false },
    /** something of the page's lies over the picture */
    quiet: { type: Boolean, value: false },
  },

  data: { mounted: true, src: '', fullScreen: false, phase: 'idle', phaseText: '正在加载', loading: true, degraded: false, error: '' },

  lifetimes: {
    attached() {
      this.attached = true;
    },
    detached() {
      this.attached = false;
      if (this.live) this.live.close();
    },
  },

  pageLifetimes: {
    show() {
      this.hidden = false;
      if (this.live) this.live.onShow();
    },
    hide() {
      this.hidden = true;
      if (this.live) this.live.onHide();
    },
  },

  methods: {
    /** @param {object} source what superviseLivePlayer takes: fetchAddress, refreshToken, policy */
    open(source) {
      return init().then(() => {
        if (!this.attached || this.live) return;
        this.target = this.player();
        this.live = superviseLivePlayer(this.target, source);
        this.live.on('decision', (decision) => this.draw(decision));
        this.live.on('error', ({ error }) => {
          if (error.code.startsWith('permission_')) wx.showToast({ title: error.message.zh, icon: 'none' });
        });
        if (this.hidden) this.live.onHide();
      });
    },

    /** @param {string} [url] another address; the picture before stays until then */
    play(url) {
      if (this.attached && this.live) this.live.play(url);
    },

    /** Another address: the picture plays on until it is there. Rejects where it was refused. */
    renew() {
      return this.attached && this.live ? this.live.renew() : Promise.resolve();
    },

    stop() {
      if (this.attached && this.live) this.live.stop();
    },

    /** How long the picture has moved, in milliseconds. */
    playedMs() {
      return this.attached && this.live ? this.live.supervisor.stats(Date.now()).playedMs : 0;
    },

    /** Resolves to the path of a picture. */
    snapshot() {
      return new Promise((resolve, reject) => {
        this.target.context.snapshot({ quality: 'raw', success: ({ tempImagePath }) => resolve(tempImagePath), fail: reject });
      });
    },

    toggleFullScreen() {
      if (!this.target) return;
      if (this.data.fullScreen) this.target.context.exitFullScreen({});
      else this.target.context.requestFullScreen({ direction: 90 });
    },

    onFullScreenChange({ detail }) {
      this.setData({ fullScreen: Boolean(detail.fullScreen) });
    },

    /** What playward drives. The promises say when the view has what setData brought: play() before that plays nothing. */
    player() {
      const render = (data) => new Promise((resolve) => { this.setData(data, resolve); });
      const context = () => wx.createLivePlayerContext('player', this);
      const player = {
        context: context(),
        setSrc: (src) => render({ src }),
        recreate: () => render({ mounted: false })
          .then(() => render({ mounted: true }))
          .then(() => { player.context = context(); }),
      };
      return player;
    },

    onPlayerEvent(event) {
      if (this.live) this.live.handle(event);
    },

    retry() {
      this.triggerEvent('retry');
    },

    draw(decision) {
      const { phase, loading, degraded, error } = decision;
      const drawn = { phase, phaseText: describePhase(phase).zh, loading, degraded, error: error ? error.message.zh : '' };
      // setData costs a trip to the view: only what is new makes it.
      if (Object.keys(drawn).some((name) => drawn[name] !== this.data[name])) this.setData(drawn);
      this.triggerEvent('decision', decision);
    },
  },
});
