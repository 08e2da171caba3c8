// The vendors' namespaces, as the client has them.

export { ezviz } from './vendors/ezviz.js';
export { tencent } from './vendors/tencent.js';
export { minidrama } from './vendors/minidrama.js';
export { xiaozhibao } from './vendors/xiaozhibao.js';
export { baijiayun } from './vendors/baijiayun.js';
