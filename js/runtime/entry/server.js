import '../load/node.js';

export * from '../../server/index.js';
