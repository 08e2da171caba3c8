// Player states and the supervisor, as the page sees them: handles over the wasm objects.

import * as core from 'playward:bindings';
import { Handle } from '../core/handle.js';
import { call, run } from '../core/instance.js';
import { methods } from '../core/namespace.js';

export function describeState(code, source) {
  return call('describeState', code, source);
}

export function listStates(source) {
  return call('listStates', source);
}

export function replay(trace) {
  return call('replay', trace);
}

export class Supervisor extends Handle {
  constructor(policy) {
    super('Supervisor', policy);
  }

  static restore(snapshot) {
    return Object.setPrototypeOf(new Handle('Supervisor.restore', snapshot), Supervisor.prototype);
  }

  dispatch(event, nowMs) {
    return run(() => core.dispatch(this._open(), event, nowMs));
  }
}

methods(Supervisor, 'snapshot stats trace');
