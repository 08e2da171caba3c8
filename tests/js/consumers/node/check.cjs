// The same from CommonJS, with the ES module brought in late.

const assert = require('node:assert/strict');
const { describeState, PlaywardError } = require('playward');

assert.equal(describeState(-2301).category, 'terminal');
assert.throws(() => describeState('x'), PlaywardError);
assert.ok(WebAssembly.Module.exports(new WebAssembly.Module(require('node:fs').readFileSync(require.resolve('playward/playward.wasm')))).length);
assert.match(require('playward/package.json').version, /^\d+\.\d+\.\d+$/);

import('playward').then((imported) => assert.equal(imported.PlaywardError, PlaywardError));
