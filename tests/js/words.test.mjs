// The words for what the core decides stand in the core: whoever draws a page asks for them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeReason, describeRule } from '../../pkg/playward/picture.mjs';
import { describePhase } from '../../pkg/playward/node.mjs';
import { REASONS, RULES } from '../../js/picture/texts.js';

const PHASES = ['idle', 'connecting', 'playing', 'stalled', 'reconnecting', 'backoff', 'fetching', 'suspended', 'paused', 'ended', 'failed', 'stopped'];
const ERRORS = ['attempts_exhausted', 'unstable', 'stream_ended', 'stream_stale', 'gesture_required', 'trial_over', 'codec_unsupported', 'permission_camera', 'permission_microphone', 'device_unusable'];

const isChinese = (text) => /[\u4e00-\u9fff]/.test(text);
const both = ({ zh, en }) => isChinese(zh) && en.length > 0 && !isChinese(en);

test('every phase, rule and reason has words in both languages', () => {
  for (const phase of PHASES) assert.ok(both(describePhase(phase)), phase);
  for (const rule of Object.keys(RULES)) assert.ok(both(describeRule(rule)), rule);
  for (const reason of Object.keys(REASONS)) assert.ok(both(describeReason(reason)), reason);
  assert.deepEqual([describeRule('toString'), describeReason('toString'), describeReason('of_a_later_version')], [null, null, null]);
});

test('no example keeps a table of them', () => {
  const root = fileURLToPath(new URL('../../examples/', import.meta.url));
  const files = readdirSync(root, { recursive: true }).filter((file) => /\.m?js$/.test(file) && !/node_modules|miniprogram_npm/.test(file));
  assert.ok(files.length > 50);
  // Rules of one word, such as play and stop, are names of buttons too.
  const tables = { PHASES, ERRORS, RULES: Object.keys(RULES).filter((rule) => rule.includes('_')), REASONS: Object.keys(REASONS) };
  const kept = [];
  for (const [table, names] of Object.entries(tables)) {
    // A name as a key, whatever stands before it, and a text or a list of texts behind.
    const row = new RegExp(`\\b(?:\\w+_)?(${names.join('|')})['"]?: *(?:\\[ *)?['"\`{]`, 'g');
    for (const file of files) {
      const found = new Set([...readFileSync(`${root}${file}`, 'utf8').matchAll(row)].map(([, name]) => name));
      if (found.size >= 4) kept.push(`${file}: ${table}: ${[...found].join(' ')}`);
    }
  }
  assert.deepEqual(kept, []);
});
