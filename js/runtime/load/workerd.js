// Edge runtimes: the wasm is a module like any other, compiled before the worker starts.

import wasm from 'playward:wasm';
import { imports, install } from '../../core/instance.js';

install(new WebAssembly.Instance(wasm, imports));
