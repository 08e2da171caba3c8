// WeixinClient and LinkCache against the stand-in for WeChat.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { minidrama, PlaywardError } from '../../pkg/playward-server/node.mjs';
import { submission } from './submission.mjs';

const { LinkCache, WeixinClient } = minidrama;

let sandbox;
let folder;
const weixin = () => sandbox.weixin;
const baseUrl = () => sandbox.reach('https://api.weixin.qq.com');
const clientOf = (options) => new WeixinClient({ accessToken: async () => weixin().accessToken(), baseUrl: baseUrl(), ...options });
const issues = (call) => {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PlaywardError);
    return error.issues.map(({ code, field }) => `${code} ${field}`);
  }
  return [];
};

before(async () => { folder = await mkdtemp(join(tmpdir(), 'playward-weixin-')); });
after(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => { sandbox = await startSandbox(); });
afterEach(() => sandbox.close());

/** An episode that plays. */
async function episode(client, name = '剧-第1集') {
  const file = join(folder, `${Math.random()}.mp4`);
  await writeFile(file, name);
  const { mediaId } = await client.uploadDrama(file, { mediaName: name });
  const { media_id: material } = await client.uploadTempMaterial({ media: new Uint8Array(9) });
  const { drama_id: dramaId } = await client.auditDrama(submission(name, [mediaId], weixin().account.entity, material));
  weixin().audit(dramaId, 3);
  return { mediaId, dramaId };
}

describe('the client', () => {
  test('has one method an interface, and reads what WeChat answers', async () => {
    const client = clientOf();
    const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    for (const { api } of minidrama.listApis()) assert.equal(typeof client[camelCase(api)], 'function', api);
    const { mediaId, dramaId } = await episode(client);
    assert.equal((await client.getMedia({ media_id: mediaId })).media_info.name, '剧-第1集');
    assert.deepEqual((await client.listDramas()).drama_info_list.map(({ drama_id: id, status }) => [id, status]), [[dramaId, 0]]);
    await assert.rejects(client.getMedia({ media_id: 1 }), ({ code, api, outcome }) => code === 'api_error' && api === 'get_media' && outcome.class === 'not_found' && /^resource not exist/.test(outcome.vendorMessage));
    await assert.rejects(client.getMedia({}), { code: 'invalid_params' });
    assert.equal(weixin().requests('getmedia').length, 2);
  });

  test('an upload whose options cannot be read is refused', async () => {
    const thrower = new Proxy({}, { ownKeys: () => { throw new Error('no'); } });
    for (const options of [thrower, { get mediaName() { throw new Error('no'); } }, 'x', 5]) {
      await assert.rejects(clientOf().uploadDrama('1.mp4', options), ({ code, issues: [{ code: kind, field }] }) => `${code} ${kind} ${field}` === 'invalid_params wrong_type options');
    }
    await assert.rejects(clientOf().uploadDrama(null, null), ({ issues: found }) => found.length === 2);
  });

  test('takes a string, a function, or what keeps a token fresh', async () => {
    const fresh = { asked: 0, refusals: [], get: async () => { fresh.asked += 1; return weixin().accessToken(); }, refused: (token) => fresh.refusals.push(token) };
    for (const accessToken of [weixin().accessToken(), () => weixin().accessToken(), fresh]) assert.ok((await clientOf({ accessToken }).listMedia({})).media_info_list);
    await assert.rejects(clientOf({ accessToken: 'bad-token' }).listMedia({}), ({ code, outcome, message }) => code === 'api_error' && outcome.class === 'token_expired' && !message.includes('bad-token'));
    const client = clientOf({ accessToken: { ...fresh, get: async () => 'bad' } });
    await assert.rejects(client.listMedia({}), { code: 'api_error' });
    assert.deepEqual(fresh.refusals, ['bad']);
  });

  test('renews a refused token once for fifty calls, and asks each of them again once', async () => {
    let renewals = 0;
    const client = clientOf({ accessToken: async () => { renewals += 1; return weixin().accessToken(); } });
    await client.listMedia({});
    weixin().expireTokens();
    weixin().clear();
    await Promise.all(Array.from({ length: 50 }, () => client.listMedia({})));
    assert.deepEqual([renewals, weixin().requests('listmedia').length], [2, 100]);
  });

  test('renews it once for fifty uploads', { timeout: 60_000 }, async () => {
    let renewals = 0;
    const accessToken = async () => {
      renewals += 1;
      return weixin().accessToken();
    };
    // Each of them has taken the old token before it is refused to the first.
    let ready = 0;
    let open;
    const gate = new Promise((resolve) => { open = resolve; });
    const together = async (url, init) => {
      if (!url.includes('singlefileupload')) return fetch(url, init);
      ready += 1;
      if (ready === 50) open();
      await gate;
      return fetch(url, init);
    };
    const client = clientOf({ accessToken, fetch: together });
    await client.listMedia({});
    weixin().expireTokens();
    const uploads = await Promise.all(Array.from({ length: 50 }, async (none, number) => {
      const file = join(folder, `parallel-${number}.mp4`);
      await writeFile(file, `episode ${number}`);
      // Half of them by the client, half by themselves.
      const options = { mediaName: `并行-第${number}集`, baseUrl: baseUrl(), fetch: together };
      return number % 2 ? client.uploadDrama(file, options) : minidrama.uploadDrama(file, { ...options, accessToken });
    }));
    assert.equal(new Set(uploads.map(({ mediaId }) => mediaId)).size, 50);
    assert.equal(renewals, 2);
    assert.equal(weixin().requests('singlefileupload').length, 100);
  });

  test('tries again what only reads, and nothing else', async () => {
    const client = clientOf();
    weixin().inject({ api: 'listmedia', status: 500 });
    weixin().inject({ api: 'applyupload', status: 500 });
    assert.deepEqual((await client.listMedia({})).media_info_list, []);
    await assert.rejects(client.applyUpload({ media_name: 'x', media_type: 'MP4' }), { code: 'api_error' });
    assert.deepEqual([weixin().requests('listmedia').length, weixin().requests('applyupload').length], [2, 1]);
  });

  test('ends when it is told to, by the call or as a whole, also while the token is awaited', async () => {
    const whole = new AbortController();
    const client = clientOf({ signal: whole.signal });
    weixin().inject({ api: 'listmedia', hang: true });
    const abort = new AbortController();
    const one = assert.rejects(client.listMedia({}, { signal: abort.signal }), { code: 'aborted' });
    while (weixin().requests('listmedia').length < 1) await tick();
    abort.abort();
    await one;
    assert.ok(await client.listMedia({}));
    whole.abort();
    await assert.rejects(client.listMedia({}), { code: 'aborted' });
    assert.ok(await clientOf({ signal: { aborted: false, addEventListener() {} } }).listMedia({}));
    const never = clientOf({ accessToken: () => new Promise(() => {}), signal: AbortSignal.timeout(20) });
    await assert.rejects(never.listMedia({}), { code: 'aborted' });
  });

  test('is closed: what it does not know is a slip of the pen', async () => {
    assert.deepEqual(issues(() => new WeixinClient()), ['missing_field options']);
    assert.deepEqual(issues(() => new WeixinClient({ accessToken: () => 'x', baseURL: 'https://a.b', appid: 1 })), ['unknown_field baseURL', 'unknown_field appid']);
    assert.deepEqual(issues(() => new WeixinClient({ accessToken: {}, baseUrl: 'weixin', fetch: 1, signal: {} })), ['wrong_type fetch', 'bad_format baseUrl', 'wrong_type signal', 'wrong_type accessToken']);
    assert.deepEqual(issues(() => new WeixinClient({ accessToken: '' })), ['bad_format accessToken']);
    await assert.rejects(clientOf().listMedia({}, { timeout: 1 }), ({ issues: found }) => found.map(({ code, field }) => `${code} ${field}`).join() === 'unknown_field timeout');
  });

  test('shows no token, even where WeChat repeats it', async () => {
    const client = clientOf({ accessToken: 'a-secret-token' });
    weixin().inject({ api: 'listmedia', body: '{"errcode":48001,"errmsg":"a-secret-token has no right rid: 1-2-3"}' });
    await assert.rejects(client.listMedia({}), (error) => error.outcome.vendorMessage === '*** has no right rid: 1-2-3' && !JSON.stringify([error, error.message, error.outcome]).includes('secret'));
    assert.doesNotMatch(JSON.stringify(client), /secret/);
  });

  test('shows neither a refused token nor the new one, in whatever form WeChat repeats them', async () => {
    const tokens = ['an+old/token==', 'a+new/token=='];
    const client = clientOf({ accessToken: { get: async () => tokens[0], refused: () => tokens.shift() } });
    weixin().inject({ api: 'listmedia', body: '{"errcode":40001,"errmsg":"no"}' });
    const said = tokens.flatMap((token) => [token, encodeURIComponent(token), encodeURIComponent(token).toLowerCase()]).join(' ');
    weixin().inject({ api: 'listmedia', body: JSON.stringify({ errcode: 48001, errmsg: said }) });
    await assert.rejects(client.listMedia({}), (error) => error.outcome.vendorMessage === '*** *** *** *** *** ***' && !/old|new/.test(JSON.stringify([error, error.message])));
  });

  test('a token that cannot be looked at is refused', async () => {
    const thrower = new Proxy({}, { get() { throw new Error('of the page'); } });
    const getter = { get get() { throw new Error('of the page'); }, refused() {} };
    for (const accessToken of [thrower, getter]) {
      assert.deepEqual(issues(() => new WeixinClient({ accessToken })), ['wrong_type accessToken']);
      await assert.rejects(minidrama.uploadDrama('1.mp4', { accessToken, mediaName: 'x' }), ({ code, issues: found }) => code === 'invalid_params' && found.map(({ code: kind, field }) => `${kind} ${field}`).join() === 'wrong_type accessToken');
    }
  });

  test('uses its own fetch', async () => {
    const seen = [];
    const client = clientOf({ fetch: (url, init) => { seen.push(init.method); return fetch(url, init); } });
    await client.listMedia({});
    assert.deepEqual(seen, ['POST']);
  });
});

describe('links', () => {
  let time;
  let client;
  let mediaId;
  let links;
  beforeEach(async () => {
    time = Math.floor(Date.now() / 1000);
    await sandbox.close();
    sandbox = await startSandbox({ now: () => time });
    client = clientOf({ now: () => time });
    ({ mediaId } = await episode(client));
    links = new LinkCache({ client, now: () => time });
    weixin().clear();
  });
  const asked = () => weixin().requests('getmedialink').length;

  test('five hundred viewers of an episode at once are one question', async () => {
    const given = await Promise.all(Array.from({ length: 500 }, (none, number) => links.get({ mediaId: number % 2 ? mediaId : BigInt(mediaId).toString(), whref: ['servicewechat.com/'] })));
    assert.equal(new Set(given.map(({ url }) => url)).size, 1);
    assert.deepEqual([asked(), links.size], [1, 1]);
    assert.ok(given[0].expiresAt > time + 7000);
  });

  test('a link is given out until it gets old, and replaced when it does not play', async () => {
    const { url } = await links.get({ mediaId });
    assert.equal((await links.get({ mediaId }, { refused: url })).url, url, 'it has just come');
    time += 5;
    const { url: second } = await links.get({ mediaId }, { refused: url });
    assert.notEqual(second, url);
    assert.equal((await links.get({ mediaId }, { refused: url })).url, second, 'for whoever comes late');
    assert.equal(asked(), 2);
    time += 7140 - 1800;
    await links.get({ mediaId });
    assert.equal(asked(), 2);
    time += 1;
    await links.get({ mediaId });
    assert.equal(asked(), 3);
  });

  test('a trial, a mark and a page are links of their own', async () => {
    await Promise.all([links.get({ mediaId }), links.get({ mediaId, us: 'a' }), links.get({ mediaId, trialSeconds: 1 })]);
    assert.deepEqual([asked(), links.size], [3, 3]);
    assert.equal(minidrama.parseMediaLink((await links.get({ mediaId, trialSeconds: 1 })).url).trialSeconds, 1);
    const whole = new LinkCache({ client: { getMediaLink: async () => ({ media_info: { mp4_url: 'https://a.b/c.mp4?t=64bb36de&us=a&sign=b' } }) } });
    await assert.rejects(whole.get({ mediaId, trialSeconds: 6 }), { code: 'no_trial' });
  });

  test('a failure is for those who waited, and is forgotten', async () => {
    weixin().inject({ api: 'getmedialink', errcode: 10093014 });
    const both = await Promise.allSettled([links.get({ mediaId }), links.get({ mediaId })]);
    assert.deepEqual(both.map(({ reason }) => reason?.outcome.code), ['10093014', '10093014']);
    assert.equal(asked(), 1);
    assert.ok((await links.get({ mediaId })).url);
    await assert.rejects(links.get({ mediaId: 0 }), { code: 'invalid_params' });
    assert.deepEqual(issues(() => new LinkCache({ client: {}, ttl: 1 })), ['unknown_field ttl', 'wrong_type client']);
    for (const leastSeconds of [-1, NaN, Infinity]) assert.deepEqual(issues(() => new LinkCache({ client, leastSeconds })), ['out_of_range leastSeconds']);
  });

  test('what is no link of an episode is refused, with all that is wrong, before anything is asked', async () => {
    const thrower = new Proxy({}, { get: () => { throw new Error('no'); }, ownKeys: () => { throw new Error('no'); } });
    for (const [given, expected] of [
      [[null], ['missing_field mediaId']], [[], ['missing_field mediaId']], [['1'], ['wrong_type link']], [[thrower], ['wrong_type link']],
      // The cache says until when.
      [[{ mediaId, t: time, ttl: 60, duration: 1, trialNames: ['expr'] }], ['unknown_field t', 'unknown_field ttl', 'unknown_field duration', 'unknown_field trialNames']],
      [[{ mediaId: 'x', us: 'a b' }, { refused: 5, refuse: 'x' }], ['wrong_type refused', 'unknown_field refuse', 'media_id_invalid mediaId', 'us_invalid us']],
      [[{ mediaId }, 'x'], ['wrong_type options']], [[{ mediaId }, thrower], ['wrong_type options']],
    ]) {
      const error = await links.get(...given).then(() => assert.fail('not refused'), (thrown) => thrown);
      assert.ok(error instanceof PlaywardError, String(error));
      assert.deepEqual(error.issues.map(({ code, field }) => `${code} ${field}`), expected);
    }
    assert.equal(asked(), 0);
    assert.ok((await links.get({ mediaId, us: null }, null)).url);
  });
});
