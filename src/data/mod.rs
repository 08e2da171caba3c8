//! Plain data: what crosses the boundary, how it is read with every problem at once, and how it is written.
//!
//! | module | noun |
//! | --- | --- |
//! | [`value`] | a value from JavaScript, before anything is known of its shape |
//! | [`arguments`] | the arguments of one call |
//! | [`object`] | what lives on between calls |
//! | [`fields`] | a reader over the fields of a record |
//! | [`issue`] | a problem of an argument, and the error that carries all of them |
//! | [`text`] | a sentence in Chinese and English |
//! | `record` | a struct that is written to plain data and read back |
//! | `wire` | one list of fields that both reads and writes, and policies |
//! | [`json`] | exact JSON |
//! | [`calendar`] | days and moments as devices and vendors print them |
//! | `random` | random numbers by a seed |
//! | `bounds` | the largest numbers and moments |
//! | `digits` | numbers that are digits and nothing else |
//! | [`hex`], `base64`, [`percent`] | hexadecimal digits, base64, percent-encoding |
//! | `same` | whether two signatures are the same, in constant time |

pub mod arguments;
pub(crate) mod ascii;
#[cfg(feature = "live")]
pub(crate) mod base64;
pub(crate) mod bounds;
#[cfg(feature = "live")]
pub mod calendar;
#[cfg(any(feature = "live", feature = "debug"))]
pub(crate) mod digits;
pub mod fields;
#[cfg(feature = "live")]
pub mod hex;
pub mod issue;
#[cfg(any(feature = "client", feature = "debug"))]
pub mod json;
#[cfg(feature = "live")]
pub mod object;
#[cfg(feature = "client")]
pub mod percent;
#[cfg(feature = "live")]
pub(crate) mod random;
#[cfg(feature = "live")]
pub(crate) mod record;
#[cfg(feature = "server")]
pub(crate) mod same;
pub mod text;
pub mod value;
#[cfg(feature = "live")]
pub(crate) mod wire;
