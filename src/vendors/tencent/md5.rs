//! The digest of Tencent's hotlink protection.

use md5::{Digest, Md5};

/// Of the parts put together, in lower-case hexadecimal digits.
pub(super) fn hex(parts: &[&str]) -> String {
    let mut md5 = Md5::new();
    for part in parts {
        md5.update(part.as_bytes());
    }
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    md5.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
