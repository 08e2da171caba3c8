//! Whether a UserSig is true: for a server that takes one as proof of who its caller is.

use super::base64;
use super::inspect::{self, Opened};
use super::usersig::{self, Claims};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};
use hmac::Mac;

/// What the caller expects.
struct Expected {
    sdk_app_id: f64,
    secret_key: String,
    user_id: Option<String>,
    now: f64,
}

impl Expected {
    /// The first thing that is wrong. Nothing that an unsigned text says is worth a look before its signature.
    fn reason(&self, opened: &Opened) -> Result<&'static str> {
        let Some(signature) = opened.signature.as_deref().and_then(base64::decode) else { return Ok("malformed") };
        let claims = Claims {
            sdk_app_id: opened.sdk_app_id,
            user_id: opened.user_id.clone(),
            time: opened.issued_at,
            expire: opened.expire,
            user_buf: opened.user_buf.clone(),
        };
        // In constant time, whatever differs.
        let authentic = claims.mac(&self.secret_key)?.verify_slice(&signature).is_ok();
        Ok(match opened {
            _ if !authentic => "signature_mismatch",
            _ if opened.sdk_app_id != self.sdk_app_id => "app_mismatch",
            _ if self.user_id.as_ref().is_some_and(|user_id| *user_id != opened.user_id) => "user_mismatch",
            _ if opened.issued_at > self.now => "not_yet_valid",
            // The last second counts, as the vendor's own verifiers have it.
            _ if self.now > opened.issued_at + opened.expire => "expired",
            _ => "ok",
        })
    }
}

/// `verifyUserSig` of playward-server.
pub(super) fn verify_user_sig(user_sig: &Value, expected: &Value, now: &Value) -> Result<Answer> {
    let expected = fields::read_at(expected, now, |fields, now| {
        let expected = Expected {
            sdk_app_id: usersig::sdk_app_id(fields, "sdkAppId"),
            secret_key: usersig::secret_key(fields, "secretKey"),
            user_id: usersig::user_id(fields, "userId"),
            now,
        };
        fields.refuse_unknown();
        expected
    });
    let (opened, expected) = fields::both(inspect::argument(user_sig), expected)?;
    let reason = match opened {
        Some(opened) => expected.reason(&opened)?,
        None => "malformed",
    };
    let mut record = Record::default();
    record.set("valid", reason == "ok").set("reason", reason);
    Ok(record.into())
}
