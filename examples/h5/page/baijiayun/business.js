// What the page asks of its business server, of the upload address it was given, and of the sandbox's switches, which are no part of Baijiayun.

const ANSWER_MS = 15000;
const JSON_BODY = { 'content-type': 'application/json' };
const UPLOADED = 1;
const OK = { ok: true, code: '0', class: 'ok', retry: 'never', message: { zh: '成功', en: 'ok' } };
const NETWORK_FAILED = { ok: false, code: 'network_failed', class: 'network', retry: 'later', message: { zh: '网络失败', en: 'the network failed' } };
const UPLOAD_REFUSED = { ok: false, class: 'unknown', retry: 'never', message: { zh: '上传被拒绝', en: 'the upload was refused' } };

/** @typedef {{ videoId: string, name: string, status: number, length: number }} Item */

export class Business {
  static async open() {
    const { origin } = await (await fetch('/api/sandbox')).json();
    return new Business(origin);
  }

  /** @param {string} origin of the sandbox */
  constructor(origin) {
    this.origin = origin;
    /** How long the next addresses are good, seconds; null: as long as the business server likes. */
    this.urlSeconds = null;
    this.listeners = [];
    this.sending = null;
  }

  /** @param {(entry: object) => void} listener at each question, and at its answer: see ../ezviz/requests.js */
  onEntry(listener) {
    this.listeners.push(listener);
  }

  /** Asked again and again: the list of requests would hold nothing else. @returns {Promise<Item[]>} */
  async list() {
    const answer = await answerTo('/api/baijiayun/list', { method: 'GET' });
    return opened(answer).videos;
  }

  /** @param {string} reason why it is needed @param {AbortSignal} [signal] @returns {Promise<Record<string, object>>} play_info */
  async playInfo(videoId, reason, signal) {
    const { playInfo } = await this.post('baijiayun_url', '/api/baijiayun/url', { videoId, seconds: this.urlSeconds }, reason, signal);
    return playInfo;
  }

  /** @param {File} file @param {(fraction: number) => void} onProgress @returns {Promise<string>} the video's id */
  async upload(file, onProgress) {
    const { videoId, uploadUrl } = await this.post('baijiayun_upload_url', '/api/baijiayun/upload', { fileName: file.name }, file.name);
    await this.watch('baijiayun_upload', videoId, async () => {
      const answer = await this.send(uploadUrl, file, onProgress);
      if (answer && Number(answer.code) !== UPLOADED) return { outcome: { ...UPLOAD_REFUSED, code: String(answer.code) } };
      return answer;
    });
    return videoId;
  }

  /** fetch does not say how far it is. @returns {Promise<object | null>} */
  send(url, file, onProgress) {
    const form = new FormData();
    form.append('data', file);
    return new Promise((resolve) => {
      const sending = new XMLHttpRequest();
      this.sending = sending;
      sending.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
      sending.addEventListener('loadend', () => resolve(sending.response));
      sending.open('POST', url);
      sending.responseType = 'json';
      sending.send(form);
    });
  }

  /** One line for as long as it takes. @param {Promise<object>} done the outcome */
  transcoding(videoId, done) {
    return this.watch('baijiayun_status', videoId, async () => ({ outcome: await done })).catch(() => {});
  }

  expireAddresses() {
    return this.control('baijiayun_expire', 'expireAddresses');
  }

  fail(videoId) {
    return this.control('baijiayun_fail', 'fail', { videoId });
  }

  /** @param {number | null} transcodeMs how long it takes at least; null: until it is told */
  async pace(transcodeMs) {
    await answerTo(`${this.origin}/sandbox/baijiayun/configure`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ transcodeMs }) });
  }

  control(api, action, body = {}) {
    return this.post(api, `${this.origin}/sandbox/baijiayun/${action}`, body);
  }

  post(api, url, body, detail, signal) {
    return this.watch(api, detail, () => answerTo(url, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body), signal }));
  }

  /** @param {string} [detail] what the list of requests says of it */
  async watch(api, detail, asking) {
    const entry = { api, detail, outcome: null, startedMs: Date.now(), tookMs: null };
    const tell = () => { for (const listener of this.listeners) listener(entry); };
    tell();
    const answer = await asking();
    entry.outcome = outcomeOf(answer);
    entry.tookMs = Date.now() - entry.startedMs;
    tell();
    return opened(answer);
  }

  close() {
    if (this.sending) this.sending.abort();
  }
}

const outcomeOf = (answer) => (answer ? answer.outcome || OK : NETWORK_FAILED);

/** What is refused is an Error that has `outcome`, as superviseVideo wants it. */
function opened(answer) {
  const outcome = outcomeOf(answer);
  if (!outcome.ok) throw Object.assign(new Error(outcome.code), { outcome });
  return answer;
}

/** Null: there is none. */
async function answerTo(url, options) {
  const timeout = AbortSignal.timeout ? AbortSignal.timeout(ANSWER_MS) : undefined;
  try {
    // Whoever gives a signal sees to the time as well.
    const response = await fetch(url, { ...options, signal: options.signal || timeout });
    return response.ok ? await response.json() : null;
  } catch (failed) {
    return null;
  }
}
