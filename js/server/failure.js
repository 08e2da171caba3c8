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

/** What a server says may repeat what it was sent: the secret goes out of it. @template {object} T @param {T} outcome @param {string} secret @returns {T} */
export function withoutSecret(outcome, secret) {
  return JSON.parse(JSON.stringify(outcome), (name, value) => (typeof value === 'string' ? value.split(secret).join('***') : value));
}
