// A UserSig without a server, while one debugs. playward-debug is not among the dependencies of this example, so that nobody publishes it unawares;
// README.md says how it comes in and goes out.

const { init, tencent } = require('playward');
const { signIn } = require('../../im.js');

/** @returns {Partial<typeof import('playward-debug')>} empty where it is not installed */
function debugPackage() {
  try {
    return require('playward-debug');
  } catch (error) {
    return {};
  }
}

Component({
  data: {
    installed: true,
    problems: [],
    failure: '',
    made: null,
    state: '',
  },

  methods: {
    onLoad() {
      this.debug = debugPackage();
      // Not in data: the developer tools show that to everybody who looks on.
      this.form = { SDKAPPID: '', SECRETKEY: '', userID: '' };
      this.setData({ installed: Boolean(this.debug.createGenerateTestUserSig) });
    },

    onUnload() {
      this.gone = true;
      this.form = null;
    },

    onField({ currentTarget, detail }) {
      this.form[currentTarget.dataset.field] = detail.value.trim();
    },

    make() {
      const { SDKAPPID, SECRETKEY, userID } = this.form;
      this.setData({ problems: [], failure: '', made: null, state: '' });
      Promise.all([init(), this.debug.init()]).then(() => {
        const { genTestUserSig } = this.debug.createGenerateTestUserSig({ SDKAPPID: Number(SDKAPPID), SECRETKEY });
        const { sdkAppID, userSig } = genTestUserSig(userID);
        const { expire } = tencent.inspectUserSig(userSig);
        if (this.gone) return null;
        this.setData({ made: { userId: userID, userSig, days: Math.floor(expire / 86400) }, state: '正在登录' });
        return signIn({ sdkAppId: sdkAppID, userId: userID, userSig });
      }).then((answer) => {
        if (answer && !this.gone) this.setData({ state: answer.text });
      }).catch((error) => {
        if (this.gone) return;
        const problems = (error.issues || []).map(({ field, message }) => `${field}：${message.zh}`);
        this.setData({ problems, failure: problems.length ? '' : error.message });
      });
    },
  },
});
