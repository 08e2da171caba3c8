// A pad of four or eight arrows. It draws, listens and tells; what to send is PtzPad's to decide.

const { init, PtzPad } = require('../index.js');

const FOUR = ['right', 'down', 'left', 'up'];
const EIGHT = ['right', 'down_right', 'down', 'down_left', 'left', 'up_left', 'up', 'up_right'];

const arrowsOf = (ways) => (ways === 8 ? EIGHT : FOUR).map((direction, place, all) => ({ direction, angle: (place * 360) / all.length }));

Component({
  properties: {
    /** 4 or 8 */
    ways: { type: Number, value: 4 },
    /** 0 slow, 1 medium, 2 fast */
    speed: { type: Number, value: 1 },
    /** turn with the finger */
    follow: { type: Boolean, value: false },
    /** more options of PtzPad, such as answerTimeoutMs */
    options: { type: Object, value: {} },
  },

  data: { arrows: arrowsOf(4), active: null, limit: null, disabled: false },

  observers: {
    'ways, speed, follow, options': function remake() {
      this.setData({ arrows: arrowsOf(this.data.ways) });
      if (!this.pad) return;
      this.close();
      this.open();
    },
  },

  lifetimes: {
    created() {
      this.pad = null;
      this.rect = null;
      /** What was touched since a start whose rect is not there yet. */
      this.waiting = [];
      /** Numbers go on from one PtzPad to the next, or a late answer could be taken for another's. */
      this.lastSeq = 0;
      this.seqBefore = 0;
    },
    attached() {
      this.attached = true;
      this.open();
    },
    detached() {
      this.attached = false;
      this.close();
    },
  },

  pageLifetimes: {
    hide() {
      this.cancel();
    },
  },

  methods: {
    /** The page's answer to a `request` event: the code of the body, null when the network failed. */
    answered(code, seq) {
      // To a PtzPad before this one: 0 is the number of no request.
      if (this.pad) this.obey(this.pad.answered(code, Date.now(), Math.max(0, seq - this.seqBefore)));
    },

    open() {
      init().then(() => {
        if (this.pad || !this.attached) return;
        const { ways, speed, follow, options } = this.data;
        this.pad = new PtzPad(Object.assign({ ways, speed, follow }, options));
        this.seqBefore = this.lastSeq;
        this.call('wake');
      }).catch(({ code, message }) => this.triggerEvent('error', { code, message }));
    },

    /** What must still be sent is told at once: nobody waits for its answer any more. */
    close() {
      clearTimeout(this.timer);
      this.waiting = [];
      this.rect = null;
      if (!this.pad) return;
      const { request } = this.pad.close(Date.now());
      this.pad = null;
      if (request) this.triggerEvent('request', this.numbered(request));
    },

    cancel() {
      // A start that still waits would come after its end.
      this.waiting = [];
      this.call('cancel');
    },

    onTouchStart({ changedTouches }) {
      if (!this.pad) {
        // What failed may succeed now.
        this.open();
        return;
      }
      this.waiting.push(['down', changedTouches]);
      if (this.waiting.length === 1) this.measure();
    },

    onTouchMove({ changedTouches }) {
      this.inTurn('move', changedTouches);
    },

    onTouchEnd({ changedTouches }) {
      this.inTurn('up', changedTouches);
    },

    onTouchCancel() {
      this.cancel();
    },

    /** No end overtakes its start. */
    inTurn(method, touches) {
      if (this.waiting.length) this.waiting.push([method, touches]);
      else this.touch(method, touches);
    },

    /** The rect comes later than the touch, and then it is the turn of all that waited for it. */
    measure() {
      const { waiting } = this;
      this.createSelectorQuery().select('#pad').boundingClientRect((rect) => {
        if (waiting !== this.waiting) return;
        if (!rect || !rect.width || !rect.height) {
          // No longer drawn: nobody can hold it.
          this.cancel();
          return;
        }
        this.rect = rect;
        this.waiting = [];
        for (const [method, touches] of waiting) this.touch(method, touches);
      }).exec();
    },

    touch(method, touches) {
      // Began before there was a pad.
      if (!this.rect) return;
      for (const { identifier, clientX, clientY } of touches) {
        const point = { id: identifier, x: clientX, y: clientY };
        if (method === 'up') this.call('up', point);
        else this.call(method, point, this.rect);
      }
    },

    /** A call of the PtzPad, at this moment. */
    call(method, ...given) {
      if (this.pad) this.obey(this.pad[method](...given, Date.now()));
    },

    obey(decision) {
      clearTimeout(this.timer);
      if (decision.wakeAtMs !== null) {
        this.timer = setTimeout(() => this.call('wake'), Math.max(0, decision.wakeAtMs - Date.now()));
      }
      this.draw(decision);
      const request = decision.request && this.numbered(decision.request);
      this.triggerEvent('decision', Object.assign({}, decision, { request }));
      if (request) this.triggerEvent('request', request);
    },

    numbered(request) {
      this.lastSeq = this.seqBefore + request.seq;
      return Object.assign({}, request, { seq: this.lastSeq });
    },

    /** A finger moves sixty times a second; the view is to hear of what changes. */
    draw({ active, limit, disabled }) {
      const drawn = this.data;
      if (active !== drawn.active || limit !== drawn.limit || disabled !== drawn.disabled) this.setData({ active, limit, disabled });
    },
  },
});
