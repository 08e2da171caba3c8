// The reference pages of the site say what the program says.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { baijiayun, ezviz, minidrama } from '../../pkg/playward-server/node.mjs';
import { INCLUDED, included } from '../../scripts/docs/included.mjs';
import { reference } from '../../scripts/docs/reference.mjs';
import * as words from '../../scripts/docs/words.mjs';

const names = (list) => list.map(({ name }) => name);
const EZVIZ = ['token_get', 'live_address', 'playback_address', 'device_info', 'ptz_start', 'preset_add', 'preset_move', 'preset_clear', 'voice_send'];

describe('words', () => {
  test('of every rule, phase and reason, in two languages', () => {
    for (const [list, union] of [[words.rules(), 'Rule'], [words.phases(), 'Phase'], [words.reasons(), 'Reason']]) {
      assert.deepEqual(names(list), names(words.union(union)));
      for (const { name, zh, en } of list) assert.ok(zh && en, name);
    }
    assert.ok(words.rules().every(({ zh }) => /\p{Script=Han}/u.test(zh)));
  });

  test('of every error of playing and every problem of an argument', () => {
    assert.deepEqual(names(words.failures()), names(words.union('FailureCode')));
    assert.deepEqual(names(words.issues()), names(words.union('IssueCode')));
  });

  test('of every state of the two components', () => {
    assert.ok(words.states('live-player').some(({ code }) => code === -2301));
    assert.ok(words.states('live-pusher').some(({ code }) => code === -1307));
  });

  const told = {
    ezviz: ({ code }) => EZVIZ.map((api) => ezviz.interpret(api, { code, msg: '', data: {} }).outcome),
    baijiayun: ({ code }) => ['upload', 'video/getStatus'].map((api) => baijiayun.interpret(api, { code: Number(code), msg: '', data: {} }).outcome),
    minidrama: ({ code }) => [minidrama.describeError(Number(code))],
  };
  for (const [vendor, rows] of Object.entries(words.vendorCodes())) {
    test(`of every code of ${vendor}, as the program has them`, () => {
      assert.ok(rows.length > 8);
      const wrong = rows.filter((row) => row.class !== 'ok' && !told[vendor](row).some((outcome) => outcome.class === row.class && outcome.retry === row.retry && outcome.message.zh === row.zh && outcome.message.en === row.en));
      assert.deepEqual(wrong, []);
    });
  }
});

test('each page has a row for each word', () => {
  for (const lang of ['zh', 'en']) {
    const pages = reference(lang);
    const rows = (page) => pages[page].split('\n').filter((line) => /^\| [`<]/.test(line)).length;
    assert.equal(rows('rules'), words.rules().length + words.renewalRules().length);
    assert.equal(rows('states'), words.states('live-player').length + words.states('live-pusher').length + words.categories().length);
    assert.equal(rows('vendors'), Object.values(words.vendorCodes()).flat().length + words.xiaozhibao().length + words.tencentProblems().length);
  }
});

test('the documents are pages whose links stay on the site', () => {
  for (const lang of ['zh', 'en']) {
    const pages = included(lang);
    assert.deepEqual(Object.keys(pages), Object.keys(INCLUDED));
    for (const [page, text] of Object.entries(pages)) {
      const outside = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/[^!]\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter((target) => !/^(\/|#|https?:)/.test(target));
      assert.deepEqual(outside, [], page);
    }
  }
});
