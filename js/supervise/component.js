// What WeChat's <live-player>, <live-pusher> and <video> have in common: commands that wait for the view and for one another.

import { inspect, refuse } from '../core/arguments.js';
import { surface } from '../core/listeners.js';
import { attempt, heed } from './player.js';

/** A player that does not answer stop() must not keep us from playing. */
const STOP_ANSWER_MS = 2000;

/** setData takes a while to reach the view, and a play() before that plays nothing: silence after this long means once more. */
const VIEW_UPDATE_MS = 100;

/** A call fails in silence as often as aloud, so the start timeout is what counts; with a callback there is no promise left to reject. */
export const UNHEARD = { fail() {} };

/** A number, or the digits of one: what a component reports differs by system and version. */
export function numeric(value) {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return Number.isFinite(value) ? value : undefined;
}

/** The steps of a command. A newer command voids what an older one still meant to do. */
export function commands() {
  let latest = 0;
  /** The next start may come before the view has what was changed: in that case … */
  let early = false;
  /** … it is made again, unless the player has said something since. */
  let again = null;
  let heard = false;

  return {
    /** Does one after the other; each calls its argument when it is done, at once or later. */
    steps(...left) {
      clearTimeout(again);
      latest += 1;
      const own = latest;
      const next = () => {
        if (own !== latest || !left.length) return;
        const step = left.shift();
        attempt(() => step(next), next);
      };
      next();
    },
    /** A change of the view; a page that returns a promise says when the view has it. */
    change: (make) => (next) => {
      const done = make();
      early = !(done && typeof done.then === 'function');
      if (early) next();
      else done.then(next, (error) => { surface(error); next(); });
    },
    start(begin) {
      heard = false;
      begin();
      if (early) again = setTimeout(() => { if (!heard) attempt(begin); }, VIEW_UPDATE_MS);
      early = false;
    },
    /** The player has said something. */
    heard() {
      heard = true;
    },
  };
}

/**
 * <live-player> and <live-pusher>: what was started has to be stopped, and to answer that, before it can be started again.
 * @param {any} target its context is read anew for every call
 * @param {'play' | 'start'} verb
 * @param {(url: string) => unknown} set
 * @param {null | (() => unknown)} [recreate]
 */
export function liveComponent(target, verb, set, recreate) {
  const { steps, change, start, heard } = commands();
  /** The generation that the player's words belong to: until an old one has stopped, they are still its own. */
  let generation = 0;
  /** The start that the player is at: it was called, and no stop() of that start has been answered. @type {object | null} */
  let started = null;
  /** The stop() under way: of which start, and what goes on when it has been answered. @type {{ of: object | null, waiting: (() => void)[] } | null} */
  let stopping = null;

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
  // After an outage a start alone does nothing: a player that was started has to be stopped first.
  const stopIfStarted = (next) => (started ? stop(next) : next());

  return {
    /** What the two report alike, as an event; null: nothing. @param {string} type @param {any} detail */
    read(type, detail) {
      const event = type === 'statechange' ? state(detail) : type === 'netstatus' ? netStatus(detail) : null;
      if (event) heard();
      return event && Object.assign(event, { generation });
    },
    /** @param {{ dispatch(event: object): void, readonly generation: number }} run */
    connect(run) {
      const unwatchNetwork = watchNetwork(run.dispatch);
      function begin(next) {
        generation = run.generation;
        started = {};
        start(() => target.context[verb](UNHEARD));
        next();
      }
      const restart = () => steps(stop, begin);
      return {
        load: (url) => steps(stopIfStarted, change(() => set(url)), begin),
        play: () => steps(stopIfStarted, begin),
        restart,
        recreate: recreate ? () => steps(change(recreate), begin) : restart,
        // It cannot seek.
        catchUp: restart,
        stop: () => steps(stop),
        dispose() {
          unwatchNetwork();
          steps(stopIfStarted);
        },
      };
    },
  };
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
export function watchNetwork(dispatch) {
  // Not every base library has all of it.
  const weixin = (name, given) => { try { wx[name](given); } catch (error) { /* nobody tells of the network there */ } };
  // One that was connected before has changed, from Wi-Fi to 4G for one: the connections of before are gone.
  const changed = ({ isConnected }) => dispatch({ type: isConnected ? 'online' : 'offline' });
  weixin('onNetworkStatusChange', changed);
  // For a page that opens without a network nothing changes.
  weixin('getNetworkType', { success: ({ networkType }) => { if (networkType === 'none') dispatch({ type: 'offline' }); }, fail() {} });
  return () => weixin('offNetworkStatusChange', changed);
}

/**
 * What a component says, as events of the core.
 * @param {(event: object) => void} dispatch
 * @param {(type: string, detail: any) => object | null | void} read what the other events mean; null: nothing
 */
export function listener(dispatch, read) {
  return (event) => {
    refuse(inspect(event, 'event', { type: 'string' }));
    // In the small window the picture goes on while the page is hidden.
    const [, floating] = /^(enter|leave)pictureinpicture$/.exec(event.type) || [];
    heed(() => {
      const said = floating ? { type: 'floating', on: floating === 'enter' } : read(event.type, Object(event.detail));
      if (said) dispatch(said);
    });
  };
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

/** What a page with such a component does itself. @param {any} target @param {(event: object) => void} dispatch @param {() => void} refuseClosed */
export function pageMethods(target, dispatch, refuseClosed) {
  return {
    onShow() {
      dispatch({ type: 'show' });
    },
    onHide() {
      dispatch({ type: 'hide' });
    },
    /** For pages with a pause button: a picture that stands still unannounced counts as a stall. */
    pause() {
      refuseClosed();
      dispatch({ type: 'pause', by: 'user' });
      attempt(() => target.context.pause(UNHEARD));
    },
    resume() {
      refuseClosed();
      attempt(() => target.context.resume(UNHEARD));
      dispatch({ type: 'resume' });
    },
  };
}
