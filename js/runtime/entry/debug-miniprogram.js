import '../load/miniprogram.js';

export * from '../../debug.js';
