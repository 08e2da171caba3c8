//! What lives on between calls: JavaScript holds it by a number.

use super::arguments::Arguments;
use super::issue::Result;
use super::value::Answer;

/// What lives on between calls, and answers by the names of its methods.
pub trait Object {
    /// Calls a method.
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer>;

    /// Takes a piece of a file.
    #[cfg(feature = "server")]
    fn push(&mut self, bytes: &[u8]) {
        let _ = bytes;
    }
}
