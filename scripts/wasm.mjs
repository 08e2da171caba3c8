// From the crate to the wasm a phone accepts: WebAssembly 1.0 with mutable globals, no exported Global. What runs in Node and
// workerd alone keeps what rustc wrote, and has simd128.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { shortenImports } from './imports.mjs';
import { ordered } from './order.mjs';
import { run } from './steps.mjs';

const TARGET = 'wasm32-unknown-unknown';

/** What rustc and its prebuilt std may use. Not --all-features: that writes encodings others cannot read. */
const COMPILED_WITH = ['mutable-globals', 'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int'];
/** What a wasm may use, by where it runs. */
const HAVE = {
  phone: ['--mvp-features', '--enable-mutable-globals'],
  server: ['--mvp-features', ...[...COMPILED_WITH, 'simd'].map((feature) => `--enable-${feature}`)],
};

/**
 * Over what rustc made small, -O2 is smaller than -O3 and as fast, and faster than -Oz; with the first step of shrinking,
 * and again until nothing changes, it is a hundred bytes smaller. What has no more than 6 bytes is a call that passes on.
 */
const OPTIMISED = { z: ['-O2', '-s', '1', '--converge', '--always-inline-max-function-size=6'], 3: ['-O3'] };

/** How many bytes in a row make functions alike, see order.mjs. What a page loads is tried in several ways, and the smallest stays. */
const ROWS = { phone: [3, 4, 5], server: [4] };

/** How many distances brotli writes as a code of their own, RFC 7932, section 4: its encoder does not look for the best. */
const DIRECT_DISTANCES = { phone: [...Array(16).keys()], server: [0] };
/** Enough to compare by. */
const FEW = [0, 4, 8, 15];

/** What wasm-bindgen calls its files, whatever the package: the wasm imports them by this name. */
const GLUE = 'playward';

/** @param {import('./packages.mjs').Build} pack @param {string} out where the glue and the raw wasm go */
export function compile(pack, out) {
  const env = { ...process.env };
  // Either would replace the flags of .cargo/config.toml.
  delete env.RUSTFLAGS;
  delete env.CARGO_ENCODED_RUSTFLAGS;
  run('cargo', ['fetch', '--target', TARGET], { env });
  const features = ['--no-default-features', '--features', pack.features.join(',')];
  run('wasm-pack', [
    '--log-level', 'error', 'build', '--release', '--target', 'bundler', '--mode', 'no-install', '--no-opt', '--no-pack',
    '--out-dir', out, '--out-name', GLUE, 'wasm', '--', ...features, '--config', rustFlags(pack), '--config', `profile.release.opt-level=${pack.level === 'z' ? '"z"' : pack.level}`,
  ], { env });
}

/** Panic messages name source files: not by where this machine keeps them, or no two builds would be alike. */
function rustFlags({ runs, inlined }) {
  const sources = join(process.env.CARGO_HOME || join(homedir(), '.cargo'), 'registry', 'src');
  const registries = existsSync(sources) ? readdirSync(sources).map((folder) => join(sources, folder)) : [];
  // With the component rust-src, std's messages name its folder too.
  const sysroot = execFileSync('rustc', ['--print', 'sysroot'], { encoding: 'utf8' }).trim();
  const flags = [...registries, sysroot, resolve('.')].map((folder) => `--remap-path-prefix=${folder}=.`);
  if (runs === 'server') flags.push('-Ctarget-feature=+simd128');
  if (inlined !== undefined) flags.push(`-Cllvm-args=--inline-threshold=${inlined}`);
  return `target.${TARGET}.rustflags=${JSON.stringify(flags)}`;
}

/** @param {import('./packages.mjs').Build} pack @param {string} built where compile() put them @param {string} wasm the file to write */
export function optimise(pack, built, wasm) {
  const raw = join(built, `${GLUE}_bg.wasm`);
  const pruned = join(built, 'pruned.wasm');
  const has = HAVE[pack.runs];
  prune(raw, pack.runs === 'server' ? raw : lower(raw, built), pruned, built, has);
  binaryen('wasm-opt', [pruned, '-o', wasm, ...has, ...OPTIMISED[pack.level], '--strip-debug', '--strip-producers']);
  shortenImports(wasm, `./${GLUE}_bg.js`, join(built, 'imports.js'));
}

/** Makes a wasm that is loaded from a file compress well, and lays the compressed one beside. @param {import('./packages.mjs').Build} pack @param {string} built @param {string} wasm as optimise() wrote it */
export function compress(pack, built, wasm) {
  order(pack, wasm, built);
  writeFileSync(`${wasm}.br`, compressed(readFileSync(wasm), DIRECT_DISTANCES[pack.runs]));
}

/** The module in WebAssembly 1.0, as text. @returns {string} the file */
function lower(raw, built) {
  const lowered = join(built, 'lowered.wat');
  binaryen('wasm-opt', [
    raw, '-S', '-o', lowered, ...COMPILED_WITH.map((feature) => `--enable-${feature}`),
    '--llvm-memory-copy-fill-lowering', '--llvm-nontrapping-fptoint-lowering', '--signext-lowering',
  ]);
  writeFileSync(lowered, withoutLastWords(withFastMemory(readFileSync(lowered, 'utf8'), readFileSync('scripts/memory.wat', 'utf8'))));
  return lowered;
}

/** How the text of a function ends that never returns. */
const ENDLESS = '\n  (unreachable)\n )';

/**
 * The module without what std does when a memory is full: it puts words together, which nobody hears, and then traps.
 * Here every function that never returns traps at once. @param {string} module as text
 */
function withoutLastWords(module) {
  let text = module;
  // From the last, so that where the others stand stays true.
  for (const found of functionsOf(module).reverse()) {
    const [head] = found.text.split('\n', 1);
    if (found.text.endsWith(ENDLESS) && !found.text.includes('(return') && !head.includes('(result')) {
      text = text.slice(0, found.start) + head + ENDLESS + text.slice(found.end);
    }
  }
  // These words alone, which no function mentions any more: the place of any other panic stays, and tests/js/wasm.test.mjs finds it.
  return text.replace(/capacity overflow|\/rustc\/\w+\/library\/alloc\/src\/raw_vec\/mod\.rs/g, (words) => '\\00'.repeat(words.length));
}

/** The module with the functions of `ours` in place of its own of the same names. @param {string} module @param {string} ours both as text */
function withFastMemory(module, ours) {
  let text = module;
  for (const mine of functionsOf(ours)) {
    const theirs = functionsOf(text, mine.name)[0];
    if (theirs) text = text.slice(0, theirs.start) + mine.text + text.slice(theirs.end);
  }
  return text;
}

/** The functions of a module's text, or the one of that name. @param {string} text @param {string} [name] */
function functionsOf(text, name) {
  const found = [];
  for (const match of text.matchAll(name ? new RegExp(`\\(func \\${name} `, 'g') : /\(func (\$\S+) /g)) {
    let end = match.index;
    let depth = 0;
    do {
      depth += { '(': 1, ')': -1 }[text[end]] ?? 0;
      end += 1;
    } while (depth > 0);
    found.push({ name: name ?? match[1], start: match.index, end, text: text.slice(match.index, end) });
  }
  return found;
}

/** wasm-bindgen exports two Globals that its glue never reads; iOS knows no exported Global. */
function prune(raw, from, to, built, has) {
  const exports = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(raw)));
  const graph = exports.filter(({ kind }) => kind !== 'global')
    .map((entry) => ({ name: entry.name, root: true, export: entry.name }));
  const file = join(built, 'exports.json');
  writeFileSync(file, JSON.stringify(graph));
  binaryen('wasm-metadce', [from, '-o', to, `--graph-file=${file}`, ...has], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Puts functions that are alike side by side, in the way that compresses best. */
function order(pack, wasm, built) {
  const has = HAVE[pack.runs];
  const text = join(built, 'unordered.wat');
  binaryen('wasm-dis', [wasm, '-o', text, ...has]);
  const tried = ROWS[pack.runs].map((row) => {
    const [from, to] = ['wat', 'wasm'].map((kind) => join(built, `ordered-by-${row}.${kind}`));
    writeFileSync(from, ordered(readFileSync(wasm), readFileSync(text, 'utf8'), row));
    // Reading it as what the runtime has is the check: anything newer is refused here. A text cannot hold the stack code that wasm-opt has made; here it is made again.
    binaryen('wasm-opt', [from, '-o', to, ...has, '--optimize-level=3', '--generate-stack-ir', '--optimize-stack-ir', '--quiet']);
    return readFileSync(to);
  });
  writeFileSync(wasm, smallest(tried, (bytes) => compressed(bytes, FEW).length));
}

/** @param {Buffer} bytes @param {number[]} distances */
function compressed(bytes, distances) {
  const tried = distances.map((direct) => brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_NDIRECT]: direct,
    },
  }));
  return smallest(tried, ({ length }) => length);
}

/** @template T @param {T[]} tried @param {(one: T) => number} sizeOf @returns {T} */
function smallest(tried, sizeOf) {
  return tried.reduce((best, one) => (sizeOf(one) < sizeOf(best) ? one : best));
}

function binaryen(command, args, options) {
  run(process.execPath, [resolve('node_modules', 'binaryen', 'bin', command), ...args], options);
}
