import '../load/inline.js';

export * from '../../server/index.js';
