// CDN logs: what makes a line sound, whole files, and what becomes of those that are not whole.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { constants, Gunzip, gunzipSync, gzipSync } from 'node:zlib';
import { logLines } from './cdn-log-lines.mjs';
import { minidrama, PlaywardError } from '../../pkg/playward-server/node.mjs';

const { fields, cases } = JSON.parse(readFileSync(new URL('../data/cdn-logs.json', import.meta.url), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'playward-cdn-logs-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string | Uint8Array} content */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const text = (lines) => `${lines.join('\n')}\n`;

/** By the report that reads pieces. @param {...(string | Uint8Array)} files */
function pushed(...files) {
  const log = new minidrama.CdnLogReport();
  for (const content of files) {
    log.push(Buffer.from(content));
    log.finish();
  }
  const report = log.finish();
  log.close();
  return report;
}

for (const { id, change = {}, behind = [], columns = fields.length, tabsOnly, sound } of cases) {
  test(`a line: ${id}`, () => {
    const line = [...fields.map((field, place) => change[place] ?? field).slice(0, columns), ...behind];
    for (const separator of tabsOnly ? ['\t'] : ['\t', ' ']) {
      const report = pushed(line.join(separator));
      assert.deepEqual([report.lines, report.damaged], [1, sound ? 0 : 1]);
      for (const [kind, key] of Object.entries(sound ?? {})) assert.deepEqual(Object.keys(report[kind]), [key], kind);
    }
  });
}

const contents = [1, 2, 3, 4].map((seed) => text(logLines(400, { seed })));
const whole = () => [
  file('plain.log', contents[0]), file('one.gz', gzipSync(contents[1])), file('members.gz', Buffer.concat([gzipSync(contents[2]), gzipSync(contents[3])])),
  file('empty.log', ''), file('empty.gz', gzipSync('')),
];

test('whole files count as their pieces do, however many are read at a time', async () => {
  const expected = { ...pushed(...contents), failed: [] };
  assert.equal(expected.lines, 1600);
  for (const options of [undefined, null, {}, { parallel: 1 }, { parallel: 2 }, { parallel: 16 }]) {
    assert.deepEqual(await minidrama.cdnLogReport(whole(), options), expected);
  }
  const [, one] = whole();
  const twice = await minidrama.cdnLogReport([one, one]);
  assert.equal(twice.lines, 800);
  const { failed, ...none } = await minidrama.cdnLogReport([]);
  assert.deepEqual([none, failed], [pushed(), []]);
});

test('a key that objects have a meaning for counts as any other: in threads, merged, and as JSON', async () => {
  const marked = [1, 2].map((seed) => text(logLines(3, { seed }).map((line) => line.replace(/us=\w*-?/, 'us=__proto__-'))));
  const files = marked.map((content, place) => file(`marked-${place}.log`, content));
  const counted = (report) => {
    assert.equal(Object.getPrototypeOf(report.byMark), Object.prototype);
    assert.deepEqual(Object.entries(report.byMark), [['__proto__', { requests: 6, bytes: report.bytes }]]);
  };
  counted(pushed(...marked));
  for (const parallel of [1, 2]) counted(await minidrama.cdnLogReport(files, { parallel }));
  const sum = new minidrama.CdnLogReport();
  for (const content of marked) sum.merge(JSON.parse(JSON.stringify(pushed(content))));
  counted(sum.finish());
  sum.merge({ ...pushed(), lines: 4, byStatus: JSON.parse('{ "__proto__": 4 }') });
  assert.equal(Object.entries(sum.finish().byStatus).find(([status]) => status === '__proto__')?.[1], 4);
  sum.close();
});

test('a file that does not end with a line end does not run into the next', async () => {
  const files = [file('a.log', contents[0].trimEnd()), file('b.log', contents[1].trimEnd())];
  assert.deepEqual(await minidrama.cdnLogReport(files, { parallel: 1 }), { ...pushed(contents[0], contents[1]), failed: [] });
});

test('a file larger than what is read at a time', async () => {
  const large = text(logLines(6000));
  const stored = gzipSync(large, { level: 0 });
  for (const content of [large, stored, gzipSync(large)]) {
    assert.deepEqual(await minidrama.cdnLogReport([file('large', content)]), { ...pushed(large), failed: [] });
  }
});

// zlib-otherwise.cjs makes zlib one that cannot be called so.
test('a gzip file is inflated in place where zlib can be called so, and else by a stream', async ({ mock }) => {
  const streamed = mock.method(Gunzip.prototype, 'write');
  const { lines } = await minidrama.cdnLogReport([file('large.gz', gzipSync(text(logLines(6000))))], { parallel: 1 });
  assert.equal(lines, 6000);
  assert.equal(streamed.mock.callCount() > 0, Boolean(process.env.ZLIB_OTHERWISE));
});

test('of a file that is cut off, what was read counts', async () => {
  const zipped = gzipSync(text(logLines(3000)));
  for (let length = 3; length < zipped.length; length += Math.ceil(zipped.length / 37)) {
    const path = file('cut.gz', zipped.subarray(0, length));
    // What can be inflated of it, by another way through zlib.
    const rest = length < 18 ? '' : gunzipSync(zipped.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    const sound = rest.split('\n').length - 1;
    const report = await minidrama.cdnLogReport([path]);
    assert.deepEqual([report.lines, report.damaged, report.failed], [sound + 1, 1, [{ file: path, reason: 'truncated' }]], `${length} bytes`);
    assert.equal(report.bytes, pushed(rest.slice(0, rest.lastIndexOf('\n') + 1)).bytes);
  }
});

test('what cannot be read is named in the order of the files, and the others go on', async () => {
  const damaged = gzipSync(contents[1]);
  damaged[damaged.length - 6] ^= 0xff;
  const files = [join(folder, 'absent.gz'), folder, file('torn.gz', damaged), file('good.gz', gzipSync(contents[0])), join(folder, 'good.gz', 'below')];
  for (const parallel of [1, 2]) {
    const done = [];
    const report = await minidrama.cdnLogReport(files, { parallel, onProgress: (read, total) => done.push([read, total]) });
    assert.deepEqual(report.failed, [
      { file: files[0], reason: 'not_found' }, { file: folder, reason: 'not_a_file' }, { file: files[2], reason: 'damaged_gzip' }, { file: files[4], reason: 'not_found' },
    ]);
    // Of the torn one all lines, and the one that is lost.
    assert.deepEqual([report.lines, report.damaged], [801, 1]);
    const total = damaged.length + gzipSync(contents[0]).length;
    assert.deepEqual(done.at(-1), [total, total], 'progress is of the files that can be read');
  }
});

test('of a damaged file, what comes before the damage counts, as in pieces', async () => {
  const zipped = gzipSync(text(logLines(6000)));
  for (let place = 20; place < zipped.length; place += Math.ceil(zipped.length / 37)) {
    const torn = Buffer.from(zipped);
    torn[place] ^= 0x55;
    const { failed, ...report } = await minidrama.cdnLogReport([file('torn.gz', torn)]);
    assert.deepEqual(report, pushed(torn), `at ${place}`);
    assert.equal(failed.length, 1);
  }
});

test('what follows the members and is none is damage', async () => {
  const report = await minidrama.cdnLogReport([file('junk.gz', Buffer.concat([gzipSync(contents[0]), Buffer.from('junk')]))]);
  assert.deepEqual([report.lines, report.damaged, report.failed.map(({ reason }) => reason)], [401, 1, ['damaged_gzip']]);
});

test('zeros behind the members are padding, which gzip(1) does not read either', async () => {
  const expected = pushed(contents[0], contents[1]);
  for (const padding of [Buffer.alloc(1), Buffer.alloc(512), Buffer.alloc(1 << 21), Buffer.from('\0junk')]) {
    const padded = Buffer.concat([gzipSync(contents[0]), gzipSync(contents[1]), padding]);
    assert.deepEqual(await minidrama.cdnLogReport([file('padded.gz', padded)]), { ...expected, failed: [] });
    assert.deepEqual(pushed(padded), expected);
    const log = new minidrama.CdnLogReport();
    for (const byte of padded.subarray(0, padded.length - padding.length + 2)) log.push(Uint8Array.of(byte));
    assert.deepEqual(log.finish(), expected);
    log.close();
  }
});

test('progress grows to the whole, and what its listener throws changes nothing', async (context) => {
  const warnings = [];
  const listen = (warning) => warnings.push(warning.message);
  process.on('warning', listen);
  context.after(() => process.off('warning', listen));
  for (const parallel of [1, 2]) {
    const seen = [];
    const report = await minidrama.cdnLogReport(whole(), { parallel, onProgress(done, total) { seen.push(done); assert.ok(done <= total); throw new Error('of the page'); } });
    assert.equal(report.lines, 1600);
    assert.deepEqual(seen, [...seen].sort((one, other) => one - other));
  }
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.ok(warnings.some((warning) => warning.includes('of the page')));
});

test('an aborted report rejects with aborted', async () => {
  const aborted = (promise) => assert.rejects(promise, (error) => error instanceof PlaywardError && error.code === 'aborted');
  await aborted(minidrama.cdnLogReport(whole(), { signal: AbortSignal.abort() }));
  for (const parallel of [1, 2]) {
    const controller = new AbortController();
    await aborted(minidrama.cdnLogReport(whole(), { parallel, signal: controller.signal, onProgress: () => controller.abort() }));
  }
  const { lines } = await minidrama.cdnLogReport(whole(), { signal: new AbortController().signal });
  assert.equal(lines, 1600);
});

test('every problem of the arguments at once', async () => {
  const issues = async (...given) => {
    const error = await minidrama.cdnLogReport(...given).then(() => null, (reason) => reason);
    assert.equal(error?.code, 'invalid_params');
    return error.issues.map(({ code, field }) => [code, field]);
  };
  assert.deepEqual(await issues(), [['missing_field', 'files']]);
  assert.deepEqual(await issues('a.gz'), [['wrong_type', 'files']]);
  assert.deepEqual(await issues(['a.gz', 7, null], { parallel: 0, onProgress: 1, signal: {}, onprogress: 1 }), [
    ['wrong_type', 'onProgress'], ['unknown_field', 'onprogress'], ['wrong_type', 'files[1]'], ['wrong_type', 'files[2]'], ['out_of_range', 'parallel'], ['wrong_type', 'signal'],
  ]);
  assert.deepEqual(await issues([], { parallel: 1.5 }), [['out_of_range', 'parallel']]);
});
