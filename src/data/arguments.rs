//! The arguments of one call.

use super::issue::Result;
use super::value::{Answer, Value};

/// A function that JavaScript calls: its name, and what reads the arguments and answers. A vendor's `FUNCTIONS` is a
/// table of them.
pub type Function = (&'static str, fn(Arguments<'_>) -> Result<Answer>);

/// The arguments of a call; those that were not given are absent.
#[derive(Clone, Copy)]
pub struct Arguments<'a>(pub &'a [Value<'a>]);

impl<'a> Arguments<'a> {
    /// An argument by its place.
    pub fn at(self, place: usize) -> &'a Value<'a> {
        const NULL: &Value<'static> = &Value::Null;
        self.0.get(place).unwrap_or(NULL)
    }
}
