// WeChat's <video>: recordings and HLS. What its events mean to the supervisor, and the supervisor's commands as calls of a VideoContext.

import { inspect, SUPERVISED_OPTIONS } from '../core/arguments.js';
import { commands, listener, numeric, pageMethods, UNHEARD, watchNetwork } from './component.js';
import { attempt } from './player.js';
import { supervise, supervisorFor } from './supervised.js';

/** A seek lands on the key frame before. */
const KEY_FRAME_SECONDS = 10;
/** So near it is where it was sent, whether or not it says so. */
const NEAR_SECONDS = 1;
/** The proof of playing takes a second and a report. */
const UNPROVEN_SECONDS = 2;
/** A seek that has not shown by then was lost: the component forgets those that come too early. */
const SEEK_AGAIN_MS = 1500;
/** What does not go there after so many is not to be brought there. */
const MOST_SEEKS = 6;

/**
 * @param {object} target
 * @param {any} target.context the VideoContext; read anew for every call, so recreate() may replace it
 * @param {(url: string) => unknown} target.setSrc '' takes the address away; may return a promise that resolves in the callback of setData
 * @param {() => unknown} [target.recreate] takes the component away and mounts a new one; may return a promise likewise
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 */
export function superviseVideoContext(target, options) {
  const supervisor = supervisorFor(options, [
    ...inspect(target, 'target', { context: 'object', setSrc: 'function', recreate: 'function?' }),
    ...inspect(options, 'options', SUPERVISED_OPTIONS, true),
  ], { live: false });
  const { live } = supervisor.snapshot().policy;
  const { steps, change, start, heard } = commands();

  let url = '';
  /** What the view has. */
  let shown = '';
  /** Whose words the player's are now. */
  let generation = 0;
  /** The component has an address and was told to play it. Otherwise it has nothing to say. */
  let attached = false;
  /** Its last word was an error or the end: going on needs a new start. */
  let spent = false;
  /** It stands still because somebody wants it to, and the core knows. */
  let paused = false;
  /** Where it was sent and has not been seen yet. Until then its reports are from before. @type {{ to: number, sentAt: number, times: number } | null} */
  let sent = null;
  let buffered = 0;
  /** The last position that counted. */
  let reached = 0;

  const { handle: supervised, dispatch, refuseClosed } = supervise(supervisor, options, (run) => {
    const unwatchNetwork = watchNetwork(run.dispatch);

    const put = (address) => change(() => {
      shown = address;
      return target.setSrc(address);
    });
    const detach = (next) => {
      attached = false;
      next();
    };
    const begin = (position) => (next) => {
      generation = run.generation;
      attached = true;
      spent = false;
      paused = false;
      buffered = 0;
      // The core keeps what is proven; what was seen beyond that is not shown twice.
      const further = position > 0 && reached > position && reached - position < UNPROVEN_SECONDS;
      sent = position > 0 ? { to: further ? reached : position, sentAt: 0, times: 0 } : null;
      start(() => target.context.play(UNHEARD));
      next();
    };
    // What the view has already it would not load again, so that goes away first.
    const clear = (next) => (shown === url ? put('')(next) : next());
    const show = (next) => (shown === url ? next() : put(url)(next));
    const restart = (position) => steps(detach, clear, show, begin(position));
    const stop = (next) => {
      attached = false;
      attempt(() => target.context.stop(UNHEARD));
      next();
    };

    return {
      load(address, position) {
        url = address;
        restart(position);
      },
      // A component that only goes on is where it has to be.
      play(position) {
        if (!attached || spent) restart(position);
        else steps((next) => begin(sent ? sent.to : 0)(next));
      },
      restart,
      recreate: target.recreate ? (position) => steps(detach, change(() => target.recreate()), show, begin(position)) : restart,
      // Nothing says where the live edge is.
      catchUp: () => restart(),
      // Without its address the component cannot be started by its own button.
      stop: () => steps(stop, put('')),
      dispose() {
        unwatchNetwork();
        steps(stop);
      },
    };
  });

  function send() {
    sent.sentAt = Date.now();
    sent.times += 1;
    target.context.seek(sent.to);
  }

  /** True for a position from before the component was where it was sent. One that is further on is for the core to judge: there may be a trial. */
  function isEarly(position) {
    if (!sent) return false;
    const waited = sent.times ? Date.now() - sent.sentAt : 0;
    const near = sent.landed ? KEY_FRAME_SECONDS : NEAR_SECONDS;
    const arrived = position >= sent.to - near && position <= sent.to + near + waited / 1000;
    if (arrived || (sent.times === MOST_SEEKS && waited >= SEEK_AGAIN_MS)) {
      sent = null;
      return false;
    }
    if (sent.times === 0 || waited >= SEEK_AGAIN_MS) attempt(send);
    return position < sent.to;
  }

  function progress({ currentTime, duration }) {
    const position = numeric(currentTime);
    if (position === undefined || position < 0 || isEarly(position)) return null;
    reached = position;
    const event = { name: 'progress', position };
    const length = numeric(duration);
    if (!live && length > 0) event.duration = length;
    return event;
  }

  const heardOf = {
    loadedmetadata() {
      if (sent && sent.times === 0) attempt(send);
      return { name: 'loading' };
    },
    seekcomplete() {
      if (sent && sent.times) sent.landed = true;
    },
    timeupdate: progress,
    waiting: () => ({ name: 'waiting' }),
    progress(detail) {
      const before = buffered;
      buffered = numeric(detail.buffered) || 0;
      return buffered > before ? { name: 'data' } : null;
    },
    ended() {
      spent = true;
      return { name: 'ended' };
    },
    error({ errMsg }) {
      spent = true;
      return { name: 'error', code: String(errMsg || 'unknown').replace(/[^\w.:-]/g, '_').slice(0, 64) };
    },
  };

  // Beyond its trial nothing counts as seen.
  supervised.on('decision', ({ error }) => { if (error && error.code === 'trial_over') reached = 0; });
  const page = pageMethods(target, dispatch, refuseClosed);
  return Object.assign(supervised, page, {
    handle: listener(dispatch, (type, detail) => {
      if (!attached) return null;
      heard();
      if (type === 'pause') {
        if (paused || spent) return null;
        paused = true;
        return { type: 'pause' };
      }
      if (type === 'play') {
        // The component's own button.
        if (spent) supervised.play();
        else if (paused) {
          paused = false;
          return { type: 'resume' };
        }
        return spent ? null : { type: 'media', name: 'playing', generation };
      }
      const said = Object.prototype.hasOwnProperty.call(heardOf, type) ? heardOf[type](detail) : null;
      return said ? Object.assign(said, { type: 'media', generation }) : null;
    }),
    /** The user's. What is reported before it has been done does not count. */
    seek(seconds) {
      refuseClosed();
      dispatch({ type: 'seek', position: seconds });
      // The core knows where to go on, and that it is not beyond the trial.
      reached = 0;
      if (!attached || spent) return;
      // Before there is a film, its start goes there.
      const waits = sent && sent.times === 0;
      sent = { to: seconds, sentAt: 0, times: 0 };
      if (!waits) attempt(send);
    },
    pause() {
      refuseClosed();
      paused = true;
      page.pause();
    },
    /** A <video> goes on by play(). */
    resume() {
      refuseClosed();
      if (attached && !spent) attempt(() => target.context.play(UNHEARD));
      paused = false;
      dispatch({ type: 'resume' });
    },
  });
}
