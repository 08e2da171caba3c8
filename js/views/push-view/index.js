// A push: <live-pusher> that keeps itself pushing, its picture before and meanwhile, and what the user has to allow.

const { superviseLivePusher } = require('../index.js');
const view = require('../view/index.js');

const ALLOWED = { permission_camera: 'cameraAuthorized', permission_microphone: 'microphoneAuthorized' };

view({
  properties: {
    /** of the picture: SD, HD, FHD or RTC */
    mode: { type: String, value: 'HD' },
    muted: { type: Boolean, value: false },
    /** false: sound alone */
    camera: { type: Boolean, value: true },
    /** front or back */
    devicePosition: { type: String, value: 'front' },
    /** 0 to 9; off unless wanted */
    beauty: { type: Number, value: 0 },
    whiteness: { type: Number, value: 0 },
    /** shown to the audience while the page is in the background */
    waitingImage: { type: String, value: '' },
    /** the page has buttons of its own */
    quiet: { type: Boolean, value: false },
  },

  data: { url: '', missing: false },

  connect(component, source) {
    component.target = { context: component.pusher(), setUrl: (url) => component.render({ url }) };
    return superviseLivePusher(component.target, source);
  },

  methods: {
    pusher() {
      return wx.createLivePusherContext(this);
    },

    /** Shows the camera's picture to the user alone. */
    preview() {
      this.pusher().startPreview({ fail: (error) => this.triggerEvent('error', error) });
    },

    toggleMute() {
      this.setData({ muted: !this.data.muted });
    },

    switchCamera() {
      this.pusher().switchCamera({ fail() {} });
    },

    /** To where the user may allow what is missing: the phone's settings where it is WeChat that may not, the mini-program's otherwise. */
    openSettings() {
      const system = wx.getAppAuthorizeSetting ? wx.getAppAuthorizeSetting() : {};
      const denied = system[ALLOWED[this.data.errorCode]] === 'denied' && wx.openAppAuthorizeSetting;
      // Without it a refusal would be a rejection that the page never hears of.
      wx[denied ? 'openAppAuthorizeSetting' : 'openSetting']({ fail() {} });
    },

    drawn({ error }) {
      const missing = Boolean(error) && error.code in ALLOWED;
      if (missing !== this.data.missing) this.setData({ missing });
    },
  },
});
