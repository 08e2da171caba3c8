import '../load/web.js';

export * from '../../debug.js';
