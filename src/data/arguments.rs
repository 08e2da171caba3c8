//! The arguments of one call.

use super::value::Value;

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
