// uploadDrama against the stand-in for WeChat, whose log is the judge: a part is acknowledged once it is answered AND in the
// journal, and from then on it must not be sent again.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../examples/sandbox/sandbox.mjs';
import { minidrama, PlaywardError } from '../../pkg/playward-server/node.mjs';

const CHILD = fileURLToPath(new URL('upload-process.mjs', import.meta.url));
const PART = 5 << 20;
const NAME = '我的演艺-第1集';
const PARALLEL = 3;

let folder;
let sandbox;
let count = 0;

/** Pseudo-random bytes, the same for the same seed. */
function noise(size, seed) {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(size));
}

async function fileOf(bytes, suffix = 'mp4') {
  count += 1;
  const path = join(folder, `episode-${count}.${suffix}`);
  await writeFile(path, bytes);
  return path;
}

const weixin = () => sandbox.weixin;
const baseUrl = () => sandbox.reach('https://api.weixin.qq.com');
const journalOf = (file) => `${file}.playward-upload.json`;
const options = (more) => ({ accessToken: async () => weixin().accessToken(), mediaName: NAME, baseUrl: baseUrl(), ...more });
const upload = (file, more) => minidrama.uploadDrama(file, options(more));
/** 'video/1' or 'cover/1' of every part that was asked for, in order */
const sent = (entries = weixin().requests('uploadpart')) => entries.map(({ params }) => `${params.resource_type === '2' ? 'cover' : 'video'}/${params.part_number}`);
const asked = (api) => weixin().requests(api).length;
const refused = (code, more = {}) => (error) => {
  assert.ok(error instanceof PlaywardError, String(error.stack));
  assert.equal(error.code, code);
  for (const [name, value] of Object.entries(more)) assert.equal(error.outcome[name], value);
  return true;
};
async function journaled(file) {
  const { video, cover } = JSON.parse(await readFile(journalOf(file), 'utf8'));
  return Object.entries({ video, cover }).flatMap(([kind, parts]) => Object.keys(parts).map((number) => `${kind}/${number}`));
}
const whole = async (mediaId, bytes) => assert.ok(bytes.equals(await weixin().mediaFile(mediaId)), 'byte for byte');
const held = async (name = NAME) => {
  const response = await fetch(`${baseUrl()}/wxa/sec/vod/listmedia?access_token=${weixin().accessToken()}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ media_name: name }) });
  return (await response.json()).media_info_list.length;
};

/** What stands beside a file: journals, locks, what was being written. */
const beside = async (file) => (await readdir(folder)).filter((name) => name !== basename(file) && name.startsWith(basename(file)));
/** The files of this process that are open. */
async function openFiles() {
  const paths = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(folder));
}

/** Runs the upload in a process; `die` is asked at every progress whether it is time. `ended` resolves to its media id, or null. */
function inProcess(file, die = () => false) {
  const child = fork(CHILD, [file, JSON.stringify({ mediaName: NAME, baseUrl: baseUrl() })], { env: { ...process.env, WEIXIN_ACCESS_TOKEN: weixin().accessToken() } });
  let mediaId = null;
  child.on('message', (message) => {
    if (message.mediaId) ({ mediaId } = message);
    else if (die(message)) child.kill('SIGKILL');
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve(mediaId) : reject(new Error(`ended with ${code}`))));
  });
  return { ended, pid: child.pid, kill: () => child.kill('SIGKILL') };
}

before(async () => { folder = await mkdtemp(join(tmpdir(), 'playward-upload-')); });
after(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => { sandbox = await startSandbox(); });
const stop = (context) => context.after(() => sandbox.close());

describe('a process that dies', () => {
  test('three times at random ends with the file byte for byte, and no acknowledged part sent again', async (context) => {
    stop(context);
    const bytes = noise(60_000_000, 7);
    const parts = Math.ceil(bytes.length / PART);
    const file = await fileOf(bytes);
    // Three different progresses, drawn from a seed.
    const draws = [...noise(64, Number(process.env.PLAYWARD_SEED) || 42)].map((byte) => 1 + (byte % (parts - 2)));
    const moments = [...new Set(draws)].slice(0, 3).sort((one, other) => one - other);
    context.diagnostic(`killed after ${moments.join(', ')} of ${parts} parts`);

    // The second uploader is told long before the first is done.
    weixin().inject({ api: 'uploadpart', delayMs: 300, times: 1000 });
    let known = [];
    for (const moment of moments) {
      const from = asked('uploadpart');
      // While it lives, a second uploader of the file is told who holds it, and sends nothing.
      let told = null;
      let second = null;
      const first = inProcess(file, ({ done }) => {
        second ??= upload(file).catch((error) => { told = error; });
        return told && done >= moment * PART;
      });
      assert.equal(await first.ended, null);
      refused('upload_locked')(told);
      assert.deepEqual([told.holder.pid, told.holder.host], [first.pid, hostname()]);
      const journal = await readFile(journalOf(file), 'utf8');
      assert.ok(!/sandbox_|access_token/.test(journal), 'no token');
      const again = sent(weixin().requests('uploadpart').slice(from)).filter((part) => known.includes(part));
      assert.deepEqual(again, []);
      const now = await journaled(file);
      assert.ok(now.length >= moment && known.every((part) => now.includes(part)));
      known = now;
    }
    const from = asked('uploadpart');
    const mediaId = await inProcess(file).ended;
    assert.deepEqual(sent(weixin().requests('uploadpart').slice(from)).filter((part) => known.includes(part)), []);
    await whole(mediaId, bytes);
    assert.deepEqual([asked('applyupload'), asked('commitupload'), existsSync(journalOf(file)), await held()], [1, 1, false, 1]);
    // Only what was under way when it died was sent for nothing.
    assert.equal(new Set(sent()).size, parts);
    assert.ok(sent().length <= parts + moments.length * PARALLEL);
    assert.deepEqual(await beside(file), []);
  });

  test('between the commit and its answer finds the media', async (context) => {
    stop(context);
    const bytes = noise(PART * 2 + 1, 1);
    const file = await fileOf(bytes);
    weixin().inject({ api: 'commitupload', after: true, hang: true });
    const process = inProcess(file);
    while (await held() === 0) await tick();
    process.kill();
    assert.equal(await process.ended, null);
    const { mediaId } = await upload(file);
    await whole(mediaId, bytes);
    assert.deepEqual([sent().length, asked('applyupload'), await held()], [3, 1, 1]);
  });
});

describe('in parts', () => {
  const BYTES = noise(PART * 2 + 100, 3);
  const PARTS = ['video/1', 'video/2', 'video/3'];
  const interrupted = async (file, more) => {
    const abort = new AbortController();
    await assert.rejects(upload(file, { parallel: 1, signal: abort.signal, onProgress: (done) => done >= PART && abort.abort(), ...more }), refused('aborted'));
  };

  test('with a cover, its progress told in bytes, the event with its context', async (context) => {
    stop(context);
    const cover = noise(PART + 10, 4);
    const file = await fileOf(BYTES);
    const progress = [];
    const { mediaId } = await upload(file, { cover: await fileOf(cover, 'png'), sourceContext: '上下文', onProgress: (...told) => progress.push(told) });
    assert.match(mediaId, /^\d{19}$/);
    await whole(mediaId, BYTES);
    assert.ok(cover.equals(await weixin().coverFile(mediaId)));
    const total = BYTES.length + cover.length;
    assert.deepEqual([progress[0], progress.at(-1), progress.length], [[0, total], [total, total], 6]);
    assert.ok(progress.every(([done], place) => place === 0 || done > progress[place - 1][0]));
    assert.deepEqual(sent().sort(), ['cover/1', 'cover/2', ...PARTS]);
    const [{ params }] = weixin().requests('applyupload');
    assert.deepEqual(params, { media_name: NAME, media_type: 'MP4', cover_type: 'PNG', source_context: '上下文' });
    assert.ok(!existsSync(journalOf(file)));
  });

  test('never more than `parallel` at a time', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    let most = 0;
    weixin().inject({ api: 'uploadpart', times: 3, delayMs: 50 });
    await upload(file, { parallel: 2, onProgress: () => { most = Math.max(most, weixin().requests('uploadpart').filter(({ answered }) => !answered).length); } });
    assert.ok(most <= 2);
    assert.deepEqual(sent().sort(), PARTS);
  });

  // Each fault, what befalls, how often the parts are sent then.
  for (const [name, faults, sendings] of [
    ['a part that is answered 500', [{ api: 'uploadpart', status: 500 }], 4],
    ['a connection that breaks', [{ api: 'uploadpart', drop: true }], 4],
    ['an answer that is lost', [{ api: 'uploadpart', drop: true, after: true }], 4],
    ['an answer that cannot be read', [{ api: 'uploadpart', body: '<html>' }], 4],
    ['a part without an etag', [{ api: 'uploadpart', fields: { etag: '' } }], 4],
    ['a wrong etag, which the commit finds: that part alone again', [{ api: 'uploadpart', fields: { etag: '"00"' } }], 4],
    ['all etags wrong', [{ api: 'uploadpart', fields: { etag: '"00"' }, times: 3 }], 6],
    ['a system error', [{ api: 'applyupload', errcode: -1 }, { api: 'commitupload', errcode: 10093011 }], 3],
    ['an account that is not ready yet', [{ api: 'applyupload', errcode: -2 }], 3],
    ['too many calls', [{ api: 'uploadpart', errcode: 10093023 }], 4],
    ['a commit whose answer is lost', [{ api: 'commitupload', drop: true, after: true }], 3],
    ['a commit that is not heard', [{ api: 'commitupload', drop: true }], 3],
    ['a list that may not be looked at', [{ api: 'commitupload', drop: true }, { api: 'listmedia', status: 404 }], 3],
    ['an upload that WeChat has forgotten', [{ api: 'commitupload', errcode: 10093030 }], 6],
  ]) {
    test(`survives ${name}`, async (context) => {
      stop(context);
      for (const fault of faults) weixin().inject(fault);
      const file = await fileOf(BYTES);
      const { mediaId } = await upload(file);
      await whole(mediaId, BYTES);
      assert.deepEqual([sent().length, await held(), existsSync(journalOf(file))], [sendings, 1, false]);
    });
  }

  test('asks for a new token once when it has expired, for all parts together', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    let tokens = 0;
    const accessToken = async () => {
      tokens += 1;
      return weixin().accessToken();
    };
    const { mediaId } = await upload(file, { accessToken, onProgress: (done) => done === 0 && weixin().expireTokens() });
    await whole(mediaId, BYTES);
    assert.deepEqual([tokens, sent().length], [2, 6]);
  });

  test('gives up on a token that stays bad, and says what accessToken() did', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    await assert.rejects(upload(file, { accessToken: async () => 'stale' }), refused('api_error', { class: 'token_expired', code: '40001' }));
    assert.equal(asked('applyupload'), 2);
    await assert.rejects(upload(file, { accessToken: async () => { throw new Error('no'); } }), (error) => refused('access_token_failed')(error) && error.cause.message === 'no');
    await assert.rejects(upload(file, { accessToken: async () => undefined }), refused('access_token_failed'));
  });

  test('does not insist where it is no use, and goes on later', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    weixin().inject({ api: 'uploadpart', errcode: 48001, times: 3 });
    await assert.rejects(upload(file), (error) => refused('api_error', { class: 'no_permission', code: '48001', retry: 'never' })(error) && !error.message.includes('sandbox_'));
    assert.ok(sent().length <= PARALLEL);
    weixin().clear();
    await whole((await upload(file)).mediaId, BYTES);
    assert.deepEqual([asked('applyupload'), sent().length], [0, 3]);
  });

  test('stops when it is told to, and goes on from there', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    await interrupted(file);
    const known = await journaled(file);
    const from = asked('uploadpart');
    const progress = [];
    const { mediaId } = await upload(file, { onProgress: (done) => progress.push(done) });
    await whole(mediaId, BYTES);
    assert.equal(progress[0], PART * known.length);
    assert.deepEqual(sent(weixin().requests('uploadpart').slice(from)).filter((part) => known.includes(part)), []);
    assert.equal(asked('applyupload'), 1);
    await assert.rejects(upload(file, { signal: AbortSignal.abort() }), refused('aborted'));
    assert.equal(asked('applyupload'), 1);
  });

  test('stops in the middle of a request', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    const abort = new AbortController();
    weixin().inject({ api: 'uploadpart', hang: true, times: 3 });
    const under = assert.rejects(upload(file, { signal: abort.signal }), refused('aborted'));
    while (asked('uploadpart') < 3) await tick();
    abort.abort();
    await under;
  });

  // What makes it another upload: nothing of the journal counts then.
  for (const [name, change] of [
    ['another content', async (file, bytes) => { await writeFile(file, bytes); return { bytes }; }],
    ['another time', async (file) => { await utimes(file, 1, 1); return {}; }],
    ['another head with the time kept', async (file, bytes) => {
      const { atime, mtime } = await stat(file);
      await writeFile(file, bytes);
      await utimes(file, atime, mtime);
      return { bytes };
    }],
    ['another name', async () => ({ more: { mediaName: '我的演艺-第2集' } })],
    ['another context', async () => ({ more: { sourceContext: 'x' } })],
    ['a cover', async () => ({ more: { cover: await fileOf(noise(10, 1), 'jpg') } })],
    ['a journal that is none', async (file) => { await writeFile(journalOf(file), '{'); return {}; }],
  ]) {
    test(`starts anew with ${name}`, async (context) => {
      stop(context);
      const file = await fileOf(BYTES);
      await interrupted(file);
      const from = asked('uploadpart');
      const { bytes = BYTES, more } = await change(file, noise(BYTES.length, 9));
      const { mediaId } = await upload(file, more);
      await whole(mediaId, bytes);
      assert.equal(asked('applyupload'), 2);
      assert.deepEqual(sent(weixin().requests('uploadpart').slice(from)).filter((part) => part.startsWith('video')).sort(), PARTS);
    });
  }

  test('notices a file that changes while it is uploaded', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    await assert.rejects(upload(file, { parallel: 1, onProgress: (done) => done === PART && writeFileSync(file, noise(BYTES.length, 5)) }), refused('file_changed'));
    assert.equal(asked('commitupload'), 0);
    await whole((await upload(file)).mediaId, noise(BYTES.length, 5));
  });

  test('keeps its journal where it is told to', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    const journal = join(folder, 'elsewhere.json');
    await interrupted(file, { journal });
    assert.deepEqual([existsSync(journal), existsSync(journalOf(file))], [true, false]);
    await assert.rejects(upload(file, { journal: join(folder, 'nowhere', 'x.json') }), refused('journal_failed'));
  });
});

describe('two at once', () => {
  const BYTES = noise(PART * 2 + 1, 8);
  const PARTS = ['video/1', 'video/2', 'video/3'];

  test('in one process: the first wins, the second is told, and a third goes on when it is free', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    let goOn;
    weixin().inject({ api: 'uploadpart', until: new Promise((resolve) => { goOn = resolve; }), times: 3 });
    const first = upload(file);
    while (asked('uploadpart') < 1) await tick();
    await assert.rejects(upload(file), (error) => refused('upload_locked')(error) && error.holder.pid === process.pid && error.message.includes(String(process.pid)));
    goOn();
    await whole((await first).mediaId, BYTES);
    assert.deepEqual([sent().sort(), await beside(file)], [PARTS, []]);
    await upload(file);
    assert.equal(await held(), 2);
  });

  test('many that come together: one of them wins', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    const ends = await Promise.allSettled(Array.from({ length: 8 }, () => upload(file)));
    assert.deepEqual(ends.map(({ status, reason }) => reason?.code ?? status).sort(), ['fulfilled', ...Array(7).fill('upload_locked')]);
    assert.deepEqual([asked('applyupload'), sent().sort(), await beside(file)], [1, PARTS, []]);
  });

  // A lock is of nobody when its process is gone, or its number has gone to another.
  for (const [name, owner, free] of [
    ['of a process that has ended', { pid: 2 ** 22 + 1 }, true],
    ['of an earlier process of this number', { pid: process.pid, birth: '1' }, true],
    ['of an earlier process of another\'s number', { pid: process.ppid, birth: '1' }, true],
    ['of another machine, silent for long', { host: 'elsewhere', old: true }, true],
    ['that cannot be read, and is old', { text: '{', old: true }, true],
    ['of a process that lives', { pid: process.ppid, birth: null }, false],
    ['of another machine that has just been heard of', { host: 'elsewhere' }, false],
    ['that is being written', { text: '' }, false],
  ]) {
    test(`a lock ${name}`, async (context) => {
      stop(context);
      const file = await fileOf(BYTES);
      const { text, old, ...more } = owner;
      const lock = `${journalOf(file)}.lock`;
      await writeFile(lock, text ?? JSON.stringify({ id: 'x', pid: 1, host: hostname(), birth: null, since: 1, ...more }));
      if (old) await utimes(lock, 1, 1);
      if (free) await whole((await upload(file)).mediaId, BYTES);
      else await assert.rejects(upload(file), refused('upload_locked'));
      assert.deepEqual(await beside(file), free ? [] : [basename(lock)]);
    });
  }
});

describe('listeners and signals', () => {
  const BYTES = noise(PART * 2 + 1, 6);

  test('an onProgress that throws, or breaks its promise, changes nothing and is told', async (context) => {
    stop(context);
    const warnings = [];
    const listen = (warning) => warnings.push(warning.message);
    process.on('warning', listen);
    context.after(() => process.off('warning', listen));
    const file = await fileOf(BYTES);
    let calls = 0;
    const onProgress = () => {
      calls += 1;
      if (calls % 2) throw new Error(`thrown ${calls}`);
      return Promise.reject(new Error(`promised ${calls}`));
    };
    await whole((await upload(file, { onProgress })).mediaId, BYTES);
    assert.equal(calls, 4);
    for (let turns = 0; turns < 100 && warnings.length < 4; turns += 1) await tick();
    assert.deepEqual(warnings.map((text) => /(thrown|promised) \d/.exec(text)[0]).sort(), ['promised 2', 'promised 4', 'thrown 1', 'thrown 3']);
  });

  test('it stops while accessToken() is pending, and leaves no file open', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    const abort = new AbortController();
    let asks = 0;
    const accessToken = () => {
      asks += 1;
      abort.abort();
      return new Promise(() => {});
    };
    await assert.rejects(upload(file, { accessToken, signal: abort.signal }), refused('aborted'));
    assert.deepEqual([asks, await openFiles()], [1, []]);
    assert.ok(!(await beside(file)).some((name) => name.endsWith('.lock')));
  });
});

describe('in one request', () => {
  const BYTES = noise(1000, 1);

  test('a small file, with a cover', async (context) => {
    stop(context);
    const cover = noise(100, 2);
    const file = await fileOf(BYTES, 'mov');
    const progress = [];
    const { mediaId } = await upload(file, { cover: await fileOf(cover, 'jpg'), onProgress: (...told) => progress.push(told), baseUrl: `${baseUrl()}/`, journal: null, signal: null, parallel: null });
    await whole(mediaId, BYTES);
    assert.ok(cover.equals(await weixin().coverFile(mediaId)));
    assert.deepEqual(progress, [[0, 1100], [1100, 1100]]);
    assert.deepEqual([asked('singlefileupload'), asked('applyupload'), existsSync(journalOf(file))], [1, 0, false]);
  });

  for (const [name, fault, sendings] of [
    ['an answer that is lost: it looks before it sends again', { drop: true, after: true }, 1],
    ['a request that is not heard', { drop: true }, 2],
    ['a gateway that fails', { status: 502 }, 2],
  ]) {
    test(`survives ${name}`, async (context) => {
      stop(context);
      weixin().inject({ api: 'singlefileupload', ...fault });
      await whole((await upload(await fileOf(BYTES))).mediaId, BYTES);
      assert.deepEqual([asked('singlefileupload'), await held()], [sendings, 1]);
    });
  }

  test('a process that dies before the answer finds the media', async (context) => {
    stop(context);
    const file = await fileOf(BYTES);
    weixin().inject({ api: 'singlefileupload', after: true, hang: true });
    const process = inProcess(file);
    while (await held() === 0) await tick();
    process.kill();
    await process.ended;
    await whole((await upload(file)).mediaId, BYTES);
    assert.deepEqual([asked('singlefileupload'), await held()], [1, 1]);
  });
});

describe('what it refuses', () => {
  const issues = (...expected) => (error) => {
    refused('invalid_params')(error);
    assert.deepEqual(error.issues.map(({ code, field }) => `${code} ${field}`), expected);
    assert.ok(error.issues.every(({ message }) => message.zh && message.en));
    return true;
  };

  test('everything that is wrong at once, before anything is asked', async (context) => {
    stop(context);
    const good = await fileOf(noise(10, 1));
    await assert.rejects(minidrama.uploadDrama(), issues('missing_field file', 'missing_field options'));
    await assert.rejects(minidrama.uploadDrama(1, { accessToken: 'x', parallel: 0, baseUrl: 'weixin', signal: {}, speed: 1 }), issues(
      'wrong_type file', 'wrong_type accessToken', 'missing_field mediaName', 'unknown_field speed', 'out_of_range parallel', 'bad_format baseUrl', 'wrong_type signal',
    ));
    await assert.rejects(upload(join(folder, 'nothing.mp4')), issues('file_unreadable file'));
    await assert.rejects(upload(folder), issues('file_unreadable file'));
    await assert.rejects(upload(good, { cover: join(folder, 'nothing.jpg') }), issues('file_unreadable cover'));
    await assert.rejects(upload(await fileOf(noise(10, 1), 'gif')), issues('media_type mediaType'));
    await assert.rejects(upload(await fileOf(noise(10, 1), 'm3u8')), issues('use_pull_upload mediaType'));
    await assert.rejects(upload(await fileOf(Buffer.alloc(0))), issues('empty_file size'));
    await assert.rejects(upload(good, { mediaName: '\ud800', sourceContext: '' }), issues('not_well_formed mediaName', 'empty sourceContext'));
    await assert.rejects(upload(good, { mediaName: '', sourceContext: 'x'.repeat(8193) }), issues('empty mediaName', 'too_long sourceContext'));
    assert.deepEqual(await beside(good), []);
    assert.deepEqual(weixin().requests(), []);
  });
});
