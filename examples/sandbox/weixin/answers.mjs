// The codes of WeChat's media interfaces and what it says with each. Most answers are HTTP 200; errcode is a number.

export const MESSAGES = {
  0: 'ok',
  '-1': 'system error',
  '-2': 'not initialized, please try again later',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40004: 'invalid media type',
  40009: 'invalid image size',
  40013: 'invalid appid',
  40125: 'invalid appsecret',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  47001: 'data format error',
  47003: 'argument invalid',
  60000: 'source file err 1001',
  10090001: 'video type not supported',
  10090002: 'image type not supported',
  10090003: 'invalid image url',
  10090005: 'invalid resource_type',
  10090029: 'operation not allowed',
  10093011: 'operation failed',
  10093014: 'parameter error',
  10093023: 'operation too frequent',
  10093030: 'resource not exist',
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

/** Thrown where the gateway gives up before the interface is asked: an HTTP status and a page. */
export class GatewayError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(String(status));
    this.status = status;
  }
}

/** @param {number} code @param {string} [why] @param {object} [more] */
export function answer(code, why = '', more = {}) {
  return { errcode: Number(code), errmsg: [MESSAGES[code] || '', why].filter(Boolean).join(': '), ...more };
}
