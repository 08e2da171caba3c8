// The frameworks that make a mini-program: each builds a page that imports the packed package, and the page runs as on a phone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch } from './launch.mjs';
import { build, installed, packAll, temporaryHome } from './packed.mjs';

const { home, remove } = temporaryHome();
let tarballs;

before(() => { tarballs = packAll(home); });
after(remove);

/** The page draws what the core says, and the wasm came from where the documented step lays it. */
async function plays(root) {
  const { drawn, loaded } = await launch(root);
  assert.match(drawn, /reconnecting connecting true/);
  assert.deepEqual(loaded, ['/miniprogram_npm/playward/playward.wasm.br']);
}

describe('Taro', () => {
  let folder;
  before(() => { folder = installed('taro', home, tarballs); });

  for (const compiler of ['webpack5', 'vite']) {
    test(compiler, async () => {
      build(folder, { COMPILER: compiler });
      await plays(join(folder, 'dist'));
    });
  }
});

test('uni-app', async () => {
  const folder = installed('uni-app', home, tarballs);
  build(folder);
  await plays(join(folder, 'dist/build/mp-weixin'));
});

test('mpx', async () => {
  const folder = installed('mpx', home, tarballs);
  build(folder);
  await plays(join(folder, 'dist/wx'));
});

for (const page of ['bundlers.md', 'bundlers.zh-CN.md']) {
  test(`docs/${page} shows the code that is tried here`, () => {
    const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
    const shown = [...text.matchAll(/^```\w+ (\S+)\n(.+?)^```/gms)];
    assert.ok(shown.length >= 4);
    for (const [, file, code] of shown) {
      const tried = readFileSync(new URL(file, import.meta.url), 'utf8');
      const lines = new Set(tried.split('\n').map((line) => line.trim()));
      for (const line of code.split('\n').map((one) => one.trim()).filter(Boolean)) assert.ok(lines.has(line), `${file}: ${line}`);
    }
  });
}
