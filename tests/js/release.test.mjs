// What `npm run release` looks at before a version goes out.

import assert from 'node:assert/strict';
import { spawnSync, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { packages } from '../../scripts/packages.mjs';
import { billOfMaterials, differences } from '../../scripts/release.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const pinned = JSON.parse(readFileSync(join(ROOT, 'scripts/contents.json'), 'utf8'));
const release = (...args) => spawnSync(process.execPath, ['scripts/release.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });

for (const { name } of packages) {
  test(`the tarball of ${name} holds the files that are agreed on, and nothing else`, () => {
    const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: join(ROOT, 'pkg', name), encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' }));
    assert.deepEqual(packed.files.map(({ path }) => path).sort(), pinned[name]);
    assert.equal(packed.version, readFileSync(join(ROOT, 'Cargo.toml'), 'utf8').match(/^version = "(.+)"/m)[1]);
  });
}

test('no package says where it was built', () => {
  for (const { name } of packages) {
    for (const file of pinned[name].filter((path) => /\.(js|cjs|mjs|json|mts|cts)$/.test(path))) {
      const text = readFileSync(join(ROOT, 'pkg', name, file), 'utf8');
      assert.ok(!text.includes(ROOT) && !text.includes('target/npm'), `${name}/${file}`);
    }
  }
});

test('two builds are compared byte for byte', () => {
  const home = mkdtempSync(join(tmpdir(), 'playward-builds-'));
  try {
    for (const build of ['first', 'second']) {
      mkdirSync(join(home, build, 'deep'), { recursive: true });
      writeFileSync(join(home, build, 'same'), 'same');
      writeFileSync(join(home, build, 'deep', 'changed'), build);
    }
    writeFileSync(join(home, 'second', 'new'), '');
    assert.deepEqual(differences(join(home, 'first'), join(home, 'second')).sort(), [join('deep', 'changed'), 'new']);
    assert.deepEqual(differences(join(home, 'first'), join(home, 'first')), []);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('the bill of materials names what was compiled in, and its licence', () => {
  const names = Object.fromEntries(packages.map((pack) => [pack.name, billOfMaterials(pack, '1.0.0').components.map(({ name }) => name)]));
  assert.ok(names['playward-server'].includes('hmac') && names['playward-server'].includes('md-5'));
  // The client signs nothing.
  for (const crate of ['hmac', 'sha2', 'md-5', 'flate2']) assert.ok(!names.playward.includes(crate), crate);
  // What writes code at build time is not in the wasm.
  assert.ok(!names.playward.includes('syn'));
  const [component] = billOfMaterials(packages[0], '1.0.0').components;
  assert.deepEqual(Object.keys(component).sort(), ['licenses', 'name', 'purl', 'type', 'version']);
});

test('a version that is not ready is refused with every reason, before anything is built', () => {
  const { status, stderr } = release('0.0.7');
  assert.equal(status, 1);
  for (const problem of ['Cargo.toml says', 'wasm/Cargo.toml says', 'CHANGELOG.md has no section 0.0.7']) assert.ok(stderr.includes(problem), stderr);
  assert.equal(release('7').status, 1);
  assert.match(release().stderr, /--help/);
  assert.match(release('--help').stdout, /--dry-run/);
});
