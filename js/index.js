// The package, whatever the runtime: the entries in js/entry add the loader.

export { init } from './core/instance.js';
export { PlaywardError } from './core/error.js';
export { describeState, listStates, replay, Supervisor } from './supervise/supervisor.js';
export { superviseLivePlayer } from './supervise/live-player/index.js';
export { superviseVideo } from './supervise/video/index.js';
export { PtzPad, ptzDirection } from './ptz/index.js';
export { needsRefresh, parsePlayAddress } from './vendors/address.js';
export { ezviz } from './vendors/ezviz.js';
export { tencent } from './vendors/tencent.js';
export { minidrama } from './vendors/minidrama.js';
export { xiaozhibao } from './vendors/xiaozhibao.js';
export { baijiayun } from './vendors/baijiayun.js';
