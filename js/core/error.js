// The one error class. Rust constructs it too (see src/wasm/convert.rs), so `instanceof` holds on both sides.

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
  internal: 'playward 内部错误，请反馈 / internal error of playward, please report it',
};

/** @param {keyof typeof SHIM_TEXTS} code @param {unknown} [cause] */
export function shimError(code, cause) {
  const reason = cause instanceof Error ? cause.message : cause === undefined ? '' : String(cause);
  const error = new PlaywardError(code, [], SHIM_TEXTS[code] + (reason ? ` (${reason})` : ''));
  if (cause !== undefined) error.cause = cause;
  return error;
}
