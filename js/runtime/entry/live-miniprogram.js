import '../load/miniprogram.js';

export * from '../../everywhere.js';
