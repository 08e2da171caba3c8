//! Hexadecimal digits.

/// The digit of half a byte, in lower case.
#[cfg(feature = "client")]
pub(crate) fn digit(half: u8) -> u8 {
    if half < 10 { b'0' + half } else { b'a' - 10 + half }
}

/// Writes a digest (MD5, SHA-1) in lower case, two digits a byte.
#[cfg(feature = "server")]
pub fn write(digest: &[u8], digits: &mut [u8]) {
    for (pair, byte) in digits.as_chunks_mut().0.iter_mut().zip(digest) {
        *pair = [digit(byte >> 4), digit(byte & 15)];
    }
}

/// A digest in lower case.
#[cfg(feature = "server")]
pub fn text(digest: &[u8]) -> String {
    let mut digits = vec![0; 2 * digest.len()];
    write(digest, &mut digits);
    String::from_utf8(digits).unwrap_or_default()
}

/// True for a text of so many hexadecimal digits, in either case.
pub(crate) fn is(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_digits() {
        assert!(is("0aF", 3) && !is("0aF", 2) && !is("0ag", 3));
    }

    #[cfg(feature = "server")]
    #[test]
    fn digests() {
        assert_eq!(text(&[]), "");
        assert_eq!(text(&[0x00, 0x01, 0x0f, 0x10, 0x9a, 0xa9, 0xff, 0xf0, 0x7f]), "00010f109aa9fff07f");
    }
}
