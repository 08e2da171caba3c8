//! The client core of live video: what a player's state codes mean, a supervisor that keeps a live view playing, and a
//! PTZ pad that never leaves a camera spinning.
//!
//! Everything here is a function of its arguments: there is no clock, no timer, no randomness but a seed and no I/O.
//! JavaScript is known to `wasm` alone.

pub mod address;
pub mod error;
pub mod ezviz;
pub mod fields;
pub mod live;
pub mod outcome;
pub mod ptz;
mod record;
pub mod text;
pub mod value;

#[cfg(target_family = "wasm")]
mod wasm;
