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

  /** A file that was inflated here up to some damage comes again, as it is. @param {number} skip how many inflated bytes have been pushed */
  _inflate(skip) {
    this._call('inflate', skip);
  }

  /** The end of a file that was inflated here. @param {boolean} whole */
  _endFile(whole) {
    this._call('end', whole);
  }

  finish() {
    return binding(finish, this._open());
  }
}
