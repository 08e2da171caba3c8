// Ten thousand viewers and an edge that is down for a minute: the figures of tests/herd.rs.

import { spawnSync } from 'node:child_process';
import { atMost } from '../harness.mjs';

export function run() {
  const { stdout, status } = spawnSync('cargo', ['test', '--release', '--quiet', '--test', 'herd', '--', '--nocapture'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const found = stdout?.match(/peak: (\d+) starts\/s, (\d+) after the return\nback after: mean (\d+) ms, p99 (\d+) ms/);
  if (status !== 0 || !found) throw new Error('cargo test --test herd gave no figures');
  const [peak, peakBack, mean, p99] = found.slice(1).map(Number);
  // The bars are the figures of 0.1.0: it is not to get worse.
  return [
    atMost('a crowd of 10,000 after 60 s: peak', `${peak} starts/s`, peak, { bar: 4203, unit: '/s' }),
    atMost('a crowd of 10,000 after 60 s: peak after the return', `${peakBack} starts/s`, peakBack, { bar: 1408, unit: '/s' }),
    atMost('a crowd of 10,000 after 60 s: back after, mean', `${mean} ms`, mean / 1000, { bar: 4.18, unit: 's' }),
    atMost('a crowd of 10,000 after 60 s: back after, p99', `${p99} ms`, p99 / 1000, { bar: 9.038, unit: 's' }),
  ];
}
