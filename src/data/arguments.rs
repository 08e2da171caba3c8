//! The arguments of one call.

use super::value::Value;

/// The arguments of a call; those that were not given are absent.
#[derive(Clone, Copy)]
pub struct Arguments<'a>(pub &'a [Value]);

impl<'a> Arguments<'a> {
    /// An argument by its place.
    pub fn at(self, place: usize) -> &'a Value {
        const NULL: &Value = &Value::Null;
        self.0.get(place).unwrap_or(NULL)
    }
}
