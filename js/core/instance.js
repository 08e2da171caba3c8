// The one wasm instance of this copy of the package: how it is brought up, how it is called, and what becomes of it
// when it traps.

import * as imported from 'playward:imports';
import { blocks, LARGE_BUDGET } from './block.js';
import { PlaywardError, shimError } from './error.js';
import { surface } from './listeners.js';

/** @type {null | ((wasm?: unknown) => unknown)} resolves to an Instance, or to { instance } */
let load = null;
/** @type {Promise<void> | null} */
let loading = null;
/** Whether what is being loaded was named by the page. */
let named = false;
/** @type {any} the exports of the instance, null before init() and after a trap */
let wasm = null;
/** @type {ReturnType<typeof blocks> | null} */
let memory = null;
/** Why there is no instance any more; null while there is one. @type {unknown} */
let fallen = null;
/** Counts the instances: what lived in an earlier one is gone. */
let generation = 0;
/** Told of every instance after the first. @type {Set<() => void>} */
const successors = new Set();

/** The imports object every loader hands to instantiate. */
export const imports = { './playward_bg.js': imported };

/** Each entry names the loader of its runtime. @param {(wasm?: unknown) => unknown} loader */
export function useLoader(loader) {
  load = loader;
}

/** @param {any} result an Instance, or { instance }: WeChat has given both */
export function install(result) {
  const instance = (result && result.instance) || result;
  if (!instance || !instance.exports || !instance.exports.memory) throw new TypeError('no wasm instance');
  // That of a server alone imports anything.
  if (HAS_BYTES && imported.__wbg_set_wasm) imported.__wbg_set_wasm(instance.exports);
  wasm = instance.exports;
  memory = blocks(wasm, enter);
  fallen = null;
  generation += 1;
  if (generation === 1) return;
  for (const listener of [...successors]) {
    try {
      listener();
    } catch (error) {
      // The others are told all the same.
      surface(error);
    }
  }
}

/** @param {{ wasm?: unknown }} [options] */
export function init(options) {
  if (wasm) return Promise.resolve();
  const source = options && typeof options === 'object' ? options.wasm : undefined;
  const names = source !== undefined && source !== null;
  // A pad that came first knows of no source: the page's counts when the pad's fails.
  if (loading && names && !named) return loading.catch(() => init(options));
  if (!loading) {
    named = names;
    // Over before anybody is told of the new instance, which may trap at once; a failure is forgotten, so that the next init() tries again.
    loading = new Promise((resolve) => resolve(load(source))).then((result) => {
      loading = null;
      install(result);
    }).catch((cause) => {
      loading = null;
      throw cause instanceof PlaywardError ? cause : shimError('init_failed', cause);
    });
  }
  return loading;
}

/** The instance that is there now; 0: none. */
export function currentGeneration() {
  return wasm ? generation : 0;
}

/** @param {() => void} listener called when init() has made a new instance after a trap @returns {() => void} */
export function onSuccessor(listener) {
  successors.add(listener);
  return () => { successors.delete(listener); };
}

function refuseWithout() {
  if (fallen) throw shimError('internal', fallen);
  if (!wasm) throw shimError('not_initialized');
}

/**
 * Calls an export. A trap leaves the memory as it was in the middle of a change: nothing that lives there can be
 * trusted any more, so the instance is given up. Every later call is refused at once, until init() makes a new one.
 */
function enter(exported, first, second, third) {
  // A getter of the arguments may have brought it down meanwhile.
  refuseWithout();
  try {
    return exported(first, second, third);
  } catch (cause) {
    wasm = null;
    memory = null;
    // Before anything is called: where a page has used up the stack, nothing can be.
    fallen = cause;
    throw shimError('internal', cause);
  }
}

/** Calls a function of the core. @param {string} name @param {...unknown} given */
export function call(name, ...given) {
  refuseWithout();
  return memory.ask(wasm.call, -1, name, given);
}

/** The same with what the package itself gave out: traces, snapshots. @param {string} name @param {...unknown} given */
export function callLarge(name, ...given) {
  refuseWithout();
  return memory.ask(wasm.call, -1, name, given, LARGE_BUDGET);
}

/** Calls an export that takes numbers alone, where this instance has it. @param {string} name @param {...number} given @returns {any} undefined: nothing has been done */
export function callNumbers(name, ...given) {
  refuseWithout();
  const exported = wasm[name];
  return exported && memory.quick.numbers(() => exported(...given));
}

/** Calls an export that takes one text, where there is Node's Buffer. @param {string} name @param {string} text @returns {any} undefined: nothing has been done */
export function callText(name, text) {
  refuseWithout();
  const exported = wasm[name];
  return exported && memory.quick.text(exported, text);
}

/** The same of an export that puts another text in its place. @param {string} name @param {string} text @returns {string | undefined} */
export function callInPlace(name, text) {
  refuseWithout();
  return memory.quick.inPlace(wasm[name], text);
}

/** Makes an object. @param {string} kind @param {readonly unknown[]} given @returns {number} its number */
export function open(kind, given) {
  refuseWithout();
  return memory.ask(wasm.open, -1, kind, given, LARGE_BUDGET);
}

/** Calls a method of an object. @param {number} object @param {string} name @param {readonly unknown[]} given */
export function method(object, name, given) {
  refuseWithout();
  return memory.ask(wasm.method, object, name, given);
}

/** The same with what the package itself gave out. @param {number} object @param {string} name @param {readonly unknown[]} given */
export function methodLarge(object, name, given) {
  refuseWithout();
  return memory.ask(wasm.method, object, name, given, LARGE_BUDGET);
}

/** Gives bytes to an object that reads files. @param {number} object @param {Uint8Array} chunk */
export function push(object, chunk) {
  refuseWithout();
  memory.push(wasm.push, object, chunk);
}

/** Calls a function of wasm-bindgen's glue with an object's number. @template T @param {(object: number) => T} bound @param {number} object @returns {T} */
export function binding(bound, object) {
  refuseWithout();
  return enter(bound, object);
}

/** Ends an object. @param {number} object */
export function close(object) {
  refuseWithout();
  enter(wasm.close, object);
}

/**
 * Runs something of the shim's own. Whatever it throws that is not a PlaywardError is a fault of ours, and says so.
 * @template T @param {() => T} action @returns {T}
 */
export function run(action) {
  refuseWithout();
  try {
    return action();
  } catch (cause) {
    throw cause instanceof PlaywardError ? cause : shimError('internal', cause);
  }
}
