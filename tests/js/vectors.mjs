// Worked examples of tests/data, run through a package: what tests/common/vectors.rs does natively.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** JSON with the integers that a double cannot hold as their digits. */
const exact = (text) => JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|(?<=[:[,\s])-?\d{16,}(?=[\s,}\]])/g, (part) => (part[0] === '"' ? part : `"${part}"`)));

/** The cases of a file. Arguments are what a page would pass: there a number is a double. */
function data(file) {
  const text = readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8');
  const { cases } = JSON.parse(text);
  return exact(text).cases.map((one, index) => ({ ...one, args: cases[index].args }));
}

/**
 * `returns` is all of the answer, `returnsSubset` a part of it. A message is prose: it is there in both languages, and its words count only where the case has them.
 * @param {unknown} answer @param {{ returns?: unknown, returnsSubset?: Record<string, unknown> }} wanted exactly one of the two
 */
export function compare(answer, { returns, returnsSubset }) {
  assert.ok((returns === undefined) !== (returnsSubset === undefined), 'the case wants one thing');
  if (returnsSubset) {
    for (const [name, wanted] of Object.entries(returnsSubset)) assert.deepEqual(answer[name], wanted, name);
  } else if (Object(returns) === returns && !('message' in returns) && answer?.message) {
    const { message, ...rest } = answer;
    assert.deepEqual(Object.keys(message).sort(), ['en', 'zh']);
    assert.ok(message.zh && message.en);
    assert.deepEqual(rest, returns);
  } else {
    assert.deepEqual(answer, returns);
  }
}

/**
 * @param {string} file @param {string} name of the namespace @param {Record<string, Function>} functions @param {Function} PlaywardError
 * @param {(method: string) => boolean} [chosen] which functions are to be run; all of them when it is not given
 */
export function runVectors(file, name, functions, PlaywardError, chosen = () => true) {
  for (const { id, fn, args, throws, returns, returnsSubset } of data(file)) {
    const [namespace, method] = fn.split('.');
    if (namespace !== name || !chosen(method)) continue;
    test(`${id}: ${fn}`, () => {
      let answer;
      try {
        answer = functions[method](...args);
      } catch (error) {
        assert.ok(throws && error instanceof PlaywardError, error);
        assert.equal(error.code, throws.code);
        assert.deepEqual(error.issues.map(({ code }) => code), throws.issues);
        for (const { message } of error.issues) assert.ok(message.zh && message.en);
        return;
      }
      assert.ok(!throws, 'it was not refused');
      if (typeof answer?.body === 'string') answer = { ...answer, body: exact(answer.body) };
      compare(answer, { returns, returnsSubset });
    });
  }
}
