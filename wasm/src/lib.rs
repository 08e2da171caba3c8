//! What wasm-pack builds: all that playward exports to JavaScript, and nothing of its own.

pub use playward::*;
