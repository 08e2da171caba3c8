// Instructions of the native core, which do not depend on what else the machine does: for comparing a change.

import { execFileSync, spawnSync } from 'node:child_process';
import { ensureCommands } from '../../scripts/system.mjs';
import { TO_STDERR } from '../harness.mjs';

const CALLS = 2000;
const FUNCTIONS = {
  dispatch: 'dispatch of a media progress event',
  parse: 'parsePlayAddress',
  'user-sig': 'genUserSig',
  'baijiayun-sign': 'baijiayun.sign',
};

function instructions(program, name, calls) {
  const { stderr, status } = spawnSync('valgrind', ['--tool=callgrind', '--callgrind-out-file=/dev/null', program, name, `${calls}`], { encoding: 'utf8' });
  const found = stderr?.match(/Collected : (\d+)/);
  if (status !== 0 || !found) throw new Error(`valgrind ${name}: ${stderr}`);
  return Number(found[1]);
}

export async function run() {
  await ensureCommands(['valgrind'], TO_STDERR);
  const built = execFileSync('cargo', ['bench', '--quiet', '--no-run', '--all-features', '--bench', 'instructions', '--message-format=json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const program = built.split('\n').filter(Boolean).map((line) => JSON.parse(line)).find(({ executable }) => executable)?.executable;
  if (!program) throw new Error('cargo bench built no program');
  return Object.entries(FUNCTIONS).map(([name, what]) => {
    // Starting the program costs the same both times.
    const each = (instructions(program, name, 2 * CALLS) - instructions(program, name, CALLS)) / CALLS;
    return { what: `instructions of one ${what}`, measured: Math.round(each).toLocaleString('en') };
  });
}
