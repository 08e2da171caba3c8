// A live view that keeps itself playing. Everything that goes wrong with the stream is playward's affair;
// the page draws what it decides and hands on what the player and WeChat say.

const { init, superviseLivePlayer } = require('playward');
const { fetchAddress } = require('../../address.js');
const { move } = require('../../camera.js');

const PHASE_TEXTS = {
  idle: '未播放',
  connecting: '正在连接',
  playing: '直播中',
  stalled: '画面卡住，等待恢复',
  reconnecting: '播放器正在重连',
  backoff: '稍后自动重试',
  fetching: '正在获取播放地址',
  suspended: '已挂起',
  paused: '已暂停',
  ended: '直播已结束',
  failed: '无法播放',
  stopped: '已停止',
};

/** Decisions kept for the diagnostics. */
const LOG_LENGTH = 20;

Component({
  data: {
    mounted: true,
    src: '',
    muted: false,
    phase: 'idle',
    phaseText: '正在加载',
    loading: true,
    degraded: false,
    error: '',
    resting: false,
    diagnosticsOpen: false,
    diagnostics: [],
    log: [],
  },

  methods: {
    onLoad() {
      this.log = [];
      this.open();
    },

    onShow() {
      this.hidden = false;
      if (this.live) this.live.onShow();
    },

    onHide() {
      this.hidden = true;
      if (this.live) this.live.onHide();
    },

    onUnload() {
      this.left = true;
      if (this.live) this.live.close();
    },

    open() {
      this.setData({ loading: true, error: '' });
      init().then(() => {
        if (this.left) return;
        this.live = superviseLivePlayer(this.player(), { fetchAddress });
        this.live.on('decision', (decision) => this.draw(decision));
        this.live.on('error', ({ error }) => {
          if (error.code.startsWith('permission_')) wx.showToast({ title: error.message.zh, icon: 'none' });
        });
        if (this.hidden) this.live.onHide();
        this.live.play();
      }).catch((error) => {
        this.setData({ loading: false, error: error.message });
      });
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

    /** The pad says what to send; it waits for the answer before the next one. */
    onPtzRequest({ detail }) {
      move(detail).then((code) => {
        const pad = this.selectComponent('#ptz');
        if (pad) pad.answered(code, detail.seq);
      });
    },

    retry() {
      if (this.live) this.live.play();
      else this.open();
    },

    toggleStopped() {
      if (!this.live) return;
      if (this.data.resting) this.live.play();
      else this.live.stop();
    },

    toggleMuted() {
      this.setData({ muted: !this.data.muted });
    },

    toggleDiagnostics() {
      this.setData({ diagnosticsOpen: !this.data.diagnosticsOpen });
      this.drawDiagnostics();
    },

    draw(decision) {
      const { phase, loading, degraded, error } = decision;
      this.decision = decision;
      if (phase !== this.data.phase || decision.commands.length) this.note(decision);
      this.setChanged({
        phase,
        phaseText: PHASE_TEXTS[phase],
        loading,
        degraded,
        error: error ? error.message.zh : '',
        resting: phase === 'stopped' || phase === 'ended',
      });
      this.drawDiagnostics();
    },

    note({ phase, rule, commands }) {
      const time = new Date().toTimeString().slice(0, 8);
      this.noted = (this.noted || 0) + 1;
      this.log.unshift({ id: this.noted, time, phase, rule, commands: commands.map(({ type }) => type).join(' ') });
      this.log.length = Math.min(this.log.length, LOG_LENGTH);
    },

    drawDiagnostics() {
      if (!this.data.diagnosticsOpen || !this.decision) return;
      const { phase, rule, attempt, generation } = this.decision;
      const stats = this.live.supervisor.stats(Date.now());
      this.setData({
        log: this.log,
        diagnostics: [
          { name: '阶段', value: phase },
          { name: '规则', value: rule },
          { name: '第几次重试', value: attempt },
          { name: '播放代次', value: generation },
          { name: '首帧', value: stats.firstFrameMs === null ? '-' : `${stats.firstFrameMs} ms` },
          { name: '卡顿', value: `${stats.stalls} 次 / ${stats.stalledMs} ms` },
          { name: '重启', value: `${stats.restarts} 次` },
          { name: '取地址', value: `${stats.addressFetches} 次` },
        ],
      });
    },

    /** setData costs a trip to the view: only what is new makes it. */
    setChanged(data) {
      const changed = Object.keys(data).filter((key) => data[key] !== this.data[key]);
      if (changed.length) this.setData(changed.reduce((part, key) => Object.assign(part, { [key]: data[key] }), {}));
    },
  },
});
