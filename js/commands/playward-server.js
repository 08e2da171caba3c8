#!/usr/bin/env node
// The commands of playward-server.

import { cdnLog } from './cdn-log.js';
import { runProgram } from './program.js';

runProgram({
  name: 'playward-server',
  about: { zh: '业务服务器的工作：CDN 日志的报表', en: 'Jobs of a business server: the report of CDN logs' },
  commands: [cdnLog],
});
