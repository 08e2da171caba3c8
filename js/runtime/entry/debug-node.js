import '../load/node.js';

export * from '../../debug.js';
