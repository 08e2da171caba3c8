// Player states and the supervisor, as the page sees them: handles over the wasm objects.

import { quickDispatch } from 'playward:quick';
import { Handle } from '../core/handle.js';
import { call, callLarge, method } from '../core/instance.js';
import { methods } from '../core/namespace.js';

export function describeState(code, source) {
  return call('describeState', code, source);
}

export function describePhase(phase) {
  return call('describePhase', phase);
}

export function listStates(source) {
  return call('listStates', source);
}

export function replay(trace) {
  return callLarge('replay', trace);
}

export class Supervisor extends Handle {
  constructor(policy) {
    super('Supervisor', policy);
  }

  static restore(snapshot) {
    return Object.setPrototypeOf(new Handle('Supervisor.restore', snapshot), Supervisor.prototype);
  }

  /** Goes on in the instance that is there now. */
  _revive(snapshot) {
    this._live('Supervisor.restore', [snapshot]);
  }

  dispatch(event, nowMs) {
    return (HAS_QUICK && quickDispatch(this, event, nowMs)) || method(this._open(), 'dispatch', [event, nowMs]);
  }
}

methods(Supervisor, 'snapshot stats health trace');
