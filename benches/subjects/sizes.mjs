// What a page has to load. A KB is 1,000 bytes.

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { atMost } from '../harness.mjs';

export const about = 'wasm and mini-program JavaScript';

const bytes = (file) => statSync(fileURLToPath(new URL(`../../pkg/${file}`, import.meta.url))).size;

function row(what, file, bar, aim) {
  const size = bytes(file);
  return atMost(what, `${size.toLocaleString('en')} bytes`, size / 1000, { bar, aim, unit: 'KB' });
}

export function run() {
  return [
    row('playward.wasm.br', 'playward/playward.wasm.br', 80, 64),
    row('playward-live.wasm.br', 'playward-live/playward-live.wasm.br', 44, 36),
    row('mini-program JS of a page that only plays live', 'playward-live/miniprogram/index.js', 16, 12),
  ];
}
