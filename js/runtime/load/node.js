// Node: the package loads itself when it is imported, so init() has nothing left to do.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imports, install } from '../../core/instance.js';

install(new WebAssembly.Instance(new WebAssembly.Module(readFileSync(join(__dirname, WASM_FILE))), imports));
