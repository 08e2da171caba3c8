// A live view: <live-player> that keeps itself playing.

const { superviseLivePlayer } = require('../index.js');
const view = require('../view/index.js');

view({
  properties: {
    muted: { type: Boolean, value: false },
    /** contain or fillCrop */
    objectFit: { type: String, value: 'contain' },
    /** seconds */
    minCache: { type: Number, value: 1 },
    maxCache: { type: Number, value: 3 },
    /** something of the page's lies over the picture */
    quiet: { type: Boolean, value: false },
  },

  data: { mounted: true, src: '', fullScreen: false },

  connect(component, source) {
    const session = superviseLivePlayer(component.player((...of) => wx.createLivePlayerContext(...of)), source);
    // The picture goes on without what the user has not allowed.
    session.on('error', ({ rule, error }) => {
      if (rule === 'permission_refused') wx.showToast({ title: component.wordsOf(error.message), icon: 'none', fail() {} });
    });
    return session;
  },

  methods: {
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
  },
});
