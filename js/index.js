// The package, whatever the runtime: the entries in js/entry add the loader.

export { init } from './instance.js';
export { PlaywardError } from './error.js';
export { describeState, listStates, replay, Supervisor } from './live.js';
export { superviseLivePlayer } from './live-player.js';
export { superviseVideo } from './video.js';
export { PtzPad, ptzDirection } from './ptz.js';
export { needsRefresh, parsePlayAddress } from './address.js';
export { ezviz } from './ezviz.js';
export { tencent } from './tencent.js';
export { minidrama } from './minidrama.js';
export { xiaozhibao } from './xiaozhibao.js';
export { baijiayun } from './baijiayun.js';
