// Which way a finger points, and the pad that never leaves a camera spinning.

import { Handle } from '../core/handle.js';
import { call } from '../core/instance.js';
import { methods } from '../core/namespace.js';

export function ptzDirection(point, rect, options) {
  return call('ptzDirection', point, rect, options);
}

export class PtzPad extends Handle {
  constructor(options) {
    super('PtzPad', options);
  }

  close(nowMs) {
    if (this._core) {
      try {
        this._last = this._call('close', nowMs);
      } finally {
        super.close();
      }
      return this._last;
    }
    return Object.assign({}, this._last, { request: null });
  }
}

methods(PtzPad, 'down move up cancel answered wake');
