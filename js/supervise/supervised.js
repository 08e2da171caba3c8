// Runs a Supervisor over a player: dispatches, obeys the commands, keeps the one timer, tells the listeners.
// Every rule is the supervisor's; what stands here is only what a pure core cannot have.

import { issue, refuse } from '../core/arguments.js';
import { shimError } from '../core/error.js';
import { init, onSuccessor } from '../core/instance.js';
import { Supervisor } from './supervisor.js';

/** setTimeout turns anything longer into "at once" */
const MAX_TIMER_MS = 2147483647;

/** There is no address yet: for the supervisor one that has run out, which it fetches with all its care. */
const NO_ADDRESS_YET = 0;

/** How often a supervisor whose wasm has trapped is brought back: after that the fault lies with what comes in. */
const REVIVALS = 5;

/**
 * @typedef {object} Player what an adapter must be able to do; none of these may throw
 * @property {(url: string) => void} load set the address and play it
 * @property {() => void} play
 * @property {() => void} restart stop, then play from its success callback
 * @property {() => void} recreate destroy the player, make a new one, play the current address
 * @property {() => void} stop
 * @property {() => void} dispose let go of every listener and of the player; called once
 */

/**
 * @param {Supervisor} supervisor
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 * @param {(run: { dispatch(event: object): void, readonly generation: number }) => Player} connect
 */
export function supervise(supervisor, options, connect) {
  /** @type {Record<string, Set<(decision: object) => void>>} */
  const listeners = { decision: new Set(), error: new Set(), phase: new Set() };
  /** Events that come while one is being dispatched (a player may answer synchronously) wait their turn. */
  const queue = [];
  let dispatching = false;
  let closed = false;
  let timer = null;
  let phase = 'idle';
  let errorCode = null;
  let generation = 0;
  let hasAddress = false;
  /** What the supervisor was when something last changed: where it goes on if the wasm traps. */
  let saved = supervisor.snapshot();
  let revivals = 0;
  /** The wasm has trapped, and a new instance is on its way. */
  let down = false;
  const unwatchInstances = onSuccessor(revive);

  const commands = {
    load: (command) => {
      hasAddress = true;
      player.load(command.url);
    },
    play: () => player.play(),
    restart: () => player.restart(),
    recreate: () => player.recreate(),
    stop: () => player.stop(),
    fetchAddress: ({ reason, supportH265 }) => {
      const request = supportH265 === undefined ? { reason } : { reason, supportH265 };
      ask(() => options.fetchAddress(request), ({ url, expiresAt }) => ({ type: 'address', url, expiresAt }), 'addressFailed');
    },
    refreshToken: () => {
      ask(() => {
        if (!options.refreshToken) throw noTokenRefresh();
        return options.refreshToken();
      }, () => ({ type: 'tokenRefreshed' }), 'tokenFailed');
    },
  };

  /** Asks the page for something; the answer, or the refusal, comes back as an event. */
  function ask(request, answer, failure) {
    new Promise((resolve) => resolve(request())).then(
      (value) => answered(() => answer(value), failure),
      (error) => answered(() => ({ type: failure, outcome: (error && error.outcome) || null }), failure),
    );
  }

  function answered(event, failure) {
    if (closed) return;
    try {
      dispatch(event());
    } catch (refused) {
      // An answer that makes no sense is none, and the page is told of its mistake.
      dispatch({ type: failure, outcome: null });
      surface(refused);
    }
  }

  function dispatch(event) {
    if (closed) return;
    queue.push(event);
    if (dispatching || down) return;
    dispatching = true;
    let refused = null;
    while (queue.length && !closed && !down) {
      try {
        obey(supervisor.dispatch(queue.shift(), Date.now()));
      } catch (error) {
        if (error.code === 'internal') fallen();
        refused = refused || error;
      }
    }
    dispatching = false;
    if (refused) throw refused;
  }

  /** The wasm has trapped over an event, which is lost: it would do so again. Later ones wait for the new instance. */
  function fallen() {
    if (revivals === REVIVALS) return;
    revivals += 1;
    down = true;
    // Where the wasm cannot be loaded again, every later call says so.
    init().catch((error) => {
      down = false;
      surface(error);
    });
  }

  /** There is a new instance. */
  function revive() {
    down = false;
    supervisor._revive(saved);
    dispatch({ type: 'wake' });
  }

  function obey(decision) {
    const changed = decision.commands.length > 0 || decision.phase !== phase;
    if (changed) saved = supervisor.snapshot();
    generation = decision.generation;
    clearTimeout(timer);
    timer = null;
    if (decision.wakeAtMs !== null) {
      const wait = Math.min(Math.max(decision.wakeAtMs - Date.now(), 0), MAX_TIMER_MS);
      timer = setTimeout(() => dispatch({ type: 'wake' }), wait);
    }
    for (const command of decision.commands) commands[command.type](command);
    tell('decision', decision);
    if (decision.phase !== phase) {
      phase = decision.phase;
      tell('phase', decision);
    }
    const code = decision.error ? decision.error.code : null;
    if (code !== errorCode) {
      errorCode = code;
      if (code) tell('error', decision);
    }
  }

  function tell(name, decision) {
    // A listener of the page that throws must not stop playback: its error surfaces on its own.
    for (const listener of [...listeners[name]]) {
      try {
        listener(decision);
      } catch (error) {
        surface(error);
      }
    }
  }

  function refuseClosed() {
    if (closed) throw shimError('closed');
  }

  const player = connect({ dispatch, get generation() { return generation; } });

  const handle = {
    supervisor,
    play(url) {
      refuseClosed();
      if (url !== undefined) dispatch({ type: 'play', url });
      else dispatch(hasAddress ? { type: 'play' } : { type: 'play', expiresAt: NO_ADDRESS_YET });
    },
    stop() {
      refuseClosed();
      dispatch({ type: 'stop' });
    },
    on(name, listener) {
      refuse([
        ...(Object.keys(listeners).includes(name) ? [] : [issue('not_allowed', 'name')]),
        ...(typeof listener === 'function' ? [] : [issue('wrong_type', 'listener')]),
      ]);
      listeners[name].add(listener);
      return () => { listeners[name].delete(listener); };
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      unwatchInstances();
      player.dispose();
      supervisor.close();
    },
  };
  return { handle, dispatch, tell };
}

/**
 * The supervisor for these options; what is wrong with them and with the policy is refused together.
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 * @param {import('../../pkg/playward/index.js').Issue[]} issues what the adapter found
 */
export function supervisorFor(options, issues) {
  const all = [...issues];
  try {
    const supervisor = new Supervisor(Object.assign({ seed: Math.floor(Math.random() * 4294967296) }, Object(options).policy));
    if (!all.length) return supervisor;
    supervisor.close();
  } catch (error) {
    if (error.code !== 'invalid_params') throw error;
    for (const { code, field, message } of error.issues) all.push({ code, field: `policy.${field}`, message });
  }
  return refuse(all);
}

/** An error of the page's own that must not stop playback surfaces by itself. */
export function surface(error) {
  setTimeout(() => { throw error; }, 0);
}

function noTokenRefresh() {
  const error = new Error('refreshToken is not given');
  error.outcome = {
    ok: false, code: 'no_refresh_token', class: 'token_expired', retry: 'never',
    message: { zh: '访问令牌已过期，请重新登录', en: 'the access token has expired, please sign in again' },
  };
  return error;
}
