// An object that lives in the wasm, and the JavaScript that holds it.

import { shimError } from './error.js';
import { close, currentGeneration, method, open } from './instance.js';

/** How often an adapter brings back what its instance took along: after that the fault lies with what comes in. */
export const REVIVALS = 5;

/** For a page that forgets close(); not every phone has it. */
const forgotten = typeof FinalizationRegistry === 'undefined' ? null : new FinalizationRegistry(end);

/** Ends an object, if its instance is still there. */
function end({ number, generation }) {
  if (generation === currentGeneration()) close(number);
}

export class Handle {
  /** @param {string} kind what the core makes @param {...unknown} given */
  constructor(kind, ...given) {
    /** @type {{ number: number, generation: number } | null} where it lives; null once it is closed */
    this._core = null;
    this._live(kind, given);
  }

  /** Makes the object in the instance that is there now. */
  _live(kind, given) {
    this._core = { number: open(kind, given), generation: currentGeneration() };
    if (forgotten) forgotten.register(this, this._core, this);
  }

  /** The object's number in the wasm; refused once it is closed, or gone with its instance. */
  _open() {
    if (!this._core) throw shimError('closed');
    if (this._core.generation !== currentGeneration()) throw shimError('internal', LOST);
    return this._core.number;
  }

  _call(name, ...given) {
    return method(this._open(), name, given);
  }

  close() {
    const core = this._core;
    this._core = null;
    if (!core) return;
    if (forgotten) forgotten.unregister(this);
    end(core);
  }
}

const LOST = '所在的 wasm 已崩溃 / its wasm has trapped';
