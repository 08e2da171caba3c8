// playward-debug: what a page may do with a secret key while it is being written, and never once it is published.

export { init } from './instance.js';
export { PlaywardError } from './error.js';
