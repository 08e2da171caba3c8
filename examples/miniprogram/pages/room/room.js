// Entering a room with a UserSig that the business server made: shown when it runs out, renewed before that, and whether the phone can have a room at all.

const { init, needsRefresh, tencent } = require('playward');
const { RECORD } = require('../../config.js');
const { signIn } = require('../../im.js');
const { userSig } = require('../../user-sig.js');

/** How long before its end a UserSig is renewed. */
const MARGIN_SECONDS = 60;
const RETRY_MS = 10000;

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
      this.expiresAt = null;
      /** how many seconds the phone's clock is ahead of the server's */
      this.ahead = 0;
      this.retryAtMs = 0;
      this.open();
    },

    onShow() {
      this.hidden = false;
      if (this.opened) this.tick();
    },

    /** Hidden, timers may stand still: what has run out by then is renewed when the page is shown. */
    onHide() {
      this.hidden = true;
      clearTimeout(this.timer);
    },

    onUnload() {
      this.gone = true;
      clearTimeout(this.timer);
    },

    open() {
      init().then(() => {
        if (this.gone) return;
        this.opened = true;
        this.lookAround();
        this.tick();
      }).catch(({ message }) => this.setData({ failure: message }));
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

    /** The server's time: a phone's clock may be wrong, and the UserSig was made just before it came. */
    now() {
      return Date.now() / 1000 - this.ahead;
    },

    tick() {
      clearTimeout(this.timer);
      if (this.gone || this.hidden) return;
      if (!this.asking && Date.now() >= this.retryAtMs && needsRefresh(this.expiresAt, this.now(), 0, MARGIN_SECONDS)) this.renew();
      this.drawTime();
      this.timer = setTimeout(() => this.tick(), 1000);
    },

    retry() {
      this.retryAtMs = 0;
      if (this.opened) this.tick();
      else this.open();
    },

    renew() {
      this.asking = true;
      userSig().then((given) => {
        const { userId, sdkAppId, issuedAt, expiresAt } = tencent.inspectUserSig(given.userSig);
        return signIn({ userId, sdkAppId, userSig: given.userSig }).then(({ ok, text }) => {
          if (this.gone) return;
          if (!ok) throw new Error(text);
          this.ahead = Date.now() / 1000 - issuedAt;
          this.expiresAt = expiresAt;
          this.setData({ userId, sdkAppId, expires: clockOf(expiresAt), signedIn: true, state: text, failure: '' });
          this.drawTime();
        });
      }).catch(({ message }) => {
        this.retryAtMs = Date.now() + RETRY_MS;
        if (!this.gone) this.setData({ failure: message });
      }).then(() => { this.asking = false; });
    },

    drawTime() {
      if (this.expiresAt === null) return;
      const seconds = Math.max(0, Math.floor(this.expiresAt - this.now()));
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
