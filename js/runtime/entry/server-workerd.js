import '../load/workerd.js';

export * from '../../server/index.js';
