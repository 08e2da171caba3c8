// A pad of four or eight arrows. It draws, listens and tells; PtzPad decides what to send.

import { PAD } from '../words.js';

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

  data: { label: PAD, arrows: arrowsOf(4), active: null, limit: null, disabled: false },

  observers: {
    'ways, speed, follow, options': function remake() {
      this.setData({ arrows: arrowsOf(this.data.ways) });
      if (!this.driver) return;
      this.close();
      this.open();
    },
  },

  lifetimes: {
    created() {
      /** Sends a request and resolves to the code of the body. A page may set it in place of `request` events and answered(). */
      this.send = null;
      /** The PtzPad and its timer. Closed, it goes on until it is settled, though the component is gone or has another. */
      this.driver = null;
      this.rect = null;
      /** What was touched since a start whose rect is not there yet. */
      this.waiting = [];
      /** Numbers go on from one PtzPad to the next. What is not answered, by its number. */
      this.lastSeq = 0;
      this.asked = {};
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
      const asked = this.asked[seq];
      delete this.asked[seq];
      if (asked && !asked.driver.over) this.obey(asked.driver, asked.driver.pad.answered(code, Date.now(), asked.seq));
    },

    open() {
      init().then(() => {
        if (this.driver || !this.attached) return;
        const { ways, speed, follow, options } = this.data;
        this.driver = { pad: new PtzPad(Object.assign({ ways, speed, follow }, options)), closed: false, over: false, timer: null };
        this.call('wake');
      }).catch(({ code, message }) => this.triggerEvent('error', { code, message }));
    },

    close() {
      const { driver } = this;
      this.waiting = [];
      this.rect = null;
      this.driver = null;
      if (!driver) return;
      driver.closed = true;
      // The next pad may be another camera's.
      driver.send = this.send;
      this.obey(driver, driver.pad.close(Date.now()));
    },

    cancel() {
      // A start that still waits would come after its end.
      this.waiting = [];
      this.call('cancel');
    },

    onTouchStart({ changedTouches }) {
      if (!this.driver) {
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
      const { driver } = this;
      if (driver) this.obey(driver, driver.pad[method](...given, Date.now()));
    },

    obey(driver, decision) {
      const { wakeAtMs } = decision;
      clearTimeout(driver.timer);
      if (wakeAtMs !== null) {
        driver.timer = setTimeout(() => this.obey(driver, driver.pad.wake(Date.now())), Math.max(0, wakeAtMs - Date.now()));
      }
      driver.over = driver.closed && decision.settled;
      const request = decision.request && this.numbered(driver, decision.request);
      const { closed } = driver;
      if (!closed) this.draw(decision);
      if (request) this.ask(closed ? driver.send : this.send, request);
      // After it: whoever hears this may take the pad away, and no start may follow its stop.
      if (!closed) this.triggerEvent('decision', Object.assign({}, decision, { request }));
    },

    numbered(driver, request) {
      this.lastSeq += 1;
      this.asked[this.lastSeq] = { driver, seq: request.seq };
      return Object.assign({}, request, { seq: this.lastSeq });
    },

    ask(send, request) {
      if (send) new Promise((resolve) => { resolve(send(request)); }).catch(() => null).then((code) => this.answered(code, request.seq));
      else this.triggerEvent('request', request);
    },

    /** A finger moves sixty times a second; the view is to hear of what changes. */
    draw({ active, limit, disabled }) {
      const drawn = this.data;
      if (active !== drawn.active || limit !== drawn.limit || disabled !== drawn.disabled) this.setData({ active, limit, disabled });
    },
  },
});
