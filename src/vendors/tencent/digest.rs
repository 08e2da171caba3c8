//! The digest of Tencent's hotlink protection: MD5 of several texts one after the other, in lower-case digits.

use crate::data::hex;
use md5::{Digest, Md5};

pub(super) fn hex(parts: &[&str]) -> String {
    let mut md5 = Md5::new();
    for part in parts {
        md5.update(part.as_bytes());
    }
    hex::text(&md5.finalize())
}
