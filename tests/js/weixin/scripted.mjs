// Modules of js/ bundled over the scripted core instead of the wasm.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { issueTexts } from '../../../scripts/issue-texts.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CORE = `${ROOT}/tests/js/weixin/scripted-core.mjs`;

/** @param {string} contents what the bundle exports @param {'cjs' | 'esm'} format @returns {Promise<string>} */
export async function bundleScripted(contents, format) {
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents: `${contents}\nexport * as core from './js/core/instance.js';`, resolveDir: ROOT },
    plugins: [{ name: 'scripted core', setup: ({ onResolve }) => onResolve({ filter: /\/instance\.js$/ }, () => ({ path: CORE })) }],
    define: { ISSUE_TEXTS: JSON.stringify(issueTexts()), HAS_QUICK: 'false' },
    alias: { 'playward:quick': `${ROOT}/js/core/no-quick.js` },
    bundle: true,
    format,
    target: 'es2022',
    write: false,
  });
  return text;
}
