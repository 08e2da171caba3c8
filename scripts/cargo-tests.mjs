// Runs `cargo test` and tells what failed, as its output says.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import('./report.mjs').Found>}
 */
export async function cargoTests(args, env) {
  // One pipe for both streams: cargo names the file on one, the tests speak on the other.
  const command = `cargo test --no-fail-fast ${args.join(' ')} 2>&1`;
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const exit = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const output = new CargoOutput();
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    output.read(line);
  }
  const found = output.found();
  const code = await exit;
  if (code !== 0 && found.failures.length === 0) throw new Error(`${command} failed (exit code ${code})`);
  return found;
}

/** The lines of `cargo test`, one after the other. */
export class CargoOutput {
  #found = { passed: 0, skipped: 0, failures: [] };
  #file = null;

  read(line) {
    const started = line.match(/^ +Running (?:unittests )?(\S+) \(|^ +(Doc-tests \S+)/);
    if (started) {
      this.#abandon();
      this.#file = started[1] ?? started[2];
    }
    const failed = line.match(/^test (.+) \.\.\. FAILED/);
    if (failed) this.#found.failures.push({ file: this.#file, test: failed[1] });
    const result = line.match(/^test result: .*? (\d+) passed; \d+ failed; (\d+) ignored/);
    if (result) {
      this.#found.passed += Number(result[1]);
      this.#found.skipped += Number(result[2]);
      this.#file = null;
    }
  }

  /** What there is when the output has ended. */
  found() {
    this.#abandon();
    return this.#found;
  }

  /** A program that ends without a result has crashed. */
  #abandon() {
    if (this.#file !== null) this.#found.failures.push({ file: this.#file, test: 'ended without a result' });
    this.#file = null;
  }
}
