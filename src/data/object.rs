//! What lives on between calls: JavaScript holds it by a number.

use super::arguments::Arguments;
use super::issue::{Error, Result};
use super::value::Answer;

/// What lives on between calls, and answers by the names of its methods.
pub trait Object {
    /// Calls a method; an unknown one is the error `unknown_name`.
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer>;

    /// Answers what is called most often, from numbers alone; `None` where it has done nothing, for it refuses them.
    #[cfg(feature = "quick")]
    fn numbers(&mut self, numbers: [f64; 3]) -> Option<Answer> {
        let _ = numbers;
        None
    }

    /// Adds a piece of a file.
    #[cfg(feature = "server")]
    fn push(&mut self, bytes: &[u8]) {
        let _ = bytes;
    }
}

/// A method of an object: its name, and what reads the arguments and answers. `METHODS` is a table of them.
pub type Method<T> = (&'static str, fn(&mut T, Arguments<'_>) -> Result<Answer>);

/// Calls a method by its name in a table.
pub fn call<T>(object: &mut T, methods: &[Method<T>], name: &str, arguments: Arguments<'_>) -> Result<Answer> {
    match methods.iter().find(|(known, _)| *known == name) {
        Some((_, method)) => method(object, arguments),
        None => Err(Error::plain("unknown_name")),
    }
}
