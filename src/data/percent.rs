//! Percent-encoding (RFC 3986, section 2.1): every byte but letters, digits and `-._~`. decodeURIComponent reads it.

use super::hex;

/// Writes a text, encoded.
pub(crate) fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(hex::digit(half).to_ascii_uppercase()));
            }
        }
    }
}

/// Writes a parameter at the end of a query, both of its parts encoded. The question mark is not the query's.
pub(crate) fn parameter(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    encode(query, name);
    query.push('=');
    encode(query, value);
}

/// The text that was encoded; `None` where this was none.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                (digit()? * 16 + digit()?) as u8
            }
            _ => byte,
        });
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut query = String::new();
        parameter(&mut query, "accessToken", "at.a-b_c~d/e+f= !*'()");
        parameter(&mut query, "na me", "萤");
        assert_eq!(query, "accessToken=at.a-b_c~d%2Fe%2Bf%3D%20%21%2A%27%28%29&na%20me=%E8%90%A4");
        assert_eq!(decode("at.a%2Fb%2bc").as_deref(), Some("at.a/b+c"));
        for wrong in ["%", "%4", "%4g", "%ff"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
