// What can go wrong round the core: files, journals, whoever aborts.

import { PlaywardError } from '../core/error.js';

const TEXTS = {
  aborted: '已中止 / it was aborted',
  access_token_failed: 'accessToken() 没有给出 access_token / accessToken() did not give an access_token',
  file_changed: '文件在上传过程中被修改，请重新上传 / the file was changed while it was uploaded: upload it again',
  file_unreadable: '文件无法读取 / the file cannot be read',
  journal_failed: '断点记录无法写入 / the journal cannot be written',
};

/** @param {keyof typeof TEXTS} code @param {unknown} [cause] */
export function failure(code, cause) {
  const error = new PlaywardError(code, [], TEXTS[code]);
  if (cause !== undefined) error.cause = cause;
  return error;
}
