//! `extra`: the parameters that a vendor has added to an API since its table was written. They are sent as they stand.
//!
//! A name that the table knows is refused, so that a slip cannot send a parameter twice or past its checks.

use crate::data::digits;
use crate::data::text::joined;
#[cfg(feature = "server")]
use crate::data::value::Answer;
use crate::data::value::{Digits, Value};

/// The first whole number that a double cannot tell from its neighbour.
const INEXACT: f64 = 9_007_199_254_740_992.0;

/// Notes what is wrong: an issue code, and the path of the field.
pub type Refuse<'r> = dyn FnMut(&'static str, &str) + 'r;

/// The parameters for a form: texts as they are, numbers in decimal, booleans as `1` and `0`.
///
/// `known` says whether the table has a name. Absent parameters are left out.
///
/// | issue | field | when |
/// | --- | --- | --- |
/// | `wrong_type` | `extra` | it is no record |
/// | `not_allowed` | `extra.<name>` | the table knows the name |
/// | `empty` | `extra.` | the name is empty |
/// | `wrong_type`, `not_well_formed` | `extra.<name>` | the value is no text, number or boolean |
/// | `out_of_range` | `extra.<name>` | a number that a double cannot hold exactly: it belongs in a text |
pub fn form<'a>(extra: &'a Value<'a>, known: &dyn Fn(&str) -> bool, refuse: &mut Refuse<'_>) -> Vec<(&'a str, String)> {
    let mut params = Vec::new();
    each(extra, known, refuse, &mut |name, value| {
        let text = match value {
            Value::Bool(on) => if *on { "1" } else { "0" }.to_owned(),
            Value::Number(number) => decimal(*number).ok_or("out_of_range")?,
            Value::Text(text) | Value::Digits(Digits(text)) => text.clone().into_owned(),
            other => return Err(other.problem()),
        };
        params.push((name, text));
        Ok(())
    });
    params
}

/// The parameters for a JSON body: texts and numbers as they are, booleans as 1 and 0. Issues as in [`form`], but any
/// number will do.
#[cfg(feature = "server")]
pub fn body<'a>(extra: &'a Value<'a>, known: &dyn Fn(&str) -> bool, refuse: &mut Refuse<'_>) -> Vec<(&'a str, Answer)> {
    let mut params = Vec::new();
    each(extra, known, refuse, &mut |name, value| {
        let value = match value {
            Value::Bool(on) => Value::Number(f64::from(u8::from(*on))),
            Value::Number(_) | Value::Text(_) | Value::Digits(_) => value.to_answer(),
            other => return Err(other.problem()),
        };
        params.push((name, value));
        Ok(())
    });
    params
}

/// As [`body`], but a value may be any JSON: what a record or a list holds is sent as it stands.
#[cfg(feature = "server")]
pub fn json<'a>(extra: &'a Value<'a>, known: &dyn Fn(&str) -> bool, refuse: &mut Refuse<'_>) -> Vec<(&'a str, Answer)> {
    let mut params = Vec::new();
    each(extra, known, refuse, &mut |name, value| {
        let value = match value {
            Value::Bool(on) => Value::Number(f64::from(u8::from(*on))),
            value => writable(value).map(|()| value.to_answer())?,
        };
        params.push((name, value));
        Ok(())
    });
    params
}

/// What JSON cannot say is the issue.
#[cfg(feature = "server")]
fn writable(value: &Value<'_>) -> Result<(), &'static str> {
    match value {
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::Digits(_) => Ok(()),
        Value::Number(number) if number.is_finite() => Ok(()),
        Value::List(items) => items.iter().try_for_each(writable),
        Value::Record(fields) => fields.iter().try_for_each(|(_, field)| writable(field)),
        other => Err(other.problem()),
    }
}

/// Goes over the parameters. What `add` says of a value is its issue.
fn each<'a>(
    extra: &'a Value<'a>,
    known: &dyn Fn(&str) -> bool,
    refuse: &mut Refuse<'_>,
    add: &mut dyn FnMut(&'a str, &'a Value<'a>) -> Result<(), &'static str>,
) {
    let record: &[_] = match extra {
        Value::Record(record) => record,
        Value::Null => &[],
        other => return refuse(other.problem(), "extra"),
    };
    for (name, value) in record {
        let added = match value {
            Value::Null => Ok(()),
            _ if name.is_empty() => Err("empty"),
            _ if known(name) => Err("not_allowed"),
            Value::Number(number) if !number.is_finite() => Err("wrong_type"),
            value => add(name, value),
        };
        if let Err(code) = added {
            refuse(code, &joined(&["extra.", name]));
        }
    }
}

/// 23: the largest power of ten that a double has exactly, 10^22, has so many digits.
const ZEROS: &str = "00000000000000000000000";

/// A number in decimal, without an exponent. Up to fifteen digits are sure; `None` where it takes more than a double has.
///
/// The digits are right when the number that they write is the number again: both are exact in a double, so their
/// quotient is the double that is next to the decimal. `format!` of a float is kilobytes in the wasm of a page.
fn decimal(number: f64) -> Option<String> {
    let (mut whole, mut places, mut unit) = (number, 0_usize, 1.0);
    while whole.round() / unit != number {
        places += 1;
        unit *= 10.0;
        whole = number * unit;
        if whole.abs() >= INEXACT || places == ZEROS.len() - 1 {
            return None;
        }
    }
    if whole.abs() >= INEXACT {
        return None;
    }
    let digits = digits::write(whole.abs().round() as i64);
    // One more than there are places, for a 0 before the point.
    let zeros = ZEROS.get(digits.len().min(ZEROS.len())..=places).unwrap_or_default();
    let digits = joined(&[zeros, &digits]);
    let (whole_part, part) = digits.split_at_checked(digits.len().saturating_sub(places))?;
    let (sign, point) = (if whole < 0.0 { "-" } else { "" }, if places > 0 { "." } else { "" });
    Some(joined(&[sign, whole_part, point, part]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(params: &[(&'static str, Value<'static>)]) -> Value<'static> {
        Value::Record(params.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
    }

    fn form_of(extra: &Value<'static>) -> (Vec<(String, String)>, Vec<String>) {
        let mut issues = Vec::new();
        let params = form(extra, &|name| name == "type", &mut |code, field| issues.push([code, " ", field].concat()));
        (params.into_iter().map(|(name, text)| (name.to_owned(), text)).collect(), issues)
    }

    #[test]
    fn a_form_is_text() {
        let extra = record(&[
            ("text", "a b".into()),
            ("nothing", "".into()),
            ("on", true.into()),
            ("off", false.into()),
            ("whole", (-3.0).into()),
            ("part", 0.5.into()),
            ("absent", Value::Null),
        ]);
        let expected = [("text", "a b"), ("nothing", ""), ("on", "1"), ("off", "0"), ("whole", "-3"), ("part", "0.5")];
        let expected: Vec<_> = expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(form_of(&extra), (expected, Vec::new()));
        assert_eq!(form_of(&Value::Null), (Vec::new(), Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_told_all_at_once() {
        let extra = record(&[
            ("type", "1".into()),
            ("", "1".into()),
            ("list", Value::List(Vec::new())),
            ("units", Value::Units(vec![0xD800])),
            ("nan", f64::NAN.into()),
            ("large", 1e16.into()),
        ]);
        let expected = [
            "not_allowed extra.type",
            "empty extra.",
            "wrong_type extra.list",
            "not_well_formed extra.units",
            "wrong_type extra.nan",
            "out_of_range extra.large",
        ];
        assert_eq!(form_of(&extra).1, expected);
        assert_eq!(form_of(&"x".into()).1, ["wrong_type extra"]);
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_body_keeps_numbers() {
        let extra = record(&[("on", true.into()), ("part", 0.1.into()), ("large", 1e16.into()), ("text", "x".into())]);
        let body = body(&extra, &|_| false, &mut |code, field| assert_eq!((code, field), ("", "")));
        let expected = [("on", 1.0.into()), ("part", 0.1.into()), ("large", 1e16.into()), ("text", "x".into())];
        assert_eq!(body, expected);
    }

    #[cfg(feature = "server")]
    #[test]
    fn json_may_hold_records_and_lists() {
        let list = Value::List(vec![1.5.into(), true.into(), Value::Null, record(&[("a", "b".into())])]);
        let extra = record(&[
            ("on", true.into()),
            ("list", list.clone()),
            ("name", "x".into()),
            ("bytes", Value::List(vec![Value::Bytes(vec![1].into())])),
            ("function", Value::Refused("wrong_type")),
        ]);
        let mut issues = Vec::new();
        let read = json(&extra, &|name| name == "name", &mut |code, field| issues.push([code, " ", field].concat()));
        assert_eq!(read, [("on", 1.0.into()), ("list", list)]);
        assert_eq!(issues, ["not_allowed extra.name", "wrong_type extra.bytes", "wrong_type extra.function"]);
    }

    #[test]
    fn decimals() {
        for (number, expected) in [
            (0.0, Some("0")),
            (-0.0, Some("0")),
            (1.0, Some("1")),
            (-12.0, Some("-12")),
            (0.1, Some("0.1")),
            (-0.05, Some("-0.05")),
            (2.5, Some("2.5")),
            (std::f64::consts::PI, Some("3.141592653589793")),
            (9_007_199_254_740_991.0, Some("9007199254740991")),
            (9_007_199_254_740_992.0, None),
            (0.1 + 0.2, None),
            (1e-21, Some("0.000000000000000000001")),
            (1e-22, None),
            (1e-30, None),
            (1e300, None),
        ] {
            assert_eq!(decimal(number).as_deref(), expected, "{number}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_decimal_reads_back(digits in -999_999_999_999_999_i64..1_000_000_000_000_000, places in 0..20) {
            let number = digits as f64 / 10_f64.powi(places);
            let read = decimal(number).map(|text| text.parse::<f64>());
            proptest::prop_assert_eq!(read, Some(Ok(number)));
        }
    }
}
