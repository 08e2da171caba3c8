// What belongs to no vendor and runs in every runtime.

export { init } from './core/instance.js';
export { PlaywardError } from './core/error.js';
export { describePhase, describeState, listStates, replay, Supervisor } from './supervise/supervisor.js';
export { superviseLivePlayer } from './supervise/live-player/index.js';
export { superviseLivePusher } from './supervise/live-pusher.js';
export { superviseVideoContext } from './supervise/video-context.js';
export { PtzPad, ptzDirection } from './ptz/index.js';
export { needsRefresh, parsePlayAddress } from './vendors/address.js';
