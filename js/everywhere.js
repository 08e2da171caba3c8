// What belongs to no vendor and runs in every runtime.

export { init } from './core/instance.js';
export { PlaywardError } from './core/error.js';
export { keepFresh, Renewal } from './renewal.js';
export { describePhase, describeState, listStates, replay, Supervisor } from './supervise/supervisor.js';
export { superviseLivePlayer } from './supervise/live-player/index.js';
export { superviseLivePusher } from './supervise/live-pusher.js';
export { superviseVideoContext } from './supervise/video-context.js';
export { sendTrace } from './supervise/send-trace.js';
export { PtzPad, ptzDirection } from './ptz/index.js';
export { pressToTalk } from './talk/index.js';
export { needsRefresh, parsePlayAddress } from './vendors/address.js';
