// Calls of numbers alone: what Node calls most often crosses without a block of arguments, see src/boundary/wasm/quick.rs.
// undefined says that nothing has been done. The call then goes the usual way, which says what is wrong.

import { callNumbers } from './instance.js';

/** An object literal: nothing that is read of it comes from anywhere else. @param {any} value */
const isLiteral = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isNumber = (value) => typeof value === 'number';
const isOfProgress = (name) => name === 'type' || name === 'name' || name === 'position' || name === 'generation';

/** Whether arguments are being read. What a getter among them calls goes the usual way, which counts how deep that goes. */
let reading = false;

/** `ptzDirection` without options; in the dead zone the usual way says null once more. @param {any} point @param {any} rect @returns {string | null | undefined} */
export function quickDirection(point, rect) {
  if (reading) return undefined;
  reading = true;
  try {
    if (!isLiteral(point) || !isLiteral(rect)) return undefined;
    const { x, y } = point;
    const { left, top, width, height } = rect;
    if (isNumber(x) && isNumber(y) && isNumber(left) && isNumber(top) && isNumber(width) && isNumber(height)) return callNumbers('direction', x, y, left, top, width, height);
  } catch (error) {
    // A getter of the page's that throws, or an instance that has fallen.
  } finally {
    reading = false;
  }
  return undefined;
}

/**
 * `dispatch` of where a media element has got to, four times a second: mostly nothing changes but when to wake.
 * @param {{ _open(): number, _steady?: object }} supervisor @param {any} event @param {unknown} nowMs @returns {object | undefined} a decision
 */
export function quickDispatch(supervisor, event, nowMs) {
  if (reading || !isNumber(nowMs)) return undefined;
  let position;
  let generation;
  reading = true;
  try {
    if (!isLiteral(event) || event.type !== 'media' || event.name !== 'progress' || !Object.keys(event).every(isOfProgress)) return undefined;
    ({ position, generation } = event);
  } catch (error) {
    return undefined;
  } finally {
    reading = false;
  }
  if (!isNumber(position) || !isNumber(generation)) return undefined;
  const answer = callNumbers('numbers', supervisor._open(), position, generation, nowMs);
  if (answer === undefined) return undefined;
  if (isNumber(answer) || answer === null) return Object.assign({}, supervisor._steady, { commands: [], wakeAtMs: answer });
  // The page may write to what it is given.
  supervisor._steady = Object.assign({}, answer);
  return answer;
}
