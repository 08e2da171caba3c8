//! JSON in and out, with 64-bit integers exact: the vendors' ids are larger than what a double holds.
//!
//! serde_json would add 50 KB to a wasm that is to fit into a mini-program.

use std::borrow::Cow;
use std::collections::BinaryHeap;

use crate::data::bounds::SAFE_INTEGER;
use crate::data::digits;
use crate::data::value::{Answer, Digits, Value};

/// Deeper than any answer.
const DEPTH_LIMIT: u32 = 32;
const SAFE: f64 = SAFE_INTEGER as f64;
/// The first whole number that a double cannot tell from its neighbour.
#[cfg(feature = "server")]
const INEXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a text; `None` when it is no JSON. An integer that a double cannot hold reads as its digits.
pub fn read(text: &str) -> Option<Answer> {
    let mut reader = Reader { text, place: 0 };
    let value = reader.value(0)?;
    reader.space();
    (reader.place == text.len()).then_some(value)
}

/// Writes a value, in the order of its fields and without spaces. What JSON cannot say is null.
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    write_into(&mut out, value);
    out
}

fn write_into(out: &mut String, value: &Value) {
    match value {
        Value::Null | Value::Refused(_) => out.push_str("null"),
        #[cfg(feature = "server")]
        Value::Bytes(_) => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(out, *number),
        Value::Digits(Digits(digits)) => out.push_str(digits),
        Value::Text(text) => write_text(out, text),
        Value::Units(units) => write_units(out, units),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                write_into(out, item);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::Record(fields) => write_record(out, &mut fields.iter().map(|(name, field)| (&**name, field))),
        Value::Shaped(names, fields) => write_record(out, &mut names.iter().copied().zip(fields)),
    }
}

/// A client writes whole numbers only; a double's own formatting would cost it 29 KB.
#[cfg(not(feature = "server"))]
fn write_number(out: &mut String, number: f64) {
    out.push_str(&digits::write(number as i64));
}

/// A number in decimal, without an exponent.
#[cfg(feature = "server")]
fn write_number(out: &mut String, number: f64) {
    match number {
        // -0 is 0 in JSON, as JSON.stringify has it.
        whole if whole.fract() == 0.0 && whole.abs() < INEXACT => out.push_str(&(whole as i64).to_string()),
        finite if finite.is_finite() => out.push_str(&finite.to_string()),
        _ => out.push_str("null"),
    }
}

fn write_record(out: &mut String, fields: &mut dyn Iterator<Item = (&str, &Value)>) {
    let mut open = "{";
    for (name, field) in fields {
        out.push_str(open);
        write_text(out, name);
        out.push(':');
        write_into(out, field);
        open = ",";
    }
    out.push_str(if open == "{" { "{}" } else { "}" });
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        write_character(out, character);
    }
    out.push('"');
}

fn write_character(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        control if control < ' ' => {
            out.push_str("\\u00");
            for digit in [control as u32 >> 4, control as u32 & 15] {
                out.push(char::from_digit(digit, 16).unwrap_or('0'));
            }
        }
        other => out.push(other),
    }
}

/// A lone surrogate is written as its escape, as JSON.stringify does.
fn write_units(out: &mut String, units: &[u16]) {
    out.push('"');
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(character) => write_character(out, character),
            Err(lone) => {
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.push(char::from_digit(u32::from(lone.unpaired_surrogate() >> shift) & 15, 16).unwrap_or('0'));
                }
            }
        }
    }
    out.push('"');
}

struct Reader<'a> {
    text: &'a str,
    place: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.place).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let found = self.peek() == Some(byte);
        self.place += usize::from(found);
        found.then_some(())
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.place += 1;
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text.get(self.place..).is_some_and(|rest| rest.starts_with(word));
        if found {
            self.place += word.len();
        }
        found
    }

    fn value(&mut self, depth: u32) -> Option<Answer> {
        if depth > DEPTH_LIMIT {
            return None;
        }
        self.space();
        match self.peek()? {
            b'n' => self.word("null").then_some(Value::Null),
            b't' => self.word("true").then_some(Value::Bool(true)),
            b'f' => self.word("false").then_some(Value::Bool(false)),
            b'"' => self.text(),
            b'[' => self.list(depth),
            b'{' => self.record(depth),
            _ => self.number(),
        }
    }

    fn list(&mut self, depth: u32) -> Option<Answer> {
        self.take(b'[')?;
        let mut items = Vec::new();
        self.space();
        if self.take(b']').is_some() {
            return Some(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(Value::List(items));
            }
        }
    }

    fn record(&mut self, depth: u32) -> Option<Answer> {
        self.take(b'{')?;
        let mut fields: Vec<(Cow<'static, str>, Answer)> = Vec::new();
        self.space();
        if self.take(b'}').is_some() {
            return Some(Value::Record(fields));
        }
        loop {
            self.space();
            let name = match self.text()? {
                Value::Text(name) => name,
                other => Cow::Owned(other.as_text().unwrap_or_default()),
            };
            self.space();
            self.take(b':')?;
            fields.push((name, self.value(depth + 1)?));
            self.space();
            if self.take(b',').is_none() {
                self.take(b'}')?;
                return Some(Value::Record(without_repeats(fields)));
            }
        }
    }

    /// A string: text, or its units where an escape leaves a surrogate alone.
    fn text(&mut self) -> Option<Answer> {
        self.take(b'"')?;
        let mut text = String::new();
        let mut units = Vec::new();
        loop {
            let rest = self.text.get(self.place..)?;
            let plain = rest.bytes().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=31)).count();
            text.push_str(rest.get(..plain)?);
            self.place += plain;
            match self.peek()? {
                b'"' => {
                    self.place += 1;
                    if units.is_empty() {
                        return Some(text.into());
                    }
                    add_units(&mut units, &text);
                    return Some(Value::Units(units));
                }
                b'\\' => {
                    self.place += 1;
                    match self.escape()? {
                        Ok(character) => text.push(character),
                        Err(surrogate) => {
                            add_units(&mut units, &text);
                            units.push(surrogate);
                            text.clear();
                        }
                    }
                }
                _ => return None,
            }
        }
    }

    /// A character, or the surrogate that stands alone.
    fn escape(&mut self) -> Option<Result<char, u16>> {
        let letter = self.peek()?;
        self.place += 1;
        Some(Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                match char::from_u32(unit.into()).or_else(|| self.paired(unit)) {
                    Some(character) => character,
                    None => return Some(Err(unit)),
                }
            }
            _ => return None,
        }))
    }

    /// What a surrogate means with the one that follows. What follows a high one belongs to it only if it is a low one.
    fn paired(&mut self, high: u16) -> Option<char> {
        let after = self.place;
        let low = if self.word("\\u") { self.unit().unwrap_or_default() } else { 0 };
        if (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low) {
            return char::from_u32(0x10000 + ((u32::from(high) & 0x3FF) << 10) + (u32::from(low) & 0x3FF));
        }
        self.place = after;
        None
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.place..self.place + 4)?;
        self.place += 4;
        digits::read(digits, 16).map(|unit| unit as u16)
    }

    fn digits(&mut self) -> usize {
        let from = self.place;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.place += 1;
        }
        self.place - from
    }

    fn number(&mut self) -> Option<Answer> {
        let from = self.place;
        let negative = self.take(b'-').is_some();
        let whole_from = self.place;
        let leading_zero = self.peek() == Some(b'0');
        let whole_digits = self.digits();
        if whole_digits == 0 || leading_zero && whole_digits > 1 {
            return None;
        }
        let fractional = self.take(b'.').is_some();
        if fractional && self.digits() == 0 {
            return None;
        }
        let mantissa = self.text.get(whole_from..self.place)?;
        let mut exponent = 0;
        let exponential = self.take(b'e').or_else(|| self.take(b'E')).is_some();
        if exponential {
            let down = self.take(b'-').is_some();
            if !down {
                let _ = self.take(b'+');
            }
            let start = self.place;
            if self.digits() == 0 {
                return None;
            }
            let size = digits::count(self.text.get(start..self.place)?).map_or(999, |size| size.min(999)) as i32;
            exponent = if down { -size } else { size };
        }
        let number = if fractional || exponential {
            decimal(self.text.get(whole_from..self.place)?, mantissa, exponent)
        } else {
            let number = digits::read(mantissa, 10)?;
            if number > SAFE {
                return Some(Value::Digits(Digits(Cow::Owned(self.text.get(from..self.place)?.to_owned()))));
            }
            number
        };
        Some(Value::Number(if negative { -number } else { number }))
    }
}

/// Writes a text as UTF-16.
fn add_units(units: &mut Vec<u16>, text: &str) {
    units.extend(text.encode_utf16());
}

/// Of several fields with one name the last holds, in the place of the first, as in JavaScript.
fn without_repeats(mut fields: Vec<(Cow<'static, str>, Answer)>) -> Vec<(Cow<'static, str>, Answer)> {
    for (earlier, later) in repeats(&fields) {
        // No JSON reads as this: it marks what goes.
        let last = fields.get_mut(later).map(|(_, value)| std::mem::replace(value, Value::Refused("repeated")));
        if let Some((_, value)) = fields.get_mut(earlier) {
            *value = last.unwrap_or_default();
        }
    }
    fields.retain(|(_, value)| !matches!(value, Value::Refused(_)));
    fields
}

/// The places of each two fields that have one name, and none with it between them; of one name the last two first.
fn repeats(fields: &[(Cow<'static, str>, Answer)]) -> Vec<(usize, usize)> {
    // A heap sorts in a tenth of the code of sort(). It gives the largest name first, and of one name the last place.
    let mut order = BinaryHeap::new();
    for (place, (name, _)) in fields.iter().enumerate() {
        order.push((&**name, place));
    }
    let mut repeats = Vec::new();
    let mut after = None;
    while let Some((name, place)) = order.pop() {
        if let Some((known, later)) = after
            && known == name
        {
            repeats.push((place, later));
        }
        after = Some((name, place));
    }
    repeats
}

/// A fraction's value: in a server the nearest double, as JSON.parse reads it. In a client it is exact for the up to
/// fifteen digits that anyone sends, and within two units in the last place for more: the exact reading costs it a
/// kilobyte, f64's own several.
fn decimal(text: &str, mantissa: &str, exponent: i32) -> f64 {
    if cfg!(feature = "server") {
        return text.parse().unwrap_or_default();
    }
    let (mut digits, mut power, mut fractional) = (0_u64, exponent, false);
    for byte in mantissa.bytes() {
        if byte == b'.' {
            fractional = true;
        } else if digits < 1 << 58 {
            digits = digits * 10 + u64::from(byte - b'0');
            power -= i32::from(fractional);
        } else {
            power += i32::from(!fractional);
        }
    }
    let mut number = digits as f64;
    while power != 0 {
        // Ten to the 22nd is the last power of ten that a double holds exactly.
        let step = power.unsigned_abs().min(22);
        let mut scale = 1.0;
        for _ in 0..step {
            scale *= 10.0;
        }
        if power > 0 {
            number *= scale;
            power -= step as i32;
        } else {
            number /= scale;
            power += step as i32;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value as Json;

    fn same(ours: &Value, theirs: &Json) -> bool {
        match (ours, theirs) {
            (Value::Null, Json::Null) => true,
            (Value::Bool(a), Json::Bool(b)) => a == b,
            (Value::Number(a), Json::Number(b)) => b.as_f64() == Some(*a),
            (Value::Digits(Digits(a)), Json::Number(b)) => *a == b.to_string(),
            (Value::Text(a), Json::String(b)) => a == b,
            (Value::List(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
            (Value::Record(a), Json::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(&**key).is_some_and(|b| same(a, b)))
            }
            _ => false,
        }
    }

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            any::<u64>().prop_map(Json::from),
            (-1_000_000_i32..1_000_000, 0_u32..8).prop_map(|(n, d)| Json::from(f64::from(n) / 10_f64.powi(d as i32))),
            any::<String>().prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|fields| Json::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn reads_what_serde_json_writes(value in json()) {
            let text = serde_json::to_string_pretty(&value).unwrap_or_default();
            let ours = read(&text);
            prop_assert!(ours.as_ref().is_some_and(|ours| same(ours, &value)), "{text} → {ours:?}");
        }

        #[test]
        fn takes_and_refuses_what_serde_json_does(text in r#"[\[\]{}",:\\ntruefalsu0-9eE.+ -]{0,12}"#) {
            let theirs = serde_json::from_str::<Json>(&text);
            // JSON.parse takes what is beyond all doubles as infinite, and so do we.
            prop_assume!(!matches!(&theirs, Err(error) if error.to_string().starts_with("number out of range")));
            prop_assert_eq!(read(&text).is_some(), theirs.is_ok(), "{}", text);
        }

        #[test]
        fn serde_json_reads_what_is_written(text in any::<String>(), id in any::<u64>()) {
            let value = Value::Record(vec![
                (Cow::Owned(text.clone()), Value::from(text.clone())),
                (Cow::Borrowed("\u{1}id"), Value::List(vec![Value::Digits(Digits::from(id)), Value::Number(-7.0)])),
            ]);
            let back = serde_json::from_str::<Json>(&write(&value));
            prop_assert!(back.is_ok_and(|back| same(&value, &back)));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// str::parse is right to the last bit, as JSON.parse is.
        #[test]
        fn a_decimal_is_the_nearest_double(bits in any::<u64>(), text in "-?(0|[1-9][0-9]{0,30})([.][0-9]{1,30}([eE][+-]?[0-9]{1,3})?|[eE][+-]?[0-9]{1,3})") {
            let number = f64::from_bits(bits);
            let next = f64::from_bits(bits.wrapping_add(1));
            let mut texts = vec![text, format!("{number:e}"), format!("{number:.20e}")];
            // A double, and what is halfway to the next one, in all their digits.
            if number.is_finite() && next.is_finite() {
                texts.extend([format!("{number:.800}"), format!("{:.800}", number / 2.0 + next / 2.0)]);
            }
            for text in texts.iter().filter(|text| !text.ends_with(['f', 'N'])) {
                prop_assert_eq!(read(text), text.parse().ok().map(Value::Number), "{}", text);
            }
        }
    }

    #[test]
    fn a_decimal_at_the_edges_of_a_double() {
        let digits = "0".repeat(2_000);
        for (text, expected) in [
            ("39.904200000000003", 39.904_2),
            ("0.30000000000000004", 0.1 + 0.2),
            ("9007199254740993.0", 9_007_199_254_740_992.0),
            ("9007199254740995.0", 9_007_199_254_740_996.0),
            ("1.7976931348623157e308", f64::MAX),
            ("1.7976931348623159e308", f64::INFINITY),
            ("2.2250738585072011e-308", 2.225_073_858_507_201e-308),
            ("2.2250738585072014e-308", f64::MIN_POSITIVE),
            ("5e-324", f64::from_bits(1)),
            ("2.5e-324", f64::from_bits(1)),
            ("2.4e-324", 0.0),
            ("0.0e999999999999", 0.0),
            ("1e999999999999", f64::INFINITY),
            ("1e-999999999999", 0.0),
            (&["0.", &digits, "1e2001"].concat(), 1.0),
            (&["1", &digits, "e-2000"].concat(), 1.0),
            // Halfway, and a little more.
            (&["1.00000000000000011102230246251565404236316680908203125", &digits].concat(), 1.0),
            (&["1.00000000000000011102230246251565404236316680908203125", &digits, "1"].concat(), 1.0 + f64::EPSILON),
        ] {
            assert_eq!(read(text), Some(Value::Number(expected)), "{text}");
        }
        assert_eq!(read("-0.0"), Some(Value::Number(-0.0)));
    }

    #[test]
    fn a_lone_surrogate_swallows_nothing() {
        for (text, units) in [
            (r#""\ud800""#, &[0xD800][..]),
            (r#""a\ud800A""#, &[97, 0xD800, 65]),
            (r#""\ud800\u0041""#, &[0xD800, 65]),
            (r#""\ud800\ud83d\ude00""#, &[0xD800, 0xD83D, 0xDE00]),
            (r#""\udc00\ud800""#, &[0xDC00, 0xD800]),
            (r#""\ud800\n""#, &[0xD800, 10]),
        ] {
            let value = read(text);
            assert_eq!(value, Some(Value::Units(units.to_vec())), "{text}");
            let again = value.as_ref().map(write).and_then(|text| read(&text));
            assert_eq!(again, value, "{text}");
        }
        assert_eq!(read(r#""\ud83d\ude00""#), Some(Value::from("\u{1F600}")));
        assert_eq!(read(r#""\ud800\u00""#), None);
    }

    #[test]
    fn of_two_fields_with_one_name_the_last_holds_in_the_first_place() {
        let read = read(r#"{"b":1,"a":2,"b":3,"c":4,"b":5}"#).unwrap_or_default();
        assert_eq!(write(&read), r#"{"b":5,"a":2,"c":4}"#);
    }

    /// Linear, or nearly: a text ten times as long must not take a hundred times the comparisons.
    #[test]
    fn many_fields_are_read() {
        let fields: Vec<String> = (0..200_000).map(|number| format!("\"k{number}\":{number}")).collect();
        let value = read(&format!("{{{}}}", fields.join(","))).unwrap_or_default();
        assert_eq!(*value.get("k199999"), Value::Number(199_999.0));
    }

    #[test]
    fn a_hostile_depth_is_refused() {
        assert_eq!(read(&"[".repeat(100_000)), None);
    }
}
