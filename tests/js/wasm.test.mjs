// What a phone asks of the module: WebAssembly 1.0 with mutable globals, and nothing in it that does not belong there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/** Every proposal that wabt has switched on, mutable globals apart: those are on every phone. */
const NEWER = ['saturating-float-to-int', 'sign-extension', 'simd', 'multi-value', 'bulk-memory', 'reference-types'];

/** More names than these for one function, and WeChat 8.0.9 on iOS loses all of them. */
const NAMES_OF_A_FUNCTION = 3;

/** What a client must never hold: the words of a signature, and the name of a signing key. */
const SECRETS = ['TLS.identifier', 'partner_key'];

/** Runs a tool of wabt. */
function wabt(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  assert.ifError(error);
  return { status, stdout, stderr };
}

for (const name of ['playward', 'playward-live']) describe(name, () => {
  const folder = new URL(`../../pkg/${name}/`, import.meta.url);
  const file = fileURLToPath(new URL(`${name}.wasm`, folder));
  const bytes = readFileSync(file);
  const module = new WebAssembly.Module(bytes);

  test('the module is WebAssembly 1.0 with mutable globals', () => {
    const strict = NEWER.map((proposal) => `--disable-${proposal}`);
    assert.deepEqual(wabt('wasm-validate', [...strict, file]), { status: 0, stdout: '', stderr: '' });
  });

  test('no Global is exported', () => {
    const kinds = new Set(WebAssembly.Module.exports(module).map(({ kind }) => kind));
    assert.deepEqual(kinds, new Set(['memory', 'function']));
  });

  test('a function has few export names', () => {
    const { stdout } = wabt('wasm-objdump', ['-x', '-j', 'Export', file]);
    const functions = [...stdout.matchAll(/- func\[(\d+)\]/g)].map(([, index]) => index);
    assert.equal(functions.length, WebAssembly.Module.exports(module).length - 1, 'all but the memory are listed');
    for (const index of functions) {
      const names = functions.filter((other) => other === index).length;
      assert.ok(names <= NAMES_OF_A_FUNCTION, `function ${index} has ${names} export names`);
    }
  });

  test('the core reaches nothing of JavaScript: no clock, no timer, no I/O', () => {
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });

  test('nothing of std can panic but a memory that is full, which traps without a word', () => {
    assert.doesNotMatch(bytes.toString('latin1'), /library\/\w+\/src\/[\w/]+\.rs|capacity overflow/);
    const { exports: { room } } = new WebAssembly.Instance(module);
    assert.throws(() => room(-1), { name: 'RuntimeError', message: 'unreachable' });
  });

  test('the module holds neither a secret nor the paths of the machine it was built on', () => {
    const text = bytes.toString('latin1');
    for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
    for (const path of [fileURLToPath(new URL('../..', import.meta.url)), join(homedir(), '/')]) assert.ok(!text.includes(path), path);
    assert.doesNotMatch(text, /\/home\/|\/Users\/|\\Users\\|registry\/src/);
  });

  test('the compressed files are the module', () => {
    for (const copy of [`${name}.wasm.br`, `miniprogram/${name}.wasm.br`]) {
      assert.ok(brotliDecompressSync(readFileSync(new URL(copy, folder))).equals(bytes), copy);
    }
  });
});
