// The collector as a process of its own, which can be killed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const COLLECTOR = fileURLToPath(new URL('../../../examples/node/traces.mjs', import.meta.url));

/** @param {string[]} args @returns {Promise<{ url: string, kill(signal?: string): Promise<void> }>} */
export async function startProcess(args) {
  const child = spawn(process.execPath, [COLLECTOR, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => { throw new Error(`the collector ended with ${code}`); }),
  ]);
  return {
    url: String(line).trim(),
    async kill(signal = 'SIGKILL') {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
