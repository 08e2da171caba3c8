// What the parts of a mini-program's package use of its index.js: see scripts/miniprogram.mjs. A name here costs three bytes.

export { apiError, shimError } from '../core/error.js';
export { Handle } from '../core/handle.js';
export { inspect, issue, refuse } from '../core/arguments.js';
export { call, currentGeneration } from '../core/instance.js';
export { methods } from '../core/namespace.js';
