// Those whom a page has told what to listen to.

import { issue, refuse } from './arguments.js';

/** @param {readonly string[]} names what there is to hear of */
export function listeners(names) {
  /** @type {Set<[string, (news: any) => void]>} */
  const all = new Set();
  return {
    all,
    /** @param {string} name @param {(news: any) => void} listener @returns {() => void} takes the listener away */
    on(name, listener) {
      refuse([
        ...(names.includes(name) ? [] : [issue('not_allowed', 'name')]),
        ...(typeof listener === 'function' ? [] : [issue('wrong_type', 'listener')]),
      ]);
      const entry = [name, listener];
      all.add(entry);
      return () => { all.delete(entry); };
    },
    /** A listener that throws changes nothing: its error surfaces on its own. @param {string} name @param {any} news */
    tell(name, news) {
      for (const entry of [...all]) {
        // One before it may have taken it away.
        if (entry[0] === name && all.has(entry)) {
          try {
            entry[1](news);
          } catch (error) {
            surface(error);
          }
        }
      }
    },
  };
}

/** An error of the page's own that must not stop anything surfaces by itself. In Node that would end the process: there it is a warning. */
export function surface(error) {
  if (typeof process === 'object' && process.emitWarning) process.emitWarning(error instanceof Error ? error : String(error));
  else setTimeout(() => { throw error; }, 0);
}
