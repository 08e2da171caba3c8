// What wx.getRecorderManager gives. There is one, and of each kind of event it has one listener.

export class RecorderManager {
  /** The options of every start. */
  starts = [];
  /** false: the microphone is refused. */
  allowed = true;
  recording = false;
  #listeners = {};

  onStart(listener) {
    this.#listeners.start = listener;
  }

  onStop(listener) {
    this.#listeners.stop = listener;
  }

  onInterruptionBegin(listener) {
    this.#listeners.interruptionbegin = listener;
  }

  onError(listener) {
    this.#listeners.error = listener;
  }

  start(options) {
    this.starts.push(options);
    this.recording = this.allowed;
    if (this.allowed) this.#tell('start');
    else this.#tell('error', { errMsg: 'operateRecorder:fail auth deny' });
  }

  stop() {
    if (!this.recording) {
      this.#tell('error', { errMsg: 'operateRecorder:fail:recorder not start' });
      return;
    }
    this.recording = false;
    this.#tell('stop', { tempFilePath: 'wxfile://tmp/voice.mp3', duration: 1 });
  }

  /** A call comes in. WeChat pauses the recording. */
  interrupt() {
    this.#tell('interruptionbegin', {});
  }

  /** Never before the call has returned. */
  #tell(name, event) {
    Promise.resolve().then(() => { if (this.#listeners[name]) this.#listeners[name](event); });
  }
}
