// Calls of numbers alone, and of one text: what Node calls most often crosses without a block of arguments, see src/boundary/wasm/quick.rs.
// undefined says that nothing has been done. The call then goes the usual way, which says what is wrong.

import { call, callInPlace, callNumbers, callText } from './instance.js';

/** An object literal: nothing that is read of it comes from anywhere else. @param {any} value */
const isLiteral = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isNumber = (value) => typeof value === 'number';
const isOfProgress = (name) => name === 'type' || name === 'name' || name === 'position' || name === 'generation';

/** In UTF-16 units. A longer text goes the usual way. */
const TEXT_LIMIT = 4096;

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

/** `parsePlayAddress`. @param {unknown} address @returns {object | undefined} */
export function quickAddress(address) {
  return typeof address === 'string' && address.length <= TEXT_LIMIT ? callText('address', address) : undefined;
}

/** A server asks a few APIs, each with the same fields every time. What comes beyond these goes the usual way. */
const FORMS_LIMIT = 32;
const NAMES_LIMIT = 64;

/**
 * What the core says of lists of names (`given`): the names in the order in which their values are signed, and what stands before each value and before the key.
 * @type {{ given: string[], names: string[], before: string[] }[]}
 */
const forms = [];

/** @param {string[]} one @param {string[]} other */
function sameNames(one, other) {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  return place === one.length && place === other.length;
}

/** @param {string[]} given */
function formOf(given) {
  for (const form of forms) if (sameNames(form.given, given)) return form;
  if (forms.length === FORMS_LIMIT || given.length > NAMES_LIMIT) return null;
  const form = call('baijiayun.textToSign', given);
  if (form && form.before.join('').length <= TEXT_LIMIT) forms.push({ given, ...form });
  return form;
}

/** `baijiayun.sign` of texts and whole numbers. @param {any} params @param {unknown} partnerKey @returns {string | undefined} */
export function quickSign(params, partnerKey) {
  if (reading || typeof partnerKey !== 'string' || partnerKey === '') return undefined;
  reading = true;
  try {
    const form = isLiteral(params) ? formOf(Object.keys(params)) : null;
    if (!form) return undefined;
    const { names, before } = form;
    let text = '';
    for (let place = 0; place < names.length; place += 1) {
      const value = params[names[place]];
      if (typeof value !== 'string' && !Number.isSafeInteger(value)) return undefined;
      text += before[place] + value;
    }
    text += before[names.length] + partnerKey;
    return text.length > TEXT_LIMIT ? undefined : callInPlace('signature', text);
  } catch (error) {
    // A getter of the caller's that throws, or an instance that has fallen.
    return undefined;
  } finally {
    reading = false;
  }
}
