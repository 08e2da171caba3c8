// ezviz.Camera: the core says what to ask next, this gets the tokens and carries the questions.

import { inspect, issue, refuse } from '../core/arguments.js';
import { apiError, PlaywardError } from '../core/error.js';
import { Handle } from '../core/handle.js';
import { currentGeneration } from '../core/instance.js';
import { methods } from '../core/namespace.js';
import { canUpload, sendFile, sendRequest } from './transport.js';

const OPTIONS = { token: 'any', baseUrl: 'any?', transport: 'function?' };
const NO_UPLOAD = '当前运行时不支持该功能 / this runtime cannot do that';
const NETWORK = 'network_failed';

const Questions = methods(class Questions extends Handle {
  constructor(device, baseUrl) {
    super('ezviz.Camera', device, baseUrl);
    this._given = [device, baseUrl];
  }

  /** After a trap it goes on in the instance that is there now; what was being asked is lost. Closed, it refuses. */
  revived() {
    if (this._core && this._core.generation !== currentGeneration()) this._live('ezviz.Camera', this._given);
    this._open();
    return this;
  }
}, 'ask address move say token answered');

export class Camera {
  constructor(device, options) {
    const issues = inspect(options, 'options', OPTIONS, true);
    const unreadable = issues.some(({ field }) => field === 'options');
    const { token, baseUrl, transport } = unreadable ? {} : options;
    if (token && typeof token !== 'function' && typeof token.get !== 'function') issues.push(issue('wrong_type', 'token'));
    try {
      this._questions = new Questions(device, baseUrl);
    } catch (error) {
      if (error.code !== 'invalid_params') throw error;
      issues.unshift(...error.issues);
    }
    refuse(issues);
    this._fresh = typeof token === 'function' ? { get: token } : token;
    this._transport = transport || null;
    /** The token that was sent last. @type {string | undefined} */
    this._sent = undefined;
    /** What takes the place of a refused token, for all to whom it was refused. @type {{ refused: string, token: Promise<string> } | null} */
    this._renewal = null;
  }

  async ask(api, params) {
    return this._begin('ask', api, params);
  }

  async address(params) {
    const { outcome, data } = await this._begin('address', params);
    if (!outcome.ok) throw apiError('ezviz', outcome);
    return { url: data.url, expiresAt: data.expiresAt };
  }

  async refreshToken() {
    this._questions.revived();
    await this._token(this._sent);
  }

  async move(request) {
    const { outcome } = await this._begin('move', request);
    return outcome.code === NETWORK ? null : outcome.code;
  }

  async say(filePath) {
    this._questions.revived();
    if (!this._transport && !canUpload()) throw new PlaywardError('unsupported_runtime', [], NO_UPLOAD);
    const { outcome } = await this._begin('say', filePath);
    return { outcome };
  }

  close() {
    this._questions.close();
  }

  _begin(method, ...given) {
    return this._carry(this._questions.revived()[method](...given));
  }

  /** Takes a question from its first step to its answer. */
  async _carry(first) {
    let step = first;
    while (!step.answer) step = await (step.request || step.upload ? this._send(step) : this._sign(step));
    if (step.refused !== undefined) {
      this._renewal = null;
      this._refuse(step.refused);
    }
    // Nobody waits for the stop that is sent again.
    if (step.stop) this._carry(step.stop).catch(() => {});
    return step.answer;
  }

  _sign({ question, refused }) {
    return this._token(refused).then(
      (token) => {
        this._sent = token;
        return this._questions.token(question, token);
      },
      (error) => promised(() => error.outcome).catch(() => null).then((outcome) => this._questions.token(question, null, outcome)),
    );
  }

  _send({ question, request, upload }) {
    const send = this._transport || (upload ? sendFile : sendRequest);
    return promised(() => send(request || upload)).catch(() => null).then((body) => this._questions.answered(question, body));
  }

  /** @param {string} [refused] the token in whose place another is wanted */
  _token(refused) {
    const get = () => this._fresh.get();
    if (refused === undefined) return promised(get);
    if (!this._renewal || this._renewal.refused !== refused) {
      const renewal = { refused, token: promised(() => { this._refuse(refused); return get(); }) };
      this._renewal = renewal;
      const over = (token) => { if (this._renewal === renewal && (token === undefined || token === refused)) this._renewal = null; };
      renewal.token.then(over, () => over());
    }
    return this._renewal.token;
  }

  _refuse(token) {
    if (this._fresh.refused) this._fresh.refused(token);
  }
}

/** Whatever a function of the page's does, as a promise. */
const promised = (action) => new Promise((resolve) => { resolve(action()); });
