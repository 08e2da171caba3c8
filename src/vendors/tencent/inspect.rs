//! What a UserSig says. Anyone can read one; only the key can tell whether it is true.

use super::base64;
use super::inflate::inflate;
use crate::data::fields;
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

/// No UserSig says more; what inflates further is a bomb.
const LIMIT: usize = 64 * 1024;

/// A UserSig, opened. The vendor's signers agree on these fields, and on nothing else: order, spaces, escapes, a newline
/// at the end.
pub(super) struct Opened {
    pub(super) version: String,
    pub(super) user_id: String,
    pub(super) sdk_app_id: f64,
    pub(super) issued_at: f64,
    pub(super) expire: f64,
    /// Base64, as it was signed.
    pub(super) user_buf: Option<String>,
    #[cfg(feature = "server")]
    pub(super) signature: Option<String>,
}

/// A UserSig out of an argument: any text may be asked after, even one that is no text.
pub(super) fn argument(user_sig: &Value) -> Result<Option<Opened>> {
    match user_sig {
        Value::Text(text) => Ok(open(text)),
        Value::Units(_) => Ok(None),
        other => fields::read_arguments(&[("userSig", other)], |fields| {
            fields.require("userSig");
            fields.text("userSig");
            None
        }),
    }
}

fn open(user_sig: &str) -> Option<Opened> {
    // Even stored, what is within the limit is no longer than this.
    if user_sig.len() > LIMIT * 2 {
        return None;
    }
    let said = json::read(&String::from_utf8(inflate(&base64::decode(user_sig)?, LIMIT)?).ok()?)?;
    let Value::Record(fields) = said else { return None };
    // The client's wasm must not hold the words that are signed: the names are matched by what follows the dot.
    let find =
        |name: &str| fields.iter().find(|(key, _)| key.strip_prefix("TLS.") == Some(name)).map(|(_, value)| value);
    let text = |name| match find(name) {
        Some(Value::Text(text)) => Some(text.clone().into_owned()),
        _ => None,
    };
    let number = |name| match find(name)? {
        Value::Number(number) => Some(*number),
        other => other.as_integer().map(|number| number as f64),
    };
    Some(Opened {
        version: text("ver")?,
        user_id: text("identifier")?,
        sdk_app_id: number("sdkappid")?,
        issued_at: number("time")?,
        expire: number("expire")?,
        user_buf: text("userbuf"),
        #[cfg(feature = "server")]
        signature: text("sig"),
    })
}

/// What a UserSig says.
pub(super) fn inspect_user_sig(user_sig: &Value) -> Result<Answer> {
    let opened = argument(user_sig)?.ok_or_else(|| Error::plain("user_sig_malformed"))?;
    let mut record = Record::default();
    record
        .set("version", opened.version)
        .set("userId", opened.user_id)
        .set("sdkAppId", opened.sdk_app_id)
        .set("issuedAt", opened.issued_at)
        .set("expire", opened.expire)
        .set("expiresAt", opened.issued_at + opened.expire)
        .set("userBuf", opened.user_buf);
    Ok(record.into())
}
