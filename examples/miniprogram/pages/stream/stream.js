// A live view that keeps itself playing, a PTZ pad, and what was decided and why for whoever wants to look.

const { describePhase } = require('playward');
const { fetchAddress } = require('../../address.js');
const { move } = require('../../camera.js');

/** Decisions kept for the diagnostics. */
const LOG_LENGTH = 20;

Component({
  data: { muted: false, phase: 'idle', phaseText: '', resting: false, diagnosticsOpen: false, diagnostics: [], log: [] },

  methods: {
    onLoad() {
      this.log = [];
      this.view().open({ fetchAddress });
    },

    view() {
      return this.selectComponent('#screen');
    },

    /** The pad says what to send; it waits for the answer before the next one. */
    onPtzRequest({ detail }) {
      move(detail).then((code) => {
        const pad = this.selectComponent('#ptz');
        if (pad) pad.answered(code, detail.seq);
      });
    },

    toggleStopped() {
      if (this.data.resting) this.view().play();
      else this.view().stop();
    },

    toggleMuted() {
      this.setData({ muted: !this.data.muted });
    },

    toggleDiagnostics() {
      this.setData({ diagnosticsOpen: !this.data.diagnosticsOpen });
      this.drawDiagnostics();
    },

    onDecision({ detail: decision }) {
      const { phase, commands } = decision;
      this.decision = decision;
      if (phase !== this.data.phase || commands.length) this.note(decision);
      if (phase !== this.data.phase) this.setData({ phase, phaseText: describePhase(phase).zh, resting: phase === 'stopped' || phase === 'ended' });
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
      const stats = this.view().stats();
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
  },
});
