// A thread of cdnLogReport: it is sent one file after the other, and at the end hands over its report.

import { parentPort } from 'node:worker_threads';
import { readLogFile } from './cdn-log-file.js';
import { CdnLogReport } from './cdn-log-report.js';

const report = new CdnLogReport();

parentPort.on('message', async ({ place, path, finish }) => {
  if (finish) return parentPort.postMessage({ finished: report.finish() });
  const reason = await readLogFile(report, path, (read) => parentPort.postMessage({ read }));
  parentPort.postMessage({ place, reason });
});
