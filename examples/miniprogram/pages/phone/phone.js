// What only a phone can confirm, in ten minutes: docs/device-checklist.zh-CN.md. The first checks run by themselves, the others
// while a live view plays; the result is one line to copy.

const playward = require('playward');
const { fetchAddress } = require('../../address.js');
const { decisionsOf, sumOf, EXPECTED } = require('../../phone.js');

/** Events for the speed: long enough for a clock of milliseconds. */
const EVENTS = 2000;

const CHECKS = [
  { id: 'wasm', text: '加载 wasm', todo: '自动' },
  { id: 'same', text: '决定与 Node 里一致', todo: '自动' },
  { id: 'call', text: '每次调用', todo: '自动' },
  { id: 'picture', text: '首帧', todo: '等画面出来' },
  { id: 'hide', text: '切后台回来', todo: '画面出来后，按 Home 键，10 秒后回来' },
  { id: 'outage', text: '断网恢复', todo: '开飞行模式 30 秒，再关掉' },
  { id: 'seen', text: '画面和声音', todo: '看着、听着都正常吗' },
];

Component({
  data: { checks: CHECKS.map((check) => Object.assign({ value: '' }, check)), line: '', error: '' },

  methods: {
    onLoad() {
      const startedAt = Date.now();
      playward.init().then(() => {
        if (this.left) return;
        this.found('wasm', `${Date.now() - startedAt}ms`);
        this.compute();
        this.watch();
      }).catch((error) => {
        this.found('wasm', 'no');
        this.setData({ error: error.message });
      });
    },

    onHide() {
      this.away = this.playing;
    },

    onShow() {
      this.back();
    },

    onUnload() {
      this.left = true;
    },

    compute() {
      const sum = sumOf(decisionsOf(playward, 200));
      this.found('same', sum === EXPECTED ? 'yes' : sum);
      const startedAt = Date.now();
      decisionsOf(playward, EVENTS);
      this.found('call', `${Math.round(((Date.now() - startedAt) * 1000) / EVENTS)}us`);
    },

    watch() {
      this.playedAt = Date.now();
      this.selectComponent('#screen').open({ fetchAddress });
    },

    /** The page or the view may be the first to know that it is shown. */
    back() {
      if (this.away) this.shownAt = Date.now();
      this.away = false;
    },

    /** `playing`: there has been a picture. `shownAt`, `lostAt`: since when it is waited for. */
    onDecision({ detail: { phase } }) {
      if (phase !== 'suspended') this.back();
      const now = Date.now();
      if (phase === 'playing') {
        if (!this.playing) this.found('picture', `${now - this.playedAt}ms`);
        else if (this.shownAt) this.found('hide', `${now - this.shownAt}ms`);
        else if (this.lostAt) this.found('outage', `${now - this.lostAt}ms`);
        this.playing = true;
        this.shownAt = null;
        this.lostAt = null;
      } else if (phase === 'suspended') {
        // Hidden: what is waited for begins when the page is back.
        this.lostAt = null;
      } else if (this.playing && !this.shownAt && !this.lostAt) {
        this.lostAt = now;
      }
    },

    looksRight() {
      this.found('seen', 'yes');
    },

    looksWrong() {
      this.found('seen', 'no');
    },

    found(id, value) {
      const checks = this.data.checks.map((check) => (check.id === id ? Object.assign({}, check, { value }) : check));
      const { platform } = wx.getDeviceInfo();
      const { version, SDKVersion } = wx.getAppBaseInfo();
      const line = ['playward', platform, version, SDKVersion].concat(checks.map((check) => `${check.id}=${check.value || '-'}`)).join(' ');
      this.setData({ checks, line });
    },

    copy() {
      wx.setClipboardData({ data: this.data.line });
    },
  },
});
