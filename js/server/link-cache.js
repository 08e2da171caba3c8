// Links to play, shared by all who may have the same: WeChat counts how many are asked for.

import { issue, refuse } from '../core/arguments.js';
import { call } from '../core/instance.js';
import { namespace } from '../core/namespace.js';
import { failure } from './failure.js';
import { allOf, boundProblems, copied, field, problems } from './options.js';

const { parseMediaLink } = namespace('minidrama', 'parseMediaLink');

/** WeChat gives at most two hours; a minute is for clocks that differ. */
const LINK_SECONDS = 7200 - 60;
const LEAST_SECONDS = 1800;
/** A link that did not play is replaced no sooner than so long after it came. */
const REST_SECONDS = 5;
const MOST_LINKS = 10_000;

const OPTIONS = { client: 'object', leastSeconds: 'number?', now: 'function?' };
const GET_OPTIONS = { refused: 'string?' };
/** What viewers may share of a link. */
const SHARED = ['mediaId', 'us', 'trialSeconds', 'rlimit', 'whref', 'bkref'];

export class LinkCache {
  #client;
  #least;
  #now;
  /** By what was asked for, oldest first. @type {Map<string, { link: { url: string, expiresAt: number | null }, at: number }>} */
  #held = new Map();
  /** Those on the way. @type {Map<string, Promise<{ url: string, expiresAt: number | null }>>} */
  #asked = new Map();

  constructor(options) {
    const issues = problems(options, OPTIONS, boundProblems(options, 'leastSeconds', 0, Number.MAX_VALUE));
    const client = field(options, 'client');
    if (client && typeof field(client, 'getMediaLink') !== 'function') issues.push(issue('wrong_type', 'client'));
    refuse(issues);
    this.#client = options.client;
    this.#least = options.leastSeconds ?? LEAST_SECONDS;
    this.#now = options.now ?? (() => Date.now() / 1000);
  }

  async get(given, options) {
    const link = copied(given ?? {}, 'link');
    const issues = [...Object.keys(link).filter((name) => !SHARED.includes(name)).map((name) => issue('unknown_field', name)), ...problems(options ?? {}, GET_OPTIONS)];
    const key = this.#keyOf(link, issues);
    const refused = field(options, 'refused');
    const now = this.#now();
    const held = this.#held.get(key);
    const failed = held && refused !== undefined && held.link.url === refused && now - held.at >= REST_SECONDS;
    const lasts = held && (held.link.expiresAt === null || held.link.expiresAt - now >= this.#least);
    if (lasts && !failed) return { ...held.link };
    if (!this.#asked.has(key)) {
      const asked = this.#fetch(link).then((fresh) => this.#keep(key, fresh)).finally(() => this.#asked.delete(key));
      this.#asked.set(key, asked);
    }
    return { ...(await this.#asked.get(key)) };
  }

  /** How many are held. */
  get size() {
    return this.#held.size;
  }

  #keep(key, link) {
    this.#held.delete(key);
    this.#held.set(key, { link, at: this.#now() });
    if (this.#held.size > MOST_LINKS) this.#held.delete(this.#held.keys().next().value);
    return link;
  }

  /** The same link for an id as a number and as text. What is wrong with it, beside the issues, is told before anything is asked. */
  #keyOf(link, issues) {
    const shared = Object.fromEntries(SHARED.map((name) => [name, link[name]]));
    return allOf(issues, () => call('minidrama.mediaLink', { ...shared, ttl: LINK_SECONDS }, 0)).body;
  }

  async #fetch({ mediaId, us, trialSeconds, rlimit, whref, bkref }) {
    const now = Math.floor(this.#now());
    const { media_info: media } = await this.#client.getMediaLink({ media_id: mediaId, t: now + LINK_SECONDS, us, exper: trialSeconds, rlimit, whref, bkref });
    const url = media.mp4_url || media.hls_url;
    const { expiresAt, trialSeconds: granted } = parseMediaLink(url);
    // A parameter that WeChat does not know is ignored, and the trial would be the whole film.
    if (trialSeconds !== undefined && trialSeconds !== null && granted !== trialSeconds) throw failure('no_trial');
    return { url, expiresAt };
  }
}
