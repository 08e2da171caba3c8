// In place of quick.js where the wasm knows no calls of numbers alone: nobody asks then, see HAS_QUICK.

export const quickDirection = undefined;
export const quickDispatch = undefined;
