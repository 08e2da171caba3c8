//! The client core of live video: what a player's state codes mean, a supervisor that keeps a live view playing, and a
//! PTZ pad that never leaves a camera spinning.
//!
//! Everything here is a function of its arguments: there is no clock, no timer, no randomness but a seed and no I/O.
//! JavaScript is known to `wasm` alone.

#[cfg(feature = "client")]
pub mod address;
pub mod api;
#[cfg(feature = "client")]
pub mod baijiayun;
pub mod error;
#[cfg(feature = "client")]
pub mod ezviz;
pub mod fields;
#[cfg(any(feature = "client", feature = "debug"))]
pub mod json;
#[cfg(feature = "client")]
pub mod live;
#[cfg(feature = "client")]
pub mod minidrama;
#[cfg(feature = "client")]
pub mod outcome;
#[cfg(feature = "client")]
pub mod ptz;
#[cfg(feature = "client")]
mod record;
pub mod tencent;
pub mod text;
pub mod value;
#[cfg(feature = "client")]
pub mod xiaozhibao;

#[cfg(target_family = "wasm")]
mod wasm;
