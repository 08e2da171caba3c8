// The one wasm instance of this copy of the package: how it is brought up, and how it is called.

import { __wbg_set_wasm, call as callCore } from 'playward:bindings';
import * as wanted from 'playward:imports';
import { PlaywardError, shimError } from './error.js';

/** @type {null | ((wasm?: unknown) => unknown)} resolves to an Instance, or to { instance } */
let load = null;
/** @type {Promise<void> | null} */
let loading = null;
let ready = false;

/** The imports object every loader hands to instantiate. */
export const imports = { './playward_bg.js': wanted };

/** Each entry names the loader of its runtime. @param {(wasm?: unknown) => unknown} loader */
export function useLoader(loader) {
  load = loader;
}

/** @param {any} result an Instance, or { instance }: WeChat has given both */
export function install(result) {
  const instance = result && result.instance ? result.instance : result;
  if (!instance || !instance.exports || !instance.exports.memory) throw new TypeError('no wasm instance');
  __wbg_set_wasm(instance.exports);
  if (typeof instance.exports.__wbindgen_start === 'function') instance.exports.__wbindgen_start();
  ready = true;
}

/** @param {{ wasm?: unknown }} [options] */
export function init(options) {
  if (ready) return Promise.resolve();
  if (!loading) {
    const wasm = options && typeof options === 'object' ? options.wasm : undefined;
    // A failure is forgotten, so that the next init() tries again.
    loading = new Promise((resolve) => resolve(load(wasm))).then(install).catch((cause) => {
      loading = null;
      throw cause instanceof PlaywardError ? cause : shimError('init_failed', cause);
    });
  }
  return loading;
}

/**
 * Runs something in the wasm. Whatever it throws that is not a PlaywardError is a fault of ours, and says so.
 * @template T @param {() => T} action @returns {T}
 */
export function run(action) {
  if (!ready) throw shimError('not_initialized');
  try {
    return action();
  } catch (cause) {
    throw cause instanceof PlaywardError ? cause : shimError('internal', cause);
  }
}

/** Calls a function of the core. @param {string} name @param {...unknown} given */
export function call(name, ...given) {
  return run(() => callCore(name, given, 0));
}
