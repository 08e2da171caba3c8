//! The expiry of a JSON Web Token (RFC 7519, section 4.1.4). It is read, not verified: that is the server's part.
//!
//! The JSON reader is not in playward-live. One number does not need it: the payload is read byte by byte, as it is decoded.

use crate::data::bounds::LAST_SECOND;
use crate::data::{ascii, base64};

const NAME: &[u8] = b"\"exp\":";

/// `exp` in whole Unix seconds; `None` where the text is no such token or does not say, and where the number is negative,
/// has an exponent or is too large for a moment.
pub(super) fn expiry(token: &str) -> Option<f64> {
    let (_, payload) =
        ascii::split_once(token, b'.').filter(|_| token.bytes().filter(|byte| *byte == b'.').count() == 2)?;
    let (mut held, mut bits) = (0_u32, 0);
    // How many records and lists are open; whether a text is, and whether its last byte was a backslash.
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    // How much of the name has come, a byte for the point of the number after it, and its whole part.
    let (mut named, mut seconds) = (0, 0.0);
    for letter in payload.bytes() {
        // The alphabet of RFC 4648, section 5. A point ends the payload.
        held = held << 6
            | match letter {
                b'-' => 62,
                b'_' => 63,
                letter => u32::from(base64::six(letter)?),
            };
        bits += 6;
        if bits < 8 {
            continue;
        }
        bits -= 8;
        let byte = (held >> bits) as u8;
        if byte <= b' ' && !quoted {
            continue;
        }
        if named >= NAME.len() {
            match byte {
                b'0'..=b'9' if named > NAME.len() => {}
                b'0'..=b'9' => seconds = seconds * 10.0 + f64::from(byte - b'0'),
                b'.' => named += 1,
                b',' | b'}' if seconds <= LAST_SECOND as f64 => return Some(seconds),
                _ => return None,
            }
            continue;
        }
        // The name begins where no text is open, in the outermost record.
        let goes_on = named > 0 || !quoted && depth == 1;
        named = if goes_on && NAME.get(named) == Some(&byte) { named + 1 } else { 0 };
        match byte {
            _ if escaped => escaped = false,
            b'"' => quoted = !quoted,
            b'\\' => escaped = true,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.wrapping_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    /// A token with this payload.
    fn token(payload: &str) -> String {
        let payload = ::base64::Engine::encode(&::base64::engine::general_purpose::URL_SAFE_NO_PAD, payload);
        ["eyJhbGciOiJIUzI1NiJ9.", &payload, ".c2ln"].concat()
    }

    #[test]
    fn the_outermost_exp_is_read() {
        for (payload, expected) in [
            (r#"{"exp":1700000000}"#, Some(1_700_000_000.0)),
            (r#"{"sub":"直播~?>","exp" : 1700000000.9,"iat":1}"#, Some(1_700_000_000.0)),
            (r#"{"a":{"exp":1},"b":["exp",{"exp":2}],"exp":1700000000}"#, Some(1_700_000_000.0)),
            (r#"{"a":"\"exp\":1,","b":"\\","exp":1700000000}"#, Some(1_700_000_000.0)),
            (r#"{"sub":"exp","iat":1}"#, None),
            (r#"{"a":"\"exp\":1"}"#, None),
            (r#"{"exp":"1700000000"}"#, None),
            (r#"{"exp":null}"#, None),
            (r#"{"exp":-1}"#, None),
            (r#"{"exp":1.7e9}"#, None),
            (r#"{"exp":100000000000}"#, Some(100_000_000_000.0)),
            (r#"{"exp":100000000001}"#, None),
            (r#"{"exp":1700000000000}"#, None),
            (r#"{"exp":99999999999999999999}"#, None),
            (r#"{"exp":17"#, None),
            (r#"[{"exp":1}]"#, None),
            ("exp", None),
        ] {
            assert_eq!(expiry(&token(payload)), expected, "{payload}");
        }
    }

    #[test]
    fn what_is_no_token_says_nothing() {
        for text in [
            "",
            ".",
            "..",
            "a.b",
            "AK:c2ln:e30=",
            "x.eyJleHAiOjE3MDAwMDAwMDB9",
            "x.é.y",
            "x.eyJleHAiOjE3MDAwMDAwMDB9.y.z.v",
        ] {
            assert_eq!(expiry(text), None, "{text}");
        }
        assert_eq!(expiry("x.eyJleHAiOjE3MDAwMDAwMDB9.y"), Some(1_700_000_000.0));
    }
}
