// CDN log files, piece by piece.

import { push } from 'playward:bindings';
import { Handle } from '../core/handle.js';
import { run } from '../core/instance.js';
import { methods } from '../core/namespace.js';

/** The wasm memory never shrinks: a piece of any size goes in slices of this one. */
const SLICE = 1 << 18;

export class CdnLogReport extends Handle {
  constructor() {
    super('minidrama.CdnLogReport');
  }

  push(chunk) {
    run(() => {
      const number = this._open();
      // What is no Uint8Array is refused by the core.
      if (!(chunk instanceof Uint8Array)) return this._call('push', chunk);
      for (let from = 0; from < chunk.length; from += SLICE) push(number, chunk.subarray(from, from + SLICE));
    });
  }
}

methods(CdnLogReport, 'merge finish');
