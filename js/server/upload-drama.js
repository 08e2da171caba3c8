// Uploads an episode: a small file in one request, a large one in parts. What is acknowledged is journaled, so that a crash
// costs no more than what was under way.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { issue, refuse } from '../core/arguments.js';
import { PlaywardError } from '../core/error.js';
import { namespace } from '../core/namespace.js';
import { checkAborted, tell } from './abort.js';
import { tokenProblems } from './access-token.js';
import { failure } from './failure.js';
import { request } from './minidrama.js';
import { boundProblems, field, problems } from './options.js';
import { lockUpload } from './upload-lock.js';
import { UploadJournal } from './upload-journal.js';
import { WeixinApi } from './weixin-api.js';

const { uploadPlan } = namespace('minidrama', 'uploadPlan');

const PART = 5 << 20;
/** How much of a file is looked at to tell it from another of the same size and time. */
const HEAD = 1 << 20;
const DEFAULT_PARALLEL = 3;
const MOST_PARALLEL = 100;
const MOST_LISTED = 100;
/** How far WeChat's clock may be behind ours. */
const SKEW_SECONDS = 60;
/** What a commit may be refused as when an etag is wrong; the document does not say. */
const DOUBTFUL = ['bad_parameter', 'unknown'];
const KINDS = { video: 1, cover: 2 };

const OPTIONS = {
  accessToken: 'function', mediaName: 'string', cover: 'string?', sourceContext: 'string?', parallel: 'number?', journal: 'string?',
  onProgress: 'function?', baseUrl: 'string?', fetch: 'function?', signal: 'object?',
};
/** By WeChat's names. */
const TEXT_OPTIONS = { media_name: 'mediaName', source_context: 'sourceContext' };
/** How often a request is sent before the upload gives up. */
const MOST_TRIES = 6;
const TEXTS = {
  file_unreadable: { zh: '文件无法读取', en: 'cannot be read' },
  empty: { zh: '不能为空', en: 'must not be empty' },
};

/**
 * @param {string} file
 * @param {object} options see index.d.ts
 * @returns {Promise<{ mediaId: string }>}
 */
export async function uploadDrama(file, options) {
  check(file, options);
  const api = new WeixinApi(options);
  checkAborted([options.signal].filter(Boolean));
  const sources = [];
  let lock = null;
  try {
    const video = await Source.open('video', file, 'file', sources);
    const cover = options.cover ? await Source.open('cover', options.cover, 'cover', sources) : null;
    const plan = uploadPlan({ size: video.size, mediaType: video.type, ...(cover && { cover: { type: cover.type, size: cover.size } }) });
    const path = options.journal || `${file}.playward-upload.json`;
    lock = await saved(lockUpload(path));
    const subject = [video, cover].map((source) => source && source.identity).concat(options.mediaName, options.sourceContext, api.base, plan.mode);
    const journal = await saved(UploadJournal.open(path, subject, Math.floor(Date.now() / 1000)));
    const upload = new Upload(api, journal, video, cover, options);
    const mediaId = plan.mode === 'single' ? await upload.inOne() : await upload.inParts();
    await saved(journal.remove());
    return { mediaId };
  } finally {
    await Promise.all([...sources.map((source) => source.handle.close()), lock?.release()]);
  }
}

function check(file, options) {
  const issues = typeof file === 'string' ? [] : [issue(file === null || file === undefined ? 'missing_field' : 'wrong_type', 'file')];
  if (file === '') issues.push(said('empty', 'file'));
  const token = field(options, 'accessToken');
  const accessToken = typeof token === 'object' ? 'object' : 'function';
  const more = [...(accessToken === 'object' ? tokenProblems(token) : []), ...textProblems(options), ...boundProblems(options, 'parallel', 1, MOST_PARALLEL, true)];
  issues.push(...problems(options, { ...OPTIONS, accessToken }, more));
  refuse(issues);
}

/** What the core will refuse of the texts once they are sent: by then the journal would have been written. */
function textProblems(options) {
  const texts = Object.entries(TEXT_OPTIONS).map(([theirs, ours]) => [theirs, field(options, ours)]).filter(([, text]) => typeof text === 'string');
  try {
    request('apply_upload', { media_name: '-', media_type: 'MP4', ...Object.fromEntries(texts) }, '-', 0);
    return [];
  } catch (error) {
    if (!error.issues?.length) throw error;
    return error.issues.map((one) => ({ ...one, field: TEXT_OPTIONS[one.field] }));
  }
}

const said = (code, name) => ({ code, field: name, message: TEXTS[code] });

/** A journal that cannot be written is worth stopping for: the next crash would cost everything. */
function saved(work) {
  return work.catch((cause) => { throw cause instanceof PlaywardError ? cause : failure('journal_failed', cause); });
}

/** A file as it was when the upload began. */
class Source {
  /** @param {keyof typeof KINDS} kind @param {string} field what a refusal calls it @param {Source[]} opened what there is to close */
  static async open(kind, path, field, opened) {
    try {
      const source = new Source(kind, path, await open(path, 'r'));
      opened.push(source);
      const stat = await source.handle.stat();
      if (!stat.isFile()) throw new TypeError('no file');
      source.size = stat.size;
      source.mtimeMs = stat.mtimeMs;
      const head = await source.read(0, Math.min(HEAD, stat.size));
      source.identity = [stat.size, stat.mtimeMs, createHash('sha256').update(head).digest('hex')];
      return source;
    } catch (cause) {
      // A runtime without files says so itself.
      if (cause instanceof PlaywardError) throw cause;
      return refuse([said('file_unreadable', field)]);
    }
  }

  constructor(kind, path, handle) {
    this.kind = kind;
    this.handle = handle;
    this.type = extname(path).slice(1).toUpperCase();
  }

  /** @returns {{ kind: string, number: number, source: Source, start: number, size: number }[]} */
  get parts() {
    return Array.from({ length: Math.ceil(this.size / PART) }, (none, index) => ({
      kind: this.kind, number: index + 1, source: this, start: index * PART, size: Math.min(PART, this.size - index * PART),
    }));
  }

  async read(start, size) {
    const bytes = new Uint8Array(size);
    for (let filled = 0; filled < size;) {
      const { bytesRead } = await this.handle.read(bytes, filled, size - filled, start + filled).catch((cause) => { throw failure('file_unreadable', cause); });
      if (bytesRead === 0) throw failure('file_changed');
      filled += bytesRead;
    }
    return bytes;
  }

  /** Parts of two versions of a file make a third that nobody has seen. */
  async checkUnchanged() {
    const { size, mtimeMs } = await this.handle.stat();
    if (size !== this.size || mtimeMs !== this.mtimeMs) throw failure('file_changed');
  }
}

class Upload {
  constructor(api, journal, video, cover, { mediaName, sourceContext, parallel, onProgress }) {
    Object.assign(this, { api, journal, video, cover, mediaName, onProgress });
    this.sources = [video, cover].filter(Boolean);
    this.parts = this.sources.flatMap((source) => source.parts);
    this.total = this.sources.reduce((sum, { size }) => sum + size, 0);
    this.parallel = parallel ?? DEFAULT_PARALLEL;
    this.about = { media_name: mediaName, media_type: video.type, cover_type: cover?.type, source_context: sourceContext };
  }

  async inOne() {
    const { api, video, cover, journal } = this;
    this.tell(0);
    const data = await video.read(0, video.size);
    const coverData = cover ? await cover.read(0, cover.size) : undefined;
    await Promise.all(this.sources.map((source) => source.checkUnchanged()));
    const earlier = journal.resumed ? await this.arrived() : null;
    const params = { ...this.about, media_data: data, cover_data: coverData };
    const { media_id: mediaId } = earlier || await api.ask('single_file_upload', params, { tries: MOST_TRIES, lost: () => this.arrived() });
    this.tell(this.total);
    return mediaId;
  }

  async inParts() {
    const { journal, api } = this;
    for (let lives = 1; ; lives += 1) {
      try {
        if (journal.uploadId === null) await saved(journal.begin((await api.ask('apply_upload', this.about, { tries: MOST_TRIES })).upload_id));
        await this.sendMissing();
        return await this.commit();
      } catch (error) {
        // WeChat does not know the upload (any more): it is begun anew, once.
        if (lives > 1 || error.outcome?.class !== 'not_found') throw error;
        await saved(journal.begin(null));
      }
    }
  }

  get acknowledged() {
    return this.parts.filter(({ kind, number }) => this.journal.etag(kind, number) !== undefined);
  }

  /** Several at a time. When one fails for good, those under way are still brought home. */
  async sendMissing() {
    const done = this.acknowledged;
    const missing = this.parts.filter((part) => !done.includes(part));
    this.done = done.reduce((sum, { size }) => sum + size, 0);
    this.tell(this.done);
    let failed = null;
    const work = async () => {
      while (failed === null && missing.length) {
        try {
          await this.sendPart(missing.shift());
        } catch (error) {
          failed = failed || error;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.parallel, missing.length) }, work));
    if (failed) throw failed;
  }

  async sendPart({ kind, number, source, start, size }) {
    const data = await source.read(start, size);
    const { etag } = await this.api.ask('upload_part', { upload_id: this.journal.uploadId, part_number: number, resource_type: KINDS[kind], data }, { tries: MOST_TRIES });
    await saved(this.journal.acknowledge(kind, number, etag));
    this.done += size;
    this.tell(this.done);
  }

  async commit() {
    await Promise.all(this.sources.map((source) => source.checkUnchanged()));
    for (let mended = false; ; mended = true) {
      try {
        return (await this.api.ask('commit_upload', this.commitment, { tries: MOST_TRIES, lost: () => this.arrived() })).media_id;
      } catch (error) {
        if (!error.outcome) throw error;
        // An earlier process may have died between its commit and the answer.
        const arrived = await this.arrived();
        if (arrived) return arrived.media_id;
        const doubtful = mended || !DOUBTFUL.includes(error.outcome.class) ? [] : await this.doubtful();
        if (doubtful.length === 0) throw error;
        await saved(this.journal.forget(doubtful));
        await this.sendMissing();
      }
    }
  }

  get commitment() {
    const infos = ({ kind, parts }) => parts.map(({ number }) => ({ part_number: number, etag: this.journal.etag(kind, number) }));
    return { upload_id: this.journal.uploadId, media_part_infos: infos(this.video), cover_part_infos: this.cover ? infos(this.cover) : undefined };
  }

  /** To the document an etag is a token to hand back. Where it is the MD5 of what was sent, that part is beyond doubt. */
  async doubtful() {
    const doubtful = [];
    for (const part of this.parts) {
      const md5 = createHash('md5').update(await part.source.read(part.start, part.size)).digest('hex');
      if (!this.journal.etag(part.kind, part.number).toLowerCase().includes(md5)) doubtful.push(part);
    }
    return doubtful;
  }

  /** @returns {Promise<{ media_id: string } | null>} the media, if what this upload was to bring is there */
  async arrived() {
    const params = { media_name: this.mediaName, start_time: this.journal.startedAt - SKEW_SECONDS, limit: MOST_LISTED };
    const { media_info_list: listed } = await this.api.ask('list_media', params, { tries: MOST_TRIES }).catch((error) => {
      // Where one may not look, nothing is found.
      if (!error.outcome || error.outcome.class === 'network') throw error;
      return {};
    });
    const found = (Array.isArray(listed) ? listed : []).filter((media) => media && media.name === this.mediaName && media.file_size === this.video.size);
    return found.sort((one, other) => one.create_time - other.create_time).pop() ?? null;
  }

  tell(done) {
    tell(this.onProgress, done, this.total);
  }
}
