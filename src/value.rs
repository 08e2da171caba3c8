//! Plain data, as it comes in from JavaScript before anything is known of its shape, and as it goes out.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// One value. What JSON cannot say (functions, symbols, cycles, strings that are no text) is kept as what is wrong
/// with it.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// `undefined` or `null`: absent.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, NaN and the infinities included.
    Number(f64),
    /// A well-formed string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// A plain object, in the order of its keys.
    Record(Vec<(String, Value)>),
    /// Something no argument may be; the issue code that says why.
    Refused(&'static str),
}

/// A record in the making.
#[derive(Default)]
pub(crate) struct Record(Vec<(String, Value)>);

impl Record {
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<Value>) -> &mut Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Only what is there.
    pub(crate) fn set_some(&mut self, name: &'static str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.set(name, value);
        }
        self
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        Value::Record(record.0)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Refused(_) => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(value) => serializer.serialize_str(value),
            Value::List(values) => serializer.collect_seq(values),
            Value::Record(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
