// playward-live in browsers and in Node. A mini-program has no <video>.

export * from './everywhere.js';
export { superviseVideo } from './supervise/video/index.js';
