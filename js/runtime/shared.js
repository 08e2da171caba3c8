// What the parts of a mini-program's package use of its index.js: see scripts/miniprogram.mjs. A name here costs three bytes.

export { inspect, issue, refuse, SUPERVISED_OPTIONS } from '../core/arguments.js';
export { apiError, PlaywardError, shimError } from '../core/error.js';
export { Handle, REVIVALS } from '../core/handle.js';
export { call, callLarge, currentGeneration, init, onSuccessor } from '../core/instance.js';
export { listeners, surface } from '../core/listeners.js';
export { methods } from '../core/namespace.js';
export { underPolicy } from '../core/policy.js';
export { timerAt } from '../core/timer.js';
export { commands, listener, liveComponent, numeric, pageMethods, UNHEARD, watchNetwork } from '../supervise/component.js';
export { attempt } from '../supervise/player.js';
export { supervise, supervisorFor } from '../supervise/supervised.js';
