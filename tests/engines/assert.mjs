// As much of node:assert/strict as the list needs, in any engine.

class AssertionError extends Error {}

const told = (value) => {
  try {
    return String(JSON.stringify(value)).slice(0, 300);
  } catch {
    return String(value);
  }
};

function fail(message) {
  throw message instanceof Error ? message : new AssertionError(message || 'failed');
}

function ok(value, message) {
  if (!value) fail(message || `${told(value)} is not true`);
}

function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.prototype.hasOwnProperty.call(b, name) && same(a[name], b[name]));
}

function equal(actual, expected, message) {
  if (!Object.is(actual, expected)) fail(message || `${told(actual)}, not ${told(expected)}`);
}

function deepEqual(actual, expected, message) {
  if (!same(actual, expected)) fail(`${message ? `${message}: ` : ''}${told(actual)}, not ${told(expected)}`);
}

function notDeepEqual(actual, other) {
  ok(!same(actual, other), 'they are the same');
}

function match(text, pattern) {
  ok(pattern.test(text), `${text} is not like ${pattern}`);
}

function doesNotMatch(text, pattern) {
  ok(!pattern.test(text), `${text} is like ${pattern}`);
}

function throws(call, wanted) {
  let error;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  ok(error !== undefined, 'nothing was thrown');
  if (typeof wanted === 'function') ok(wanted(error) === true, 'another error was thrown');
  else for (const [name, value] of Object.entries(wanted || {})) deepEqual(error[name], value, name);
}

function doesNotThrow(call, message) {
  try {
    call();
  } catch (error) {
    fail(`${error.message}; ${message || ''}`);
  }
}

export default Object.assign(ok, { deepEqual, doesNotMatch, doesNotThrow, equal, fail, match, notDeepEqual, ok, throws });
