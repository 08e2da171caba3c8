//! The client core of live video: what a player's state codes mean, a supervisor that keeps a live view playing, and a
//! PTZ pad that never leaves a camera spinning.
//!
//! Everything here is a function of its arguments: there is no clock, no timer, no randomness but a seed and no I/O.
//! JavaScript is known to `boundary::wasm` alone.

#[cfg(feature = "live")]
pub mod address;
pub mod boundary;
pub mod data;
#[cfg(feature = "live")]
pub mod players;
#[cfg(feature = "live")]
pub mod ptz;
#[cfg(feature = "live")]
pub mod supervisor;
pub mod vendors;
