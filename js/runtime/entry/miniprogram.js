import '../load/miniprogram.js';

export * from '../../everywhere.js';
export * from '../../vendors.js';
