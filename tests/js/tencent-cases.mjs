// tests/data/tencent.json and usersig.json, as tests/tencent.rs reads them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const data = (name) => JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));

export const { cases, server } = data('tencent.json');
export const { vectors } = data('usersig.json');

export const codes = (issues) => issues.map(({ code, field }) => [code, field]);

/** Runs a case. @param {Record<string, Function>} tencent @param {Function} PlaywardError */
export function check(tencent, PlaywardError, { call, arguments: given, returns, throws, fails }) {
  let answer;
  try {
    answer = tencent[call](...given);
  } catch (error) {
    assert.ok(error instanceof PlaywardError, error);
    assert.doesNotMatch(error.message, /SECRET/);
    assert.equal(error.code, fails ?? 'invalid_params');
    assert.deepEqual(codes(error.issues), throws ?? []);
    for (const { message } of error.issues) assert.ok(message.zh && message.en);
    return;
  }
  if (answer?.issues) answer.issues = codes(answer.issues);
  assert.deepEqual(answer, returns);
}

/** What a UserSig says, by Node's own means. @param {string} userSig */
export function open(userSig) {
  const letters = { '*': '+', '-': '/', _: '=' };
  return JSON.parse(inflateSync(Buffer.from(userSig.replace(/[*_-]/g, (letter) => letters[letter]), 'base64')));
}

/** And back. @param {unknown} document */
export function wrap(zlib) {
  const letters = { '+': '*', '/': '-', '=': '_' };
  return zlib.toString('base64').replace(/[+/=]/g, (letter) => letters[letter]);
}
