// The interfaces as the document lists them: path, fields (name, required, check, and the errcode when the check fails).

import { Refusal } from './answers.mjs';

const MISSING = 47003;
const WRONG = 10093014;
const LARGEST_ID = 2n ** 63n - 1n;
const MARK = /^[A-Za-z0-9_-]{1,32}$/;
const SITE = /^(\*\.)?[A-Za-z0-9._:/-]+$/;

const MEDIA_TYPES = ['MP4', 'TS', 'MOV', 'MXF', 'MPG', 'FLV', 'WMV', 'AVI', 'M4V', 'F4V', 'MPEG', '3GP', 'ASF', 'MKV'];
const COVER_TYPES = ['JPG', 'JPEG', 'PNG', 'BMP', 'TIFF', 'AI', 'CDR', 'EPS', 'TIF'];

const text = (value) => typeof value === 'string' && value.length <= 4000;
const id = (value) => (typeof value === 'bigint' || Number.isSafeInteger(value)) && value >= 1 && BigInt(value) <= LARGEST_ID;
const integer = (least, most = Number.MAX_SAFE_INTEGER) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
const digits = (least, most) => (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
const oneOf = (...allowed) => (value) => allowed.includes(value);
const list = (check, least, most) => (value) => Array.isArray(value) && value.length >= least && value.length <= most && value.every(check);
const url = (value) => text(value) && /^https?:\/\/[^/\s]+/.test(value);
const file = (value) => typeof value === 'object' && value.size > 0;
const replacement = (value) => typeof value === 'object' && value !== null && id(value.old) && id(value.new);
const part = (value) => typeof value === 'object' && value !== null && integer(1, 100)(value.part_number) && typeof value.etag === 'string';
const upTo = (most) => (value) => text(value) && [...value].length <= most;
const record = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const actor = (value) => record(value) && upTo(30)(value.name) && text(value.photo_material_id) && upTo(30)(value.role) && upTo(100)(value.profile);
const actors = (value) => record(value) && list(actor, 2, 5)(value.actor);
const proofs = (value) => value === undefined || list(text, 1, 4)(value);
const copyright = (value) => record(value) && integer(1, 2)(value.copyright_role) && integer(0, 1)(value.apply_for_copyright_protection)
  && proofs(value.proof_of_production) && proofs(value.purchase_or_broadcast_authorization_certificate);
const sites = (value) => text(value) && list((site) => SITE.test(site) && !/^https?:/.test(site), 1, 10)(value.split(','));

const NAME = ['media_name', 'Y', text];
const MEDIA_TYPE = ['media_type', 'Y', oneOf(...MEDIA_TYPES), 10090001];
const COVER_TYPE = ['cover_type', 'N', oneOf(...COVER_TYPES), 10090002];
const CONTEXT = ['source_context', 'N', text];
const MEDIA = ['media_id', 'Y', id];
const PAGES = [['limit', 'N', integer(1, 100)], ['offset', 'N', integer(0)]];
const SPAN = [['start_time', 'Y', integer(1)], ['end_time', 'Y', integer(1)]];

/**
 * @typedef {object} Api
 * @property {string} name what inject() and requests() call it
 * @property {[name: string, required: 'Y' | 'N', check: (value: any) => boolean, code?: number][]} fields
 * @property {'json' | 'multipart'} takes
 */

const json = (name, fields) => ({ name, path: `/wxa/sec/vod/${name}`, takes: 'json', fields });
const multipart = (name, fields, path = `/wxa/sec/vod/${name}`) => ({ name, path, takes: 'multipart', fields });

/** @type {Api[]} */
export const APIS = [
  multipart('singlefileupload', [NAME, MEDIA_TYPE, ['media_data', 'Y', file], COVER_TYPE, ['cover_data', 'N', file], CONTEXT]),
  json('pullupload', [NAME, ['media_url', 'Y', url], ['cover_url', 'N', url, 10090003], CONTEXT]),
  json('gettask', [['task_id', 'Y', id]]),
  json('applyupload', [NAME, MEDIA_TYPE, COVER_TYPE, CONTEXT]),
  multipart('uploadpart', [
    ['upload_id', 'Y', text], ['part_number', 'Y', digits(1, 100)],
    ['resource_type', 'Y', oneOf('1', '2'), 10090005], // the video, its cover
    ['data', 'Y', file],
  ]),
  json('commitupload', [['upload_id', 'Y', text], ['media_part_infos', 'Y', list(part, 1, 100)], ['cover_part_infos', 'N', list(part, 1, 100)]]),

  json('listmedia', [['drama_id', 'N', id], ['media_name', 'N', text], ['media_name_fuzzy', 'N', text], ['start_time', 'N', integer(0)], ['end_time', 'N', integer(0)], ...PAGES]),
  json('getmedia', [MEDIA]),
  json('getmedialink', [
    MEDIA, ['t', 'Y', integer(1)], ['us', 'N', (value) => MARK.test(value)],
    ['expr', 'N', integer(1)], ['exper', 'N', integer(1)], // two editions of the document, two names
    ['rlimit', 'N', integer(1, 9)], ['whref', 'N', sites], ['bkref', 'N', sites],
  ]),
  json('deletemedia', [MEDIA]),

  json('auditdrama', [
    ['drama_id', 'N', id], ['name', 'N', text], ['media_count', 'N', integer(1)], ['media_id_list', 'N', list(id, 1, 1000)],
    ['description', 'N', upTo(200)], ['recommendations', 'N', upTo(30)], ['cover_material_id', 'N', text], ['promotion_poster_material_id', 'N', text],
    ['producer', 'N', text], ['authorized_material_id', 'N', text], ['qualification_type', 'N', integer(1, 2)], ['registration_number', 'N', text],
    ['qualification_certificate_material_id', 'N', text], ['cost_commitment_letter_material_id', 'N', text], ['cost_of_production', 'N', integer(1, 99)],
    ['expedited', 'N', integer(0, 1)], ['actor_list', 'N', actors], ['other_material_material_id', 'N', text], ['replace_media_list', 'N', list(replacement, 1, 1000)],
    ['copyright', 'N', copyright], ['drama_type', 'N', integer(1, 3)], ['content_declared', 'N', integer(0, 1)],
  ]),
  json('listdramas', PAGES),
  json('getdrama', [['drama_id', 'Y', id]]),
  json('getcdnusagedata', [...SPAN, ['data_interval', 'N', oneOf(5, 60, 1440)], ['query_type', 'N', integer(0, 2)]]),
  json('getcdnlogs', [...SPAN, ['query_type', 'N', integer(0, 2)]]),

  multipart('media/upload', [['media', 'Y', file]], '/cgi-bin/media/upload'),
];

/** The fields by name; what the document does not name is ignored. An empty text is absent. */
export function readFields({ fields }, given) {
  const read = {};
  const missing = [];
  for (const [name, required, check, code = WRONG] of fields) {
    const value = given[name];
    if (value === undefined || value === null || value === '') {
      if (required === 'Y') missing.push(name);
      continue;
    }
    if (!check(value)) throw new Refusal(code, name);
    read[name] = value;
  }
  if (missing.length) throw new Refusal(MISSING, missing.join(' '));
  return read;
}
