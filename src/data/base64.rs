//! The letters of base64 (RFC 4648, section 4). The dialects differ in the last two letters and in the padding.

/// The six bits that a letter stands for; `None` for any other byte.
pub(crate) fn six(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}
