// What the parts of a mini-program's package use of its index.js: see scripts/miniprogram.mjs. A name here costs three bytes.

export { inspect, refuse } from '../core/arguments.js';
export { Handle } from '../core/handle.js';
export { call } from '../core/instance.js';
export { methods } from '../core/namespace.js';
