import '../load/inline.js';

export * from '../../debug.js';
