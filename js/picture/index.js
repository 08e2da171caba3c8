// The picture of a session: for pages, and in the file that `playward replay --html` writes.

export { drawSession } from './draw.js';
export { describeReason, describeRule } from './rules.js';
export { sessionOf } from './session.js';
