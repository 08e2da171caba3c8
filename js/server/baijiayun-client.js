// A client of Baijiayun's APIs: the core writes every request and reads every answer, here they travel.

import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { issue, refuse } from '../core/arguments.js';
import { call } from '../core/instance.js';
import { PlaywardError } from '../core/error.js';
import { LONGEST_MS } from '../core/timer.js';
import { checkAborted, pause, tell, unlessAborted } from './abort.js';
import { request } from './baijiayun.js';
import { failure, withoutSecrets } from './failure.js';
import { allOf, boundProblems, copied, field, listOf, problems } from './options.js';

/** Pauses before what only reads is asked again. */
const RETRY_PAUSES_MS = [300, 1200];
const POLL_INTERVAL_MS = 5000;
const CHUNK_BYTES = 256 * 1024;
const TRANSCODED = 'transcoded';
const UNDER_WAY = ['uploading', 'transcoding'];

const OPTIONS = {
  domain: 'any?', partnerId: 'any?', partnerKey: 'any?', fetch: 'function?', baseUrl: 'string?', now: 'function?', retryPausesMs: 'any?',
};
const METHOD_OPTIONS = { signal: 'object?' };
const UPLOAD_OPTIONS = { onProgress: 'function?', signal: 'object?', fileName: 'string?' };
const WAIT_OPTIONS = { signal: 'object?', intervalMs: 'number?', onStatus: 'function?' };

/** Parameters that no error shows. */
const SECRETS = ['secret_key'];

const signalsOf = (options) => [options?.signal].filter(Boolean);
const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const rowsOf = (page) => (page && Array.isArray(page.list) ? page.list : []);

/** @param {string} code @param {{ zh: string, en: string }} message */
const said = (code, { zh, en }, details) => Object.assign(new PlaywardError(code, [], `${code}: ${zh} / ${en}`), details);

/** A server may say what it was sent: a key must not come back with it. @param {unknown[]} secrets */
function apiError(api, answer, cause, secrets) {
  const outcome = withoutSecrets(answer, secrets);
  const { code, message: { zh, en } } = outcome;
  const error = said('api_error', { zh: `${api} ${code} ${zh}`, en }, { api, outcome });
  if (cause !== undefined) error.cause = cause;
  return error;
}

/** What fetch wants of a request of the core's. */
async function sendable({ method, header, data }) {
  if (method === 'GET') return { method };
  if (!header['content-type'].startsWith('multipart')) return { method, headers: header, body: new URLSearchParams(data).toString() };
  const form = new FormData();
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, await blobOf(value.file), value.name || nameOf(value.file));
  }
  return { method, body: form };
}

/** @param {unknown[] | null} pauses */
function pauseProblems(pauses) {
  if (!pauses) return [issue('wrong_type', 'retryPausesMs')];
  return pauses.flatMap((pauseMs, place) => {
    const name = `retryPausesMs[${place}]`;
    return typeof pauseMs === 'number' ? boundProblems({ [name]: pauseMs }, name, 0, LONGEST_MS) : [issue('wrong_type', name)];
  });
}

const nameOf = (file) => (typeof file === 'string' ? basename(file) : file.name || 'file');

async function blobOf(file) {
  const source = await sourceOf(file);
  const chunks = [];
  for await (const chunk of source.from(0)) chunks.push(chunk);
  return new Blob(chunks);
}

/** A file by its path, bytes or a Blob: how long it is, and its bytes from a place on. */
async function sourceOf(file) {
  refuse(fileProblems(file));
  if (typeof file === 'string') {
    const found = await stat(file).catch((cause) => unreadable(cause));
    if (found.isDirectory()) unreadable();
    return { size: found.size, from: (start) => bytesOfPath(file, start) };
  }
  if (file instanceof Uint8Array) return { size: file.length, from: (start) => bytesOfArray(file, start) };
  return { size: file.size, from: (start) => file.slice(start).stream() };
}

function unreadable(cause) {
  throw failure('file_unreadable', cause);
}

function fileProblems(file) {
  if (file === undefined || file === null) return [issue('missing_field', 'file')];
  return typeof file === 'string' || isOne(file, Uint8Array) || isOne(file, Blob) ? [] : [issue('wrong_type', 'file')];
}

/** False for a proxy that throws. */
function isOne(value, kind) {
  try {
    return value instanceof kind;
  } catch {
    return false;
  }
}

async function* bytesOfPath(path, start) {
  const handle = await open(path);
  try {
    yield* handle.createReadStream({ start, highWaterMark: CHUNK_BYTES, autoClose: false });
  } finally {
    await handle.close();
  }
}

function* bytesOfArray(bytes, start) {
  for (let place = start; place < bytes.length; place += CHUNK_BYTES) yield bytes.subarray(place, place + CHUNK_BYTES);
}

/** A form of one file, as a stream whose length is known. */
function formOf(name, fileName, chunks, size) {
  const boundary = `playward${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
  const quoted = fileName.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign));
  const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${quoted}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* body() {
    yield head;
    yield* chunks;
    yield tail;
  }
  return {
    body: Readable.toWeb(Readable.from(body())),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(head.length + size + tail.length) },
  };
}

export class BaijiayunClient {
  #account;
  #settings;

  constructor(options) {
    const { fetch: ownFetch, baseUrl, now, retryPausesMs, ...given } = copied(options ?? {}, 'options');
    const { domain, partnerId, partnerKey } = given;
    const account = { domain, partnerId, partnerKey };
    // Whatever is wrong with the account is said now, and not with the first call.
    const pauses = listOf(retryPausesMs ?? RETRY_PAUSES_MS);
    allOf(problems(options ?? {}, OPTIONS, pauseProblems(pauses)), () => call('baijiayun.request', 'video/getCategoryList', {}, account, 0));
    this.#account = account;
    this.#settings = {
      fetch: ownFetch || fetch, baseUrl, now: now || (() => Date.now() / 1000), pauses,
    };
    const apis = call('baijiayun.listApis').filter(({ api }) => api.includes('/'));
    const tail = ({ api }) => api.split('/')[1];
    for (const api of apis) this.#offer(api, apis.filter((other) => tail(other) === tail(api)).length === 1);
  }

  /** The method of an API: under its group, and by itself where no other group has one of that name. */
  #offer({ api, effect, params }, alone) {
    const [group, tail] = api.split('/').map(camelCase);
    const size = params.find(({ name }) => name === 'page_size');
    const method = (given, options) => {
      const page = this.#call(api, effect, given, options);
      return size ? Object.assign(page, { [Symbol.asyncIterator]: () => this.#rows(api, given, options, page, size.default) }) : page;
    };
    this[group] ??= {};
    this[group][tail] = method;
    if (alone) this[tail] = method;
  }

  /** Every row from a page on. */
  async* #rows(api, params, options, firstPage, defaultSize) {
    const size = params?.page_size ?? defaultSize;
    let page = await firstPage;
    for (let number = Number(params?.page ?? 1); ; number += 1) {
      const rows = rowsOf(page);
      yield* rows;
      if (rows.length === 0 || number * size >= page.total) return;
      page = await this.#call(api, 'reads', { ...params, page: number + 1 }, options);
    }
  }

  async #call(api, effect, params, options) {
    refuse(problems(options ?? {}, METHOD_OPTIONS));
    const signals = signalsOf(options);
    const pauses = effect === 'reads' ? this.#settings.pauses : [];
    for (let attempt = 0; ; attempt += 1) {
      checkAborted(signals);
      const { outcome, data, again, cause } = await this.#ask(api, params, signals);
      if (outcome.ok) return data;
      if (!again || attempt >= pauses.length) throw apiError(api, outcome, cause, [this.#account.partnerKey, ...SECRETS.map((name) => field(params, name))]);
      await pause(pauses[attempt], signals);
    }
  }

  async #ask(api, params, signals) {
    const made = request(api, params || {}, this.#account, this.#settings.now());
    return this.#send(api, made.url, await sendable(made), signals);
  }

  /** One exchange; `again`: the network or the server failed, and not what was asked. */
  async #send(api, url, init, signals) {
    const { baseUrl } = this.#settings;
    const address = baseUrl && api !== 'upload' ? url.replace(/^https:\/\/[^/]+/, String(baseUrl).replace(/\/+$/, '')) : url;
    let body = null;
    let again = true;
    let cause;
    try {
      body = await unlessAborted(signals, async () => {
        const response = await this.#settings.fetch(address, { ...init, signal: signals[0] });
        again = response.status >= 500 || response.status === 429;
        return response.text();
      });
    } catch (error) {
      checkAborted(signals);
      again = true;
      cause = error;
    }
    return { ...call('baijiayun.interpret', api, body), again, cause };
  }

  async upload(file, options) {
    const { onProgress, resume, signal, fileName, ...params } = copied(options ?? {}, 'options');
    const issues = [...fileProblems(file), ...problems({ onProgress, signal, fileName }, UPLOAD_OPTIONS)];
    const name = issues.length ? 'file' : fileName || nameOf(file);
    const [begin, about] = resume === undefined || resume === null ? ['getUploadUrl', { file_name: name }] : ['getResumeUploadUrl', { video_id: resume }];
    const asked = { ...about, use_https: 1, ...params };
    allOf(issues, () => request(`video/${begin}`, asked, this.#account, this.#settings.now()));
    const source = await sourceOf(file);
    const begun = await this.video[begin](asked, { signal });
    const start = Math.min(Number(begun.upload_size) || 0, source.size);
    const progress = async function* progress() {
      let done = start;
      for await (const chunk of source.from(start)) {
        yield chunk;
        done += chunk.length;
        tell(onProgress, done, source.size);
      }
    };
    const { url, method } = request('upload', { upload_url: begun.upload_url, data: { file } }, this.#account, this.#settings.now());
    const { outcome, cause } = await this.#send('upload', url, { method, ...formOf('data', name, progress(), source.size - start), duplex: 'half' }, signalsOf({ signal }));
    if (!outcome.ok) throw Object.assign(apiError('upload', outcome, cause, [this.#account.partnerKey]), { videoId: begun.video_id });
    return { videoId: begun.video_id };
  }

  async waitUntilTranscoded(videoId, options) {
    refuse(problems(options ?? {}, WAIT_OPTIONS, boundProblems(options, 'intervalMs', 0, LONGEST_MS)));
    const { signal, onStatus } = options ?? {};
    const intervalMs = options?.intervalMs ?? POLL_INTERVAL_MS;
    for (;;) {
      const status = await this.video.getStatus({ video_id: videoId }, { signal });
      tell(onStatus, status);
      const { name, message } = call('baijiayun.describe', 'video_status', status.status);
      if (name === TRANSCODED) return status;
      // A status nobody knows may be one on the way.
      if (!UNDER_WAY.includes(name) && name !== 'unknown') throw said(name, message, { videoId: String(videoId) });
      await pause(intervalMs, signalsOf(options));
    }
  }
}
