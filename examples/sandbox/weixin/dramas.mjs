// Dramas and their audit: submitted (1), then passed (3) or sent back (2, 4), and submitted again.

import { Refusal } from './answers.mjs';
import { AUDITING, PASSED, REFILL, REJECTED } from './library.mjs';

const FIRST_DRAMA = 9007199254742001n;
const EXPEDITED_A_DAY = 5;
const DAY = 86400;
const FIRST = ['name', 'media_count', 'media_id_list', 'description', 'cover_material_id', 'producer', 'qualification_type', 'drama_type', 'copyright'];
/** What a qualification of each kind needs. */
const QUALIFIED = { 1: ['registration_number', 'qualification_certificate_material_id'], 2: ['cost_of_production', 'cost_commitment_letter_material_id'] };
const REAL_ACTORS = 2;
/** What a new submission may change. */
const CHANGES = [
  'name', 'producer', 'description', 'recommendations', 'cover_material_id', 'promotion_poster_material_id', 'registration_number', 'authorized_material_id',
  'qualification_type', 'qualification_certificate_material_id', 'cost_commitment_letter_material_id', 'cost_of_production', 'actor_list', 'drama_type', 'content_declared', 'copyright',
];
const MATERIALS = ['cover_material_id', 'authorized_material_id', 'promotion_poster_material_id', 'qualification_certificate_material_id', 'cost_commitment_letter_material_id', 'other_material_material_id'];
/** drama_info.status by that of its audit: another numbering. */
const DRAMA_STATUS = { [AUDITING]: 1, [PASSED]: 0, [REJECTED]: 2, [REFILL]: 2 };

export class Dramas {
  constructor({ now }, library, account) {
    this.now = now;
    this.library = library;
    this.account = account;
    this.all = new Map();
  }

  find(id) {
    const drama = this.all.get(String(id));
    if (!drama) throw new Refusal(10093030, 'drama_id');
    return drama;
  }

  submit(request) {
    for (const name of MATERIALS) {
      if (request[name] && !this.library.materials.has(request[name])) throw new Refusal(10093014, name);
    }
    const drama = request.drama_id === undefined ? this.first(request) : this.again(request);
    const time = Math.floor(this.now());
    drama.audit = { status: AUDITING, create_time: time, audit_time: 0 };
    for (const media of drama.media) {
      media.dramaId = drama.id;
      if (media.audit.status !== PASSED) media.audit = { status: AUDITING, create_time: time, audit_time: 0, reason: '', evidence_material_id_list: [] };
    }
    return drama;
  }

  first(request) {
    const missing = FIRST.filter((name) => request[name] === undefined);
    missing.push(...(QUALIFIED[request.qualification_type] || []).filter((name) => request[name] === undefined));
    if (request.drama_type === REAL_ACTORS && !request.actor_list) missing.push('actor_list');
    missing.push(...this.unproven(request));
    if (missing.length) throw new Refusal(47003, missing.join(' '));
    if (request.replace_media_list) throw new Refusal(10093014, 'replace_media_list');
    if (request.media_id_list.length !== request.media_count) throw new Refusal(10093014, 'media_count');
    const media = this.episodes(request.media_id_list, 0n);

    const drama = {
      id: FIRST_DRAMA + BigInt(this.all.size) * 2n,
      createTime: Math.floor(this.now()),
      media,
      expedited: Number(request.expedited === 1 && this.expeditedToday() < EXPEDITED_A_DAY),
      ...changes(request),
    };
    this.all.set(String(drama.id), drama);
    return drama;
  }

  /** What the copyright needs to be believed. */
  unproven({ copyright, authorized_material_id: authorized }) {
    if (!copyright) return [];
    if (copyright.apply_for_copyright_protection === 0) return authorized ? [] : ['authorized_material_id'];
    if (!['1', '2'].includes(copyright.copyright_verification)) return ['copyright_verification'];
    return copyright.copyright_verification === '1' && !copyright.proof_of_production ? ['proof_of_production'] : [];
  }

  again(request) {
    const drama = this.find(request.drama_id);
    if (![REJECTED, REFILL].includes(drama.audit.status)) throw new Refusal(10093011, 'not sent back');
    if (request.media_count !== undefined && request.media_count !== drama.media.length) throw new Refusal(10093014, 'media_count');
    if (request.media_id_list && request.media_id_list.length !== drama.media.length) throw new Refusal(10093014, 'media_id_list');
    const listed = request.media_id_list ? this.episodes(request.media_id_list, drama.id) : drama.media;
    const episodes = this.episodes(this.replaced(listed, request.replace_media_list || []), drama.id);
    for (const media of drama.media) if (!episodes.includes(media)) media.dramaId = 0n;
    Object.assign(drama, { media: episodes }, changes(request));
    return drama;
  }

  /** Each there, none twice, none in another drama. */
  episodes(ids, dramaId) {
    const media = ids.map((id) => this.library.find(id));
    if (new Set(media).size !== media.length) throw new Refusal(10093014, 'media_id_list');
    if (media.some((one) => one.dramaId !== 0n && one.dramaId !== dramaId)) throw new Refusal(10093014, 'media_id_list');
    return media;
  }

  /** The ids then; only an episode that has not passed gives way. */
  replaced(episodes, replacements) {
    const ids = episodes.map(({ id }) => id);
    for (const { old, new: next } of replacements) {
      const place = ids.indexOf(BigInt(old));
      if (place < 0 || episodes[place].audit.status === PASSED) throw new Refusal(10093014, 'replace_media_list');
      ids[place] = BigInt(next);
    }
    return ids;
  }

  expeditedToday() {
    const day = (time) => Math.floor((time + 8 * 3600) / DAY);
    return [...this.all.values()].filter(({ expedited, createTime }) => expedited && day(createTime) === day(this.now())).length;
  }

  /**
   * The auditors' word. Passed, every episode has; sent back, those named have not.
   * @param {bigint} id @param {number} status 2, 3, 4 @param {Record<string, string>} reasons media id to reason
   */
  audit(id, status, reasons = {}) {
    const drama = this.find(id);
    if (![REJECTED, PASSED, REFILL].includes(status)) throw new RangeError('status: 2, 3 or 4');
    if (drama.audit.status !== AUDITING) throw new RangeError('nothing is being audited');
    const time = Math.floor(this.now());
    Object.assign(drama.audit, { status, audit_time: time });
    const named = Object.keys(reasons);
    for (const media of drama.media) {
      const sentBack = status !== PASSED && (named.length === 0 || named.includes(String(media.id)));
      Object.assign(media.audit, { status: sentBack ? status : PASSED, audit_time: time, reason: sentBack ? reasons[media.id] || '' : '' });
    }
    return drama;
  }

  list({ limit = 100, offset = 0 }) {
    return [...this.all.values()].slice(offset, offset + limit);
  }
}

/** Whether it can be played, as drama_info says it. */
export const dramaStatus = (drama) => DRAMA_STATUS[drama.audit.status];

function changes(request) {
  return Object.fromEntries(CHANGES.filter((name) => request[name] !== undefined).map((name) => [name, request[name]]));
}
