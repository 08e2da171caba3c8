import '../load/inline.js';

export * from '../../live.js';
