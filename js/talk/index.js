// Press to talk, over the RecorderManager of a mini-program.

import { inspect, refuse } from '../core/arguments.js';
import { surface } from '../core/listeners.js';

/** As the EZVIZ mini-program guide has it, 2.4.4: what WeChat records, and how long at most. */
const RECORDING = { duration: 60000, sampleRate: 16000, numberOfChannels: 1, format: 'mp3' };
const SECONDS = RECORDING.duration / 1000;
/** A tap that is shorter says nothing. */
const SHORTEST_MS = 500;
/** WeChat tells the end of a recording much sooner, if at all. */
const STOP_ANSWER_MS = 10000;

const failure = (code, kind, message, retry) => ({ ok: false, code, class: kind, message, retry });
// The build puts NETWORK_TEXT and MICROPHONE_TEXT in, see scripts/issue-texts.mjs.
const NETWORK = failure('network_failed', 'network', NETWORK_TEXT, 'later');
const REFUSED = failure('permission_microphone', 'no_permission', MICROPHONE_TEXT, 'never');
const FAILED = failure('recorder_failed', 'unknown', { zh: '录音失败，请重试', en: 'recording failed, try again' }, 'later');

/** What a RecorderManager is asked to do. One that cannot tell the rest is no worse to record with. */
const RECORDER = { start: 'function', stop: 'function', onStop: 'function', onStart: 'function?', onError: 'function?', onInterruptionBegin: 'function?' };

/** @param {any} options @returns {import('../../pkg/playward/index.js').Issue[]} */
function problems(options) {
  const issues = inspect(options, 'options', { recorder: 'object', send: 'function', onChange: 'function?' }, true);
  if (issues.some(({ field }) => field === 'options' || field === 'recorder')) return issues;
  return issues.concat(inspect(options.recorder, 'recorder', RECORDER).map((problem) => Object.assign(problem, { field: `recorder.${problem.field}` })));
}

export function pressToTalk(options) {
  refuse(problems(options));
  const { recorder, send, onChange } = options;
  const state = { recording: false, sending: false, secondsLeft: SECONDS, outcome: null };
  let closed = false;
  let held = false;
  /** Nothing of this recording is sent. */
  let dropped = false;
  let pressedAtMs = 0;
  let timer = null;

  function change(changes) {
    Object.assign(state, changes);
    if (closed || !onChange) return;
    try {
      onChange(Object.assign({}, state));
    } catch (error) {
      // The page's own error must not keep the microphone open.
      surface(error);
    }
  }

  /** Where everything ends, however it went. */
  function rest(outcome) {
    clearTimeout(timer);
    held = false;
    change({ recording: false, sending: false, secondsLeft: SECONDS, outcome });
  }

  function count() {
    timer = setTimeout(() => {
      change({ secondsLeft: state.secondsLeft - 1 });
      if (state.secondsLeft) count();
      // WeChat cuts off at the same moment.
      else stop();
    }, 1000);
  }

  function stop() {
    clearTimeout(timer);
    held = false;
    timer = setTimeout(() => rest(dropped ? null : FAILED), STOP_ANSWER_MS);
    ask('stop');
  }

  function stopped(recording) {
    if (!state.recording) return;
    clearTimeout(timer);
    held = false;
    const { tempFilePath } = Object(recording);
    if (dropped || !tempFilePath) {
      rest(dropped ? null : FAILED);
      return;
    }
    change({ recording: false, sending: true });
    new Promise((resolve) => { resolve(send(tempFilePath)); }).then((answer) => answer.outcome, (error) => error.outcome).catch(() => null)
      .then((outcome) => rest(outcome || NETWORK));
  }

  function failed(error) {
    if (!state.recording) return;
    if (dropped) rest(null);
    else if (/auth|permission/i.test(Object(error).errMsg)) rest(REFUSED);
    // Else it is the answer to a stop() for which there was nothing to stop.
    else if (held) rest(FAILED);
  }

  /** A recorder that throws has failed, like one that says so. */
  function ask(name, given) {
    try {
      recorder[name](given);
    } catch (error) {
      failed(error);
    }
  }

  function listen(name, listener) {
    if (recorder[name]) ask(name, listener);
  }

  function cancel() {
    if (!state.recording) return;
    dropped = true;
    if (held) stop();
  }

  return {
    press() {
      if (closed || state.recording || state.sending) return;
      held = true;
      dropped = false;
      pressedAtMs = Date.now();
      // There is one RecorderManager, and it hears the last listener: that of whoever records.
      // The first time WeChat asks for the microphone, and the finger may be gone when it starts.
      listen('onStart', () => {
        if (held) return;
        dropped = true;
        ask('stop');
      });
      listen('onStop', stopped);
      listen('onError', failed);
      listen('onInterruptionBegin', cancel);
      change({ recording: true, secondsLeft: SECONDS, outcome: null });
      ask('start', Object.assign({}, RECORDING));
      if (held) count();
    },
    release() {
      if (!held) return;
      dropped = Date.now() - pressedAtMs < SHORTEST_MS;
      stop();
    },
    cancel,
    close() {
      cancel();
      closed = true;
    },
  };
}
