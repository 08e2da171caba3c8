// The one error class.

export class PlaywardError extends Error {
  /**
   * @param {string} code stable, lower_snake_case
   * @param {readonly import('../../pkg/playward/index.js').Issue[]} issues every problem of a bad argument, else empty
   * @param {string} message for people: Chinese, then English
   */
  constructor(code, issues, message) {
    super(message);
    this.name = 'PlaywardError';
    this.code = code;
    this.issues = issues;
  }
}

/** What the shim itself has to say; everything else is said by the core. */
const SHIM_TEXTS = {
  not_initialized: 'playward 尚未初始化，请先 await init() / playward is not initialized: await init() first',
  init_failed: 'playward 的 wasm 加载失败 / loading the wasm of playward failed',
  closed: '该对象已经 close() / the object has been closed',
  fetch_timeout: '没有按时得到答复 / the answer did not come in time',
  internal: 'playward 内部错误，请反馈 / internal error of playward, please report it',
};

/** @param {keyof typeof SHIM_TEXTS} code @param {unknown} [cause] */
export function shimError(code, cause) {
  const reason = cause instanceof Error ? cause.message : cause === undefined ? '' : String(cause);
  const error = new PlaywardError(code, [], SHIM_TEXTS[code] + (reason ? ` (${reason})` : ''));
  if (cause !== undefined) error.cause = cause;
  return error;
}

/**
 * What the core, or the shim in its words, refuses.
 * @param {string} code @param {readonly import('../../pkg/playward/index.js').Issue[]} issues @param {import('../../pkg/playward/index.js').Text | null} [text]
 */
export function refusal(code, issues, text) {
  const problems = issues.map(({ field, message }) => `${field}${field ? ' ' : ''}${message.zh} / ${message.en}`);
  const said = text ? [`${text.zh} / ${text.en}`] : [];
  return new PlaywardError(code, issues, [code, ...said, ...(problems.length ? [problems.join('; ')] : [])].join(': '));
}

/** An answer that says no. @param {string} api @param {{ code: string, message?: { zh: string, en: string } }} outcome */
export function apiError(api, outcome) {
  const { zh, en } = Object(outcome.message);
  const error = new PlaywardError('api_error', [], `${api}: ${zh} / ${en} (${outcome.code})`);
  error.outcome = outcome;
  return error;
}
