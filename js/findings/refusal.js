// What ends a command early: one line for people, and an exit code.

/** 1: what was looked at is not valid. 2: bad usage, or a file that cannot be read. */
export const EXIT = { ok: 0, invalid: 1, usage: 2 };

export class Refusal extends Error {
  /** @param {import('../../pkg/playward/index.js').Text} text @param {number} code */
  constructor(text, code) {
    super(text.en);
    this.text = text;
    this.code = code;
  }
}

/** @param {import('../../pkg/playward/index.js').Text} text @param {number} [code] @returns {never} */
export function refuse(text, code = EXIT.usage) {
  throw new Refusal(text, code);
}

/**
 * Any error in one line.
 * @param {any} error @param {'zh' | 'en'} language
 * @returns {{ line: string, code: number }}
 */
export function explain(error, language) {
  if (error instanceof Refusal) return { line: error.text[language], code: error.code };
  if (Array.isArray(error.issues) && error.issues.length) {
    const problems = error.issues.map(({ field, message }) => [field, message[language]].filter(Boolean).join(language === 'zh' ? '：' : ' '));
    return { line: problems.join('; '), code: EXIT.invalid };
  }
  // The package's own messages are Chinese, a slash, English, behind the code.
  const [zh, en = zh] = String(error.message).split(' / ');
  const code = typeof error.code === 'string' && Array.isArray(error.issues) ? EXIT.invalid : EXIT.usage;
  const line = language === 'zh' ? zh.replace(/^[a-z_]+: /, '') : en;
  return { line: line.split('\n')[0], code };
}
