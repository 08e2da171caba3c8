// The codes, and the one shape of every answer but the upload's.

const MESSAGES = {
  0: '', 1: '普通错误', 404: '请求路径不存在', 1001: '参数错误', 1002: '签名计算错误', 2001: '账号不存在', 2002: '账号权限错误', 4001: '文件上传失败', 5002: '视频不存在',
};

/** Thrown by whatever cannot do what was asked. */
export class Refusal extends Error {
  /** @param {number} code @param {string} [why] said behind the message */
  constructor(code, why = '') {
    super(`${code} ${why}`);
    this.code = code;
    this.why = why;
  }
}

/** @param {number} code @param {string} why @param {unknown} data @param {number} now */
export function answer(code, why, data, now) {
  return { code, data, msg: [MESSAGES[code] ?? '普通错误', why].filter(Boolean).join(': '), ts: Math.floor(now) };
}

/** API-3 says 1 when all is well. */
export function uploadAnswer(code, why = '') {
  return code === 1 ? { code, msg: 'success' } : { code, msg: [MESSAGES[code] ?? '普通错误', why].filter(Boolean).join(': ') };
}
