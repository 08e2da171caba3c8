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
    /// An integer that a double may not hold: text to JavaScript, a bare number in JSON.
    Digits(Digits),
    /// A well-formed string.
    Text(String),
    /// A `Uint8Array`.
    Bytes(Vec<u8>),
    /// An array.
    List(Vec<Value>),
    /// A plain object, in the order of its keys.
    Record(Vec<(String, Value)>),
    /// Something no argument may be; the issue code that says why.
    Refused(&'static str),
}

/// The decimal digits of an integer, with its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits(pub String);

impl From<u64> for Digits {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

/// A record in the making.
#[derive(Default)]
pub(crate) struct Record(Vec<(String, Value)>);

impl Record {
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<Value>) -> &mut Self {
        self.push(name, value.into());
        self
    }

    // One copy, and not one a field.
    #[inline(never)]
    fn push(&mut self, name: &'static str, value: Value) {
        self.0.push((name.to_owned(), value));
    }

    /// Only what is there.
    pub(crate) fn set_some(&mut self, name: &'static str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.set(name, value);
        }
        self
    }
}

impl Value {
    /// A field of a record; absent where there is none, or no record.
    pub fn get(&self, name: &str) -> &Value {
        const NULL: &Value = &Value::Null;
        match self {
            Value::Record(fields) => fields.iter().find(|(key, _)| key == name).map_or(NULL, |(_, value)| value),
            _ => NULL,
        }
    }

    /// What a server's answer says there, leniently: text as it is, a whole number as its digits.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Value::Text(text) | Value::Digits(Digits(text)) => Some(text.clone()),
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 9.1e15 => {
                Some((*number as i64).to_string())
            }
            _ => None,
        }
    }

    /// A whole number, leniently: as a number or as its digits.
    pub fn as_integer(&self) -> Option<i64> {
        self.as_text()?.trim_ascii().parse().ok()
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

impl From<Digits> for Value {
    fn from(digits: Digits) -> Self {
        Value::Digits(digits)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value)
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
            Value::Text(value) | Value::Digits(Digits(value)) => serializer.serialize_str(value),
            Value::Bytes(bytes) => serializer.serialize_bytes(bytes),
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
