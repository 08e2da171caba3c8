// The recordings of a day: a time axis under the picture, to be dragged. From one recording it goes on to the next.

const { ezviz, init } = require('playward');
const { clockOf, dayOf, LAST_SECOND, secondsOf } = require('../../clock.js');
const { Camera } = require('../../ezviz.js');
const { entered, pathOf } = require('../../launch.js');

/** Of the axis. */
const RPX_PER_HOUR = 240;
const HOURS = Array.from({ length: 25 }, (_, hour) => ({ hour, left: hour * RPX_PER_HOUR, text: `${String(hour).padStart(2, '0')}:00` }));
const rpxAt = (seconds) => (seconds * RPX_PER_HOUR) / 3600;

const NEVER_LESS_THAN_SECONDS = 2;

/** Some players take the end of a recording for a break of the line: what breaks this close to it has ended. */
const END_SECONDS = 5;
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

    onShow() {
      this.hidden = false;
      this.tick();
    },

    onHide() {
      this.hidden = true;
      clearTimeout(this.timer);
    },

    onUnload() {
      this.left = true;
      clearTimeout(this.timer);
      if (this.timeline) this.timeline.close();
    },

    /** A shared page never carries the token. */
    onShareAppMessage() {
      const { date, storage } = this.data;
      return { title: `${date} 回放`, path: this.camera ? pathOf('playback', this.camera.device, { date, storage }) : '/pages/devices/devices' };
    },

    open() {
      this.setData({ failure: '' });
      init().then(() => entered(this.query)).then((launch) => {
        if (this.left) return null;
        const camera = new Camera(launch);
        this.camera = camera;
        this.screen = this.selectComponent('#screen');
        const today = dayOf(Date.now());
        return this.screen.open({
          policy: { live: false },
          fetchAddress: () => this.address(),
          refreshToken: () => camera.renew(),
        }).then(() => {
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
        if (this.timeline) this.timeline.close();
        this.timeline = new ezviz.Timeline(date, data);
        const segments = this.timeline.segments();
        this.setData({ segments: segments.map(drawn), notice: segments.length ? '' : '暂无录像片段' });
        // The latest, as the vendor's own page does.
        if (segments.length) this.playFrom(segments[segments.length - 1]);
      });
    },

    again() {
      this.choose({});
    },

    // ───────────── what is played ─────────────

    /** @param {{ start: string, end: string }} segment */
    playFrom({ start, end }) {
      this.spot = { from: secondsOf(start), end };
      // Until its address has been loaded nothing has been played of it.
      this.loaded = null;
      this.setData({ playingUntil: end, finished: false });
      this.drawClock();
      this.halt();
      this.screen.play();
    },

    halt() {
      if (!RESTING.includes(this.phase)) this.screen.stop();
    },

    /** The address of what is to be played now, from where the picture stands. The supervisor ignores it when something else was chosen meanwhile. */
    address() {
      const { spot, choice } = this;
      if (!spot) return Promise.reject(new Error('no recording is chosen'));
      const { date, storage } = choice;
      const from = Math.max(spot.from, Math.min(Math.floor(this.position()), secondsOf(spot.end) - NEVER_LESS_THAN_SECONDS));
      const [{ startTime, stopTime }] = ezviz.playbackSpans(storage, `${date} ${clockOf(from)}`, `${date} ${spot.end}`);
      return this.camera.address('playback_address', { storage, startTime, stopTime }).then(({ url }) => {
        if (this.spot === spot) this.issued = { url, spot, from };
        // It leads to where it begins, and to play it again would begin there again.
        return { url, once: true };
      });
    },

    onDecision({ detail: { commands, phase } }) {
      const load = commands.find(({ type }) => type === 'load');
      // Of a choice before, kept back for the player's sake.
      if (load && this.issued.spot !== this.spot) {
        if (this.spot) this.playFrom({ start: clockOf(this.spot.from), end: this.spot.end });
        return;
      }
      if (load) this.loaded = this.issued;
      // Whatever starts the player begins where its address does.
      if (commands.some(({ type }) => ['load', 'play', 'restart', 'recreate'].includes(type))) this.playedBeforeMs = this.screen.playedMs();
      const before = this.phase;
      this.phase = phase;
      if (phase === before) return;
      this.tick();
      if (phase === 'ended' || (BROKEN.includes(phase) && this.atEnd())) this.goOn();
    },

    goOn() {
      const next = this.spot && this.timeline.next(this.spot.end);
      if (next) {
        this.playFrom(next);
        return;
      }
      this.halt();
      this.setData({ finished: true });
    },

    atEnd() {
      const { loaded, spot } = this;
      return Boolean(loaded) && loaded.spot === spot && this.position() > secondsOf(spot.end) - END_SECONDS;
    },

    retry() {
      if (this.data.finished) this.goTo(this.loaded.spot.from);
      else if (this.spot) this.playFrom({ start: clockOf(this.position()), end: this.spot.end });
    },

    /** Where the picture stands, in seconds of the day: only time that it moved counts. */
    position() {
      const { loaded, spot } = this;
      if (!loaded || loaded.spot !== spot) return spot.from;
      return Math.min(loaded.from + (this.screen.playedMs() - this.playedBeforeMs) / 1000, secondsOf(spot.end));
    },

    tick() {
      clearTimeout(this.timer);
      if (this.left || this.hidden || this.phase !== 'playing') return;
      this.drawClock();
      this.timer = setTimeout(() => this.tick(), 1000);
    },

    drawClock() {
      if (this.data.dragging || !this.spot) return;
      this.draw(this.position());
    },

    draw(seconds) {
      this.setData({ clock: clockOf(seconds), offset: rpxAt(seconds) });
    },

    // ───────────── the axis ─────────────

    onAxisStart({ changedTouches: [touch] }) {
      if (!this.spot || this.data.dragging) return;
      this.drag = { id: touch.identifier, x: touch.clientX, from: this.position(), to: this.position() };
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
      const { to } = this.drag;
      this.setData({ dragging: false });
      this.goTo(to);
    },

    onAxisCancel() {
      this.setData({ dragging: false });
      this.drawClock();
    },

    dragging(touches) {
      return this.data.dragging && touches.find(({ identifier }) => identifier === this.drag.id);
    },

    onFile({ currentTarget }) {
      this.goTo(secondsOf(currentTarget.dataset.start));
    },

    /** @param {number} seconds of the day */
    goTo(seconds) {
      const found = this.timeline.at(clockOf(seconds));
      if (found) {
        this.playFrom(found);
        return;
      }
      toast('这之后没有录像');
      this.drawClock();
    },
  },
});

/** A recording as the axis shows it. */
function drawn({ start, end }) {
  const left = rpxAt(secondsOf(start));
  return { start, end, left, width: Math.max(2, rpxAt(secondsOf(end)) - left) };
}
