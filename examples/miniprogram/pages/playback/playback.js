// The recordings of a day: a time axis under the picture, to be dragged. From one recording it goes on to the next.

const { ezviz, init } = require('playward');
const { clockOf, LAST_SECOND, secondsOf } = require('../../clock.js');
const { PROTOCOL } = require('../../config.js');
const { cameraOf } = require('../../ezviz.js');
const { entered } = require('../../launch.js');

/** Of the axis. */
const RPX_PER_HOUR = 240;
const HOURS = Array.from({ length: 25 }, (_, hour) => ({ hour, left: hour * RPX_PER_HOUR, text: `${String(hour).padStart(2, '0')}:00` }));
const rpxAt = (seconds) => (seconds * RPX_PER_HOUR) / 3600;

const BROKEN = ['reconnecting', 'backoff'];
/** Phases in which nothing plays or tries to. */
const RESTING = ['idle', 'stopped', 'ended'];

const toast = (title) => wx.showToast({ title, icon: 'none' });

Component({
  data: {
    failure: '',
    today: '',
    date: '',
    storage: 'local',
    hours: HOURS,
    segments: [],
    /** why there is nothing on the axis */
    notice: '',
    clock: '--:--:--',
    offset: 0,
    dragging: false,
    /** the end of the recording that is played */
    playingUntil: '',
    finished: false,
  },

  methods: {
    onLoad(query) {
      this.query = query;
      this.phase = 'idle';
      this.open();
    },

    onUnload() {
      this.left = true;
      if (this.playback) this.playback.close();
    },

    /** A shared page never carries the token. */
    onShareAppMessage() {
      const { date, storage } = this.data;
      return { title: `${date} 回放`, path: this.launch ? ezviz.sharePath('playback', this.launch, { date, storage }) : '/pages/devices/devices' };
    },

    open() {
      this.setData({ failure: '' });
      init().then(() => entered(this.query)).then((launch) => {
        if (this.left) return null;
        const camera = cameraOf(launch);
        Object.assign(this, { launch, camera, screen: this.selectComponent('#screen') });
        const today = ezviz.today(Date.now());
        const opened = this.screen.open({ policy: { live: false }, fetchAddress: () => this.address(), refreshToken: () => camera.refreshToken() });
        // Nothing is chosen yet.
        this.screen.stop();
        return opened.then(() => {
          if (this.left) return;
          this.setData({ today });
          this.choose({ date: launch.date || today, storage: launch.storage || 'local' });
        });
      }).catch((error) => this.setData({ failure: error.message }));
    },

    // ───────────── the day ─────────────

    onDate({ detail }) {
      this.choose({ date: detail.value });
    },

    onStorage({ currentTarget }) {
      this.choose({ storage: currentTarget.dataset.storage });
    },

    /** Another day or another storage. What still comes of the choice before is not heard. */
    choose(wish) {
      if (!this.camera) return;
      const { date, storage } = Object.assign({ date: this.data.date, storage: this.data.storage }, wish);
      const choice = { date, storage };
      this.choice = choice;
      this.spot = null;
      this.halt();
      this.setData({ date, storage, segments: [], notice: '正在查询录像', clock: '--:--:--', playingUntil: '', finished: false });
      this.camera.ask('video_by_time', { day: date, storage }).then(({ outcome, data }) => {
        if (this.left || this.choice !== choice) return;
        if (!outcome.ok) {
          this.setData({ notice: outcome.message.zh });
          return;
        }
        if (this.playback) this.playback.close();
        const timeline = new ezviz.Timeline(date, data);
        this.playback = new ezviz.Playback(timeline, { storage });
        const segments = timeline.segments();
        timeline.close();
        this.setData({ segments: segments.map(drawn), notice: segments.length ? '' : '暂无录像片段' });
        // The latest, as the vendor's own page does.
        if (segments.length) this.goTo(segments[segments.length - 1].start);
      });
    },

    again() {
      this.choose({});
    },

    // ───────────── what is played ─────────────

    /** @param {string} time 'HH:mm:ss' */
    goTo(time) {
      const found = this.playback.seek(time);
      if (found) this.start(found.end);
      else toast('这之后没有录像');
      this.drawClock();
    },

    /** What the playback stands at now is to be played. @param {string} playingUntil */
    start(playingUntil) {
      this.spot = { from: clockOf(this.playback.position()), until: playingUntil };
      // Until its address has been loaded nothing has been played of it.
      this.loaded = false;
      this.setData({ playingUntil, finished: false });
      this.halt();
      this.screen.play();
    },

    halt() {
      if (!RESTING.includes(this.phase)) this.screen.stop();
    },

    /** The address of what is to be played now, from where the picture stands. The supervisor ignores it when something else was chosen meanwhile. */
    address() {
      const { spot } = this;
      if (!spot) return Promise.reject(new Error('no recording is chosen'));
      this.position();
      this.loaded = false;
      return this.camera.address(Object.assign({ protocol: PROTOCOL }, this.playback.span())).then(({ url }) => {
        if (this.spot === spot) this.issued = spot;
        // It leads to where it begins, and to play it again would begin there again.
        return { url, once: true };
      });
    },

    onDecision({ detail: { commands, phase } }) {
      if (commands.some(({ type }) => type === 'load')) {
        // Of a choice before, kept back for the player's sake.
        if (this.issued !== this.spot) {
          if (this.spot) this.start(this.spot.until);
          return;
        }
        this.loaded = true;
        this.playedBeforeMs = this.screen.playedMs();
      }
      const before = this.phase;
      this.phase = phase;
      // The player says every second how it goes.
      if (!RESTING.includes(phase)) this.drawClock();
      if (phase === before) return;
      if (phase === 'ended' || (BROKEN.includes(phase) && this.atEnd())) this.goOn();
    },

    atEnd() {
      this.position();
      return this.loaded && this.playback.nearEnd();
    },

    goOn() {
      const next = this.spot && this.playback.ended();
      if (next) {
        this.start(next.stopTime.slice(-8));
        return;
      }
      this.halt();
      this.setData({ finished: true });
    },

    replay() {
      this.goTo(this.spot.from);
    },

    /** Where the picture stands, in seconds of the day: only time that it moved counts. */
    position() {
      if (this.loaded) this.playback.moved(this.screen.playedMs() - this.playedBeforeMs);
      return this.playback.position();
    },

    drawClock() {
      if (!this.data.dragging && this.spot) this.draw(this.position());
    },

    draw(seconds) {
      this.setData({ clock: clockOf(seconds), offset: rpxAt(seconds) });
    },

    // ───────────── the axis ─────────────

    onAxisStart({ changedTouches: [touch] }) {
      if (!this.spot || this.data.dragging) return;
      const from = this.position();
      this.drag = { id: touch.identifier, x: touch.clientX, from, to: from };
      this.setData({ dragging: true });
    },

    onAxisMove({ changedTouches }) {
      const touch = this.dragging(changedTouches);
      if (!touch) return;
      const { drag } = this;
      const rpx = ((drag.x - touch.clientX) * 750) / wx.getWindowInfo().windowWidth;
      drag.to = Math.min(LAST_SECOND, Math.max(0, drag.from + (rpx * 3600) / RPX_PER_HOUR));
      this.draw(drag.to);
    },

    onAxisEnd({ changedTouches }) {
      if (!this.dragging(changedTouches)) return;
      this.setData({ dragging: false });
      this.goTo(clockOf(this.drag.to));
    },

    onAxisCancel() {
      this.setData({ dragging: false });
      this.drawClock();
    },

    dragging(touches) {
      return this.data.dragging && touches.find(({ identifier }) => identifier === this.drag.id);
    },

    onFile({ currentTarget }) {
      this.goTo(currentTarget.dataset.start);
    },
  },
});

/** A recording as the axis shows it. */
function drawn({ start, end }) {
  const left = rpxAt(secondsOf(start));
  return { start, end, left, width: Math.max(2, rpxAt(secondsOf(end)) - left) };
}
