// What stands in for Node's own modules where there is no Node: it can be asked for anything, and used for nothing.

const { PlaywardError } = require('playward:error');

const TEXT = 'unsupported_runtime: 该功能需要 Node，当前运行时没有 / this needs Node, and the runtime is another one';

function Absent() {
  throw new PlaywardError('unsupported_runtime', [], TEXT);
}

module.exports = new Proxy(Absent, { get: (target, name) => (name in target ? target[name] : Absent) });
