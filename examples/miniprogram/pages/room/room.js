// Entering a room with a UserSig that the business server made: shown when it runs out, renewed before that, and whether the phone can have a room at all.

const { init, keepFresh, tencent } = require('playward');
const { RECORD } = require('../../config.js');
const { signedIn } = require('../../user-sig.js');

/** Renewed a minute before its end; after a failure asked for again every ten seconds. */
const POLICY = { marginSeconds: 60, retryBaseMs: 10000, retryFactor: 1 };

const two = (number) => String(number).padStart(2, '0');

Component({
  data: {
    /** null: not known yet */
    ready: null,
    obstacles: [],
    userId: '',
    sdkAppId: 0,
    expires: '',
    left: '',
    signedIn: false,
    state: '正在登录',
    failure: '',
  },

  methods: {
    onLoad() {
      /** When the UserSig ends, on the phone's clock. @type {number | null} */
      this.endsAtMs = null;
      this.open();
    },

    onShow() {
      this.hidden = false;
      if (this.sig) {
        this.sig.onShow();
        this.need();
      }
    },

    /** Hidden, timers may stand still: what has run out by then is renewed when the page is shown. */
    onHide() {
      this.hidden = true;
      clearTimeout(this.timer);
      if (this.sig) this.sig.onHide();
    },

    onUnload() {
      this.gone = true;
      clearTimeout(this.timer);
      if (this.sig) this.sig.close();
    },

    open() {
      init().then(() => {
        if (this.gone) return;
        this.lookAround();
        this.keep();
      }).catch((error) => this.fail(error));
    },

    /** Begins to keep a UserSig good. A phone's clock may be wrong: it goes by the UserSig's own. */
    keep() {
      this.sig = keepFresh({ policy: POLICY, fetch: () => signedIn().catch((error) => this.fail(error)) });
      this.sig.on('change', ({ value, secondsLeft }) => {
        if (!value) return;
        const { userId, sdkAppId, expiresAt, text } = value;
        this.endsAtMs = Date.now() + secondsLeft * 1000;
        this.setData({ userId, sdkAppId, expires: clockOf(expiresAt), signedIn: true, state: text, failure: '' });
        this.drawTime();
      });
      if (this.hidden) this.sig.onHide();
      else this.need();
    },

    need() {
      this.sig.get().catch(() => {});
      this.tick();
    },

    /** Whoever taps does not wait for the next try. */
    retry() {
      if (!this.sig) {
        this.open();
        return;
      }
      this.sig.close();
      this.keep();
    },

    fail(error) {
      if (!this.gone) this.setData({ failure: error.message });
      throw error;
    },

    /** Base libraries before 2.20.1 tell everything in one piece. */
    lookAround() {
      const { platform } = wx.getDeviceInfo ? wx.getDeviceInfo() : wx.getSystemInfoSync();
      const { version, SDKVersion } = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync();
      const shown = ({ code, message }) => ({ code, text: message.zh });
      try {
        const { ok, issues } = tencent.checkEnvironment(Object.assign({ platform, wechatVersion: version, baseLibrary: SDKVersion }, RECORD));
        this.setData({ ready: ok, obstacles: issues.map(shown) });
      } catch (error) {
        // A kind of device that the vendor says nothing of.
        this.setData({ ready: false, obstacles: (error.issues || []).map(shown) });
      }
    },

    tick() {
      clearTimeout(this.timer);
      this.drawTime();
      this.timer = setTimeout(() => this.tick(), 1000);
    },

    drawTime() {
      if (this.endsAtMs === null) return;
      const seconds = Math.max(0, Math.floor((this.endsAtMs - Date.now()) / 1000));
      const left = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
      if (left !== this.data.left) this.setData({ left });
      if (seconds === 0 && this.data.signedIn) this.setData({ signedIn: false, state: 'UserSig 已过期' });
    },
  },
});

/** @param {number} seconds Unix time @returns {string} of the day, on the phone's clock */
function clockOf(seconds) {
  const date = new Date(seconds * 1000);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}
