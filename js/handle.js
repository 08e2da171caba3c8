// An object that lives in the wasm, and the JavaScript that holds it.

import { shimError } from './error.js';
import { run } from './instance.js';

export class Handle {
  /** @param {string} kind what the core makes @param {...unknown} given */
  constructor(kind, ...given) {
    this._core = run((wasm) => new wasm.Handle(kind, given));
  }

  /** The wasm object; refused once it is closed. */
  _open() {
    if (!this._core) throw shimError('closed');
    return this._core;
  }

  _call(method, ...given) {
    return run(() => this._open().call(method, given));
  }

  close() {
    const core = this._core;
    this._core = null;
    if (core) core.free();
  }
}
