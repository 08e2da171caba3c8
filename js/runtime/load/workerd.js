// Edge runtimes: the wasm is a module like any other, compiled before the worker starts.

import wasm from 'playward:wasm';
import { imports, install, useLoader } from '../../core/instance.js';

const instantiate = () => new WebAssembly.Instance(wasm, imports);

// After a trap, init() makes another instance.
useLoader(instantiate);
install(instantiate());
