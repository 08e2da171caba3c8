// An episode, a lesson, a recording: WeChat's <video> that keeps itself playing.

const { superviseVideoContext } = require('../index.js');
const view = require('../view/index.js');

view({
  properties: {
    muted: { type: Boolean, value: false },
    /** the component's own buttons */
    controls: { type: Boolean, value: true },
    poster: { type: String, value: '' },
    title: { type: String, value: '' },
    /** contain, fill or cover */
    objectFit: { type: String, value: 'contain' },
  },

  data: { mounted: true, src: '' },

  connect: (component, source) => superviseVideoContext(component.player((...of) => wx.createVideoContext(...of)), source),

  methods: {
    /** Goes to a position. @param {number} seconds */
    seek(seconds) {
      if (this.session) this.session.seek(seconds);
    },

    drawn({ phase, error }) {
      const covered = Boolean(error) || phase === 'ended' || phase === 'failed';
      // In full screen nobody would see why.
      const uncovered = !this.covered;
      this.covered = covered;
      const { context } = this.target;
      if (covered && uncovered && context.exitFullScreen) context.exitFullScreen();
    },
  },
});
