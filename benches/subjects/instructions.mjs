// Instructions of the native core, which do not depend on what else the machine does: for comparing a change.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const about = 'instructions a call of the native core (valgrind)';

const CALLS = 2000;
const SUBJECTS = ['dispatch', 'parse', 'user-sig', 'baijiayun-sign'];

function instructions(program, subject, calls, folder) {
  const { stderr, status } = spawnSync('valgrind', ['--tool=callgrind', `--callgrind-out-file=${join(folder, 'out')}`, program, subject, `${calls}`], { encoding: 'utf8' });
  const found = stderr.match(/Collected : (\d+)/);
  if (status !== 0 || !found) throw new Error(stderr);
  return Number(found[1]);
}

export function run() {
  if (spawnSync('valgrind', ['--version']).status !== 0) throw new Error('valgrind is missing. On Debian or Ubuntu run: sudo apt-get install valgrind');
  const built = execFileSync('cargo', ['bench', '--quiet', '--no-run', '--all-features', '--bench', 'instructions', '--message-format=json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const program = built.split('\n').filter(Boolean).map((line) => JSON.parse(line)).find(({ executable }) => executable)?.executable;
  if (!program || !existsSync(program)) throw new Error('cargo bench built no program');
  const folder = mkdtempSync(join(tmpdir(), 'playward-instructions-'));
  try {
    return SUBJECTS.map((subject) => {
      // Starting the program costs the same both times.
      const each = (instructions(program, subject, 2 * CALLS, folder) - instructions(program, subject, CALLS, folder)) / CALLS;
      return { what: `instructions of one ${subject}`, measured: Math.round(each).toLocaleString('en') };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
