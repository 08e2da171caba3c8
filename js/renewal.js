// What runs out and must not: the core's Renewal, and keepFresh, which runs one over a function of the page's. Every rule is the core's.

import { inspect, refuse } from './core/arguments.js';
import { shimError } from './core/error.js';
import { Handle, REVIVALS } from './core/handle.js';
import { init } from './core/instance.js';
import { listeners, surface } from './core/listeners.js';
import { methods } from './core/namespace.js';
import { underPolicy } from './core/policy.js';
import { timerAt } from './core/timer.js';

export class Renewal extends Handle {
  constructor(policy) {
    super('Renewal', policy);
  }
}

methods(Renewal, 'dispatch');

export function keepFresh(options) {
  let policy;
  const renewal = underPolicy((given) => {
    policy = given;
    return new Renewal(given);
  }, options, inspect(options, 'options', { fetch: 'function', policy: 'object?' }, true));
  const { on, tell } = listeners(['change', 'error']);
  /** The latest answer; null once it was refused. @type {{ value: any, expiresAt: number | null, issuedAt: number | null, atMs: number } | null} */
  let held = null;
  /** What was refused, until there is another. @type {{ value: any } | null} */
  let refused = null;
  /** Those who wait. @type {{ resolve(value: any): void, reject(error: unknown): void }[]} */
  let waiting = [];
  /** Questions are numbered: the last one, the one whose answer is awaited (0: none), and the last that was answered. */
  let asked = 0;
  let open = 0;
  let answered = 0;
  /** Why the last question failed. */
  let reason;
  let errorCode = null;
  let timer;
  let needed = false;
  let hidden = false;
  let closed = false;
  /** The wasm has trapped, and a new instance is on its way. */
  let down = false;
  let revivals = 0;

  /** @returns {any} the core's decision; undefined when there is nobody to decide */
  function decide(event) {
    if (closed || down) return undefined;
    try {
      return renewal.dispatch(event, Date.now());
    } catch (error) {
      if (error.code !== 'internal') throw error;
      fallen(error);
      return undefined;
    }
  }

  function obey(decision) {
    if (!decision) return;
    if (decision.rule === 'fetch_timeout') {
      open = 0;
      reason = shimError('fetch_timeout');
    }
    if (decision.waiting === 'give') settle(({ resolve }) => resolve(held.value));
    if (decision.waiting === 'fail') settle(({ reject }) => reject(reason));
    clearTimeout(timer);
    if (decision.wakeAtMs !== null) {
      timer = timerAt(decision.wakeAtMs, () => obey(decide({ type: 'wake' })));
      // A Node process ends although there is something to be renewed one day.
      if (!waiting.length && timer.unref) timer.unref();
    }
    if (decision.fetch) ask(decision.good);
    const code = decision.error && decision.error.code;
    if (code !== errorCode) {
      errorCode = code;
      if (code) tell('error', news(decision));
    }
  }

  const news = ({ good, secondsLeft, error }) => ({ value: good ? held.value : null, secondsLeft, error });

  function settle(each) {
    const settled = waiting;
    waiting = [];
    settled.forEach(each);
  }

  function ask(good) {
    asked += 1;
    open = asked;
    const question = asked;
    const request = { reason: good ? 'expires_soon' : refused ? 'refused' : 'needed', refused: refused && refused.value };
    new Promise((resolve) => resolve(options.fetch(request))).then(
      (answer) => got(question, answer),
      (error) => failed(question, error),
    );
  }

  /** Counts however late it comes, unless a newer question has been answered. */
  function got(question, answer) {
    if (closed || question < answered) return;
    let value;
    let expiresAt;
    let issuedAt;
    let decision;
    try {
      ({ value, expiresAt, issuedAt } = Object(answer));
      refuse(inspect({ value }, '', { value: 'any' }));
      decision = decide({ type: 'got', expiresAt, issuedAt });
    } catch (error) {
      failed(question, error);
      return;
    }
    held = { value, expiresAt: expiresAt ?? null, issuedAt: issuedAt ?? null, atMs: Date.now() };
    refused = null;
    open = 0;
    answered = question;
    obey(decision);
    if (decision) tell('change', news(decision));
  }

  function failed(question, error) {
    if (question !== open) return;
    open = 0;
    reason = error;
    try {
      obey(decide({ type: 'failed', outcome: (error && error.outcome) || null }));
    } catch (mistake) {
      obey(decide({ type: 'failed', outcome: null }));
      surface(mistake);
    }
  }

  /** The wasm has trapped, now or since the last event. Until there is a new instance, everybody waits. */
  function fallen(error) {
    const giveUp = (cause) => {
      down = false;
      settle(({ reject }) => reject(cause));
    };
    if (revivals === REVIVALS) {
      giveUp(error);
      return;
    }
    revivals += 1;
    down = true;
    init().then(revive, giveUp);
  }

  /** There is a new instance: it is told what the old one knew. */
  function revive() {
    if (closed) return;
    down = false;
    renewal._live('Renewal', [policy]);
    if (hidden) obey(decide({ type: 'hide' }));
    if (held) {
      const { expiresAt, issuedAt, atMs } = held;
      obey(decide({ type: 'got', expiresAt, issuedAt: issuedAt === null ? null : issuedAt + (Date.now() - atMs) / 1000 }));
    }
    if (needed) obey(decide({ type: 'need' }));
  }

  return {
    get: () => new Promise((resolve, reject) => {
      if (closed) throw shimError('closed');
      waiting.push({ resolve, reject });
      needed = true;
      obey(decide({ type: 'need' }));
    }),
    refused(value) {
      if (closed || !held || held.value !== value) return;
      refused = { value };
      held = null;
      const decision = decide({ type: 'refused' });
      obey(decision);
      if (decision) tell('change', news(decision));
    },
    get current() {
      return held && { value: held.value, expiresAt: held.expiresAt };
    },
    on,
    onShow() {
      hidden = false;
      obey(decide({ type: 'show' }));
    },
    onHide() {
      hidden = true;
      obey(decide({ type: 'hide' }));
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      settle(({ reject }) => reject(shimError('closed')));
      renewal.close();
    },
  };
}
