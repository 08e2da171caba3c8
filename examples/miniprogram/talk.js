// Press and talk: what was said goes to the device when the button is let go.

const { ezviz } = require('playward');

const SHORTEST_MS = 1000;

class Talk {
  /**
   * @param {object} page what it needs of the page
   * @param {(filePath: string) => Promise<{ outcome: object }>} page.send
   * @param {(state: { talking: boolean, sending: boolean, secondsLeft: number }) => void} page.changed
   * @param {(text: string) => void} page.tell
   */
  constructor(page) {
    Object.assign(this, page);
    this.options = ezviz.recorderOptions();
    this.recorder = wx.getRecorderManager();
    this.rest();
  }

  /** Where everything begins and ends, however it went. */
  rest() {
    clearTimeout(this.timer);
    this.held = false;
    this.draw({ talking: false, sending: false, secondsLeft: this.options.duration / 1000 });
  }

  draw(state) {
    this.state = Object.assign({}, this.state, state);
    this.changed(this.state);
  }

  press() {
    const { recorder, state } = this;
    if (state.talking || state.sending) return;
    this.held = true;
    this.dropped = false;
    this.pressedAtMs = Date.now();
    // The first time WeChat asks for the microphone, and the finger may be gone when it starts.
    recorder.onStart(() => { if (!this.held) recorder.stop(); });
    recorder.onStop(({ tempFilePath }) => this.stopped(tempFilePath));
    recorder.onError(() => {
      if (!this.dropped) this.tell('无法录音，请允许使用麦克风');
      this.rest();
    });
    this.draw({ talking: true });
    this.count();
    recorder.start(this.options);
  }

  count() {
    this.timer = setTimeout(() => {
      this.draw({ secondsLeft: Math.max(0, this.state.secondsLeft - 1) });
      this.count();
    }, 1000);
  }

  release() {
    if (!this.held) return;
    this.held = false;
    if (Date.now() - this.pressedAtMs < SHORTEST_MS) {
      this.dropped = true;
      this.tell('说话时间太短');
    }
    this.recorder.stop();
  }

  /** The touch was taken away, the page is left: nothing is sent. */
  cancel() {
    if (!this.state.talking) return;
    clearTimeout(this.timer);
    this.held = false;
    this.dropped = true;
    this.recorder.stop();
  }

  stopped(filePath) {
    if (this.dropped) {
      this.rest();
      return;
    }
    clearTimeout(this.timer);
    this.held = false;
    this.draw({ talking: false, sending: true });
    this.send(filePath).then(({ outcome }) => this.tell(outcome.ok ? '已发送' : outcome.message.zh)).then(() => this.rest(), () => this.rest());
  }
}

module.exports = { Talk };
