// An error of an engine, as the event that the core reads.

const CODE_CHARS = 64;

/** @param {unknown} code @param {unknown} [status] of an HTTP answer @param {boolean} [codec] the encoding is what failed, not the network */
export function failure(code, status, codec) {
  const event = { name: 'error', code: String(code || 'unknown').replace(/[^\w.:-]/g, '_').slice(0, CODE_CHARS) };
  if (Number.isInteger(status) && status >= 100 && status < 600) event.httpStatus = status;
  if (codec) event.codec = true;
  return event;
}
