/**
 * playward keeps a live view playing in WeChat mini-programs and on H5 pages. In Node it replays sessions and explains them.
 *
 * Conventions: every name that ends in `Ms` is in milliseconds (`Date.now()`), every other time is Unix time in seconds.
 * Every error of playward's own is a {@link PlaywardError}. Where a function of the page's fails, `get()` and `renew()` reject with the page's own error.
 *
 * @packageDocumentation
 */

// Without this every declaration here would be exported.
export {};

// ───────────────────────────── what the host may lack ─────────────────────────────

// A mini-program has no DOM and its projects no lib.dom: each of these is the host's own type where there is one.
type HostVideo = typeof globalThis extends { HTMLVideoElement: { prototype: infer T } } ? T : {
  src: string; currentTime: number; readonly paused: boolean; play(): Promise<void>; pause(): void; load(): void;
};
type HostAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer T } } ? T : { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void };
type HostUrl = typeof globalThis extends { URL: { prototype: infer T } } ? T : { readonly href: string };
type HostResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : { readonly ok: boolean; arrayBuffer(): Promise<ArrayBuffer> };
// The constructor of WebAssembly.Module names both: itself, and what the host calls a BufferSource.
type HostWasm = typeof globalThis extends { WebAssembly: { Module: new (bytes: infer Bytes) => infer Module } } ? Bytes | Module : ArrayBuffer | ArrayBufferView;

// ───────────────────────────── the package ─────────────────────────────

/** Where the wasm comes from. */
export interface InitOptions {
  /**
   * Browser: an address, bytes, a compiled module, or a response that brings it; default: the one beside the module.
   * Mini-program: a path in the code package; default: `/miniprogram_npm/<package>/<package>.wasm.br`. Node: not needed.
   */
  wasm?: string | HostUrl | HostWasm | HostResponse | Promise<HostResponse>;
}

/**
 * Loads the wasm. Idempotent, safe to call concurrently, and after a failure it can be called again.
 * In Node the package loads itself when it is imported; there this does nothing.
 *
 * @throws {@link PlaywardError} `init_failed` (the promise rejects): not found, refused, no WebAssembly
 * @example
 * await init();
 * @example
 * await init({ wasm: '/packageA/miniprogram_npm/playward/playward.wasm.br' }); // a subpackage of a mini-program
 */
export function init(options?: InitOptions): Promise<void>;

/** The class of all of playward's own errors. */
export class PlaywardError extends Error {
  /** Stable, lower_snake_case. */
  readonly code: ErrorCode;
  /** Every problem of a bad argument; empty for every other code. */
  readonly issues: readonly Issue[];
}

/** One problem of an argument. */
export interface Issue {
  /** Stable, lower_snake_case. */
  code: IssueCode;
  /** The path inside the argument, e.g. `policy.firstRetryMs`; empty for the argument itself. */
  field: string;
  message: Text;
}

/** A 64-bit id: a number where that is exact, else decimal digits. */
export type Id = number | string;

/** A sentence for people. Not stable: decide by codes. */
export interface Text {
  zh: string;
  en: string;
}
