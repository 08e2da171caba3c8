// Modules of js/ bundled over the scripted core instead of the wasm.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CORE = `${ROOT}/tests/js/weixin/scripted-core.mjs`;

/** @param {string} contents what the bundle exports @param {'cjs' | 'esm'} format @returns {Promise<string>} */
export async function bundleScripted(contents, format) {
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents: `import { install } from './js/core/instance.js';\ninstall({ exports: { memory: {} } });\n${contents}\nexport * as core from 'playward:bindings';`, resolveDir: ROOT },
    alias: { 'playward:bindings': CORE, 'playward:imports': CORE, 'playward:error': `${ROOT}/js/error.js` },
    bundle: true,
    format,
    target: 'es2022',
    write: false,
  });
  return text;
}
