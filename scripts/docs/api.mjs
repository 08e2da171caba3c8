// The API reference: TypeDoc over the types of the built packages, as Markdown. In Chinese it reads copies of them whose comments are translated.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { translator } from './chinese.mjs';

/** What each page is made of. playward-server has the client in it, which its own page does not repeat; playward-live is a part of playward. */
const PAGES = [
  { name: 'playward', file: 'pkg/playward/index.d.mts' },
  { name: 'playward-server', file: 'pkg/playward-server/index.d.mts', without: 'playward' },
  { name: 'playward-debug', file: 'pkg/playward-debug/index.d.mts', without: 'playward' },
  { name: 'live-view', file: 'pkg/playward/live-view-element.d.mts' },
  { name: 'ptz', file: 'pkg/playward/ptz-element.d.mts' },
  { name: 'picture', file: 'pkg/playward/picture.d.mts' },
];

const keyOf = (reflection) => `${reflection.getFullName()} ${reflection.signatures?.length ?? ''}`;

/** The declarations of every page and their tsconfig, laid out as here, with Chinese comments. @param {string} site @returns {string} the folder */
function translated(site) {
  const root = mkdtempSync(join(tmpdir(), 'playward-api-'));
  const chinese = translator();
  for (const { file } of PAGES) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), chinese(readFileSync(file, 'utf8')));
  }
  const folder = join(root, 'docs', basename(site));
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(site, 'tsconfig.api.json'), join(folder, 'tsconfig.api.json'));
  return root;
}

/**
 * @param {string} site the folder whose node_modules has TypeDoc
 * @param {string} out
 * @param {'zh' | 'en'} lang
 * @returns {Promise<void>}
 */
export async function api(site, out, lang) {
  if (lang === 'en') return pages(site, '.', out, lang);
  const root = translated(site);
  try {
    await pages(site, root, out, lang);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @param {string} root the folder with docs/site/tsconfig.api.json and pkg */
async function pages(site, root, out, lang) {
  const require = createRequire(pathToFileURL(join(site, 'package.json')));
  const { Application, Converter, ReflectionKind } = await import(pathToFileURL(require.resolve('typedoc')));
  rmSync(out, { recursive: true, force: true });
  const known = new Map();
  for (const { name, file, without } of PAGES) {
    const app = await Application.bootstrapWithPlugins({
      name, lang, entryPoints: [join(root, file)], out: join(out, name), plugin: [require.resolve('typedoc-plugin-markdown')], router: 'module', readme: 'none', logLevel: 'Error',
      tsconfig: join(root, 'docs', basename(site), 'tsconfig.api.json'), skipErrorChecking: true, excludeExternals: true, hideGenerator: true, disableSources: true, hidePageHeader: true, hideBreadcrumbs: true,
      mergeReadme: false, entryFileName: 'index', useHTMLEncodedBrackets: true, sanitizeComments: true, parametersFormat: 'table', interfacePropertiesFormat: 'table', expandObjects: true,
      validation: false,
    });
    const names = new Set();
    known.set(name, names);
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
      for (const reflection of Object.values(project.reflections)) {
        if (!reflection.kindOf(ReflectionKind.SomeExport & ~ReflectionKind.Namespace)) continue;
        names.add(keyOf(reflection));
        if (without && known.get(without).has(keyOf(reflection))) project.removeReflection(reflection);
      }
    });
    const project = await app.convert();
    if (!project) throw new Error(`TypeDoc cannot read ${file}`);
    await app.generateOutputs(project);
    mendAnchors(join(out, name));
  }
}

/** TypeDoc numbers an anchor when two headings of a page look alike to it; VitePress only when they are the same. @param {string} folder */
function mendAnchors(folder) {
  for (const name of readdirSync(folder, { recursive: true }).filter((each) => each.endsWith('.md'))) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    const counts = new Map();
    for (const [, heading] of text.matchAll(/^#+ (.+)$/gm)) {
      const slug = heading.replace(/[\\`~?()]/g, '').toLowerCase();
      counts.set(slug, (counts.get(slug) ?? 0) + 1);
    }
    writeFileSync(file, text.replace(/\(#([\w-]+?)-(\d+)\)/g, (link, slug, number) => ((counts.get(slug) ?? 0) > Number(number) ? link : `(#${slug})`)));
  }
}
