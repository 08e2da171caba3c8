// A run of the steps that its arguments name, reported as `npm test` does.

import { fileURLToPath } from 'node:url';
import { nodeTests } from '../../../scripts/node-tests.mjs';
import { Report } from '../../../scripts/report.mjs';
import { runSteps } from '../../../scripts/steps.mjs';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

const broken = () => { throw new Error('clippy failed'); };
const report = new Report();
const STEPS = {
  wrong: report.check(['wrong tests', () => nodeTests(['wrong.mjs'])]),
  crash: report.check(['a crash', () => nodeTests(['crash.mjs'])]),
  once: report.check(['once', () => nodeTests(['once.mjs'])]),
  right: report.check(['right tests', () => nodeTests(['right.mjs'], { atOnce: true })]),
  check: report.check(['clippy', broken]),
  build: report.needed(['build', broken]),
};

await runSteps(process.argv.slice(2).map((name) => STEPS[name])).catch(() => {});
report.close();
