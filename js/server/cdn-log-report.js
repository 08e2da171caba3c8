// CDN log files, piece by piece.

import { finish } from 'playward:bindings';
import { isBytes } from '../core/block.js';
import { Handle } from '../core/handle.js';
import { binding, methodLarge, push } from '../core/instance.js';

export class CdnLogReport extends Handle {
  constructor() {
    super('minidrama.CdnLogReport');
  }

  push(chunk) {
    const number = this._open();
    // What is no Uint8Array is refused by the core.
    if (!isBytes(chunk)) return void this._call('push', chunk);
    push(number, chunk);
  }

  merge(finished) {
    return methodLarge(this._open(), 'merge', [finished]);
  }

  finish() {
    return binding(finish, this._open());
  }
}
