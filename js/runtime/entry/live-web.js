import '../load/web.js';

export * from '../../live.js';
