// A worker thread of Node, whose file lies beside the wasm.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imports, install, useLoader } from '../../core/instance.js';

const wasm = new WebAssembly.Module(readFileSync(join(__dirname, WASM_FILE)));
const instantiate = () => new WebAssembly.Instance(wasm, imports);

// After a trap, init() makes another instance.
useLoader(instantiate);
install(instantiate());
