// From a clean clone to the npm packages in pkg/. Until `npm ci` has run there is nothing but Node itself.

import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { manifest, subpathManifests } from './manifest.mjs';
import { packages } from './packages.mjs';
import { runSteps } from './steps.mjs';
import { setupSteps } from './tools.mjs';
import { compile, compress, optimise } from './wasm.mjs';

const HELP = `npm run build -- [--package NAME]...

Builds ${packages.map(({ name }) => `pkg/${name}`).join(', ')}. What a build needs and is not there is installed first:
npm packages, the Rust target, wasm-pack and wasm-bindgen (into the user's cache folder).

  --package NAME  only this one
  --help          this text`;

/**
 * @param {string[]} [names] all of them when empty
 * @returns {[string, () => unknown][]}
 */
export function buildSteps(names = []) {
  const unknown = names.find((name) => !packages.some((pack) => pack.name === name));
  if (unknown) throw new Error(`there is no package ${unknown}`);
  const chosen = packages.filter((pack) => names.length === 0 || names.includes(pack.name));
  return [...setupSteps, ...chosen.flatMap(packageSteps)];
}

/** @returns {[string, () => unknown][]} */
function packageSteps(pack) {
  // Whoever uses the package meanwhile keeps the old one until the new one is whole, and two builds do not meet.
  const workshop = resolve('target', 'npm', `${pack.name}-${process.pid}`);
  const glue = join(workshop, 'glue');
  const stage = join(workshop, 'package');
  const wasm = join(stage, `${pack.name}.wasm`);
  const inNode = join(workshop, 'node', 'optimised.wasm');
  return [
    [`${pack.name}: compile`, () => compile(pack, glue)],
    [`${pack.name}: optimise`, () => {
      mkdirSync(stage);
      optimise(pack, glue, wasm);
      compress(pack, glue, wasm);
    }],
    ...(pack.inNode ? [[`${pack.name}: the same for Node`, () => {
      compile(pack.inNode, dirname(inNode));
      optimise(pack.inNode, dirname(inNode), inNode);
    }]] : []),
    [`${pack.name}: bundle`, async () => {
      // esbuild is there only now.
      const { bundle } = await import('./bundle.mjs');
      await bundle(pack, glue, pack.inNode ? inNode : wasm, stage);
    }],
    [`${pack.name}: finish`, () => {
      describe(pack, stage);
      const out = join('pkg', pack.name);
      mkdirSync('pkg', { recursive: true });
      rmSync(out, { recursive: true, force: true });
      renameSync(stage, out);
      rmSync(workshop, { recursive: true });
    }],
  ];
}

/** What npm gets beside the built files; the version is Cargo.toml's. */
function describe(pack, out) {
  cpSync(join('pkg-template', pack.name), out, { recursive: true });
  copyFileSync('LICENSE', join(out, 'LICENSE'));
  const types = pack.types.map((part) => readFileSync(join('js', 'types', `${part}.d.ts`), 'utf8')).join('\n');
  for (const kind of ['mts', 'cts']) writeFileSync(join(out, `index.d.${kind}`), types);
  for (const element of pack.elements) {
    const text = readFileSync(`js/views/${element}.d.ts`, 'utf8');
    writeFileSync(join(out, `${element}.d.mts`), text);
    writeFileSync(join(out, `${element}.d.cts`), text.replaceAll("'./index.mjs'", "'./index.cjs'"));
  }
  for (const [subpath, content] of Object.entries(subpathManifests(pack))) {
    mkdirSync(join(out, subpath));
    writeFileSync(join(out, subpath, 'package.json'), `${JSON.stringify(content, null, 2)}\n`);
  }
  if (pack.picture) copyFileSync('js/picture/index.d.ts', join(out, 'picture.d.mts'));
  if (pack.entries.miniprogram) {
    // For TypeScript that knows no exports.
    writeFileSync(join(out, 'miniprogram', 'index.d.ts'), "export * from '../index.cjs';\n");
    copyFileSync(join(out, `${pack.name}.wasm.br`), join(out, 'miniprogram', `${pack.name}.wasm.br`));
    // The scripts are bundled.
    for (const component of pack.components) cpSync(join('js', 'views', component), join(out, 'miniprogram', component), { recursive: true, filter: (file) => !file.endsWith('.js') });
  }
  const file = join(out, 'package.json');
  const [, version] = readFileSync('Cargo.toml', 'utf8').match(/^version = "(.+)"/m);
  writeFileSync(file, `${JSON.stringify(manifest(pack, JSON.parse(readFileSync(file, 'utf8')), version), null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  try {
    const { values } = parseArgs({ options: { package: { type: 'string', multiple: true }, help: { type: 'boolean' } } });
    if (values.help) console.log(HELP);
    else await runSteps(buildSteps(values.package));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
