//! The signature of seed 001: the fields in the order of their names, the key behind them, MD5.

use crate::data::issue::{Error, Issue, Result};
use crate::data::text::Text;
use crate::data::value::{Answer, Digits, Value};
use md5::{Digest, Md5};
use std::borrow::Cow;

/// A field as it is signed: raw, never percent-encoded.
pub(super) type Field<'a> = (&'a str, Cow<'a, str>);

/// Integers up to here are exact doubles.
const SAFE: f64 = 9_007_199_254_740_991.0;

const NUMERIC_NAME: Text =
    Text::fixed("参数名不能是数字：PHP 的排序与字节序不同", "must not be a number: PHP would sort it differently");

/// Signs the parameters of a request.
pub(super) fn sign(params: &Value, partner_key: &Value) -> Result<Answer> {
    let mut issues = Vec::new();
    let fields = fields_of(params, &mut issues);
    let key = key_of(partner_key, &mut issues);
    if issues.is_empty() { Ok(digest(&fields, key).into()) } else { Err(Error::invalid(issues)) }
}

/// More fields than any API has.
const FEW: usize = 24;

/// Signs what lies behind one another in one text, each part ended by NUL: so many names and values, then the key. `None`
/// when it takes the closer look of `sign`.
pub fn sign_joined(text: &[u8], count: usize) -> Option<[u8; 32]> {
    // What begins with it may be what became of a lone surrogate.
    const DOUBTFUL: u8 = 0xEF;
    if text.contains(&DOUBTFUL) {
        return None;
    }
    let mut parts = text.strip_suffix(b"\0")?.split(|byte| *byte == 0);
    // On the stack: an allocation is a tenth of the time.
    let mut room: [(&[u8], &[u8]); FEW] = [(b"", b""); FEW];
    let fields = room.get_mut(..count)?;
    for field in fields.iter_mut() {
        *field = (parts.next()?, parts.next()?);
        if field.0.is_empty() || is_numeric(field.0) {
            return None;
        }
    }
    let key = parts.next()?;
    (!key.is_empty() && parts.next().is_none()).then(|| digest_of(fields, key))
}

/// The signature of fields whose names are as they should be; `sign` itself is left out.
pub(super) fn digest(fields: &[Field<'_>], partner_key: &str) -> String {
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
    digest_of(&mut fields, partner_key.as_bytes()).map(char::from).iter().collect()
}

fn digest_of(fields: &mut [(&[u8], &[u8])], partner_key: &[u8]) -> [u8; 32] {
    fields.sort_unstable_by_key(|(name, _)| *name);
    let mut text = Vec::with_capacity(512);
    for (name, value) in fields.iter().filter(|(name, _)| *name != b"sign") {
        for part in [*name, b"=", *value, b"&"] {
            text.extend_from_slice(part);
        }
    }
    text.extend_from_slice(b"partner_key=");
    text.extend_from_slice(partner_key);
    hexadecimal(Md5::digest(&text).into())
}

fn hexadecimal(bytes: [u8; 16]) -> [u8; 32] {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble };
    let mut digits = [0; 32];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    digits
}

/// The key of an account.
pub(super) fn key_of<'a>(value: &'a Value<'a>, issues: &mut Vec<Issue>) -> &'a str {
    let code = match value {
        Value::Text(key) if !key.is_empty() => return key,
        Value::Text(_) => "empty",
        other => other.problem(),
    };
    issues.push(Issue::new(code, "partnerKey"));
    ""
}

/// Every field with its value as text; files are left out.
fn fields_of<'a>(params: &'a Value<'a>, issues: &mut Vec<Issue>) -> Vec<Field<'a>> {
    let mut fields = Vec::new();
    match params {
        Value::Record(record) => {
            for (name, value) in record {
                take(name, value, &mut fields, issues);
            }
        }
        Value::List(pairs) => {
            for (place, pair) in pairs.iter().enumerate() {
                let pair = if let Value::List(pair) = pair { pair.as_slice() } else { &[] };
                if let [Value::Text(name), value] = pair {
                    take(name, value, &mut fields, issues);
                } else {
                    issues.push(Issue::new("wrong_type", ["params[", &place.to_string(), "]"].concat()));
                }
            }
        }
        other => issues.push(Issue::new(other.problem(), "params")),
    }
    fields
}

fn take<'a>(name: &'a str, value: &'a Value<'a>, fields: &mut Vec<Field<'a>>, issues: &mut Vec<Issue>) {
    if name.is_empty() {
        issues.push(Issue::new("empty", name));
    }
    if is_numeric(name.as_bytes()) {
        issues.push(Issue { code: "numeric_name", field: name.to_owned(), message: NUMERIC_NAME });
    }
    if fields.iter().any(|(known, _)| *known == name) {
        issues.push(Issue::new("not_allowed", name));
    }
    if is_file(value) {
        return;
    }
    match text_of(value) {
        Ok(text) => fields.push((name, text)),
        Err(code) => issues.push(Issue::new(code, name)),
    }
}

/// True of `{ file: … }`.
pub(super) fn is_file(value: &Value) -> bool {
    !matches!(value.get("file"), Value::Null)
}

/// A value as it is signed and sent: a text, or the digits of a whole number.
pub(super) fn text_of<'a>(value: &'a Value<'a>) -> std::result::Result<Cow<'a, str>, &'static str> {
    match value {
        Value::Text(text) | Value::Digits(Digits(text)) => Ok(Cow::Borrowed(text)),
        Value::Number(number) if number.fract() != 0.0 || !number.is_finite() => Err("wrong_type"),
        Value::Number(number) if number.abs() > SAFE => Err("out_of_range"),
        Value::Number(number) => Ok((*number as i64).to_string().into()),
        Value::Null => Err("wrong_type"),
        other => Err(other.problem()),
    }
}

/// What PHP takes for a number: a sign, digits, a point, an exponent.
fn is_numeric(name: &[u8]) -> bool {
    let first = name.iter().find(|byte| !matches!(byte, b'+' | b'-' | b'.' | b' '));
    first.is_some_and(u8::is_ascii_digit)
        && name.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' | b' '))
}
