//! The boundary between the core and JavaScript: public names, and values in and out.

pub mod block;
pub mod names;
#[cfg(target_family = "wasm")]
mod wasm;
