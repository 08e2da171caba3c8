//! The client core of live video: what a player's state codes mean, a supervisor that keeps a live view playing, a PTZ
//! pad that never leaves a camera spinning, and what keeps a token good.
//!
//! Everything here is a function of its arguments: there is no clock, no timer, no randomness but a seed and no I/O.
//! JavaScript is known to `boundary::wasm` alone.

#[cfg(feature = "live")]
pub mod address;
#[cfg(feature = "live")]
pub(crate) mod backoff;
pub mod boundary;
pub mod data;
#[cfg(feature = "live")]
pub mod failure;
#[cfg(feature = "live")]
pub mod players;
#[cfg(feature = "live")]
pub mod ptz;
#[cfg(feature = "live")]
pub mod renewal;
#[cfg(feature = "live")]
pub mod supervisor;
pub mod vendors;
