// npm run docs: the documentation site, from docs/site, docs/*.md, the built packages and the tables of the core.

import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSteps } from './build.mjs';
import { packages } from './packages.mjs';
import { run, runSteps } from './steps.mjs';
import { npmPackages } from './tools.mjs';

const HELP = `npm run docs -- [--dev | --preview]

Builds the site into docs/site/.vitepress/dist. The packages are built first where they are missing.

  --dev      a server that follows every change of docs/site
  --preview  a server of what was built
  --help     this text`;

export const SITE = 'docs/site';
export const DIST = join(SITE, '.vitepress/dist');
const LANGUAGES = { zh: SITE, en: join(SITE, 'en') };
const vitepress = (...args) => run(process.execPath, [resolve(SITE, 'node_modules/vitepress/bin/vitepress.js'), ...args]);

/** Writes pages of one kind into a folder of each language. @param {string} kind @param {(lang: 'zh' | 'en') => Record<string, string>} make */
function write(kind, make) {
  for (const [lang, folder] of Object.entries(LANGUAGES)) {
    rmSync(join(folder, kind), { recursive: true, force: true });
    mkdirSync(join(folder, kind), { recursive: true });
    for (const [page, text] of Object.entries(make(lang))) writeFileSync(join(folder, kind, `${page}.md`), `---\neditLink: false\n---\n\n${text}`);
  }
}

/** The pages that are not in git. */
const pageSteps = [
  ['reference pages', async () => write('reference', (await import('./docs/reference.mjs')).reference)],
  ['documents', async () => write('more', (await import('./docs/included.mjs')).included)],
  ['API reference', async () => {
    const { api } = await import('./docs/api.mjs');
    const { dictionaries } = await import('./docs/chinese.mjs');
    const made = join(LANGUAGES.en, 'api/playward/index.md');
    const sources = ['pkg/playward/index.d.mts', 'pkg/playward-server/index.d.mts', 'pkg/playward-debug/index.d.mts', 'scripts/docs/api.mjs', 'scripts/docs/chinese.mjs', ...dictionaries()];
    if (existsSync(made) && sources.every((file) => statSync(file).mtimeMs < statSync(made).mtimeMs)) return 'already there';
    for (const [lang, folder] of Object.entries(LANGUAGES)) await api(resolve(SITE), resolve(folder, 'api'), lang);
  }],
];

/** The toolbox, as `npm run demo -- --static` writes it. */
const toolboxStep = ['toolbox', async () => {
  const out = join(SITE, 'public/toolbox');
  rmSync(out, { recursive: true, force: true });
  const { writeToolbox } = await import('../examples/h5/static-toolbox.mjs');
  await writeToolbox(out);
}];

/** From a clean clone to the site's pages. @returns {[string, () => unknown][]} */
export function docsSteps() {
  const missing = packages.map(({ name }) => name).filter((name) => !existsSync(join('pkg', name, 'package.json')));
  return [
    ...(missing.length ? buildSteps(missing) : [['npm packages', () => npmPackages('.')]]),
    ['npm packages of the site', () => npmPackages(SITE)], ...pageSteps, toolboxStep,
  ];
}

/** @returns {[string, () => unknown][]} */
export const siteSteps = () => [...docsSteps(), ['site', () => vitepress('build', SITE)]];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  try {
    const { values } = parseArgs({ options: { dev: { type: 'boolean' }, preview: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) console.log(HELP);
    else if (values.preview) vitepress('preview', SITE);
    else if (values.dev) {
      await runSteps(docsSteps());
      vitepress('dev', SITE);
    } else {
      await runSteps(siteSteps());
      console.log(`open it with: npm run docs -- --preview`);
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
