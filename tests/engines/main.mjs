// Runs the list in whatever engine this is and says the result as one line of JSON.

import { loaded } from './loaded.mjs';
import { results } from './tests.mjs';

function say(result) {
  const line = JSON.stringify(result);
  if (typeof document !== 'undefined') globalThis.engineResult = line;
  else (typeof console === 'undefined' || typeof print === 'function' ? print : console.log)(line);
}

Promise.all(Object.values(loaded).map(({ init }) => init())).then(() => {
  // Not an import: the list needs what has been loaded by now.
  require('./list.mjs');
  say(results());
}).catch((error) => say({ passed: 0, failed: [`${error && error.message} ${error && error.stack}`] }));
