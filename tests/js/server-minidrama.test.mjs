// Mini-dramas on a server: requests, answers, events and CDN logs, through playward-server's wasm.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { logLines, PlainReport } from './cdn-log-lines.mjs';
import { minidrama, PlaywardError } from '../../pkg/playward-server/node.mjs';

const { requests, answers, events, logs } = JSON.parse(readFileSync(new URL('../data/minidrama-server.json', import.meta.url), 'utf8'));
const bytes = (text) => new TextEncoder().encode(text);

/** Files stand in the data as { "bytes": text }. */
function opened(value) {
  if (Array.isArray(value)) return value.map(opened);
  if (!value || typeof value !== 'object') return value;
  if (typeof value.bytes === 'string' && Object.keys(value).length === 1) return bytes(value.bytes);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, opened(field)]));
}

function refusal(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PlaywardError, error);
    assert.equal(error.code, 'invalid_params');
    return error.issues.map(({ code, field }) => [code, field]);
  }
  return null;
}

for (const { api, params, token = 'TOKEN', now = 1700000000, returns, issues } of requests) {
  test(`request ${api} ${JSON.stringify(params)}`, () => {
    const call = () => minidrama.request(api, opened(params), token, now);
    if (issues) return assert.deepEqual(refusal(call), issues);
    assert.deepEqual(call(), opened(returns));
  });
}

for (const { api, body, class: kind, data } of answers) {
  test(`interpret ${api} ${JSON.stringify(body)}`, () => {
    const answer = minidrama.interpret(api, body);
    assert.equal(answer.outcome.class, kind);
    assert.equal(answer.outcome.ok, kind === 'ok');
    assert.deepEqual(answer.data, data ?? null);
  });
}

for (const { body, returns, issues } of events) {
  test(`event ${JSON.stringify(body).slice(0, 60)}`, () => {
    if (issues) return assert.deepEqual(refusal(() => minidrama.parseEvent(body)), issues);
    assert.deepEqual(minidrama.parseEvent(body), returns);
    if (typeof body === 'string') assert.deepEqual(minidrama.parseEvent(bytes(body)), returns);
  });
}

test('odd arguments are refused, and odd answers are not', () => {
  for (const odd of [undefined, null, 7, 'x', [], {}, new Date(NaN), Symbol('x'), () => {}, new Uint8Array(3)]) {
    assert.ok(refusal(() => minidrama.request(odd, odd, odd, odd)));
    assert.ok(refusal(() => minidrama.parseEvent(odd)));
    assert.equal(minidrama.interpret('get_media', odd).outcome.ok, false);
  }
  assert.ok(refusal(() => minidrama.interpret('getmedia', {})));
  assert.ok(!JSON.stringify(refusal(() => minidrama.request('get_media', {}, 'SECRET', 0))).includes('SECRET'));
});

test('what WeChat adds is passed on: tables are lower bounds', () => {
  for (const { api, answer } of minidrama.listApis()) {
    const filled = { errcode: 0, errmsg: 'ok', later: { deep: [1, 'x', true] }, drama_type: 7, id_of_later: '1' };
    for (const { name, type } of answer) filled[name] = { id: 9007199254740993, number: 1, list: [{ later: 'x', status: 9 }] }[type] ?? { later: 'x', status: 9, mp4_url: 'https://a.b' };
    const { outcome, data } = minidrama.interpret(api, JSON.stringify(filled));
    assert.equal(outcome.ok, true, api);
    assert.deepEqual([data.later, data.drama_type, data.id_of_later], [{ deep: [1, 'x', true] }, 7, '1'], api);
    for (const { name, type } of answer) if (type === 'list') assert.deepEqual(data[name], [{ later: 'x', status: 9 }]);
  }
  for (const errcode of [10090044, 99999999, -7]) {
    const { outcome } = minidrama.interpret('get_drama', { errcode, errmsg: '新的错误 rid: 1' });
    assert.deepEqual([outcome.class, outcome.code, outcome.vendorMessage], ['unknown', String(errcode), '新的错误 rid: 1']);
  }
  assert.equal(minidrama.describeDrama(9).playable, false);
  assert.equal(minidrama.describeAudit(9).code, 'unknown');
});

test('a file does not cross the boundary to learn an address', () => {
  const data = new Uint8Array(5 << 20);
  const { multipart } = minidrama.request('upload_part', { upload_id: 'u', part_number: 1, resource_type: 1, data }, 'TOKEN', 1);
  assert.equal(multipart.files[0].data, data, 'the very same');
  assert.deepEqual(refusal(() => minidrama.request('upload_part', { upload_id: 'u', part_number: 1, resource_type: 1, data: new Uint8Array((5 << 20) + 1) }, 'TOKEN', 1)), [['too_long', 'data']]);
  assert.deepEqual(refusal(() => minidrama.request('upload_part', { upload_id: 'u', part_number: 1, resource_type: 1, data: 'text' }, 'TOKEN', 1)), [['wrong_type', 'data']]);
});

function report(chunks) {
  const log = new minidrama.CdnLogReport();
  for (const chunk of chunks) log.push(chunk);
  const finished = log.finish();
  log.close();
  return finished;
}

const cut = (whole, size) => Array.from({ length: Math.ceil(whole.length / size) }, (_, place) => whole.subarray(place * size, (place + 1) * size));

for (const { name, text, returns } of logs) {
  test(`log: ${name}`, () => {
    const plain = bytes(text);
    const whole = report([plain]);
    assert.deepEqual(whole, returns);
    for (const file of [plain, gzipSync(plain)]) {
      for (const size of [1, 2, 7, 100]) assert.deepEqual(report(cut(file, size)), whole);
    }
  });
}

const sums = (map) => Object.fromEntries([...map].map(([key, { requests, bytes: sum }]) => [key, { requests, bytes: String(sum) }]));

test('a log counts as plain JavaScript counts it', () => {
  const plain = new PlainReport();
  const lines = logLines(2000, { seed: 7 });
  plain.push(`${lines.join('\n')}\n`);
  const whole = report([bytes(lines.join('\n'))]);
  assert.equal(whole.lines, 2000);
  assert.equal(whole.bytes, String(plain.bytes));
  assert.deepEqual(whole.byMedia, sums(plain.byMedia));
  assert.deepEqual(whole.byMark, sums(plain.byMark));
  assert.equal(whole.byProvince.北京.bytes, String(plain.byProvince.get('22').bytes));
  assert.equal(whole.byIsp.海外运营商.requests, plain.byIsp.get('-1').requests);
  assert.equal(whole.byStatus[206], plain.byStatus.get('206').requests);
  assert.deepEqual(report([bytes(logLines(2000, { seed: 7, separator: ' ' }).join('\r\n'))]), whole);
});

test('members of one file, and reports of several', () => {
  const files = [1, 2, 3].map((seed) => bytes(`${logLines(500, { seed }).join('\n')}\n`));
  const whole = report(files);
  assert.deepEqual(report(cut(Buffer.concat(files.map((file) => gzipSync(file))), 1000)), whole);
  const sum = new minidrama.CdnLogReport();
  for (const file of files) sum.merge(JSON.parse(JSON.stringify(report([file]))));
  assert.deepEqual(sum.finish(), whole);
  // Another file may follow in the same report.
  const one = new minidrama.CdnLogReport();
  one.push(gzipSync(files[0]));
  one.finish();
  one.push(files[1]);
  one.merge(report([files[2]]));
  assert.deepEqual(one.finish(), whole);
  assert.deepEqual(one.finish(), whole);
  for (const open of [sum, one]) open.close();
});

test('damage is counted, and nothing is refused', () => {
  const good = logLines(3).join('\n');
  const zipped = gzipSync(bytes(`${good}\n`));
  assert.equal(report([zipped.subarray(0, 10)]).damaged, 1);
  assert.deepEqual([report([zipped.subarray(0, -4)])].map(({ lines, damaged }) => [lines, damaged]), [[4, 1]]);
  assert.deepEqual([report([zipped, bytes('junk')])].map(({ lines, damaged }) => [lines, damaged]), [[4, 1]]);
  const torn = Buffer.from(zipped);
  torn[30] ^= 0xff;
  assert.ok(report([torn, zipped]).damaged >= 1);
  assert.deepEqual(report([]), { lines: 0, damaged: 0, bytes: '0', billedBytes: '0', byMedia: {}, byMark: {}, byProvince: {}, byIsp: {}, byStatus: {}, cacheHitRatio: 0 });
  for (const odd of [new Uint8Array(5), bytes('\x1f'), bytes('\x1f\x8b'), bytes('\n\n\r\n'), bytes('\t'.repeat(14)), bytes('" " " ')]) report([odd]);
});

test('what was inflated before some damage counts, however the file is cut', () => {
  const text = bytes(`${logLines(30).join('\n')}\n`);
  // A stored block, then one of a type that does not exist: RFC 1951, 3.2.3.
  const stored = Buffer.alloc(5);
  stored.writeUInt16LE(text.length, 1);
  stored.writeUInt16LE(text.length ^ 0xffff, 3);
  const file = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), stored, text, Buffer.from([7])]);
  for (const size of [1, 100, file.length]) {
    const { lines, damaged } = report(cut(file, size));
    assert.deepEqual([lines, damaged], [31, 1], `pieces of ${size}`);
  }
});

test('what a report is not', () => {
  const log = new minidrama.CdnLogReport();
  for (const odd of [undefined, null, 'x', 7, {}, [1], new ArrayBuffer(2)]) assert.ok(refusal(() => log.push(odd)));
  for (const odd of [undefined, 7, {}, { ...log.finish(), byMark: { x: 1.5 } }, { ...log.finish(), lines: 1, damaged: 2 }]) assert.ok(refusal(() => log.merge(odd)));
  log.close();
  log.close();
  assert.throws(() => log.push(bytes('x')), { code: 'closed' });
  assert.throws(() => log.finish(), { code: 'closed' });
});

test('memory goes by the keys, not by the size', (context) => {
  const { Instance } = WebAssembly;
  let memory;
  context.after(() => { WebAssembly.Instance = Instance; });
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      ({ memory } = this.exports);
    }
  };
  const require = createRequire(import.meta.url);
  const path = require.resolve('../../pkg/playward-server/node.cjs');
  delete require.cache[path];
  const fresh = require(path);
  const piece = Buffer.from(`${logLines(3000).join('\n')}\n`);
  const zipped = gzipSync(piece);
  const read = (file, megabytes) => {
    const log = new fresh.minidrama.CdnLogReport();
    for (let size = 0; size < megabytes * 1e6; size += piece.length) log.push(file);
    const { lines, damaged } = log.finish();
    log.close();
    assert.equal(damaged, 0);
    assert.ok(lines > megabytes * 2000);
    return memory.buffer.byteLength;
  };
  const small = [read(piece, 5), read(zipped, 5)];
  assert.deepEqual([read(piece, 30), read(zipped, 30)], [small[1], small[1]]);
  // A line without an end is bounded too.
  const log = new fresh.minidrama.CdnLogReport();
  for (let round = 0; round < 20; round += 1) log.push(Buffer.alloc(1 << 20, 'x'));
  assert.equal(log.finish().damaged, 1);
  assert.equal(memory.buffer.byteLength, small[1]);
});
