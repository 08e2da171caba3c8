// Which way a finger points, and the pad that never leaves a camera moving.

import { quickDirection } from 'playward:quick';
import { Handle } from '../core/handle.js';
import { call } from '../core/instance.js';
import { methods } from '../core/namespace.js';

export function ptzDirection(point, rect, options) {
  return (HAS_QUICK && options === undefined && quickDirection(point, rect)) || call('ptzDirection', point, rect, options);
}

export class PtzPad extends Handle {
  constructor(options) {
    super('PtzPad', options);
  }

  /** A closed pad is kept until it is settled. */
  _call(name, ...given) {
    const decision = super._call(name, ...given);
    this._last = decision;
    this._left = this._left || name === 'close';
    if (this._left && decision.settled) super.close();
    return decision;
  }

  close(nowMs) {
    if (!this._core) return Object.assign({}, this._last, { request: null });
    try {
      return this._call('close', nowMs);
    } catch (error) {
      // Its wasm has trapped: there is nothing to wait for.
      if (error.code === 'internal') super.close();
      throw error;
    }
  }
}

methods(PtzPad, 'down move up cancel answered wake');
