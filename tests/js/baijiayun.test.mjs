// Baijiayun on a page: addresses, qualities, tables; what the server package adds is not there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { baijiayun, PlaywardError } from '../../pkg/playward/node.mjs';

const data = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));

function issuesOf(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PlaywardError, `${error}`);
    assert.equal(error.code, 'invalid_params');
    return error.issues.map(({ code, field }) => [code, field]);
  }
  return assert.fail('not refused');
}

test('the client signs nothing', () => {
  assert.deepEqual(Object.keys(baijiayun), ['playerAddress', 'chooseQuality', 'describe']);
});

test('pages that play', () => {
  const spec = { domain: 'demo', videoId: 11128351, token: '1hNNdCHe9-_8y' };
  const desktop = 'https://demo.at.baijiayun.com/web/video/player?vid=11128351&token=1hNNdCHe9-_8y';
  assert.equal(baijiayun.playerAddress(spec), desktop);
  assert.equal(baijiayun.playerAddress({ ...spec, mobile: true }), desktop.replace('/web/', '/m/'));
  assert.equal(baijiayun.playerAddress({ ...spec, mobile: false, domain: 'vod.example.com' }), desktop.replace('demo.at.baijiayun.com', 'vod.example.com'));
  assert.equal(baijiayun.playerAddress({ ...spec, videoId: '9007199254740993' }), desktop.replace('11128351', '9007199254740993'));
  const whole = new URL(baijiayun.playerAddress({ ...spec, token: 'a+b/c=', accessKey: 'k&1=2 中', options: { player: 'bplayer', user_name: '小明 & co' } }));
  assert.deepEqual(Object.fromEntries(whole.searchParams), {
    vid: '11128351', token: 'a+b/c=', access_key: 'k&1=2 中', player: 'bplayer', user_name: '小明 & co',
  });
});

test('pages that cannot be', () => {
  assert.deepEqual(issuesOf(() => baijiayun.playerAddress({})), [['missing_field', 'domain'], ['missing_field', 'videoId'], ['missing_field', 'token']]);
  const spec = { domain: 'https://demo', videoId: -1, token: '', mobile: 1, accessKey: '', options: { token: 'x', a: 5, b: '\ud800' }, acessKey: 'x' };
  assert.deepEqual(issuesOf(() => baijiayun.playerAddress(spec)), [
    ['bad_format', 'domain'], ['out_of_range', 'videoId'], ['empty', 'token'], ['wrong_type', 'mobile'], ['empty', 'accessKey'],
    ['not_allowed', 'options.token'], ['wrong_type', 'options.a'], ['not_well_formed', 'options.b'], ['unknown_field', 'acessKey'],
  ]);
  for (const strange of [null, 'demo', [], { ...spec, options: 'a=b' }]) issuesOf(() => baijiayun.playerAddress(strange));
});

const { now, cases } = data('baijiayun-quality');

/** An address as getUrl gives them: the end of its life in the path. */
function address([life, scheme = 'http'], quality) {
  const path = life === null ? '' : `de02f687b209587123160322cb32416c/${(now + life).toString(16)}/`;
  return { duration: 19, url: `${scheme}://dyd-video.baijiayun.com/${path}00-upload/${quality}.mp4?fid=127384` };
}

for (const { has, wanted, options, expected } of cases) {
  test(`${wanted} of ${JSON.stringify(has)}${options ? ` with ${Object.keys(options)}` : ''}`, () => {
    const playInfo = Object.fromEntries(Object.entries(has).map(([quality, entry]) => [quality, address(entry, quality)]));
    const chosen = baijiayun.chooseQuality(playInfo, wanted, now + 0.9, options);
    if (typeof expected === 'string') {
      assert.deepEqual(chosen, { action: expected });
      return;
    }
    const [quality, exact] = expected;
    const [life] = has[quality];
    assert.deepEqual(chosen, { action: 'play', quality, url: playInfo[quality].url, expiresAt: life === null ? null : now + life, exact });
  });
}

test('what is no quality, and no play_info', () => {
  assert.deepEqual(baijiayun.chooseQuality({ high: null, low: { size: 1 }, superHD: { url: '' }, '720p': 'x' }, 'high', now), { action: 'none' });
  assert.deepEqual(baijiayun.chooseQuality([], 'high', now), { action: 'none' });
  assert.deepEqual(issuesOf(() => baijiayun.chooseQuality(null, null, null)), [['missing_field', 'playInfo'], ['missing_field', 'wanted'], ['missing_field', 'now']]);
  assert.deepEqual(issuesOf(() => baijiayun.chooseQuality('x', '4k', now * 1000, { allowAudio: 1, https: true })), [
    ['wrong_type', 'playInfo'], ['not_allowed', 'wanted'], ['out_of_range', 'now'], ['wrong_type', 'options.allowAudio'], ['unknown_field', 'options.https'],
  ]);
  for (const [wanted, code] of [
    [{}, 'wrong_type'], [true, 'wrong_type'], [NaN, 'wrong_type'], [Infinity, 'wrong_type'], ['', 'empty'], ['\ud800', 'not_well_formed'], ['a'.repeat(9000), 'too_long'],
    [3, 'not_allowed'], [1.5, 'not_allowed'], [1e300, 'not_allowed'],
  ]) assert.deepEqual(issuesOf(() => baijiayun.chooseQuality({}, wanted, now)), [[code, 'wanted']], String(wanted).slice(0, 9));
});

test('tables', () => {
  const rows = {
    video_status: { 10: 'uploading', 20: 'transcoding', 30: 'transcode_failed', 31: 'transcode_timed_out', 32: 'upload_timed_out', 100: 'transcoded' },
    callback_status: { 20: 'uploaded', 30: 'transcode_failed', 100: 'transcoded' },
    definition: { 16: 'low', 1: 'high', 2: 'superHD', 4: '720p', 8: '1080p', low: 'low', std: 'low', high: 'high', super: 'superHD', audio: 'audio' },
    format: { 1: 'mp4', 2: 'flv', 4: 'm3u8', 8: 'encrypt' },
    audit_status: { 0: 'pending', 1: 'passed', 2: 'rejected' },
    publish_status: { 0: 'unpublished', 1: 'published', 2: 'blocked' },
    client_type: { 0: 'unknown', 1: 'iphone', 2: 'ipad', 3: 'android', 4: 'mobile_web', 5: 'pc_web' },
    product_type: { 1: 'large_class', 2: 'small_class', 3: 'double_teacher', 4: 'business', 5: 'video' },
    account_type: { 0: 'free', 1: 'trial', 2: 'formal' },
    account_status: { 0: 'not_opened', 1: 'normal', 2: 'closed' },
    charge_type: { 0: 'monthly_flow', 1: 'total_flow' },
  };
  for (const [table, names] of Object.entries(rows)) {
    for (const [value, name] of Object.entries(names)) {
      const described = baijiayun.describe(table, value);
      assert.deepEqual([described.known, described.name], [true, name], `${table} ${value}`);
      assert.ok(described.message.zh && described.message.en);
      if (/^\d+$/.test(value)) assert.deepEqual(baijiayun.describe(table, Number(value)), described);
    }
    assert.deepEqual([baijiayun.describe(table, 102).known, baijiayun.describe(table, 0.5).name, baijiayun.describe(table, '').known], [false, 'unknown', false]);
  }
  assert.deepEqual(issuesOf(() => baijiayun.describe('status')), [['not_allowed', 'table'], ['missing_field', 'value']]);
  issuesOf(() => baijiayun.describe('definition', {}));
});
