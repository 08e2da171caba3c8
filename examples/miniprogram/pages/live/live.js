// The live page of a camera: what it can do, and no more, is there to be touched.

const { ezviz, init } = require('playward');
const { PROTOCOL } = require('../../config.js');
const { cameraOf } = require('../../ezviz.js');
const { entered } = require('../../launch.js');

const MIRROR_TEXTS = { top_bottom: '上下镜像', left_right: '左右镜像', center: '中心镜像' };
const NOTHING = { ptz: false, ways: 4, mirror: [], privacy: false, talk: false };

const toast = (title) => wx.showToast({ title, icon: 'none' });

Component({
  data: {
    failure: '',
    name: '直播',
    quality: 'hd',
    muted: false,
    can: NOTHING,
    covered: false,
    /** a setting of the device is on its way */
    busy: false,
    encrypted: false,
    wrongCode: false,
    verifyCode: '',
    talking: false,
  },

  methods: {
    onLoad(query) {
      this.query = query;
      this.open();
    },

    onShow() {
      if (this.camera) this.lookAtCover();
    },

    onUnload() {
      this.left = true;
    },

    /** A shared page never carries the token. */
    onShareAppMessage() {
      return { title: this.data.name, path: this.launch ? ezviz.sharePath('live', this.launch) : '/pages/devices/devices' };
    },

    open() {
      this.setData({ failure: '' });
      init().then(() => entered(this.query)).then((launch) => {
        if (this.left) return null;
        const camera = cameraOf(launch);
        Object.assign(this, { launch, camera, screen: this.selectComponent('#screen') });
        this.learn();
        return this.screen.open({
          fetchAddress: ({ supportH265 }) => {
            const { quality, verifyCode } = this.data;
            return camera.address(Object.assign({ protocol: PROTOCOL, quality }, verifyCode && { verifyCode }, supportH265 === false && { supportH265 }));
          },
          refreshToken: () => camera.refreshToken(),
        });
      }).catch((error) => this.setData({ failure: error.message }));
    },

    onDecision({ detail: { error } }) {
      const encrypted = Boolean(error) && error.code === 'encrypted';
      if (encrypted !== this.data.encrypted) this.setData({ encrypted, wrongCode: encrypted && this.data.verifyCode !== '' });
    },

    // ───────────── what the device is and can do ─────────────

    learn() {
      this.camera.ask('device_info').then(({ outcome, data }) => {
        if (outcome.ok && data.name && !this.left) this.setData({ name: data.name });
      });
      this.camera.ask('device_capacity').then(({ outcome, data }) => {
        if (!outcome.ok || this.left) return;
        this.setData({
          can: {
            ptz: data.ptz,
            ways: data.directions.includes('up_left') ? 8 : 4,
            mirror: data.mirror.map((command) => ({ command, text: MIRROR_TEXTS[command] })),
            privacy: data.privacy,
            talk: data.talk !== 'none',
          },
        }, () => this.connect());
        this.lookAtCover();
      });
    },

    /** Somebody else may have covered the lens meanwhile. */
    lookAtCover() {
      if (!this.data.can.privacy) return;
      this.camera.ask('privacy_get').then(({ outcome, data }) => {
        if (outcome.ok && !this.left) this.cover(String(data.enable) === '1');
      });
    },

    cover(covered) {
      if (covered === this.data.covered) return;
      this.setData({ covered }, () => this.connect());
      if (covered) this.screen.stop();
      else this.screen.play();
    },

    /** A setting, one at a time. @param {(answer: { outcome: object }) => void} done */
    set(api, params, done) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      this.camera.ask(api, params).then((answer) => {
        if (this.left) return;
        this.setData({ busy: false });
        if (answer.outcome.ok) done(answer);
        else toast(answer.outcome.message.zh);
      });
    },

    toggleCover() {
      const covered = !this.data.covered;
      this.set('privacy_set', { enable: covered }, () => this.cover(covered));
    },

    onMirror({ currentTarget }) {
      this.set('ptz_mirror', { command: currentTarget.dataset.command }, () => toast('已翻转'));
    },

    // ───────────── the picture ─────────────

    switchQuality({ currentTarget }) {
      const { quality } = currentTarget.dataset;
      const before = this.data.quality;
      if (quality === before || !this.camera) return;
      this.setData({ quality });
      this.screen.renew().catch(({ message, outcome }) => {
        if (this.left) return;
        this.setData({ quality: before });
        toast(outcome ? outcome.message.zh : message);
      });
    },

    onCode({ detail }) {
      this.setData({ verifyCode: detail.value.trim(), wrongCode: false });
    },

    playWithCode() {
      if (this.data.verifyCode) this.screen.play();
    },

    toggleMuted() {
      this.setData({ muted: !this.data.muted });
    },

    toggleFullScreen() {
      this.screen.toggleFullScreen();
    },

    snapshot() {
      this.screen.snapshot().then((filePath) => {
        wx.saveImageToPhotosAlbum({ filePath, success: () => toast('已保存到相册'), fail: () => toast('没有保存，请允许使用相册') });
      }).catch(() => toast('截图失败，请在画面播放时再试'));
    },

    // ───────────── PTZ and voice ─────────────

    /** The pad and the button are there now. The pad goes on sending when the page is left, until the camera has been stopped. */
    connect() {
      const { camera } = this;
      const [pad, talk] = ['#ptz', '#talk'].map((id) => this.selectComponent(id));
      if (pad) pad.send = (request) => camera.move(request);
      if (talk) talk.send = (filePath) => camera.say(filePath);
    },

    onPtzDecision({ detail: { outcome } }) {
      if (outcome && !outcome.ok && outcome.class !== 'ptz_limit') toast(outcome.message.zh);
    },

    onTalk({ detail: { recording, outcome } }) {
      if (recording !== this.data.talking) this.setData({ talking: recording });
      if (outcome) toast(outcome.ok ? '已发送' : outcome.message.zh);
    },

    onTalkShort() {
      toast('说话时间太短');
    },

    /** Within the program the token that the page was opened with goes along. */
    toPlayback() {
      if (!this.camera) return;
      wx.navigateTo({ url: (this.launch.accessToken ? ezviz.pageUrl : ezviz.sharePath)('playback', this.launch) });
    },
  },
});
