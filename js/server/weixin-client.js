// A client of WeChat's media interfaces: one method each.

import { refuse } from '../core/arguments.js';
import { call } from '../core/instance.js';
import { accessTokenOf, tokenProblems } from './access-token.js';
import { copied, field, problems } from './options.js';
import { uploadDrama } from './upload-drama.js';
import { WeixinApi } from './weixin-api.js';

/** What only reads is asked so often when the network or WeChat fails. */
const MOST_TRIES = 3;
const OPTIONS = { accessToken: 'any', baseUrl: 'string?', fetch: 'function?', signal: 'object?', now: 'function?' };
const METHOD_OPTIONS = { signal: 'object?' };

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

export class WeixinClient {
  #api;
  #options;

  constructor(options) {
    refuse([...problems(options, OPTIONS), ...tokenProblems(field(options, 'accessToken'))]);
    this.#options = options;
    this.#api = new WeixinApi(options);
    for (const { api, effect } of call('minidrama.listApis')) {
      const tries = effect === 'reads' ? MOST_TRIES : 1;
      this[camelCase(api)] = async (params, given = {}) => {
        refuse(problems(given ?? {}, METHOD_OPTIONS));
        return this.#api.ask(api, params ?? {}, { tries, signal: given?.signal });
      };
    }
  }

  /** With the client's token, address, fetch and signal. */
  async uploadDrama(file, options) {
    const { accessToken, baseUrl, fetch, signal } = this.#options;
    const token = typeof accessToken === 'string' ? accessTokenOf(accessToken) : accessToken;
    return uploadDrama(file, { accessToken: token, baseUrl, fetch, signal, ...copied(options ?? {}, 'options') });
  }
}
