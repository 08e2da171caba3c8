//! Numbers that are digits and nothing else: no sign, no point, no space. `str::parse` takes more, and is larger in the
//! wasm; so is `to_string`, with its table of a hundred pairs.

/// The number that the digits say.
pub(crate) fn read(text: &str, radix: u8) -> Option<f64> {
    let mut number = 0.0;
    for byte in text.bytes() {
        let digit = char::from(byte).to_digit(radix.into())?;
        number = number * f64::from(radix) + f64::from(digit);
    }
    (!text.is_empty()).then_some(number)
}

/// The number that decimal digits say, which may stand behind a minus.
#[cfg(feature = "live")]
pub(crate) fn signed(text: &str) -> Option<f64> {
    match text.strip_prefix('-') {
        Some(digits) => read(digits, 10).map(|number| -number),
        None => read(text, 10),
    }
}

/// A number in decimal digits that counts something: a port, a channel, seconds.
pub(crate) fn count(text: &str) -> Option<u32> {
    // Below: what stands in for the instruction in WebAssembly 1.0, which is all that phones have, makes 0 of the largest u32.
    read(text, 10).filter(|number| *number < f64::from(u32::MAX)).map(|number| number as u32)
}

/// A whole number that a `u32` holds, the largest too: that takes a way by i64, see [`count`].
#[cfg(any(feature = "debug", feature = "server", feature = "quick"))]
pub(crate) fn narrow(number: f64) -> u32 {
    number as i64 as u32
}

/// Unix seconds in hexadecimal digits, eight at most, as several vendors print them: `5c271099`.
#[cfg(feature = "live")]
pub(crate) fn hex_seconds(text: &str) -> Option<f64> {
    if text.len() <= 8 { read(text, 16) } else { None }
}

/// The decimal digits of a number.
pub(crate) fn write(number: i64) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push(&mut text, number.unsigned_abs());
    text
}

/// The decimal digits of a number without a sign.
pub(crate) fn write_unsigned(number: u64) -> String {
    let mut text = String::new();
    push(&mut text, number);
    text
}

fn push(text: &mut String, number: u64) {
    if number > 9 {
        push(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written() {
        for number in [0, 9, 10, -1, -10, 1_605_275_593, i64::MAX, i64::MIN] {
            assert_eq!(write(number), number.to_string());
        }
        assert_eq!(write_unsigned(u64::MAX), u64::MAX.to_string());
    }

    #[test]
    fn numbers() {
        for (text, radix, number) in [
            ("0", 10, Some(0.0)),
            ("007", 10, Some(7.0)),
            ("1605275593", 10, Some(1_605_275_593.0)),
            ("5C271099", 16, Some(1_546_064_025.0)),
            ("ffffffff", 16, Some(4_294_967_295.0)),
            ("f", 10, None),
            ("g", 16, None),
            ("+1", 10, None),
            ("-1", 10, None),
            ("1.0", 10, None),
            ("1 ", 10, None),
            ("１", 10, None),
            ("", 10, None),
        ] {
            assert_eq!(read(text, radix), number, "{text:?}");
        }
    }

    #[test]
    fn counts() {
        assert_eq!(count("4294967294"), Some(u32::MAX - 1));
        for text in ["4294967295", "4294967296", "99999999999999999999999", "+1", ""] {
            assert_eq!(count(text), None, "{text:?}");
        }
    }

    #[test]
    fn seconds() {
        assert_eq!(hex_seconds("5c271099"), Some(1_546_064_025.0));
        for text in ["000000001", "+1", "5c27109g", ""] {
            assert_eq!(hex_seconds(text), None, "{text:?}");
        }
    }
}
