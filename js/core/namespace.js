// A vendor's functions and objects, by the names they have in the core.

import { Handle } from './handle.js';
import { call } from './instance.js';

/** @param {string} vendor @param {string} names @returns {Record<string, (...given: unknown[]) => any>} */
export function namespace(vendor, names) {
  const functions = {};
  for (const name of names.split(' ')) functions[name] = (...given) => call(`${vendor}.${name}`, ...given);
  return functions;
}

/** Gives a class the methods that its object has in the core. @param {typeof Handle} type @param {string} names */
export function methods(type, names) {
  for (const name of names.split(' ')) {
    type.prototype[name] = function method(...given) {
      return this._call(name, ...given);
    };
  }
  return type;
}
