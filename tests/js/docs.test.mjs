// The reference pages of the site say what the program says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { baijiayun, ezviz, minidrama } from '../../pkg/playward-server/node.mjs';
import * as chinese from '../../scripts/docs/chinese.mjs';
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
    assert.deepEqual(names(words.errors()), names(words.union('ErrorCode')));
  });

  test('the README of the client explains each of its error codes, in both languages', () => {
    const text = readFileSync(new URL('../../pkg-template/playward/README.md', import.meta.url), 'utf8');
    const [chinesePart, english] = text.split('\n# playward (English)');
    const servers = [...readFileSync(new URL('../../js/server/failure.js', import.meta.url), 'utf8').matchAll(/^ {2}(\w+): '/gm)].map(([, code]) => code);
    assert.ok(servers.includes('upload_locked'));
    for (const code of names(words.errors()).filter((each) => !servers.includes(each))) {
      assert.ok(chinesePart.includes(`\`${code}\``), `${code} is not in the Chinese part`);
      assert.ok(english.includes(`\`${code}\``), `${code} is not in the English part`);
    }
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
    assert.equal(rows('errors'), words.errors().length + words.issues().length + words.failures().length + words.retries().length);
    assert.equal(rows('rules'), words.rules().length + words.renewalRules().length);
    assert.equal(rows('states'), words.states('live-player').length + words.states('live-pusher').length + words.categories().length);
    assert.equal(rows('vendors'), Object.values(words.vendorCodes()).flat().length + words.xiaozhibao().length + words.tencentProblems().length);
  }
});

test('the Chinese pages explain every name in Chinese', () => {
  const cells = (text) => text.split('\n').filter((line) => /^\| [`<]/.test(line)).map((line) => [line, line.split(' | ').filter((cell) => /\p{Script=Han}/u.test(cell)).length]);
  const pages = reference('zh');
  assert.deepEqual(Object.values(pages).flatMap(cells).filter(([, chinese]) => !chinese), []);
  // What a viewer reads, and what it means.
  const [phases] = pages.phases.split('\n## ');
  assert.deepEqual(cells(phases).filter(([, chinese]) => chinese < 2), []);
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

describe('the API reference in Chinese', () => {
  for (const source of chinese.sources()) {
    const file = chinese.dictionaryOf(source);
    test(`has every comment of ${source}, and no other`, () => {
      const texts = [...chinese.texts(source)];
      const words = chinese.dictionary(file);
      assert.deepEqual(texts.filter((text) => words[text] === undefined), [], `these comments of ${source} have no translation: add them to ${file}`);
      assert.deepEqual(Object.keys(words).filter((text) => !texts.includes(text)), [], `${source} has no such comment: remove it from ${file}, or correct its English`);
    });
  }

  test('every file of it belongs to a .d.ts', () => {
    assert.deepEqual(chinese.dictionaries(), chinese.sources().map(chinese.dictionaryOf).filter((file) => Object.keys(chinese.dictionary(file)).length).sort());
  });

  test('is Chinese, keeps code and links, and says the same of the same text', () => {
    const said = new Map();
    for (const file of chinese.dictionaries()) {
      for (const [en, zh] of Object.entries(chinese.dictionary(file))) {
        if (zh) assert.match(zh, /\p{Script=Han}/u, `${file}: ${en}`);
        if (zh) assert.deepEqual(chinese.kept(zh).sort(), chinese.kept(en).sort(), `${file}: ${en}`);
        assert.equal(zh, said.get(en) ?? zh, `${file}: another file has another translation of: ${en}`);
        said.set(en, zh);
      }
    }
  });

  test('replaces the words of comments alone', () => {
    const given = '/**\n * Frees the wasm side. Idempotent; every later call throws `closed`.\n *\n * @param code `detail.code` of bindstatechange @param now Unix seconds\n * @throws {@link PlaywardError} `invalid_params`\n * @example\n * close(); // Idempotent.\n */\nclose(): void;\n/** 视频 ID / the video @defaultValue 0 */\nid?: Id; // Idempotent.\n';
    const wanted = '/**\n * 释放 wasm 里的内存。可重复调用；之后的其他调用都抛出 `closed`。\n * @param code bindstatechange 的 `detail.code` @param now Unix 秒\n * @throws {@link PlaywardError} `invalid_params`\n * @example\n * close(); // Idempotent.\n */\nclose(): void;\n/**\n * 视频 ID @defaultValue 0\n */\nid?: Id; // Idempotent.\n';
    assert.equal(chinese.translator()(given), wanted);
  });
});
