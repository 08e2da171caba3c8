// CDN log files, piece by piece.

import { finish } from 'playward:bindings';
import { Handle } from '../core/handle.js';
import { binding, methodLarge, push } from '../core/instance.js';

/** The wasm memory never shrinks: a piece of any size goes in slices of this one. */
const SLICE = 1 << 18;

export class CdnLogReport extends Handle {
  constructor() {
    super('minidrama.CdnLogReport');
  }

  push(chunk) {
    const number = this._open();
    // What is no Uint8Array is refused by the core.
    if (!(chunk instanceof Uint8Array)) return void this._call('push', chunk);
    for (let from = 0; from < chunk.length; from += SLICE) push(number, chunk.subarray(from, from + SLICE));
  }

  merge(finished) {
    return methodLarge(this._open(), 'merge', [finished]);
  }

  finish() {
    return binding(finish, this._open());
  }
}
