// Runs a Supervisor over a player: dispatches, obeys the commands, keeps the one timer, tells the listeners.
// Every rule is the supervisor's; what stands here is only what a pure core cannot have.

import { shimError } from '../core/error.js';
import { REVIVALS } from '../core/handle.js';
import { init, onSuccessor } from '../core/instance.js';
import { listeners, surface } from '../core/listeners.js';
import { underPolicy } from '../core/policy.js';
import { timerAt } from '../core/timer.js';
import { questions } from './questions.js';
import { Supervisor } from './supervisor.js';

export { surface };

/**
 * @typedef {object} Player what an adapter must be able to do; none of these may throw
 * @property {(url: string, position?: number) => void} load set the address and play it; of a recording from there, seconds, as with the next three
 * @property {(position?: number) => void} play
 * @property {(position?: number) => void} restart stop, then play from its success callback
 * @property {(position?: number) => void} recreate destroy the player, make a new one, play the current address
 * @property {() => void} catchUp go to the live edge; a player that cannot seek connects anew
 * @property {() => void} stop
 * @property {() => void} dispose let go of every listener and of the player; called once
 */

/**
 * @param {Supervisor} supervisor
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 * @param {(run: { dispatch(event: object): void, readonly generation: number }) => Player} connect
 */
export function supervise(supervisor, options, connect) {
  const { all, on, tell } = listeners(['decision', 'error', 'phase']);
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

  const asked = questions(options, saved.policy.fetchTimeoutMs, dispatch);

  function carryOut(command) {
    const { type, url, position } = command;
    if (type === 'load') {
      hasAddress = true;
      player.load(url, position);
      asked.end();
    } else if (player[type]) {
      player[type](position);
    } else {
      asked[type](command);
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
        const nowMs = Date.now();
        obey(supervisor.dispatch(queue.shift(), nowMs), nowMs);
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

  function obey(decision, nowMs) {
    const changed = decision.commands.length > 0 || decision.phase !== phase;
    if (changed) saved = supervisor.snapshot();
    generation = decision.generation;
    clearTimeout(timer);
    timer = null;
    if (decision.wakeAtMs !== null) {
      timer = timerAt(decision.wakeAtMs, () => dispatch({ type: 'wake' }));
    }
    decision.commands.forEach(carryOut);
    asked.decided(decision, nowMs);
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

  function refuseClosed() {
    if (closed) throw shimError('closed');
  }

  const player = connect({ dispatch, get generation() { return generation; } });

  const handle = {
    supervisor,
    play(url) {
      refuseClosed();
      dispatch(url != null ? { type: 'play', url } : hasAddress ? { type: 'play' } : { type: 'play', fetch: true });
      asked.settle();
    },
    stop() {
      refuseClosed();
      dispatch({ type: 'stop' });
    },
    async renew() {
      refuseClosed();
      return asked.renew();
    },
    on,
    close() {
      if (closed) return;
      closed = true;
      all.clear();
      clearTimeout(timer);
      unwatchInstances();
      asked.end();
      player.dispose();
      supervisor.close();
    },
  };
  return { handle, dispatch, tell, refuseClosed };
}

/**
 * The supervisor for these options; what is wrong with them and with the policy is refused together.
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 * @param {import('../../pkg/playward/index.js').Issue[]} issues what the adapter found
 * @param {object} [defaults] of this player's policy
 */
export function supervisorFor(options, issues, defaults) {
  return underPolicy((policy) => new Supervisor(policy), options, issues, defaults);
}
