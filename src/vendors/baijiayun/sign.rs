//! The signature of a request (签名规则): the fields in the order of their names, then the key, in MD5.

use crate::data::bounds::SAFE_INTEGER;
use crate::data::hex;
use crate::data::issue::{Error, Issue, Result};
#[cfg(feature = "quick")]
use crate::data::text::joined;
use crate::data::text::{Text, item_path};
#[cfg(feature = "quick")]
use crate::data::value::Record;
use crate::data::value::{Answer, Digits, Value};
use md5::{Digest, Md5};
use std::borrow::Cow;

/// A field as it is signed: its name, and its value as it is, not percent-encoded.
pub type Field<'a> = (&'a str, Cow<'a, str>);

const NUMERIC_NAME: Text =
    Text::fixed("参数名不能是数字：PHP 的排序与字节序不同", "must not be a number: PHP would sort it differently");

/// Signs the parameters of a request, files left out. The error names every name that cannot be signed: `empty`,
/// `numeric_name`, `not_allowed` for one that comes twice.
pub fn sign(params: &[Field<'_>], partner_key: &str) -> Result<String> {
    let mut issues = Vec::new();
    for (place, (name, _)) in params.iter().enumerate() {
        check_name(name, params.get(..place).unwrap_or_default(), &mut issues);
    }
    if issues.is_empty() { Ok(digest(params, partner_key)) } else { Err(Error::invalid(issues)) }
}

/// Reads the arguments of `sign`.
pub(super) fn sign_of(params: &Value<'_>, partner_key: &Value<'_>) -> Result<Answer> {
    let mut issues = Vec::new();
    let fields = fields_of(params, &mut issues);
    let key = key_of(partner_key, &mut issues);
    if issues.is_empty() { Ok(digest(&fields, key).into()) } else { Err(Error::invalid(issues)) }
}

/// The signature of fields whose names have been checked; a field `sign` is left out.
pub(super) fn digest(fields: &[Field<'_>], partner_key: &str) -> String {
    let mut text = String::with_capacity(512);
    let key = (KEY_NAME, Cow::Borrowed(partner_key));
    for (name, value) in in_order(fields).into_iter().chain([&key]) {
        for part in before(name, text.is_empty()) {
            text.push_str(part);
        }
        text.push_str(value);
    }
    hex::text(&Md5::digest(text))
}

/// The fields that are signed, in the order in which they are.
fn in_order<'a, 'b>(fields: &'a [Field<'b>]) -> Vec<&'a Field<'b>> {
    let mut sorted = Vec::with_capacity(fields.len());
    sorted.extend(fields.iter().filter(|(name, _)| *name != "sign"));
    sorted.sort_unstable_by_key(|(name, _)| *name);
    sorted
}

/// The key of the account comes last, as if it were a field.
const KEY_NAME: &str = "partner_key";

/// What stands before the value of a field in the text that is signed.
fn before(name: &str, first: bool) -> [&str; 3] {
    [if first { "" } else { "&" }, name, "="]
}

/// The signature of a text that has been put together.
#[cfg(all(feature = "quick", target_family = "wasm"))]
pub(crate) fn signature(text: &[u8]) -> [u8; 32] {
    let mut signature = [0; 32];
    hex::write(&Md5::digest(text), &mut signature);
    signature
}

/// The text to sign, for a caller that fills in the values: the names in the order in which their values are signed, and
/// what stands before each value and before the key. Null where [`sign_of`] is to be asked: it says what is wrong with a
/// name, leaves out a field `sign`, and tells a record without fields from what is no record.
#[cfg(feature = "quick")]
pub(super) fn text_to_sign(names: &Value<'_>) -> Answer {
    let Value::List(names) = names else { return Value::Null };
    let mut fields: Vec<Field<'_>> = Vec::with_capacity(names.len());
    let mut issues = Vec::new();
    for name in names {
        let name = if let Value::Text(name) = name { &**name } else { "" };
        check_name(name, &fields, &mut issues);
        fields.push((name, "".into()));
    }
    let sorted = in_order(&fields);
    if sorted.is_empty() || sorted.len() < fields.len() || !issues.is_empty() {
        return Value::Null;
    }
    let names: Vec<_> = sorted.iter().map(|(name, _)| String::from(*name)).collect();
    let parts = sorted.iter().map(|(name, _)| *name).chain([KEY_NAME]).enumerate();
    let parts: Vec<_> = parts.map(|(place, name)| joined(&before(name, place == 0))).collect();
    let mut answer = Record::default();
    answer.set("names", names).set("before", parts);
    answer.into()
}

/// Reads the key of an account.
pub(super) fn key_of<'a>(value: &'a Value<'a>, issues: &mut Vec<Issue>) -> &'a str {
    let code = match value {
        Value::Text(key) if !key.is_empty() => return key,
        Value::Text(_) => "empty",
        other => other.problem(),
    };
    issues.push(Issue::new(code, "partnerKey"));
    ""
}

/// Reads every field with its value as text; files are left out.
fn fields_of<'a>(params: &'a Value<'a>, issues: &mut Vec<Issue>) -> Vec<Field<'a>> {
    let mut fields = Vec::new();
    match params {
        Value::Record(record) => {
            fields.reserve(record.len());
            for (name, value) in record {
                add(name, value, &mut fields, issues);
            }
        }
        Value::List(pairs) => {
            for (place, pair) in pairs.iter().enumerate() {
                let pair = if let Value::List(pair) = pair { pair.as_slice() } else { &[] };
                if let [Value::Text(name), value] = pair {
                    add(name, value, &mut fields, issues);
                } else {
                    issues.push(Issue::new("wrong_type", item_path("params", place)));
                }
            }
        }
        other => issues.push(Issue::new(other.problem(), "params")),
    }
    fields
}

fn add<'a>(name: &'a str, value: &'a Value<'a>, fields: &mut Vec<Field<'a>>, issues: &mut Vec<Issue>) {
    check_name(name, fields, issues);
    if is_file(value) {
        return;
    }
    match text_of(value) {
        Ok(text) => fields.push((name, text)),
        Err(code) => issues.push(Issue::new(code, name)),
    }
}

fn check_name(name: &str, earlier: &[Field<'_>], issues: &mut Vec<Issue>) {
    if name.is_empty() {
        issues.push(Issue::new("empty", name));
    }
    if is_numeric(name.as_bytes()) {
        issues.push(numeric_name(name.to_owned()));
    }
    if earlier.iter().any(|(known, _)| *known == name) {
        issues.push(Issue::new("not_allowed", name));
    }
}

/// The issue of a name that PHP would sort as a number.
pub(super) fn numeric_name(field: String) -> Issue {
    Issue { code: "numeric_name", field, message: NUMERIC_NAME }
}

/// True for `{ file: … }`.
pub(super) fn is_file(value: &Value) -> bool {
    !matches!(value.get("file"), Value::Null)
}

/// A value as it is signed and sent: a text, or the digits of a whole number.
pub(super) fn text_of<'a>(value: &'a Value<'a>) -> std::result::Result<Cow<'a, str>, &'static str> {
    match value {
        Value::Text(text) | Value::Digits(Digits(text)) => Ok(Cow::Borrowed(text)),
        Value::Number(number) if number.fract() != 0.0 || !number.is_finite() => Err("wrong_type"),
        Value::Number(number) if number.abs() > SAFE_INTEGER as f64 => Err("out_of_range"),
        Value::Number(number) => Ok((*number as i64).to_string().into()),
        Value::Null => Err("wrong_type"),
        other => Err(other.problem()),
    }
}

/// True for what PHP may read as a number: a sign, digits, a point, an exponent.
pub(super) fn is_numeric(name: &[u8]) -> bool {
    let first = name.iter().find(|byte| !matches!(byte, b'+' | b'-' | b'.' | b' '));
    first.is_some_and(u8::is_ascii_digit)
        && name.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' | b' '))
}
