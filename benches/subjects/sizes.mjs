// What a page has to load. A KB is 1,000 bytes.

import { statSync } from 'node:fs';
import { atMost, notMeasured } from '../harness.mjs';

function row(what, file, goal) {
  try {
    const { size } = statSync(new URL(`../../pkg/${file}`, import.meta.url));
    return atMost(what, `${size.toLocaleString('en')} bytes`, size / 1000, { ...goal, unit: 'KB' });
  } catch {
    return notMeasured(what, new Error(`there is no pkg/${file}; npm run build`));
  }
}

export const run = () => [
  row('playward.wasm.br', 'playward/playward.wasm.br', { bar: 80, aim: 64 }),
  row('playward-live.wasm.br', 'playward-live/playward-live.wasm.br', { bar: 44, aim: 36 }),
  row('mini-program JS of a page that only plays live', 'playward-live/miniprogram/index.js', { bar: 16, aim: 12 }),
];
