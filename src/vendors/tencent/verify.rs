//! Whether a UserSig is true: for a server that is shown one as a proof of who the caller is.

use super::base64;
use super::inspect::{self, Opened};
use super::usersig::{self, Signed, UserId};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Record, Value};
use hmac::Mac;
use std::num::NonZeroU32;

/// What the caller expects of a UserSig.
#[derive(Clone, Copy)]
pub struct Expected<'a> {
    /// The application.
    pub sdk_app_id: NonZeroU32,
    /// Its key.
    pub secret_key: &'a str,
    /// The user; `None`: any.
    pub user_id: Option<UserId<'a>>,
}

names! {
    /// What is wrong with a UserSig.
    pub enum Reason {
        /// It is none, or not a whole one.
        Malformed = "malformed",
        /// Nothing.
        Ok = "ok",
        /// The key has not signed it.
        SignatureMismatch = "signature_mismatch",
        /// It is for another application.
        AppMismatch = "app_mismatch",
        /// It is for another user.
        UserMismatch = "user_mismatch",
        /// It was signed after now.
        NotYetValid = "not_yet_valid",
        /// It has run out.
        Expired = "expired",
    }
}

/// The first thing that is wrong with a UserSig at `now`, Unix time in seconds. The signature comes first: nothing that an
/// unsigned text says is worth checking.
pub fn verify_user_sig(user_sig: &str, expected: &Expected<'_>, now: f64) -> Result<Reason> {
    match inspect::inspect_user_sig(user_sig) {
        Some(opened) => verify(&opened, expected, now),
        None => Ok(Reason::Malformed),
    }
}

fn verify(opened: &Opened, expected: &Expected<'_>, now: f64) -> Result<Reason> {
    let Some(signature) = opened.signature.as_deref().and_then(base64::decode) else {
        return Ok(Reason::Malformed);
    };
    let signed = Signed {
        sdk_app_id: opened.sdk_app_id,
        user_id: &opened.user_id,
        time: opened.issued_at,
        expire: opened.expire,
        user_buf: opened.user_buf.as_deref(),
    };
    // In constant time, whatever differs.
    let authentic = signed.mac(expected.secret_key)?.verify_slice(&signature).is_ok();
    Ok(match opened {
        _ if !authentic => Reason::SignatureMismatch,
        _ if opened.sdk_app_id != f64::from(expected.sdk_app_id.get()) => Reason::AppMismatch,
        _ if expected.user_id.is_some_and(|user_id| user_id.text() != opened.user_id) => Reason::UserMismatch,
        _ if opened.issued_at > now => Reason::NotYetValid,
        // The last second counts, as in the vendor's own verifiers.
        _ if now > opened.expires_at() => Reason::Expired,
        _ => Reason::Ok,
    })
}

/// Reads the arguments of `verifyUserSig`.
pub(super) fn verify_user_sig_of(user_sig: &Value<'_>, expected: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    let opened = inspect::argument(user_sig);
    let mut verdict = None;
    let read = fields::read_at(expected, now, |fields, now| {
        let sdk_app_id = usersig::sdk_app_id(fields, "sdkAppId");
        let secret_key = usersig::secret_key(fields, "secretKey");
        let user_id = usersig::user_id(fields, "userId");
        fields.refuse_unknown();
        if let (Some(sdk_app_id), Some(secret_key), Ok(opened)) = (sdk_app_id, secret_key, &opened) {
            let expected = Expected { sdk_app_id, secret_key, user_id };
            let reason = opened.as_ref().map_or(Ok(Reason::Malformed), |opened| verify(opened, &expected, now));
            verdict = Some(reason);
        }
    });
    fields::both(opened.as_ref().map_err(Clone::clone), read)?;
    let reason = verdict.transpose()?.unwrap_or_default();
    let mut record = Record::default();
    record.set("valid", reason == Reason::Ok).set("reason", reason.name());
    Ok(record.into())
}
