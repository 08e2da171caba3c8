// What can go wrong round the core: files, journals, whoever aborts.

import { PlaywardError } from '../core/error.js';

const TEXTS = {
  aborted: '已中止 / it was aborted',
  access_token_failed: 'accessToken() 没有给出 access_token / accessToken() did not give an access_token',
  file_changed: '文件在上传过程中被修改，请重新上传 / the file was changed while it was uploaded: upload it again',
  file_unreadable: '文件无法读取 / the file cannot be read',
  no_trial: '播放链接不是试看链接，请勿发给观众 / the link is no trial: it must not be given to a viewer',
  upload_locked: '该文件正在由另一个进程上传 / another process is uploading the file',
  journal_failed: '断点记录无法写入 / the journal cannot be written',
};

/** @param {keyof typeof TEXTS} code @param {unknown} [cause] */
export function failure(code, cause) {
  const error = new PlaywardError(code, [], TEXTS[code]);
  if (cause !== undefined) error.cause = cause;
  return error;
}

/** A shorter piece of a secret at the end of a text that was cut may be a word. */
const LEAST_PIECE = 6;
/** What the core has words of its own for. */
const OURS = ['class', 'retry'];

/**
 * What a server says may repeat what it was sent: the secrets go out of it, also as they stand in an address or a form.
 * @template {object} T @param {T} outcome @param {readonly unknown[]} secrets what is no text hides nothing @returns {T}
 */
export function withoutSecrets(outcome, secrets) {
  const forms = secrets.filter((secret) => typeof secret === 'string' && secret !== '').flatMap(formsOf);
  // A longer one may hold a shorter one.
  forms.sort((one, other) => other.length - one.length);
  const masked = (text) => forms.reduce((rest, form) => withoutPiece(rest.split(form).join('***'), form), text);
  return JSON.parse(JSON.stringify(outcome), (name, value) => (typeof value === 'string' && !OURS.includes(name) ? masked(value) : value));
}

/** A secret as it is, and percent-encoded in either case. @param {string} secret */
function formsOf(secret) {
  const [, inForm] = new URLSearchParams([['', secret]]).toString().split('=');
  const encoded = [encodeURIComponent(secret), inForm];
  return [...new Set([secret, ...encoded, ...encoded.map((form) => form.replace(/%../g, (byte) => byte.toLowerCase()))])];
}

/** The core cuts long texts, perhaps in the middle of the secret. */
function withoutPiece(text, secret) {
  for (let length = secret.length - 1; length >= LEAST_PIECE; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
  }
  return text;
}
