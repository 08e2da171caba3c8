// What the core asks of the page, an address or a token, and the page's answers. The core asks one question at a time.

import { shimError } from '../core/error.js';
import { surface } from '../core/listeners.js';

/** The user watches no more: whatever was asked is of no use, and nothing will be asked. */
const OVER = ['idle', 'stopped', 'ended', 'failed'];

/** What a question that was asked for a start cannot come before: the start was made without it. */
const STARTED = ['connecting', 'playing'];

/** Nothing is done now. A question stays open meanwhile: its answer may come, and counts. */
const WAITING = ['suspended', 'paused'];

/** In these phases a core that has asked nothing will not ask for what was wished either. */
const NOT_ASKING = [...OVER, ...WAITING, 'playing'];

/**
 * @param {import('../../pkg/playward/index.js').SupervisedOptions} options
 * @param {number} timeoutMs the policy's fetchTimeoutMs
 * @param {(event: object) => void} dispatch
 */
export function questions(options, timeoutMs, dispatch) {
  /** Stands for the question that waits for its answer. @type {object | null} */
  let open = null;
  /** Tells the page that its answer matters no more. @type {AbortController | null} */
  let controller;
  /** Whether the question was asked for a start; null: it was asked by the decision that is being carried out. @type {boolean | null} */
  let forStart;
  let deadlineMs;
  /** Settles the renew() that waits for its address. @type {((failed?: boolean, error?: unknown) => void) | null} */
  let wish = null;
  /** Why the page refused what was wished. */
  let refusal;
  /** What was wished has come while nothing could be done, and is loaded later. */
  let kept = false;

  /** The answer matters no more. It is told to the core all the same, which knows by the number that it is late. */
  function drop() {
    if (open && controller) controller.abort();
    open = null;
  }

  function settle(failed, error) {
    const settled = wish;
    wish = null;
    if (settled) settled(failed, error);
  }

  function end() {
    drop();
    settle();
  }

  /** @param {number} question the core's number @param {(signal?: AbortSignal) => unknown} request @param {(answer: any) => object} answer makes the event @param {string} failure its type */
  function ask(question, request, answer, failure) {
    drop();
    const own = {};
    open = own;
    forStart = null;
    controller = typeof AbortController === 'undefined' ? null : new AbortController();
    const tell = (event) => dispatch(Object.assign(event, { question }));
    const signal = controller ? controller.signal : undefined;

    /** Whether that is the answer to the open question, which is closed by it. */
    function close() {
      if (open !== own) return false;
      open = null;
      return true;
    }

    function succeeded(value) {
      const current = close();
      try {
        tell(answer(Object(value)));
      } catch (error) {
        // An answer that makes no sense is none, and the page is told of its mistake.
        failed(error, current);
        surface(error);
      }
    }

    function failed(error, current) {
      const wished = current ? wish : null;
      // Until the core has decided, nothing else may settle it.
      if (wished) wish = null;
      try {
        tell({ type: failure, outcome: (error && error.outcome) || null });
      } catch (mistake) {
        tell({ type: failure, outcome: null });
        surface(mistake);
      }
      if (!wished) return;
      // Without a way to a fresh token it is the refused address that the page knows of.
      if (error !== NO_TOKEN_REFRESH) refusal = error;
      // The core may ask on: for a token, and then for an address again.
      if (!open) wished(true, refusal);
      else if (wish) wished();
      else wish = wished;
    }

    new Promise((resolve) => resolve(request(signal))).then(succeeded, (error) => failed(error, close()));
  }

  return {
    fetchAddress(command) {
      ask(command.question, (signal) => {
        const request = Object.assign({}, command, signal && { signal });
        delete request.type;
        delete request.question;
        return options.fetchAddress(request);
      }, ({ url, expiresAt, once }) => ({ type: 'address', url, expiresAt, once }), 'addressFailed');
    },

    refreshToken({ question }) {
      ask(question, () => {
        if (!options.refreshToken) throw NO_TOKEN_REFRESH;
        return options.refreshToken();
      }, () => ({ type: 'tokenRefreshed' }), 'tokenFailed');
    },

    /** Nothing is waited for any more: an address has been loaded, the one that was asked for or another in its place, or the player is let go. */
    end,

    /** The wish is void: whoever waits for it need not wait any more. */
    settle,

    /**
     * A decision has been carried out. The core does not say that it has given up a question, so that is read off what it does: the phase
     * shows that nothing is wanted or that a start was made without the answer, or the core has decided after the deadline, which it
     * keeps by the same clock. Where it only waits (hidden, paused), a late answer still counts.
     */
    decided({ phase, rule }, nowMs) {
      if (open && forStart === null) {
        forStart = phase === 'fetching';
        deadlineMs = nowMs + timeoutMs;
      } else if (open && (OVER.includes(phase) || (forStart && STARTED.includes(phase)))) {
        end();
      } else if (open && nowMs >= deadlineMs && !WAITING.includes(phase)) {
        drop();
        settle(true, shimError('fetch_timeout'));
      }
      kept = (kept || rule === 'address_kept') && WAITING.includes(phase);
      if (!open && !kept && NOT_ASKING.includes(phase)) settle();
    },

    /** @returns {Promise<void>} */
    renew() {
      settle();
      kept = false;
      return new Promise((resolve, reject) => {
        wish = (failed, error) => (failed ? reject(error) : resolve());
        dispatch({ type: 'renew' });
      });
    },
  };
}

/** The page gave no refreshToken. */
const NO_TOKEN_REFRESH = Object.assign(new Error('refreshToken is not given'), {
  outcome: {
    ok: false, code: 'no_refresh_token', class: 'token_expired', retry: 'never',
    message: { zh: '访问令牌已过期，请重新登录', en: 'the access token has expired, please sign in again' },
  },
});
