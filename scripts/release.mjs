// What npm is to get: checked, built twice, packed. Publishing itself is the workflow's, which proves where a tarball comes from.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSteps } from './build.mjs';
import { packages } from './packages.mjs';
import { runSteps } from './steps.mjs';

const HELP = `npm run release -- VERSION [--dry-run] [--out FOLDER]

Makes the tarballs of a version, each with its bill of materials (CycloneDX), in target/release-VERSION. It refuses when
the tree has changes, when a version or the changelog says something else, when two builds differ in a byte, or when a
tarball does not hold just the files of scripts/contents.json.

  --dry-run     does all that for the version as it is, and tells every problem instead of stopping at the first
  --out FOLDER  where the tarballs go
  --pin         writes scripts/contents.json from what is built, for a change that adds or removes a file
  --help        this text`;

const CONTENTS = 'scripts/contents.json';
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
const versionIn = (file) => readFileSync(file, 'utf8').match(/^version = "(.+)"/m)?.[1];

/** Every problem of the sources. @param {string} version @returns {string[]} */
function problems(version) {
  const found = [];
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) found.push(`${version} is no version; write for example 0.2.0`);
  for (const file of ['Cargo.toml', 'wasm/Cargo.toml']) {
    if (versionIn(file) !== version) found.push(`${file} says ${versionIn(file)}, not ${version}`);
  }
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const section = changelog.split(/^## /m).slice(1).find((part) => part.startsWith(`${version}\n`));
  if (!section) found.push(`CHANGELOG.md has no section ${version}`);
  else if (!/^- /m.test(section)) found.push(`CHANGELOG.md says nothing of ${version}`);
  if (/^## Unreleased/m.test(changelog)) found.push('CHANGELOG.md still has a section Unreleased');
  const changes = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  if (changes) found.push('the tree has changes that are not committed');
  return found;
}

/** Path → SHA-256 of every file below a folder. @param {string} folder */
function fingerprint(folder) {
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
  return new Map(files.sort().map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

/** The files that two builds do not agree on. @param {string} first @param {string} second */
export function differences(first, second) {
  const [one, other] = [fingerprint(first), fingerprint(second)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((file) => one.get(file) !== other.get(file));
}

/** What was compiled in, as CycloneDX: the packages themselves depend on nothing. @param {import('./packages.mjs').Package} pack @param {string} version */
export function billOfMaterials(pack, version) {
  const tree = execFileSync('cargo', [
    'tree', '--package', 'playward', '--no-default-features', '--features', pack.features.join(','), '--target', 'wasm32-unknown-unknown',
    '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}|{l}', '--locked',
  ], { encoding: 'utf8' });
  const crates = new Map(tree.trim().split('\n').map((line) => line.replace(' (*)', '')).map((line) => [line, line.match(/^(\S+) v(\S+).*\|(.*)$/)]));
  const components = [...crates.values()].filter((found) => found && found[1] !== 'playward').map(([, name, number, license]) => ({
    type: 'library', name, version: number, purl: `pkg:cargo/${name}@${number}`, licenses: [{ expression: license.replaceAll('/', ' OR ') }],
  }));
  return {
    bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
    metadata: { component: { type: 'library', name: pack.name, version, purl: `pkg:npm/${pack.name}@${version}`, licenses: [{ license: { id: 'MIT' } }] } },
    components: components.sort((one, other) => one.name.localeCompare(other.name)),
  };
}

/** The files of a package as npm would pack them. @param {string} name */
function contents(name) {
  const [packed] = JSON.parse(npm(['pack', '--dry-run', '--json'], join('pkg', name)));
  return packed.files.map(({ path }) => path).sort();
}

async function release({ version, dryRun, out }) {
  const found = problems(version);
  const refuse = (problem) => {
    if (!dryRun) throw new Error(problem);
    found.push(problem);
  };
  if (found.length && !dryRun) throw new Error(found.join('\n'));
  const first = resolve('target', `first-build-${process.pid}`);
  const pinned = JSON.parse(readFileSync(CONTENTS, 'utf8'));
  await runSteps([
    ...buildSteps(),
    ['keep the first build', () => cpSync('pkg', first, { recursive: true })],
    ['forget what was compiled', () => execFileSync('cargo', ['clean', '--release', '--target', 'wasm32-unknown-unknown', '--package', 'playward', '--package', 'playward-wasm'], { stdio: 'ignore' })],
    ...buildSteps(),
    ['compare the two builds', () => {
      const different = differences(first, 'pkg');
      rmSync(first, { recursive: true });
      if (different.length) refuse(`two builds differ in ${different.join(', ')}`);
      return different.length ? 'they differ' : 'equal byte for byte';
    }],
    ['pack', () => {
      mkdirSync(out, { recursive: true });
      for (const pack of packages) {
        const files = contents(pack.name);
        const wrong = [...files.filter((file) => !pinned[pack.name]?.includes(file)), ...(pinned[pack.name] ?? []).filter((file) => !files.includes(file))];
        if (wrong.length) refuse(`${pack.name}: ${CONTENTS} and the tarball differ in ${wrong.join(', ')}`);
        npm(['pack', '--pack-destination', out], join('pkg', pack.name));
        writeFileSync(join(out, `${pack.name}-${version}.cdx.json`), `${JSON.stringify(billOfMaterials(pack, version), null, 2)}\n`);
      }
      return relative('.', out);
    }],
  ]);
  for (const problem of found) console.error(`problem: ${problem}`);
  console.log(found.length ? `${version} is not ready: ${found.length} problem${found.length > 1 ? 's' : ''}` : `${version} is ready in ${relative('.', out)}`);
  return found.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  try {
    const { values, positionals } = parseArgs({
      options: { 'dry-run': { type: 'boolean' }, out: { type: 'string' }, pin: { type: 'boolean' }, help: { type: 'boolean' } }, allowPositionals: true,
    });
    const dryRun = Boolean(values['dry-run']);
    const version = positionals[0] ?? (dryRun ? versionIn('Cargo.toml') : undefined);
    if (values.help) console.log(HELP);
    else if (values.pin) writeFileSync(CONTENTS, `${JSON.stringify(Object.fromEntries(packages.map(({ name }) => [name, contents(name)])), null, 1)}\n`);
    else if (positionals.length > 1 || !version) throw new Error('which version? npm run release -- --help');
    else process.exitCode = await release({ version, dryRun, out: resolve(values.out ?? join('target', `release-${version}`)) });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
