// playward in browsers and in Node: the files in js/runtime/entry add the loader.

import './vendors/fetch.js';

export * from './live.js';
export * from './vendors.js';
