//! The bounds of numbers: what is larger is a mistake of the caller's.

/// The largest number that an argument may be: up to here a double holds every whole number.
pub(crate) const NUMBER_LIMIT: i64 = 1 << 53;

/// The largest whole number that no other one rounds to, as `Number.MAX_SAFE_INTEGER` of JavaScript.
pub(crate) const SAFE_INTEGER: i64 = NUMBER_LIMIT - 1;

/// The last moment in milliseconds.
pub(crate) const LAST_MS: i64 = NUMBER_LIMIT;

/// The last moment in seconds, in the year 5138. A larger number would be milliseconds.
pub(crate) const LAST_SECOND: i64 = 100_000_000_000;

/// A day in milliseconds: nothing is waited for longer.
#[cfg(feature = "live")]
pub(crate) const DAY_MS: i64 = 86_400_000;
