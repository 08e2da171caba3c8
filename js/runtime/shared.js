// What the parts of a mini-program's package use of its index.js: see scripts/miniprogram.mjs. A name here costs three bytes.

export { inspect, SUPERVISED_OPTIONS } from '../core/arguments.js';
export { Handle } from '../core/handle.js';
export { call } from '../core/instance.js';
export { methods } from '../core/namespace.js';
export { attempt, commands, listener, liveComponent, numeric, pageMethods, stateOrNetStatus, UNHEARD, watchNetwork } from '../supervise/component.js';
export { supervise, supervisorFor } from '../supervise/supervised.js';
