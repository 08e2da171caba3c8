//! The boundary between the core and JavaScript: public names, and values in and out.

pub mod block;
pub mod names;
#[cfg(all(feature = "quick", any(test, target_family = "wasm")))]
mod shapes;
#[cfg(feature = "server")]
pub mod unions;
#[cfg(target_family = "wasm")]
mod wasm;
