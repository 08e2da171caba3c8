import '../load/node.js';

export * from '../../live.js';
