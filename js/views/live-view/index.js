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
    const context = () => wx.createLivePlayerContext('player', component);
    const target = {
      context: context(),
      setSrc: (src) => component.render({ src }),
      recreate: () => component.render({ mounted: false })
        .then(() => component.render({ mounted: true }))
        .then(() => { target.context = context(); }),
    };
    component.target = target;
    return superviseLivePlayer(target, source);
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
