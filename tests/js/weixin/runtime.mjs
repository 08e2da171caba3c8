// The logic layer of a WeChat mini-program as phones have it: JavaScript without what browsers and Node add to it,
// CommonJS over the code package, and WXWebAssembly, which takes a path in that package and is choosy.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';

/** Absent on phones, or not promised by any base library; none of it may be needed. The vm module gives only the language itself, this much of it. */
const ABSENT = [
  'WebAssembly', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'FinalizationRegistry', 'WeakRef', 'SharedArrayBuffer',
  'Atomics', 'Intl', 'AggregateError',
];

/** WeChat 8.0.9 on iOS loses the exports of a function that has more names. */
const MOST_NAMES_OF_A_FUNCTION = 3;

/**
 * @param {object} options
 * @param {string} options.root the folder of app.json
 * @param {import('./clock.mjs').Clock} options.clock
 * @param {object} [options.globals] wx, Component, …
 * @param {'instance' | 'result'} [options.shape] WeChat has answered with an Instance and with { instance }
 */
export function createRuntime({ root, clock, globals = {}, shape = 'instance' }) {
  const context = vm.createContext({ console, ...clock.globals, ...globals }, {
    codeGeneration: { strings: false, wasm: false },
  });
  const realm = (code) => vm.runInContext(code, context);
  realm(`for (const name of ${JSON.stringify(ABSENT)}) delete globalThis[name];`);
  realm(`(nowMs) => {
    globalThis.Date = class Date extends globalThis.Date {
      constructor(...args) { if (args.length) super(...args); else super(nowMs()); }
      static now() { return nowMs(); }
    };
  }`)(() => clock.nowMs);

  const fail = (message) => Promise.reject(new (realm('Error'))(message));
  const host = {
    /** Every path that was asked for. */
    loaded: [],
    instantiate(file, imports) {
      if (this !== host) return fail('instantiate lost its receiver');
      if (arguments.length < 1 || typeof file !== 'string') return fail('Argument 0 must be a string');
      if (typeof imports !== 'object' || imports === null) return fail('Imports argument must be present and must be an object');
      host.loaded.push(file);
      if (!/^\/.*\.wasm(\.br)?$/.test(file)) return fail(`not support path: ${file}`);
      let bytes;
      try {
        bytes = readFileSync(path.join(root, file));
      } catch {
        return fail(`no such file in the code package: ${file}`);
      }
      const module = new WebAssembly.Module(file.endsWith('.br') ? brotliDecompressSync(bytes) : bytes);
      if (WebAssembly.Module.exports(module).some(({ kind }) => kind === 'global')) return fail('exported Globals are not supported');
      const instance = new WebAssembly.Instance(module, imports);
      const names = new Map();
      for (const value of Object.values(instance.exports)) names.set(value, (names.get(value) || 0) + 1);
      if (Math.max(...names.values()) > MOST_NAMES_OF_A_FUNCTION) return fail('a function is exported under too many names');
      return Promise.resolve(shape === 'instance' ? instance : { instance, module });
    },
  };
  if (!('WXWebAssembly' in globals)) context.WXWebAssembly = host;

  const modules = new Map();

  /** Runs a file of the code package, as require() and the page list of app.json do. @param {string} file path from the root */
  function run(file) {
    if (modules.has(file)) return modules.get(file).exports;
    const module = { exports: {} };
    modules.set(file, module);
    const source = readFileSync(path.join(root, file), 'utf8');
    evaluate(source, file, module, (request) => run(resolve(request, path.posix.dirname(file))));
    return module.exports;
  }

  function evaluate(source, file, module, require) {
    const wrapped = new vm.Script(`(function (require, module, exports) {${source}\n})`, { filename: path.join(root, file) });
    wrapped.runInContext(context)(require, module, module.exports);
  }

  return {
    context,
    host,
    /** Every file that was run, in order. */
    get required() {
      return [...modules.keys()];
    },
    run,
    /** Runs source that is in no file yet. */
    evaluate(source) {
      const module = { exports: {} };
      evaluate(source, 'evaluated.js', module, () => { throw new Error('nothing to require'); });
      return module.exports;
    },
  };
}

function resolve(request, folder) {
  if (/^\.{1,2}\//.test(request)) return path.posix.join(folder, request.endsWith('.js') ? request : `${request}.js`);
  return `miniprogram_npm/${request}/index.js`;
}
