// Baijiayun on a server: the vectors that tests/baijiayun.rs reads, with node:crypto as the judge, and the client against a server of its own.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { baijiayun, PlaywardError } from '../../pkg/playward-server/node.mjs';
import { table } from '../../scripts/baijiayun-table.mjs';

const cases = (name) => JSON.parse(readFileSync(new URL(`../data/baijiayun-${name}.json`, import.meta.url), 'utf8')).cases;
const KEY = 'testkey';
const NOW = 1_700_000_000;
const ACCOUNT = { domain: 'demo', partnerId: 12345678, partnerKey: KEY };

/** The document's rule, by somebody else. */
function oracle(fields, key = KEY) {
  const names = Object.keys(fields).filter((name) => name !== 'sign' && typeof fields[name] !== 'object');
  const text = names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((name) => `${name}=${fields[name]}&`).join('');
  return createHash('md5').update(`${text}partner_key=${key}`).digest('hex');
}

const issuesOf = ({ issues }) => issues.map(({ code, field }) => [code, field]);

function refused(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PlaywardError, `${error}`);
    assert.equal(error.code, 'invalid_params');
    assert.doesNotMatch(error.message, /testkey/);
    return error;
  }
  return assert.fail('not refused');
}

test('signatures, as pairs and as a record', () => {
  for (const { id, params, partnerKey, stringToSign, returns, throws } of cases('sign')) {
    for (const given of [params, Object.fromEntries(params)]) {
      if (throws) assert.deepEqual(refused(() => baijiayun.sign(given, partnerKey)).issues.map(({ code }) => code), throws.issues, id);
      else assert.equal(baijiayun.sign(given, partnerKey), returns, id);
    }
    if (returns) assert.equal(createHash('md5').update(stringToSign).digest('hex'), returns, id);
  }
});

test('whatever the text, the quick way and the long way sign alike', () => {
  const texts = ['', 'a', '&=', '\0', 'a\0b\0c', '中文', '\ufffd', '😀', '０', 'x'.repeat(5000), 'é'.repeat(200_000)];
  for (const value of texts) {
    for (const other of texts) {
      const fields = { video_id: 1, name: value, other };
      assert.equal(baijiayun.sign(fields, KEY), oracle(fields));
      assert.equal(baijiayun.sign(Object.entries(fields), KEY), oracle(fields));
    }
    if (value) assert.equal(baijiayun.sign({ a: 1 }, value), oracle({ a: 1 }, value));
  }
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`field_${place}`, place]));
  assert.equal(baijiayun.sign(many, KEY), oracle(many));
  assert.equal(baijiayun.sign({}, KEY), oracle({}));
});

test('what cannot be signed', () => {
  const given = { 9: 'x', '-1.5': 'x', a: null, b: true, c: 0.5, d: NaN, e: 2 ** 53, f: {}, g: '\ud800', '': 1 };
  assert.deepEqual(issuesOf(refused(() => baijiayun.sign(given, ''))), [
    ['numeric_name', '9'], ['numeric_name', '-1.5'], ['wrong_type', 'a'], ['wrong_type', 'b'], ['wrong_type', 'c'], ['wrong_type', 'd'],
    ['out_of_range', 'e'], ['wrong_type', 'f'], ['not_well_formed', 'g'], ['empty', ''], ['empty', 'partnerKey'],
  ]);
  assert.deepEqual(issuesOf(refused(() => baijiayun.sign([['a', 1], ['a', 2], 'b', [3, 4]]))), [
    ['not_allowed', 'a'], ['wrong_type', 'params[2]'], ['wrong_type', 'params[3]'], ['missing_field', 'partnerKey'],
  ]);
  for (const strange of [null, undefined, 7, 'a=b', () => {}, { get a() { throw new Error('no'); } }]) refused(() => baijiayun.sign(strange, KEY));
});

test('requests', () => {
  for (const { api, params, method, sent, bad } of cases('requests')) {
    const made = baijiayun.request(api, params, ACCOUNT, NOW + 0.9);
    assert.equal(made.method, method, api);
    if (api === 'upload') {
      assert.equal(made.url, params.upload_url);
      assert.deepEqual(made.data, sent);
    } else {
      const { sign, ...rest } = method === 'GET' ? Object.fromEntries(new URL(made.url).searchParams) : made.data;
      assert.deepEqual(rest, { ...sent, partner_id: '12345678', timestamp: String(NOW) }, api);
      assert.equal(sign, oracle(rest), api);
      assert.equal(made.url.split('?')[0], `https://demo.at.baijiayun.com/openapi/${api}`);
    }
    const content = Object.values(sent).some((value) => value.file) ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
    assert.deepEqual(made.header, method === 'GET' ? {} : { 'content-type': content }, api);
    assert.deepEqual(issuesOf(refused(() => baijiayun.request(api, bad.params, ACCOUNT, NOW))), bad.issues, api);
  }
});

test('files stay what they are', () => {
  const file = new Blob(['WEBVTT']);
  const { data } = baijiayun.request('video/uploadSubtitle', { name: 'a', video_id: 1, subtitle: { file } }, ACCOUNT, NOW);
  assert.equal(data.subtitle.file, file);
  assert.equal(data.sign, oracle(data));
});

test('accounts and times', () => {
  const made = baijiayun.request('video/getStatus', { video_id: 1 }, { ...ACCOUNT, domain: 'vod.example.com', partnerId: '9007199254740993' }, NOW);
  assert.equal(made.url, 'https://vod.example.com/openapi/video/getStatus');
  assert.equal(made.data.partner_id, '9007199254740993');
  assert.deepEqual(issuesOf(refused(() => baijiayun.request('video/none', {}, ACCOUNT, NOW))), [['not_allowed', 'api']]);
  refused(() => baijiayun.request('video/getStatus', { video_id: 1 }, { ...ACCOUNT, partnerKey: 5 }, NOW));
  refused(() => baijiayun.request('video/getStatus', { video_id: 1 }, null, NOW));
  refused(() => baijiayun.request('video/getStatus', { video_id: 1 }, ACCOUNT, NOW * 1000));
});

test('the list of APIs', () => {
  const apis = baijiayun.listApis();
  assert.equal(apis.length, 42);
  assert.deepEqual(apis.map(({ api }) => api), cases('requests').map(({ api }) => api));
  for (const { title, params } of apis) {
    assert.ok(title.zh && title.en);
    for (const { name, type, note } of params) assert.ok(name && type && note.includes(' / '));
  }
  const dangerous = apis.filter(({ effect }) => effect === 'dangerous').map(({ api }) => api);
  assert.deepEqual(dangerous, ['partner/createkey', 'video/removeDefinition', 'video/deleteOriginVideo', 'video/delete', 'video/deleteCategory', 'video/deleteSubtitle']);
  assert.deepEqual(apis.find(({ api }) => api === 'video_data/getUsedFlowDetail').methods, ['GET']);
});

test("the document's own answers", () => {
  for (const { id, api, body, class: kind } of cases('answers')) {
    const { outcome, data } = baijiayun.interpret(api, body);
    assert.equal(outcome.class, kind, id);
    assert.equal(outcome.code, kind === 'ok' ? String(api === 'upload' ? 1 : 0) : 'malformed_response');
    if (kind !== 'ok') assert.equal(data, null);
    else assert.deepEqual(baijiayun.interpret(api, JSON.parse(body)), { outcome, data }, id);
  }
  const { data } = baijiayun.interpret('video/getCategoryVideo', cases('answers').find(({ id }) => id === 'api-16').body);
  assert.deepEqual([data.total, data.page_size, data.list[0].video_id, data.list[0].category_level1_id], [1, 1, '486', '74']);
});

test('other answers', () => {
  const read = (body, api = 'video/getStatus') => baijiayun.interpret(api, body);
  assert.equal(read(null).outcome.class, 'network');
  assert.equal(read('{"code":"0","data":{"status":"100"}}').data.status, 100);
  assert.equal(read('{"code":0,"data":{"video_id":9007199254740993}}', 'video/getInfo').data.video_id, '9007199254740993');
  assert.equal(read({ code: 0, data: { flow: { '2020-11-02': '47951525' } } }, 'video_account/getUsedFlowDetail').data.flow['2020-11-02'], 47951525);
  assert.deepEqual(read({ code: 0, data: [] }, 'video/getPlayerTokenBatch').data, []);
  for (const body of ['', '<html>', [], 7, true, {}, { code: 0 }, { code: 0, data: null }, { code: 0, data: [] }, { code: {} }, () => {}]) {
    assert.equal(read(body).outcome.class, 'malformed');
  }
  for (const [api, lacking] of [
    ['video/getUploadUrl', { video_id: '', upload_url: 'http://a.b/upload' }], ['video/getUploadUrl', { video_id: 1, upload_url: '' }],
    ['video/getPlayerToken', { token: '' }], ['partner/createkey', { partner_key: '' }], ['video/getStatus', { status: '' }],
  ]) assert.equal(read({ code: 0, data: lacking }, api).outcome.class, 'malformed', api);
  const useless = [true, false, 1n, NaN, () => {}];
  for (const { api, answer } of baijiayun.listApis().filter(({ answer: carried }) => Array.isArray(carried))) {
    const sound = { list: [], imgs: [], play_rank: [], play_info: {}, play_count: {}, flow: 1, url: '', video_id: '1', id: 1, upload_size: '0', status: '1' };
    const data = Object.fromEntries(answer.map(({ name }) => [name, sound[name] ?? 'x']));
    assert.equal(read({ code: 0, data }, api).outcome.class, 'ok', api);
    for (const { name, type } of answer) {
      const records = /^(list|imgs|play_|flow)/.test(name) ? [] : [{}, []];
      for (const value of [...useless, ...records]) assert.equal(read({ code: 0, data: { ...data, [name]: value } }, api).outcome.class, 'malformed', `${api} ${name} ${typeof value}`);
      if (type === 'id') for (const value of ['9223372036854775807', 0, 2 ** 60]) assert.equal(read({ code: 0, data: { ...data, [name]: value } }, api).outcome.ok, true, `${api} ${value}`);
    }
  }
  for (const [api, wrong] of [
    ['video/getPlayerToken', { token: 0 }], ['video/getUploadUrl', { video_id: 1, upload_url: 5 }], ['video/getVideoList', { list: {} }], ['video/getVideoList', { list: 'x' }],
    ['video/getImage', { imgs: 'x' }], ['video/getUrl', { play_info: 'x' }], ['video_data/getVideoPlayCountRank', { play_rank: {} }],
    ['video_account/getTranscodeCallbackUrl', { url: 0 }],
  ]) assert.equal(read({ code: 0, data: wrong }, api).outcome.class, 'malformed', `${api} ${JSON.stringify(wrong)}`);
  assert.deepEqual(read({ code: 0, data: { play_info: [] } }, 'video/getUrl').data, { play_info: [] });
  // No address has been set yet.
  assert.deepEqual(read({ code: 0, data: { url: '' } }, 'video_account/getTranscodeCallbackUrl').data, { url: '' });
  assert.equal(read({ code: 0 }, 'upload').outcome.ok, false);
  const { outcome, data } = read({ code: 1002, msg: 'sign error' });
  assert.deepEqual([outcome.ok, outcome.code, outcome.class, outcome.retry, data], [false, '1002', 'bad_parameter', 'never', null]);
  assert.equal(outcome.message.zh, '签名错误：sign error');
  assert.equal(read({ code: 77 }).outcome.class, 'unknown');
  refused(() => read({}, 'video/none'));
});

test('callbacks', () => {
  for (const { id, params, partnerKey, returns } of cases('sign').filter(({ id: name }) => name.includes('callback-') && !name.includes('url'))) {
    const fields = { ...Object.fromEntries(params), sign: returns };
    const event = { 20: 'uploaded', 100: 'transcoded' }[fields.status];
    assert.deepEqual(baijiayun.verifyCallback(fields, partnerKey), { valid: true, reason: 'ok', event, qid: '123456789', videoId: '123' }, id);
  }
  const fields = { video_id: '123', status: '30', qid: 'q', timestamp: String(NOW), partner_id: '1', later: 'ü&=' };
  fields.sign = oracle(fields);
  const reason = (changes, now, key = KEY) => baijiayun.verifyCallback({ ...fields, ...changes }, key, now).reason;
  assert.equal(baijiayun.verifyCallback(fields, KEY).event, 'transcode_failed');
  assert.equal(reason({}, NOW + 300), 'ok');
  assert.equal(reason({}, NOW - 300.5), 'stale');
  assert.equal(reason({}, NOW + 301), 'stale');
  for (const name of ['video_id', 'status', 'qid', 'timestamp', 'partner_id', 'later']) assert.equal(reason({ [name]: '7' }), 'signature_mismatch', name);
  assert.equal(reason({ more: '' }), 'signature_mismatch');
  assert.equal(reason({}, NOW, 'other'), 'signature_mismatch');
  assert.equal(reason({ sign: fields.sign.slice(1) }), 'signature_mismatch');
  for (const changes of [{ sign: undefined }, { sign: 7 }, { qid: null }, { later: {} }, { status: undefined }]) assert.equal(reason(changes), 'malformed');
  const bare = { video_id: 1, status: 100 };
  bare.sign = oracle(bare);
  assert.deepEqual([undefined, NOW].map((now) => baijiayun.verifyCallback(bare, KEY, now).reason), ['ok', 'malformed']);
  for (const body of [null, undefined, 'a=b', [], 7]) {
    assert.deepEqual(baijiayun.verifyCallback(body, KEY), { valid: false, reason: 'malformed', event: 'unknown', qid: '', videoId: '' });
  }
  refused(() => baijiayun.verifyCallback(fields, ''));
  refused(() => baijiayun.verifyCallback(fields, KEY, 'now'));
});

test('third-party authentication and replies', () => {
  assert.deepEqual(baijiayun.parseThirdPartyAuth({ access_key: 'fgh6789', video_id: '123' }), { accessKey: 'fgh6789', videoId: '123' });
  assert.equal(baijiayun.parseThirdPartyAuth({ access_key: '', video_id: 123 }).accessKey, '');
  assert.deepEqual(issuesOf(refused(() => baijiayun.parseThirdPartyAuth({}))), [['missing_field', 'access_key'], ['missing_field', 'video_id']]);
  assert.equal(baijiayun.callbackReply(), '{"code":0}');
  assert.equal(baijiayun.callbackReply('错误"信息'), '{"code":1,"msg":"错误\\"信息"}');
  assert.equal(baijiayun.thirdPartyAuthReply(true, 'ignored'), '{"code":0}');
  assert.equal(baijiayun.thirdPartyAuthReply(false, 'no'), '{"code":1,"msg":"no"}');
  assert.equal(JSON.parse(baijiayun.thirdPartyAuthReply(false)).code, 1);
  refused(() => baijiayun.thirdPartyAuthReply('yes'));
});

/** A vendor's server that answers by a script: api → what to answer each time; the last answer stays. */
async function vendor(t, script) {
  const seen = [];
  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      const { pathname, search } = new URL(incoming.url, 'http://a.b');
      const api = pathname.replace(/^\/demo\/openapi\//, '').replace(/^\//, '');
      const body = Buffer.concat(chunks);
      seen.push({ api, search, headers: incoming.headers, body, fields: Object.fromEntries(new URLSearchParams(body.toString())) });
      const answers = script[api] || [{ status: 404, body: 'no' }];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer.hangUp) return incoming.socket.destroy();
      outgoing.statusCode = answer.status || 200;
      return outgoing.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections?.(); }));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const client = new baijiayun.BaijiayunClient({ ...ACCOUNT, baseUrl: `${origin}/demo/`, retryPausesMs: [0, 0], now: () => NOW });
  return { client, origin, seen };
}

const ok = (data) => ({ body: { code: 0, data, msg: '', ts: NOW } });

async function rejected(promise, code = 'api_error') {
  const error = await promise.then(() => assert.fail('not rejected'), (thrown) => thrown);
  assert.ok(error instanceof PlaywardError, `${error}`);
  assert.equal(error.code, code);
  assert.doesNotMatch(`${error.message}${JSON.stringify(error)}`, /testkey|may-change/);
  return error;
}

test('the client has a method for each API', async () => {
  const client = new baijiayun.BaijiayunClient(ACCOUNT);
  for (const { api } of baijiayun.listApis()) {
    const tail = api.split('/').pop();
    const twice = ['getUsedFlow', 'getUsedFlowDetail'].includes(tail);
    assert.equal(typeof client[tail], twice ? 'undefined' : 'function', api);
  }
  for (const group of ['videoData', 'videoAccount']) {
    for (const name of ['getUsedFlow', 'getUsedFlowDetail']) assert.equal(typeof client[group][name], 'function');
  }
  assert.doesNotMatch(JSON.stringify(client), /testkey/);
  assert.equal(refused(() => new baijiayun.BaijiayunClient()).issues.length, 3);
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.deepEqual(issuesOf(refused(() => new baijiayun.BaijiayunClient(revoked))), [['wrong_type', 'options']]);
  const every = refused(() => new baijiayun.BaijiayunClient({ domain: 5, partnerId: 'x', partnerKey: '', fetch: 1, baseURL: 'x' }));
  assert.deepEqual(issuesOf(every), [['wrong_type', 'fetch'], ['unknown_field', 'baseURL'], ['empty', 'partnerKey'], ['wrong_type', 'domain'], ['bad_format', 'partnerId']]);
  for (const [pauses, issues] of [
    ['5', [['wrong_type', 'retryPausesMs']]], [new Proxy([], { get: () => { throw new Error('no'); } }), [['wrong_type', 'retryPausesMs']]],
    [[0, NaN, -1, 2 ** 31, '5', null], [['out_of_range', 1], ['out_of_range', 2], ['out_of_range', 3], ['wrong_type', 4], ['wrong_type', 5]].map(([code, place]) => [code, `retryPausesMs[${place}]`])],
  ]) assert.deepEqual(issuesOf(refused(() => new baijiayun.BaijiayunClient({ ...ACCOUNT, retryPausesMs: pauses }))), issues);
  // A slip would talk to the real cloud.
  assert.deepEqual(issuesOf(refused(() => new baijiayun.BaijiayunClient({ ...ACCOUNT, baseURL: 'http://127.0.0.1:1' }))), [['unknown_field', 'baseURL']]);
  assert.deepEqual(issuesOf(refused(() => new baijiayun.BaijiayunClient({ ...ACCOUNT, baseUrl: 'sandbox', fetch: 1 }))), [['wrong_type', 'fetch'], ['bad_format', 'baseUrl']]);
  for (const [call, option] of [[client.getVideoList({}, { timeout: 1 }), 'timeout'], [client.waitUntilTranscoded('1', { interval: 1 }), 'interval']]) {
    await assert.rejects(call, (error) => String(issuesOf(error)) === `unknown_field,${option}`);
  }
});

test('a call, signed by POST and by GET', async (t) => {
  const { client, seen } = await vendor(t, {
    'video/getPlayerToken': [ok({ token: 'abc' })], 'video_account/getStorgeAndFlowInfo': [ok({ total: { storage: '1', flow: 0 } })],
  });
  assert.deepEqual(await client.getPlayerToken({ video_id: 123 }), { token: 'abc' });
  assert.deepEqual(await client.getStorgeAndFlowInfo(), { total: { storage: 1, flow: 0 } });
  assert.equal(seen[0].fields.sign, oracle(seen[0].fields));
  const query = Object.fromEntries(new URLSearchParams(seen[1].search));
  assert.equal(query.sign, oracle(query));
});

test('what reads is tried again, what writes is not', async (t) => {
  const { client, seen } = await vendor(t, {
    'video/getStatus': [{ hangUp: true }, { status: 502, body: 'bad gateway' }, ok({ status: 20 })],
    'video/delete': [{ hangUp: true }], 'video/update': [{ status: 500, body: '' }],
    'video/getInfo': [{ body: { code: 1002, msg: 'md5 of a=1&partner_key=testkey' } }], 'video/getImage': [{ status: 503, body: 'busy' }],
  });
  assert.equal((await client.getStatus({ video_id: 1 })).status, 20);
  assert.equal((await rejected(client.delete({ video_id: 1 }))).outcome.class, 'network');
  assert.equal((await rejected(client.update({ video_id: 1 }))).outcome.class, 'malformed');
  const error = await rejected(client.getInfo({ video_id: 1 }));
  assert.deepEqual([error.api, error.outcome.code], ['video/getInfo', '1002']);
  await rejected(client.getImage({ video_id: 1 }));
  await rejected(client.getInfo({}), 'invalid_params');
  const asked = (api) => seen.filter((request) => request.api === api).length;
  assert.deepEqual(['video/getStatus', 'video/delete', 'video/update', 'video/getInfo', 'video/getImage'].map(asked), [3, 1, 1, 1, 3]);
});

test('no error shows a key that the server repeats', async (t) => {
  const secret = 'may-change+the/key==';
  const forms = [secret, encodeURIComponent(secret), encodeURIComponent(secret).toLowerCase()];
  const said = `${forms.join(' ')} testkey`;
  const script = {};
  const { client } = await vendor(t, script);
  script['partner/createkey'] = [{ body: { code: 1002, msg: said } }];
  const { message, outcome } = await rejected(client.createkey({ secret_key: secret }));
  assert.equal(outcome.vendorMessage, '*** *** *** ***');
  assert.ok(message.includes('*** *** *** ***') && outcome.message.zh.endsWith('*** *** *** ***'));
  assert.deepEqual([outcome.class, outcome.code, outcome.retry], ['bad_parameter', '1002', 'never']);
  // The core cuts a long text, here within the secret.
  script['partner/createkey'] = [{ body: { code: 1002, msg: `${'x'.repeat(187)} ${secret}` } }];
  assert.ok((await rejected(client.createkey({ secret_key: secret }))).outcome.message.en.endsWith('x ***'));
});

test('a call ends when it is told to, also where fetch does not heed it', async () => {
  const client = (fetch) => new baijiayun.BaijiayunClient({ ...ACCOUNT, fetch, retryPausesMs: [60_000] });
  const never = () => new Promise(() => {});
  const slowBody = async () => ({ status: 200, text: never });
  const failing = async () => { throw new Error('no network'); };
  for (const fetch of [never, slowBody, failing]) {
    const leaving = new AbortController();
    const why = new Error('the page is gone');
    const under = rejected(client(fetch).getStatus({ video_id: 1 }, { signal: leaving.signal }), 'aborted');
    await new Promise((resolve) => { setImmediate(resolve); });
    leaving.abort(why);
    assert.equal((await under).cause, why);
  }
  const seen = [];
  await rejected(client((...given) => seen.push(given)).getStatus({ video_id: 1 }, { signal: AbortSignal.abort() }), 'aborted');
  assert.deepEqual(seen, []);
  const leaving = new AbortController();
  const upload = rejected(client(never).upload(Buffer.from('film'), { definition: 16, signal: leaving.signal }), 'aborted');
  leaving.abort();
  await upload;
});

test('pages', async (t) => {
  const page = (...ids) => ok({ total: 5, page: 1, page_size: 2, list: ids.map((id) => ({ video_id: id })) });
  const { client, seen } = await vendor(t, { 'video/getVideoList': [page(1, 2), page(3, 4), page(5), page(1, 2)] });
  const ids = [];
  for await (const { video_id: id } of client.getVideoList({ page_size: 2 })) ids.push(id);
  assert.deepEqual(ids, ['1', '2', '3', '4', '5']);
  assert.deepEqual(seen.map(({ fields }) => fields.page), [undefined, '2', '3']);
  assert.equal((await client.getVideoList({ page_size: 2 })).list.length, 2);
  // null is absent: neither page comes twice.
  const { client: other, seen: asked } = await vendor(t, { 'video/getVideoList': [ok({ total: 25, list: Array(20).fill({ video_id: 1 }) }), ok({ total: 25, list: Array(5).fill({ video_id: 2 }) })] });
  const rows = [];
  for await (const { video_id: id } of other.getVideoList({ page: null, page_size: null })) rows.push(id);
  assert.deepEqual([rows.length, asked.map(({ fields }) => fields.page)], [25, [undefined, '2']]);
});

test('uploads, from the start and from where one broke off', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'playward-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'lesson.mp4');
  const bytes = Buffer.alloc(700_000, 'abcdefg');
  writeFileSync(path, bytes);
  const script = { upload: [{ body: { code: 1, msg: 'success' } }] };
  const { client, origin, seen } = await vendor(t, script);
  script['video/getUploadUrl'] = [ok({ video_id: 12345, upload_url: `${origin}/upload?fid=1` })];
  script['video/getResumeUploadUrl'] = [ok({ video_id: 12345, upload_url: `${origin}/upload?fid=1`, upload_size: 500_000 })];
  const content = ({ body }) => body.subarray(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf('\r\n--'));
  for (const file of [path, bytes, new Blob([bytes])]) {
    seen.length = 0;
    const progress = [];
    const done = await client.upload(file, { definition: [16, 1], onProgress: (...told) => progress.push(told) });
    assert.deepEqual(done, { videoId: '12345' });
    assert.equal(seen[0].fields.definition, '16,1');
    assert.equal(seen[0].fields.use_https, '1');
    assert.match(seen[1].body.toString('latin1', 0, 300), /name="data"; filename="(lesson\.mp4|file)"/);
    assert.equal(Number(seen[1].headers['content-length']), seen[1].body.length);
    assert.ok(content(seen[1]).equals(bytes));
    assert.deepEqual(progress.at(-1), [700_000, 700_000]);
  }
  // A listener that throws changes nothing.
  await client.upload(bytes, { definition: 16, onProgress: () => { throw new Error('the bar is gone'); } });
  assert.ok(content(seen.at(-1)).equals(bytes));
  seen.length = 0;
  const thrower = new Proxy({}, { get: () => { throw new Error('no'); }, ownKeys: () => { throw new Error('no'); }, getPrototypeOf: () => { throw new Error('no'); } });
  for (const [given, expected] of [
    [[path, thrower], [['wrong_type', 'options']]], [[path, { get signal() { throw new Error('no'); } }], [['wrong_type', 'options']]], [[path, 'x'], [['wrong_type', 'options']]],
    [[thrower, { definition: 16 }], [['wrong_type', 'file']]], [[null, { definition: 16 }], [['missing_field', 'file']]],
    [[7, { definition: 3, onProgress: 1, signal: 1, fileName: 1, zoom: 1 }], ['file', 'onProgress', 'signal', 'fileName'].map((field) => ['wrong_type', field]).concat([['not_allowed', 'definition'], ['unknown_field', 'zoom']])],
  ]) assert.deepEqual(issuesOf(await rejected(client.upload(...given), 'invalid_params')), expected);
  await rejected(client.upload(folder, { definition: 16 }), 'file_unreadable');
  assert.deepEqual(seen, []);
  await client.upload(path, { resume: '12345' });
  assert.ok(content(seen.at(-1)).equals(bytes.subarray(500_000)));
  script.upload = [{ body: { code: 0, msg: 'no room' } }];
  assert.equal((await rejected(client.upload(path, { definition: 16 }))).videoId, '12345');
  await rejected(client.upload(join(folder, 'none'), { definition: 16 }), 'file_unreadable');
  await rejected(client.upload(7, { definition: 16 }), 'invalid_params');
});

test('subtitles travel as a form', async (t) => {
  const { client, seen } = await vendor(t, { 'video/uploadSubtitle': [ok({ subtitle_id: 262 })] });
  const added = await client.uploadSubtitle({ name: '字幕', video_id: 1, subtitle: { file: Buffer.from('WEBVTT') } });
  assert.equal(added.subtitle_id, '262');
  assert.match(seen[0].headers['content-type'], /^multipart\/form-data/);
  assert.match(seen[0].body.toString(), /name="subtitle"[^]*WEBVTT/);
});

test('waiting for the transcoding', async (t) => {
  const status = (number) => ok({ status: number });
  const script = { 'video/getStatus': [status(10), status(20), status(100)] };
  const { client } = await vendor(t, script);
  const told = [];
  const last = await client.waitUntilTranscoded(1, { intervalMs: 1, onStatus: (now) => told.push(now.status) });
  assert.equal(last.status, 100);
  assert.deepEqual(told, [10, 20, 100]);
  for (const [number, code] of [[30, 'transcode_failed'], [31, 'transcode_timed_out'], [32, 'upload_timed_out']]) {
    script['video/getStatus'] = [status(number)];
    await rejected(client.waitUntilTranscoded(1, { intervalMs: 0 }), code);
  }
  for (const intervalMs of [NaN, -1, Infinity, 2 ** 31]) {
    assert.deepEqual(issuesOf(await rejected(client.waitUntilTranscoded(1, { intervalMs }), 'invalid_params')), [['out_of_range', 'intervalMs']]);
  }
  script['video/getStatus'] = [status(20)];
  const leaving = new AbortController();
  await rejected(client.waitUntilTranscoded(1, { intervalMs: 60_000, signal: leaving.signal, onStatus: () => leaving.abort() }), 'aborted');
});

test('docs/baijiayun.md is up to date', async () => {
  assert.equal(readFileSync(new URL('../../docs/baijiayun.md', import.meta.url), 'utf8'), await table());
});
