// "Build npm" of WeChat's own tools on the example, as its project.config.json says: the wasm must come along.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { copyExample, PACKAGE } from '../js/weixin/app.mjs';
import { Clock } from '../js/weixin/clock.mjs';
import { createRuntime } from '../js/weixin/runtime.mjs';

const ci = createRequire(import.meta.url)('miniprogram-ci');

let home;
let root;

before(() => {
  // The same places relative to each other, for the example depends on the built package by its path.
  home = mkdtempSync(path.join(tmpdir(), 'playward-npm-'));
  root = path.join(home, 'examples/miniprogram');
  cpSync(PACKAGE, path.join(home, 'pkg/playward'), { recursive: true });
  copyExample(root);
});

after(() => rmSync(home, { recursive: true }));

/** Every file below a folder, by its path in it. Node 18 knows no recursive reading with types. */
function filesIn(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(folder, path.join(below, entry.name)) : [path.join(below, entry.name)])).sort();
}

test('brings the package with its wasm into miniprogram_npm', async () => {
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund'], { cwd: root, stdio: 'pipe' });

  const { setting } = JSON.parse(readFileSync(path.join(root, 'project.config.json'), 'utf8'));
  assert.equal(setting.packNpmManually, true);
  for (const { packageJsonPath, miniprogramNpmDistDir } of setting.packNpmRelationList) {
    const result = await ci.packNpmManually({
      packageJsonPath: path.join(root, packageJsonPath),
      miniprogramNpmDistDir: path.join(root, miniprogramNpmDistDir),
    });
    assert.deepEqual([result.miniProgramPackNum, result.otherNpmPackNum, result.warnList], [1, 0, []]);
  }

  const packed = path.join(root, 'miniprogram_npm/playward');
  const shipped = path.join(PACKAGE, 'miniprogram');
  assert.deepEqual(filesIn(packed), filesIn(shipped));
  for (const file of ['playward.wasm.br', 'ptz-pad/index.wxml']) assert.ok(filesIn(packed).includes(file), file);
  for (const file of filesIn(packed)) {
    assert.deepEqual(readFileSync(path.join(packed, file)), readFileSync(path.join(shipped, file)), file);
  }

  const playward = createRuntime({ root, clock: new Clock() }).run('miniprogram_npm/playward/index.js');
  await playward.init();
  assert.equal(playward.describeState(-2301).category, 'terminal');
});
