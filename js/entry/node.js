// Node: loads itself when imported, so init() has nothing left to do.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imports, install } from '../instance.js';

const wasm = new WebAssembly.Module(readFileSync(join(__dirname, 'playward.wasm')));
install(new WebAssembly.Instance(wasm, imports));

export * from '../index.js';
