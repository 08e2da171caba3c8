//! Reading a record field by field, and finding every problem of it on the way.
//!
//! A field that is absent, or wrong, reads as `None`; what was wrong stands in the issues. The caller reads all it
//! wants and asks for the issues at the end, so that people see all of their mistakes at once.

use crate::data::bounds::{LAST_MS, LAST_SECOND, SAFE_INTEGER};
use crate::data::issue::{Error, Issue, Result};
use crate::data::text::{Text, item_path, joined};
use crate::data::value::{Answer, Digits, Value};
use std::borrow::Cow;

/// No text that the live part takes is longer; an address is a few hundred bytes.
pub const TEXT_LIMIT: usize = 8192;

/// What a reader reads from.
#[derive(Clone, Copy)]
enum Source<'a> {
    Record(&'a [(Cow<'a, str>, Value<'a>)]),
    /// The arguments of a call, by their names.
    Arguments(&'a [(&'static str, &'a Value<'a>)]),
}

impl<'a> Source<'a> {
    fn find(self, name: &str) -> Option<(usize, &'a Value<'a>)> {
        match self {
            Source::Record(record) => {
                // As bytes: the lengths are compared in place, and most names differ in them. `==` of texts is a call.
                let place = record.iter().position(|(key, _)| key.as_bytes() == name.as_bytes())?;
                record.get(place).map(|(_, value)| (place, value))
            }
            Source::Arguments(arguments) => {
                let place = arguments.iter().position(|(key, _)| *key == name)?;
                arguments.get(place).map(|(_, value)| (place, *value))
            }
        }
    }
}

/// Which fields have been asked for, by their places in the record.
#[derive(Default)]
struct Asked {
    /// The first 64, a bit each: no record of ours has more.
    first: u64,
    others: Vec<usize>,
}

impl Asked {
    fn insert(&mut self, place: usize) {
        if place < 64 {
            self.first |= 1 << place;
        } else {
            self.others.push(place);
        }
    }

    /// True when no place below `count` is missing.
    fn all(&self, count: usize) -> bool {
        count < 64 && self.first == (1 << count) - 1
    }

    fn has(&self, place: usize) -> bool {
        if place < 64 { self.first >> place & 1 != 0 } else { self.others.contains(&place) }
    }
}

/// A reader over one record.
pub struct Fields<'a> {
    source: Source<'a>,
    path: String,
    asked: Asked,
    issues: &'a mut Vec<Issue>,
    readable: bool,
}

/// Reads one argument: `read` takes what it needs, and any issue refuses the whole.
pub fn read<T>(value: &Value<'_>, read: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T> {
    read_with(value, Now::None, |fields, _| read(fields))
}

/// The same for an argument that may be left out: it is then a record without fields.
pub fn read_optional<T>(value: &Value<'_>, read: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T> {
    const NONE: &Value<'static> = &Value::Record(Vec::new());
    self::read(if value.is_null() { NONE } else { value }, read)
}

/// Reads plain arguments by their names, as if they were the fields of one record.
pub fn read_arguments<T>(
    arguments: &[(&'static str, &Value<'_>)],
    read: impl FnOnce(&mut Fields<'_>) -> T,
) -> Result<T> {
    let (mut read, mut result) = (Some(read), None);
    gather_arguments(arguments, &mut |fields| result = read.take().map(|read| read(fields)))?;
    result.ok_or_else(|| Error::invalid(Vec::new()))
}

/// Answers a call from its plain arguments.
pub fn answer(
    arguments: &[(&'static str, &Value<'_>)],
    read: &mut dyn FnMut(&mut Fields<'_>) -> Option<Answer>,
) -> Result<Answer> {
    let mut answer = Value::Null;
    gather_arguments(arguments, &mut |fields| answer = read(fields).unwrap_or_default())?;
    Ok(answer)
}

/// Reads one argument, and the moment in seconds that comes with it. A moment that was refused is NaN: nothing is before
/// it, and nothing after.
pub fn read_at<T>(value: &Value<'_>, now: &Value<'_>, read: impl FnOnce(&mut Fields<'_>, f64) -> T) -> Result<T> {
    read_with(value, Now::Seconds(now), read)
}

/// Reads one argument, and answers the moment on the caller's clock, `nowMs`, that comes with it.
#[cfg(feature = "live")]
pub fn read_at_ms(value: &Value<'_>, now_ms: &Value<'_>, read: &mut dyn FnMut(&mut Fields<'_>)) -> Result<f64> {
    let mut at_ms = 0.0;
    gather(value, Now::Ms(now_ms), &mut |fields, now_ms| {
        at_ms = now_ms;
        read(fields);
    })?;
    Ok(at_ms)
}

/// Calls what may run once through `dyn`, so that of the rest there is one copy and not one a caller.
fn read_with<T>(value: &Value<'_>, now: Now<'_>, read: impl FnOnce(&mut Fields<'_>, f64) -> T) -> Result<T> {
    let (mut read, mut result) = (Some(read), None);
    gather(value, now, &mut |fields, now| result = read.take().map(|read| read(fields, now)))?;
    result.ok_or_else(|| Error::invalid(Vec::new()))
}

/// The moment that comes with an argument.
enum Now<'a> {
    None,
    Seconds(&'a Value<'a>),
    #[cfg(feature = "live")]
    Ms(&'a Value<'a>),
}

#[inline(never)]
fn gather(value: &Value<'_>, now: Now<'_>, read: &mut dyn FnMut(&mut Fields<'_>, f64)) -> Result<()> {
    let mut issues = Vec::new();
    let mut late = Vec::new();
    let now = match now {
        Now::None => 0.0,
        Now::Seconds(now) => Fields::alone(&[("now", now)], &mut late).seconds("now"),
        #[cfg(feature = "live")]
        Now::Ms(now) => Fields::alone(&[("nowMs", now)], &mut late).time("nowMs"),
    };
    let now = if late.is_empty() { now } else { f64::NAN };
    read(&mut Fields::new(value, String::new(), &mut issues), now);
    issues.append(&mut late);
    if issues.is_empty() { Ok(()) } else { Err(Error::invalid(issues)) }
}

#[inline(never)]
fn gather_arguments(arguments: &[(&'static str, &Value<'_>)], read: &mut dyn FnMut(&mut Fields<'_>)) -> Result<()> {
    let mut issues = Vec::new();
    read(&mut Fields::alone(arguments, &mut issues));
    if issues.is_empty() { Ok(()) } else { Err(Error::invalid(issues)) }
}

/// Two arguments that were read, or the issues of both.
pub fn both<A, B>(first: Result<A>, second: Result<B>) -> Result<(A, B)> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(mut error), Err(other)) => {
            error.issues.extend(other.issues);
            Err(error)
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

impl<'a> Fields<'a> {
    fn over(source: Source<'a>, path: String, issues: &'a mut Vec<Issue>) -> Self {
        Self { source, path, asked: Asked::default(), issues, readable: true }
    }

    /// Over plain arguments.
    fn alone(arguments: &'a [(&'static str, &'a Value<'a>)], issues: &'a mut Vec<Issue>) -> Self {
        Self::over(Source::Arguments(arguments), String::new(), issues)
    }

    fn new(value: &'a Value<'a>, path: String, issues: &'a mut Vec<Issue>) -> Self {
        let (record, problem): (&[_], _) = match value {
            Value::Record(record) => (record, None),
            other => (&[], Some(other.problem())),
        };
        if let Some(code) = problem {
            issues.push(Issue::new(code, path.clone()));
        }
        Self { readable: problem.is_none(), ..Self::over(Source::Record(record), path, issues) }
    }

    fn find(&mut self, name: &str) -> Option<&'a Value<'a>> {
        let (place, value) = self.source.find(name)?;
        self.asked.insert(place);
        Some(value)
    }

    /// A field as it came, whatever it is.
    pub(crate) fn raw(&mut self, name: &'static str) -> &'a Value<'a> {
        const NULL: &Value<'static> = &Value::Null;
        self.find(name).unwrap_or(NULL)
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { joined(&[&self.path, ".", name]) }
    }

    /// A field as it came, for a caller that has words of its own for everything about it.
    pub fn value(&mut self, name: &'static str) -> &'a Value<'a> {
        self.raw(name)
    }

    /// Notes a problem of a field that the caller found. Where there is no record, that has been said, and its fields are
    /// not missing.
    pub fn refuse(&mut self, code: &'static str, name: &str) {
        if self.readable {
            let field = self.path_of(name);
            self.issues.push(Issue::new(code, field));
        }
    }

    /// Notes a problem of an item of a list.
    #[cfg(feature = "client")]
    pub fn refuse_item(&mut self, code: &'static str, name: &str, place: usize) {
        self.refuse(code, &item_path(name, place));
    }

    /// Notes a problem that has words of its own.
    pub fn refuse_saying(&mut self, code: &'static str, name: &str, text: &Text) {
        if self.readable {
            let field = self.path_of(name);
            self.issues.push(Issue { code, field, message: text.clone() });
        }
    }

    /// True when nothing has been refused so far.
    pub fn sound(&self) -> bool {
        self.issues.is_empty()
    }

    /// True when an issue of the field has been noted.
    pub fn refused(&self, name: &str) -> bool {
        let field = self.path_of(name);
        self.issues.iter().any(|issue| issue.field == field)
    }

    fn wrong(&mut self, value: &Value<'_>, name: &str) {
        if !matches!(value, Value::Null) {
            self.refuse(value.problem(), name);
        }
    }

    /// True when the field is there; a missing one is noted as `missing_field`.
    pub fn require(&mut self, name: &'static str) -> bool {
        let there = !matches!(self.raw(name), Value::Null);
        if !there {
            self.refuse("missing_field", name);
        }
        there
    }

    /// True when the field is there, whatever it is.
    pub fn has(&mut self, name: &'static str) -> bool {
        !matches!(self.raw(name), Value::Null)
    }

    /// True when the field was written down as null: "none", as opposed to "not said".
    pub fn is_null(&mut self, name: &'static str) -> bool {
        self.find(name).is_some_and(Value::is_null)
    }

    /// A boolean.
    pub fn boolean(&mut self, name: &'static str) -> Option<bool> {
        match self.raw(name) {
            Value::Bool(value) => Some(*value),
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// A number; NaN and the infinities are numbers only by name.
    pub fn finite(&mut self, name: &'static str) -> Option<f64> {
        match self.raw(name) {
            Value::Number(value) if value.is_finite() => Some(*value),
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// True when the field is a number, and nothing was noted of it as such.
    pub fn has_number(&mut self, name: &'static str) -> bool {
        matches!(self.raw(name), Value::Number(value) if value.is_finite())
    }

    /// A number within the bounds, both included.
    pub fn number(&mut self, name: &'static str, min: i64, max: i64) -> Option<f64> {
        let value = self.finite(name)?;
        if value >= min as f64 && value <= max as f64 {
            return Some(value);
        }
        let field = self.path_of(name);
        self.issues.push(Issue::outside(field, min, max));
        None
    }

    /// A whole number within the bounds, both included.
    pub fn integer(&mut self, name: &'static str, min: i64, max: i64) -> Option<i64> {
        let value = self.number(name, min, max)?;
        if value.fract() != 0.0 {
            let field = self.path_of(name);
            self.issues.push(Issue::with(
                "wrong_type",
                field,
                "应为整数".to_owned(),
                "must be a whole number".to_owned(),
            ));
            return None;
        }
        Some(value as i64)
    }

    /// A moment on the caller's clock: milliseconds, floored.
    pub fn time(&mut self, name: &'static str) -> f64 {
        self.require(name);
        self.number(name, -LAST_MS, LAST_MS).unwrap_or_default().floor()
    }

    /// A moment that must be there: Unix time in seconds, floored. What is larger would be milliseconds.
    pub fn seconds(&mut self, name: &'static str) -> f64 {
        self.require(name);
        self.number(name, 0, LAST_SECOND).unwrap_or_default().floor()
    }

    /// A 64-bit id: a number as far as those are exact, or decimal digits.
    pub fn id(&mut self, name: &'static str) -> Option<u64> {
        match self.raw(name) {
            Value::Text(digits) | Value::Digits(Digits(digits)) => {
                let code = match digits.parse() {
                    _ if digits.is_empty() => "empty",
                    _ if !digits.bytes().all(|byte| byte.is_ascii_digit()) => "bad_format",
                    Ok(number) => return Some(number),
                    Err(_) => "out_of_range",
                };
                self.refuse(code, name);
                None
            }
            _ => self.integer(name, 0, SAFE_INTEGER).map(|number| number as u64),
        }
    }

    /// The bytes of a `Uint8Array`.
    #[cfg(feature = "server")]
    pub fn bytes(&mut self, name: &'static str) -> Option<&'a [u8]> {
        match self.raw(name) {
            Value::Bytes(bytes) => Some(bytes),
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// A text, not empty and not too long.
    pub fn text(&mut self, name: &'static str) -> Option<&'a str> {
        match self.raw(name) {
            Value::Text(text) if text.is_empty() => {
                self.refuse("empty", name);
                None
            }
            Value::Text(text) if text.len() > TEXT_LIMIT => {
                self.refuse("too_long", name);
                None
            }
            Value::Text(text) => Some(text),
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// A text for people or machines that may as well be empty; a longer one is cut short by its reader.
    pub fn remark(&mut self, name: &'static str) -> Option<&'a str> {
        match self.raw(name) {
            Value::Text(text) => Some(text),
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// The place of a name in a table.
    pub fn place(&mut self, name: &'static str, names: &[&'static str]) -> Option<usize> {
        let text = self.text(name)?;
        let place = names.iter().position(|known| *known == text);
        if place.is_none() {
            let field = self.path_of(name);
            self.issues.push(Issue::not_among(field, names));
        }
        place
    }

    /// A row of a table by its first name.
    pub fn choice(
        &mut self,
        name: &'static str,
        rows: &[(&'static str, &'static str)],
    ) -> Option<(&'static str, &'static str)> {
        let names: Vec<&'static str> = rows.iter().map(|(name, _)| *name).collect();
        let place = self.place(name, &names)?;
        rows.get(place).copied()
    }

    /// A whole number that is no less than zero.
    pub fn count(&mut self, name: &'static str, min: u32, max: u32) -> Option<u32> {
        self.integer(name, i64::from(min), i64::from(max)).map(|value| value as u32)
    }

    /// A pair of numbers `[from, to]`, from ≤ to.
    pub fn span(&mut self, name: &'static str, min: i64, max: i64) -> Option<(f64, f64)> {
        match self.raw(name) {
            Value::List(items) => match items.as_slice() {
                [Value::Number(from), Value::Number(to)] if from.is_finite() && to.is_finite() => {
                    if *from >= min as f64 && from <= to && *to <= max as f64 {
                        return Some((*from, *to));
                    }
                    self.refuse("out_of_range", name);
                    None
                }
                _ => {
                    self.refuse("wrong_type", name);
                    None
                }
            },
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// A list of numbers within the bounds.
    pub fn numbers(&mut self, name: &'static str, min: i64, max: i64) -> Option<Vec<f64>> {
        let mut numbers = Vec::new();
        for item in self.list(name)? {
            match item {
                Value::Number(number) if *number >= min as f64 && *number <= max as f64 => numbers.push(*number),
                _ => {
                    self.refuse("wrong_type", name);
                    return None;
                }
            }
        }
        Some(numbers)
    }

    /// The values of a list.
    pub fn list(&mut self, name: &'static str) -> Option<&'a [Value<'a>]> {
        match self.raw(name) {
            Value::List(items) => Some(items),
            other => {
                self.wrong(other, name);
                None
            }
        }
    }

    /// The texts of a list. An item of another kind is refused, and reads as `-`, which every rule allows.
    #[cfg(feature = "client")]
    pub fn texts(&mut self, name: &'static str) -> Option<Vec<&'a str>> {
        let mut texts = Vec::new();
        for (place, item) in self.list(name)?.iter().enumerate() {
            texts.push(match item {
                Value::Text(text) => &**text,
                other => {
                    self.refuse_item(other.problem(), name, place);
                    "-"
                }
            });
        }
        Some(texts)
    }

    /// A record inside this one; absent reads as `None`.
    pub fn record(&mut self, name: &'static str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        let value = self.raw(name);
        if !matches!(value, Value::Null) {
            let path = self.path_of(name);
            read(&mut Fields::new(value, path, self.issues));
        }
    }

    /// An argument among others: its fields are named without it, and without it they are all absent.
    pub fn argument(&mut self, name: &'static str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        let record: &[_] = match self.raw(name) {
            Value::Record(record) => record,
            Value::Null => &[],
            other => return self.wrong(other, name),
        };
        read(&mut Fields::over(Source::Record(record), self.path.clone(), self.issues));
    }

    /// The records in a list, named by their places.
    pub fn records(&mut self, name: &'static str, read: &mut dyn FnMut(&mut Fields<'_>)) {
        for (index, value) in self.list(name).unwrap_or_default().iter().enumerate() {
            let list = self.path_of(name);
            read(&mut Fields::new(value, item_path(&list, index), self.issues));
        }
    }

    /// True when every field has been asked for.
    pub fn is_through(&self) -> bool {
        matches!(self.source, Source::Record(record) if self.asked.all(record.len()))
    }

    /// Notes every field nobody asked for: in what is ours, a name we do not know is a slip of the pen.
    pub fn refuse_unknown(&mut self) {
        let Source::Record(record) = self.source else {
            return;
        };
        if self.is_through() {
            return;
        }
        for (place, (key, value)) in record.iter().enumerate() {
            if !self.asked.has(place) && !matches!(value, Value::Null) {
                let field = self.path_of(key);
                self.issues.push(Issue::new("unknown_field", field));
            }
        }
    }
}
