// CDN log files, piece by piece.

import { finish } from 'playward:bindings';
import { isBytes } from '../core/block.js';
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
    if (!isBytes(chunk)) return void this._call('push', chunk);
    for (let from = 0; from < chunk.byteLength; from += SLICE) push(number, Uint8Array.prototype.subarray.call(chunk, from, from + SLICE));
  }

  merge(finished) {
    return methodLarge(this._open(), 'merge', [finished]);
  }

  finish() {
    return binding(finish, this._open());
  }
}
