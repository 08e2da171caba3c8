// An object that lives in the wasm, and the JavaScript that holds it.

import * as core from 'playward:bindings';
import { shimError } from './error.js';
import { run } from './instance.js';

/** For a page that forgets close(); not every phone has it. */
const forgotten = typeof FinalizationRegistry === 'undefined' ? null : new FinalizationRegistry((number) => run(() => core.close(number)));

export class Handle {
  /** @param {string} kind what the core makes @param {...unknown} given */
  constructor(kind, ...given) {
    this._core = run(() => core.call(`new ${kind}`, given, 0));
    if (forgotten) forgotten.register(this, this._core, this);
  }

  /** The object's number in the wasm; refused once it is closed. */
  _open() {
    if (!this._core) throw shimError('closed');
    return this._core;
  }

  _call(method, ...given) {
    return run(() => core.call(method, given, this._open()));
  }

  close() {
    const number = this._core;
    this._core = 0;
    if (!number) return;
    if (forgotten) forgotten.unregister(this);
    run(() => core.close(number));
  }
}
