// The packages as a phone loads them: CommonJS functions that see none of what phones lack, and a wasm that WXWebAssembly instantiates.

import packages from 'engines:packages';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decode(text) {
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, '').length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    if (letter === '=') break;
    held = (held << 6) | LETTERS.indexOf(letter);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  return bytes;
}

function load({ wasm, files }) {
  const modules = {};
  const host = {
    instantiate: (path, imports) => Promise.resolve(new WebAssembly.Instance(new WebAssembly.Module(decode(wasm)), imports)),
  };
  const run = (name) => {
    if (!modules[name]) {
      modules[name] = { exports: {} };
      files[name]((request) => run(`${request.replace(/^\.\/|\.js$/g, '')}.js`), modules[name], modules[name].exports, host);
    }
    return modules[name].exports;
  };
  return run('index.js');
}

/** By the package's name. */
export const loaded = Object.fromEntries(Object.entries(packages).map(([name, pack]) => [name, load(pack)]));
