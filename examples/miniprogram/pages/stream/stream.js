// A live view that keeps itself playing, a pad, and what was decided and why.

const { describePhase } = require('playward');
const { fetchAddress } = require('../../address.js');
const { move } = require('../../camera.js');

/** Decisions kept for the diagnostics. */
const LOG_LENGTH = 20;

Component({
  data: { muted: false, phase: 'idle', phaseText: '正在加载', degraded: false, resting: false, diagnosticsOpen: false, diagnostics: [], log: [] },

  methods: {
    onReady() {
      this.log = [];
      this.screen = this.selectComponent('#screen');
      this.selectComponent('#ptz').send = move;
      this.screen.open({ fetchAddress });
    },

    toggleStopped() {
      if (this.data.resting) this.screen.play();
      else this.screen.stop();
    },

    toggleMuted() {
      this.setData({ muted: !this.data.muted });
    },

    toggleDiagnostics() {
      this.setData({ diagnosticsOpen: !this.data.diagnosticsOpen });
      this.drawDiagnostics();
    },

    onDecision({ detail: decision }) {
      const { phase, degraded, rule, commands } = decision;
      if (phase !== this.data.phase || commands.length) {
        this.noted = (this.noted || 0) + 1;
        this.log.unshift({ id: this.noted, time: new Date().toTimeString().slice(0, 8), phase, rule, commands: commands.map(({ type }) => type).join(' ') });
        this.log.length = Math.min(this.log.length, LOG_LENGTH);
      }
      this.decision = decision;
      // setData costs a trip to the view: only what is new makes it.
      if (phase !== this.data.phase || degraded !== this.data.degraded) {
        this.setData({ phase, degraded, phaseText: describePhase(phase).zh, resting: phase === 'stopped' || phase === 'ended' });
      }
      this.drawDiagnostics();
    },

    drawDiagnostics() {
      if (!this.data.diagnosticsOpen || !this.decision) return;
      const { phase, rule, attempt, generation } = this.decision;
      const stats = this.screen.stats();
      const facts = {
        阶段: phase, 规则: rule, 第几次重试: attempt, 播放代次: generation, 首帧: stats.firstFrameMs === null ? '-' : `${stats.firstFrameMs} ms`,
        卡顿: `${stats.stalls} 次 / ${stats.stalledMs} ms`, 重启: `${stats.restarts} 次`, 取地址: `${stats.addressFetches} 次`,
      };
      this.setData({ log: this.log, diagnostics: Object.keys(facts).map((name) => ({ name, value: facts[name] })) });
    },
  },
});
