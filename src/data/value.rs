//! Plain data, as it comes in from JavaScript before anything is known of its shape, and as it goes out.

use crate::data::digits;
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;

/// One value. What JSON cannot say (functions, symbols, cycles) is kept as the issue that it is.
///
/// An argument borrows its texts from the block in which it crossed. An [`Answer`] borrows only what is part of the
/// program, which is why such a text can cross as its address.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value<'a> {
    /// `undefined` or `null`: absent.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, NaN and the infinities included.
    Number(f64),
    /// An integer that a double may not hold: text to JavaScript, a bare number in JSON.
    Digits(Digits<'a>),
    /// A well-formed string.
    Text(Cow<'a, str>),
    /// A string with a lone surrogate: its UTF-16 units.
    Units(Vec<u16>),
    /// A `Uint8Array`. Pages have no use for one.
    #[cfg(feature = "server")]
    Bytes(Cow<'a, [u8]>),
    /// An array.
    List(Vec<Value<'a>>),
    /// A plain object, in the order of its keys.
    Record(Vec<(Cow<'a, str>, Value<'a>)>),
    /// A record whose names are a fixed list: what is answered often. Its values stand in the order of the names.
    Shaped(&'static [&'static str], Vec<Value<'a>>),
    /// Something no argument may be; the issue code that says why.
    Refused(&'static str),
}

/// A value that leaves: it holds nothing of an argument.
pub type Answer = Value<'static>;

/// The decimal digits of an integer, with its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits<'a>(pub Cow<'a, str>);

impl From<u64> for Digits<'static> {
    fn from(number: u64) -> Self {
        Self(Cow::Owned(digits::write_unsigned(number)))
    }
}

/// A record in the making.
#[derive(Default)]
pub(crate) struct Record(Vec<(Cow<'static, str>, Answer)>);

impl Record {
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<Answer>) -> &mut Self {
        self.push(name, value.into());
        self
    }

    // One copy, and not one a field.
    #[inline(never)]
    fn push(&mut self, name: &'static str, value: Answer) {
        self.0.push((Cow::Borrowed(name), value));
    }

    /// A text that is not part of the program.
    #[cfg(feature = "live")]
    pub(crate) fn copy(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.set(name, text.to_owned())
    }

    /// Such a text, if it is there.
    #[cfg(feature = "live")]
    pub(crate) fn copy_some(&mut self, name: &'static str, text: Option<&str>) -> &mut Self {
        self.set_some(name, text.map(str::to_owned))
    }

    /// A field whose name is not part of the program.
    #[cfg(feature = "server")]
    pub(crate) fn add(&mut self, name: String, value: Answer) {
        self.0.push((Cow::Owned(name), value));
    }

    /// Only what is there.
    pub(crate) fn set_some(&mut self, name: &'static str, value: Option<impl Into<Answer>>) -> &mut Self {
        if let Some(value) = value {
            self.set(name, value);
        }
        self
    }
}

impl Value<'_> {
    /// A field of a record; absent where there is none, or no record.
    pub fn get(&self, name: &str) -> &Self {
        const NULL: &Value<'static> = &Value::Null;
        match self {
            Value::Record(fields) => fields.iter().find(|(key, _)| key == name).map_or(NULL, |(_, value)| value),
            Value::Shaped(names, values) => {
                names.iter().zip(values).find(|(key, _)| **key == name).map_or(NULL, |(_, value)| value)
            }
            _ => NULL,
        }
    }

    /// True for what is absent.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// Why this value cannot stand where one of another kind is wanted: an issue code.
    pub fn problem(&self) -> &'static str {
        match self {
            Value::Null => "missing_field",
            Value::Units(_) => "not_well_formed",
            Value::Refused(code) => code,
            _ => "wrong_type",
        }
    }

    /// What a server's answer says there, leniently: text as it is, a whole number as its digits.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Value::Text(text) | Value::Digits(Digits(text)) => Some(text.clone().into_owned()),
            Value::Units(units) => Some(String::from_utf16_lossy(units)),
            Value::Number(_) => self.as_integer().map(digits::write),
            _ => None,
        }
    }

    /// A whole number, leniently: as a number or as its digits.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Text(text) | Value::Digits(Digits(text)) => text.trim_ascii().parse().ok(),
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 9.1e15 => Some(*number as i64),
            _ => None,
        }
    }

    /// A copy that borrows nothing: how a part of an argument becomes a part of an answer.
    pub fn to_answer(&self) -> Answer {
        match self {
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(*value),
            Value::Number(value) => Value::Number(*value),
            Value::Digits(Digits(digits)) => Value::Digits(Digits(Cow::Owned(digits.clone().into_owned()))),
            Value::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
            Value::Units(units) => Value::Units(units.clone()),
            #[cfg(feature = "server")]
            Value::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.clone().into_owned())),
            Value::List(items) => Value::List(items.iter().map(Value::to_answer).collect()),
            Value::Record(fields) => Value::Record(
                fields.iter().map(|(name, value)| (Cow::Owned(name.clone().into_owned()), value.to_answer())).collect(),
            ),
            Value::Shaped(names, values) => Value::Shaped(names, values.iter().map(Value::to_answer).collect()),
            Value::Refused(code) => Value::Refused(code),
        }
    }
}

/// What is answered with the same names every time.
pub(crate) trait Shape<const N: usize> {
    /// The names, as they cross.
    const NAMES: &'static [&'static str; N];

    /// The values, in the order of the names.
    fn values(&self) -> [Answer; N];

    /// As an answer.
    fn shaped(&self) -> Answer {
        Value::Shaped(Self::NAMES, self.values().into())
    }
}

impl From<Record> for Answer {
    fn from(record: Record) -> Self {
        Value::Record(record.0)
    }
}

impl From<bool> for Answer {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<f64> for Answer {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}

impl From<Digits<'static>> for Answer {
    fn from(digits: Digits<'static>) -> Self {
        Value::Digits(digits)
    }
}

impl From<Cow<'static, str>> for Answer {
    fn from(value: Cow<'static, str>) -> Self {
        Value::Text(value)
    }
}

impl From<String> for Answer {
    fn from(value: String) -> Self {
        Value::Text(Cow::Owned(value))
    }
}

impl From<&'static str> for Answer {
    fn from(value: &'static str) -> Self {
        Value::Text(Cow::Borrowed(value))
    }
}

impl<T: Into<Answer>> From<Option<T>> for Answer {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl<T: Into<Answer>> From<Vec<T>> for Answer {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

/// A list.
impl<T: Into<Answer>> FromIterator<T> for Answer {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Value::List(items.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Refused(_) => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(text) | Value::Digits(Digits(text)) => serializer.serialize_str(text),
            Value::Units(units) => serializer.serialize_str(&String::from_utf16_lossy(units)),
            #[cfg(feature = "server")]
            Value::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Value::List(values) => serializer.collect_seq(values),
            Value::Record(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
            Value::Shaped(names, values) => serializer.collect_map(names.iter().zip(values)),
        }
    }
}
