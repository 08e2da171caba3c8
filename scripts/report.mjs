// What a run of the tests found: counted on the way, listed at the end.

/**
 * What a test program found. A failure names its file and its test, as far as they are known.
 * @typedef {{ passed: number, skipped: number, failures: { file?: string, test: string }[] }} Found
 */

export class Report {
  passed = 0;
  /** @type {{ step: string, file?: string, test: string }[]} */
  failures = [];

  /**
   * A step whose failure ends the run, for what follows needs it.
   * @param {[string, () => unknown]} step @returns {[string, () => Promise<unknown>]}
   */
  needed([name, run]) {
    return [name, async () => {
      try {
        return await run();
      } catch (error) {
        this.#broke(name, error);
        throw error;
      }
    }];
  }

  /**
   * A step that others do not depend on: when it fails, they still run. It may return what its tests found.
   * @param {[string, () => unknown]} step @returns {[string, () => Promise<string>]}
   */
  check([name, run]) {
    return [name, async () => {
      try {
        const found = await run();
        return found ? this.#add(name, found) : 'done';
      } catch (error) {
        console.error(error.message);
        this.#broke(name, error);
        return 'FAILED';
      }
    }];
  }

  /** The last words: every failure, then the sums. A step that failed without a test counts as one failure. */
  close() {
    if (this.failures.length) console.log('\nfailed:');
    for (const { step, file, test } of this.failures) console.log(`  ${[step, file, test].filter(Boolean).join(' · ')}`);
    console.log(`${this.passed} passed, ${this.failures.length} failed`);
    if (this.failures.length) process.exitCode = 1;
  }

  /** @param {string} step @param {Found} found */
  #add(step, { passed, skipped, failures }) {
    this.passed += passed;
    this.failures.push(...failures.map((failure) => ({ step, ...failure })));
    const sums = `${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ''}`;
    return failures.length ? `FAILED (${sums})` : sums;
  }

  #broke(step, error) {
    this.failures.push({ step, test: error.message });
  }
}
