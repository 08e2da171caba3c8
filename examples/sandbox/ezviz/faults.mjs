// What may happen to a request instead of, or before, its answer.

/**
 * @typedef {object} Fault
 * @property {string} api as APIS names it, 'openlive' or 'openpb' for a stream, '*' for any
 * @property {number} [times] how many requests it befalls, default 1
 * @property {number} [delayMs] first of all, it takes that long
 * @property {Promise<unknown>} [until] or it waits for this
 * @property {string | number} [code] the platform's answer is this code
 * @property {number} [status] an HTTP status without a body
 * @property {string} [body] this text, whatever it is
 * @property {boolean} [hang] no answer ever
 * @property {boolean} [drop] the connection breaks
 * @property {boolean} [after] the request is obeyed first, and only its answer is lost
 */
const KINDS = ['code', 'status', 'body', 'hang', 'drop', 'delayMs', 'until'];

export class Faults {
  constructor() {
    this.waiting = [];
    this.timers = new Set();
  }

  /** @param {Fault} fault @param {string[]} known names of APIs and streams */
  inject(fault, known) {
    if (!known.includes(fault.api) && fault.api !== '*') throw new RangeError(`api: one of ${known.join(' ')} *`);
    if (!KINDS.some((kind) => fault[kind] !== undefined)) throw new RangeError(`one of ${KINDS.join(' ')}`);
    this.waiting.push({ times: 1, ...fault });
  }

  /** @param {string} api @returns {Fault | null} the first that waits for it */
  take(api) {
    const fault = this.waiting.find((one) => one.times > 0 && (one.api === api || one.api === '*'));
    if (!fault) return null;
    fault.times -= 1;
    return fault;
  }

  /** What comes before the answer. @param {Fault} fault */
  async wait({ delayMs, until }) {
    if (delayMs) await this.#delay(delayMs);
    await until;
  }

  #delay(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.add(timer);
    });
  }

  clear() {
    this.waiting = [];
  }

  close() {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
