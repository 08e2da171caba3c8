import { readFileSync } from 'node:fs';
import { replay } from 'playward';

const trace = JSON.parse(readFileSync('trace.json', 'utf8'));
const { decisions, stats } = replay(trace);
for (const { phase, rule } of decisions) console.log(phase, rule);
console.log(stats.longestOutageMs);
