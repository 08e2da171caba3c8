//! What a UserSig says. Anyone can read one; only the key can tell whether it is true.

use super::{base64, zlib};
use crate::data::issue::{Error, Result};
use crate::data::value::{Answer, Record, Value};
use crate::data::{fields, json, percent};
use std::borrow::Cow;

/// No UserSig holds as many bytes; a stream that inflates further is refused.
const LIMIT: usize = 64 * 1024;
/// How many times a UserSig may be percent-encoded.
const ENCODINGS: u32 = 3;

/// A UserSig, opened. The vendor's signers agree on these fields, and on nothing else: order, spaces, escapes, a newline
/// at the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// `2.0`; of the old algorithm `201512300000`, and empty where its signer wrote none, as Node's did.
    pub version: String,
    /// The user.
    pub user_id: String,
    /// The application.
    pub sdk_app_id: f64,
    /// When it was signed, Unix time in seconds.
    pub issued_at: f64,
    /// For how many seconds it is valid from then on.
    pub expire: f64,
    /// Base64, as it was signed.
    pub user_buf: Option<String>,
    /// `hmac-sha256`, or `ecdsa` where it was signed with a private key, as before 2019.
    pub algorithm: &'static str,
    #[cfg(feature = "server")]
    pub(super) signature: Option<String>,
}

impl Opened {
    /// When it runs out, Unix time in seconds. This second is its last.
    pub fn expires_at(&self) -> f64 {
        self.issued_at + self.expire
    }
}

/// Reads what a UserSig says; `None` when it is none, or not a whole one. White space around it and percent-encoding do not
/// matter.
pub fn inspect_user_sig(user_sig: &str) -> Option<Opened> {
    let mut user_sig = Cow::Borrowed(user_sig.trim());
    // Even a stored stream within the limit has fewer letters.
    if user_sig.len() > LIMIT * 2 {
        return None;
    }
    // Whoever encodes an address as a whole encodes what was encoded before.
    for _ in 0..ENCODINGS {
        if user_sig.bytes().any(|byte| byte == b'%') {
            user_sig = Cow::Owned(percent::decode(&user_sig)?.trim().to_owned());
        }
    }
    let said = zlib::inflate(&base64::decode(&user_sig)?, LIMIT)?;
    opened(&json::read(std::str::from_utf8(&said).ok()?)?)
}

fn opened(said: &Value<'_>) -> Option<Opened> {
    let Value::Record(fields) = said else { return None };
    // The client's wasm must not hold the words that are signed: the names are matched by what follows the dot.
    let find =
        |name: &str| fields.iter().find(|(key, _)| key.strip_prefix("TLS.") == Some(name)).map(|(_, value)| value);
    let text = |name| match find(name) {
        Some(Value::Text(text)) => Some(&**text),
        _ => None,
    };
    let number = |name| match find(name)? {
        Value::Number(number) => Some(*number),
        other => other.as_integer().map(|number| number as f64),
    };
    let old = find("ver").is_none();
    let version = if old { Some(text("version").unwrap_or_default()) } else { text("ver") };
    let (version, user_id) = (version?, text("identifier")?);
    Some(Opened {
        sdk_app_id: number(if old { "sdk_appid" } else { "sdkappid" })?,
        issued_at: number("time")?,
        expire: number(if old { "expire_after" } else { "expire" })?,
        // The texts last: what is copied need not be given back where something is missing.
        version: version.to_owned(),
        user_id: user_id.to_owned(),
        user_buf: text("userbuf").map(str::to_owned),
        algorithm: if old { "ecdsa" } else { "hmac-sha256" },
        #[cfg(feature = "server")]
        signature: text("sig").map(str::to_owned),
    })
}

/// Reads an argument that is a UserSig; `None` when the text is none, which is no issue.
pub(super) fn argument(user_sig: &Value<'_>) -> Result<Option<Opened>> {
    match user_sig {
        Value::Text(text) => Ok(inspect_user_sig(text)),
        Value::Units(_) | Value::Refused("too_long") => Ok(None),
        other => {
            fields::read_arguments(&[("userSig", other)], |fields| {
                fields.require("userSig");
                fields.text("userSig");
            })?;
            Ok(None)
        }
    }
}

/// Reads the argument of `inspectUserSig`.
pub(super) fn inspect_user_sig_of(user_sig: &Value<'_>) -> Result<Answer> {
    let opened = argument(user_sig)?.ok_or_else(|| Error::plain("user_sig_malformed"))?;
    let expires_at = opened.expires_at();
    let mut record = Record::default();
    record
        .set("version", opened.version)
        .set("userId", opened.user_id)
        .set("sdkAppId", opened.sdk_app_id)
        .set("issuedAt", opened.issued_at)
        .set("expire", opened.expire)
        .set("expiresAt", expires_at)
        .set("userBuf", opened.user_buf)
        .set("algorithm", opened.algorithm);
    Ok(record.into())
}
