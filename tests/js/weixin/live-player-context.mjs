// What wx.createLivePlayerContext gives, writing down what it is told.

export class LivePlayerContext {
  /** How stop() is answered: 'success', 'fail', 'silence', or 'later', when the test calls answer(). */
  stopAnswer = 'success';
  #waiting = [];

  /** @param {string[]} calls where to write; several contexts may share it */
  constructor(calls = []) {
    this.calls = calls;
  }

  play(options) {
    this.#called('play', options);
  }

  pause(options) {
    this.#called('pause', options);
  }

  resume(options) {
    this.#called('resume', options);
  }

  requestFullScreen(options) {
    this.#called('requestFullScreen', options);
  }

  exitFullScreen(options) {
    this.#called('exitFullScreen', options);
  }

  snapshot({ success }) {
    this.calls.push('snapshot');
    Promise.resolve().then(() => success({ tempImagePath: 'wxfile://tmp/snapshot.png' }));
  }

  stop(options) {
    this.calls.push('stop');
    if (this.stopAnswer === 'later') this.#waiting.push(options);
    else if (this.stopAnswer !== 'silence') respond(options, this.stopAnswer);
  }

  /** Answers every stop() that waits. */
  answer() {
    for (const options of this.#waiting.splice(0)) respond(options, 'success');
  }

  #called(name, options) {
    this.calls.push(name);
    respond(options, 'success');
  }
}

/** success or fail, then complete, never before the call has returned. */
function respond(options = {}, name) {
  Promise.resolve().then(() => {
    if (options[name]) options[name]({ errMsg: name });
    if (options.complete) options.complete({ errMsg: name });
  });
}
