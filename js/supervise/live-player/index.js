// WeChat's <live-player>: what its events mean to the supervisor, and its commands as calls of a LivePlayerContext.

import { inspect, refuse, SUPERVISED_OPTIONS } from '../../core/arguments.js';
import { PlaywardError } from '../../core/error.js';
import { supervise, supervisorFor, surface } from '../supervised.js';
import { describeState } from '../supervisor.js';

/** A player that does not answer stop() must not keep us from playing. */
const STOP_ANSWER_MS = 2000;

/** setData takes a while to reach the view, and a play() before that plays nothing: silence after this long means once more. */
const VIEW_UPDATE_MS = 100;

/** play() fails in silence as often as aloud, so the start timeout is what counts; with a callback there is no promise left to reject. */
const UNHEARD = { fail() {} };

/** The component's error event, by errCode, and where the words stand in the pusher's table: its codes are the other way round. */
const PERMISSIONS = { 10001: ['permission_microphone', 10002], 10002: ['permission_camera', 10001] };

/**
 * @param {object} target
 * @param {any} target.context the LivePlayerContext; read anew for every call, so recreate() may replace it
 * @param {(url: string) => unknown} target.setSrc may return a promise that resolves in the callback of setData: only then has the view the address
 * @param {() => unknown} [target.recreate] takes the component away and mounts a new one; may return a promise likewise
 * @param {import('../../../pkg/playward/index.js').SupervisedOptions} options
 */
export function superviseLivePlayer(target, options) {
  const supervisor = supervisorFor(options, [
    ...inspect(target, 'target', { context: 'object', setSrc: 'function', recreate: 'function?' }),
    ...inspect(options, 'options', SUPERVISED_OPTIONS, true),
  ]);

  /** The generation that the player's words belong to: until an old one has stopped, they are still its own. */
  let generation = 0;
  /** The start that the player is at: play() was called, and no stop() of that start has been answered. @type {object | null} */
  let started = null;
  /** The stop() under way: of which start, and what goes on when it has been answered. @type {{ of: object | null, waiting: (() => void)[] } | null} */
  let stopping = null;
  /** Counts the commands: a newer one voids what an older one still meant to do. */
  let latest = 0;
  /** The next play() may come before the view has what was changed: in that case … */
  let early = false;
  /** … it is called again, unless the player has said something since. */
  let again = null;
  let heard = false;
  let closed = false;

  const { handle: supervised, dispatch, tell } = supervise(supervisor, options, (run) => {
    const unwatchNetwork = watchNetwork(run.dispatch);

    /** Does one after the other; each calls its argument when it is done, at once or later. */
    function steps(...left) {
      clearTimeout(again);
      latest += 1;
      const own = latest;
      const next = () => {
        if (own !== latest || !left.length) return;
        const step = left.shift();
        attempt(() => step(next), next);
      };
      next();
    }

    /** A change of the view; a page that returns a promise says when the view has it. */
    const change = (make) => (next) => {
      const done = make();
      early = !isPromise(done);
      if (early) next();
      else done.then(next, (error) => { surface(error); next(); });
    };
    function play(next) {
      generation = run.generation;
      started = {};
      heard = false;
      target.context.play(UNHEARD);
      if (early) again = setTimeout(() => { if (!heard) attempt(() => target.context.play(UNHEARD)); }, VIEW_UPDATE_MS);
      early = false;
      next();
    }
    function stop(next) {
      if (stopping && stopping.of === started) {
        stopping.waiting.push(next);
        return;
      }
      const own = { of: started, waiting: [next] };
      stopping = own;
      stopPlayer(target.context, () => {
        // The player may have been replaced and started meanwhile: its start is none of this stop's.
        if (started === own.of) started = null;
        if (stopping === own) stopping = null;
        for (const go of own.waiting) go();
      });
    }
    // After an outage play() alone does nothing: a player that was started has to be stopped first.
    const stopIfStarted = (next) => (started ? stop(next) : next());
    const restart = () => steps(stop, play);

    return {
      load: (url) => steps(stopIfStarted, change(() => target.setSrc(url)), play),
      play: () => steps(stopIfStarted, play),
      restart,
      recreate: target.recreate ? () => steps(change(() => target.recreate()), play) : restart,
      // It cannot seek.
      catchUp: restart,
      stop: () => steps(stop),
      dispose: () => {
        closed = true;
        unwatchNetwork();
        steps(stopIfStarted);
      },
    };
  });

  /** What the decision listeners heard last, for the one error that the supervisor does not know. */
  let decision = { phase: 'idle', wakeAtMs: null, attempt: 0, generation: 0, loading: false, degraded: false, behindMs: null };
  supervised.on('decision', (made) => { decision = made; });

  function tellPermission(errCode) {
    const permission = PERMISSIONS[errCode];
    if (!Array.isArray(permission) || closed) return;
    const [code, words] = permission;
    const error = { code, message: describeState(words, 'live-pusher').message, retryable: false };
    tell('error', Object.assign({}, decision, { commands: [], rule: 'permission_refused', error }));
  }

  function report(event) {
    try {
      dispatch(Object.assign(event, { generation }));
    } catch (error) {
      // What the player said made no sense: no fault of the page's, and no news of the stream.
      if (!(error instanceof PlaywardError) || error.code !== 'invalid_params') throw error;
    }
  }

  return Object.assign(supervised, {
    handle(event) {
      refuse(inspect(event, 'event', { type: 'string' }));
      const detail = Object(event.detail);
      if (event.type === 'error') return tellPermission(detail.errCode);
      // In the small window the picture goes on while the page is hidden.
      const [, floating] = /^(enter|leave)pictureinpicture$/.exec(event.type) || [];
      if (floating) return dispatch({ type: 'floating', on: floating === 'enter' });
      const read = event.type === 'statechange' ? state(detail) : event.type === 'netstatus' ? netStatus(detail) : null;
      heard = heard || Boolean(read);
      if (read) report(read);
    },
    onShow() {
      dispatch({ type: 'show' });
    },
    onHide() {
      dispatch({ type: 'hide' });
    },
    /** For pages with a pause button: a picture that stands still unannounced counts as a stall. */
    pause() {
      dispatch({ type: 'pause', by: 'user' });
      attempt(() => target.context.pause(UNHEARD));
    },
    resume() {
      attempt(() => target.context.resume(UNHEARD));
      dispatch({ type: 'resume' });
    },
  });
}

/** @param {any} detail of a statechange */
function state({ code, message }) {
  const number = numeric(code);
  if (number === undefined) return null;
  return typeof message === 'string' ? { type: 'state', code: number, message } : { type: 'state', code: number };
}

/** @param {any} detail of a netstatus; not every one has every field */
function netStatus({ info }) {
  if (typeof info !== 'object' || info === null) return null;
  const event = {};
  for (const field of Object.keys(info)) {
    const value = numeric(info[field]);
    if (value !== undefined) event[field] = value;
  }
  return Object.assign(event, { type: 'netStatus' });
}

/** A number, or the digits of one: what the component reports differs by system and version. */
function numeric(value) {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return Number.isFinite(value) ? value : undefined;
}

/** Goes on once the player has answered, however, or has been silent for too long. @param {any} context @param {() => void} done */
function stopPlayer(context, done) {
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    clearTimeout(patience);
    done();
  };
  const patience = setTimeout(end, STOP_ANSWER_MS);
  attempt(() => context.stop({ success: end, fail: end, complete: end }), end);
}

/** @param {(event: object) => void} dispatch @returns {() => void} ends it */
function watchNetwork(dispatch) {
  if (typeof wx === 'undefined') return () => {};
  // One that was connected before has changed, from Wi-Fi to 4G for one: the connections of before are gone.
  const changed = ({ isConnected }) => dispatch({ type: isConnected ? 'online' : 'offline' });
  wx.onNetworkStatusChange(changed);
  // For a page that opens without a network nothing changes.
  wx.getNetworkType({ success: ({ networkType }) => { if (networkType === 'none') dispatch({ type: 'offline' }); }, fail() {} });
  return () => wx.offNetworkStatusChange(changed);
}

function isPromise(value) {
  return Boolean(value) && typeof value.then === 'function';
}

/** Runs what is the page's or the player's: what that throws surfaces on its own and must not stop the supervision. */
function attempt(run, otherwise = () => {}) {
  try {
    return run();
  } catch (error) {
    surface(error);
    return otherwise();
  }
}
