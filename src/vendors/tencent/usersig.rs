//! Making a UserSig (TLSSigAPIv2, UserSig 生成): HMAC-SHA256 over four lines, or five with a userbuf; the whole as JSON in a
//! zlib stream, in base64.
//!
//! The JSON is not compressed; see `zlib`.

use super::problems::refuse;
#[cfg(feature = "server")]
use super::user_buf::{self, Bearer, UserBuf};
use super::{base64, zlib};
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::value::{Answer, Record, Value};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::num::NonZeroU32;

/// A week, as in the vendor's demo. A UserSig of playward-debug is valid for no longer.
const WEEK: u32 = 604_800;

/// Reads a key, which is required.
pub(super) fn secret_key<'a>(fields: &mut Fields<'a>, name: &'static str) -> Option<&'a str> {
    fields.require(name);
    match fields.value(name) {
        Value::Text(text) if text.is_empty() => {
            refuse(fields, "secret_key_empty", name);
            None
        }
        _ => fields.text(name),
    }
}

/// Reads an application, which is required.
pub(super) fn sdk_app_id(fields: &mut Fields<'_>, name: &'static str) -> Option<NonZeroU32> {
    fields.require(name);
    let number = whole(fields, name, f64::from(u32::MAX), "sdk_app_id_invalid")?;
    NonZeroU32::new(digits::narrow(number))
}

/// Reads a user, where there is one.
pub(super) fn user_id<'a>(fields: &mut Fields<'a>, name: &'static str) -> Option<UserId<'a>> {
    let code = match fields.value(name) {
        Value::Text(text) => match UserId::new(text) {
            Ok(_) => return fields.text(name).map(UserId),
            Err(NoUserId::Empty) => "user_id_empty",
            Err(NoUserId::HasNewline) => "user_id_has_newline",
        },
        Value::Units(_) => "user_id_not_well_formed",
        _ => {
            fields.text(name);
            return None;
        }
    };
    refuse(fields, code, name);
    None
}

/// Reads a whole number from 1.
fn whole(fields: &mut Fields<'_>, name: &'static str, max: f64, code: &'static str) -> Option<f64> {
    match fields.value(name) {
        Value::Number(number) if *number >= 1.0 && *number <= max && number.fract() == 0.0 => return Some(*number),
        Value::Number(_) => refuse(fields, code, name),
        _ => {
            fields.finite(name);
        }
    }
    None
}

/// A user: a text of one line, since what is signed is made of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserId<'a>(&'a str);

/// Why a text is no user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoUserId {
    /// It is empty.
    Empty,
    /// It has more than one line: its signature could be read as that of another user.
    HasNewline,
}

impl<'a> UserId<'a> {
    /// A user by this text.
    pub fn new(text: &'a str) -> std::result::Result<Self, NoUserId> {
        if text.is_empty() {
            return Err(NoUserId::Empty);
        }
        let lines = text.bytes().any(|byte| matches!(byte, b'\n' | b'\r'));
        if lines { Err(NoUserId::HasNewline) } else { Ok(Self(text)) }
    }

    /// The text.
    pub fn text(self) -> &'a str {
        self.0
    }
}

/// What a UserSig is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claims<'a> {
    /// The application.
    pub sdk_app_id: NonZeroU32,
    /// The user.
    pub user_id: UserId<'a>,
    /// For how many seconds it is valid.
    pub expire: NonZeroU32,
    /// What it carries beside.
    #[cfg(feature = "server")]
    pub user_buf: UserBuf<'a>,
}

#[cfg(feature = "server")]
impl Claims<'_> {
    fn bearer(&self, now: f64) -> Bearer<'_> {
        let until = now + f64::from(self.expire.get());
        Bearer { sdk_app_id: self.sdk_app_id.get(), user_id: self.user_id.0, until }
    }
}

/// Makes a UserSig that is valid from `now`, Unix time in seconds. The key is the text itself, not the bytes that its hex
/// digits might mean; it is not empty.
pub fn gen_user_sig(claims: &Claims<'_>, secret_key: &str, now: f64) -> Result<String> {
    #[cfg(feature = "server")]
    let user_buf = claims.user_buf.encoded(&claims.bearer(now));
    #[cfg(not(feature = "server"))]
    let user_buf: Option<String> = None;
    let signed = Signed {
        sdk_app_id: f64::from(claims.sdk_app_id.get()),
        user_id: claims.user_id.0,
        time: now,
        expire: f64::from(claims.expire.get()),
        user_buf: user_buf.as_deref(),
    };
    let signature = base64::encode(&signed.mac(secret_key)?.finalize().into_bytes());
    let mut document = Record::default();
    document
        .set("TLS.ver", "2.0")
        .set("TLS.identifier", signed.user_id.to_owned())
        .set("TLS.sdkappid", signed.sdk_app_id)
        .set("TLS.time", signed.time)
        .set("TLS.expire", signed.expire)
        .set_some("TLS.userbuf", user_buf)
        .set("TLS.sig", signature);
    Ok(base64::encode_for_address(&zlib::stored(json::write(&document.into()).as_bytes())))
}

/// What is signed.
pub(super) struct Signed<'a> {
    pub(super) sdk_app_id: f64,
    pub(super) user_id: &'a str,
    pub(super) time: f64,
    pub(super) expire: f64,
    /// Base64.
    pub(super) user_buf: Option<&'a str>,
}

impl Signed<'_> {
    /// The signature, not yet finished.
    pub(super) fn mac(&self, secret_key: &str) -> Result<Hmac<Sha256>> {
        let mut text = String::with_capacity(128);
        let mut line =
            |name: &str, value: &str| ["TLS.", name, ":", value, "\n"].iter().for_each(|part| text.push_str(part));
        let number = |number: f64| digits::write(number as i64);
        line("identifier", self.user_id);
        line("sdkappid", &number(self.sdk_app_id));
        line("time", &number(self.time));
        line("expire", &number(self.expire));
        if let Some(user_buf) = self.user_buf {
            line("userbuf", user_buf);
        }
        let mut mac = Hmac::new_from_slice(secret_key.as_bytes()).map_err(|_| Error::plain("internal"))?;
        mac.update(text.as_bytes());
        Ok(mac)
    }
}

/// The names of the four parameters.
#[cfg(feature = "debug")]
struct Names {
    sdk_app_id: &'static str,
    secret_key: &'static str,
    user_id: &'static str,
    expire: &'static str,
}

/// Reads the arguments of playward-debug and makes a UserSig; the application, the UserSig and when it runs out.
#[cfg(feature = "debug")]
fn debug_user_sig(input: &Value<'_>, now: &Value<'_>, names: &Names) -> Result<(f64, String, f64)> {
    fields::read_at(input, now, |fields, now| {
        let sdk_app_id = sdk_app_id(fields, names.sdk_app_id);
        let secret_key = secret_key(fields, names.secret_key);
        fields.require(names.user_id);
        let user_id = user_id(fields, names.user_id);
        let asked = whole(fields, names.expire, f64::MAX, "expire_invalid");
        let expire = NonZeroU32::new(asked.map_or(WEEK, |asked| digits::narrow(asked.min(f64::from(WEEK)))));
        fields.refuse_unknown();
        let claims = Claims {
            sdk_app_id: sdk_app_id?,
            user_id: user_id?,
            expire: expire?,
            #[cfg(feature = "server")]
            user_buf: UserBuf::None,
        };
        let user_sig = gen_user_sig(&claims, secret_key?, now);
        let expires_at = now + f64::from(claims.expire.get());
        Some(user_sig.map(|user_sig| (f64::from(claims.sdk_app_id.get()), user_sig, expires_at)))
    })?
    .unwrap_or_else(|| Err(Error::plain("internal")))
}

/// `genTestUserSig` of playward-debug.
#[cfg(feature = "debug")]
pub fn test_user_sig(input: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    let names = Names { sdk_app_id: "sdkAppId", secret_key: "secretKey", user_id: "userId", expire: "expire" };
    let (sdk_app_id, user_sig, expires_at) = debug_user_sig(input, now, &names)?;
    let mut record = Record::default();
    record.set("sdkAppId", sdk_app_id).set("userSig", user_sig).set("expiresAt", expires_at);
    Ok(record.into())
}

/// The same by the names in the demo's GenerateTestUserSig.js: its settings and a userID in one record.
#[cfg(feature = "debug")]
pub fn demo_user_sig(input: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    let names = Names { sdk_app_id: "SDKAPPID", secret_key: "SECRETKEY", user_id: "userID", expire: "EXPIRETIME" };
    let (sdk_app_id, user_sig, _) = debug_user_sig(input, now, &names)?;
    let mut record = Record::default();
    record.set("sdkAppID", sdk_app_id).set("userSig", user_sig);
    Ok(record.into())
}

/// Reads the arguments of `genUserSig`.
#[cfg(feature = "server")]
pub(super) fn gen_user_sig_of(input: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    fields::read_at(input, now, |fields, now| {
        let sdk_app_id = sdk_app_id(fields, "sdkAppId");
        let secret_key = secret_key(fields, "secretKey");
        fields.require("userId");
        let user_id = user_id(fields, "userId");
        let asked = whole(fields, "expire", f64::from(i32::MAX), "expire_invalid");
        let expire = NonZeroU32::new(asked.map_or(WEEK, digits::narrow));
        let mut made = None;
        user_buf::read(fields, &mut |user_buf| {
            let (Some(sdk_app_id), Some(user_id), Some(expire)) = (sdk_app_id, user_id, expire) else { return };
            let claims = Claims { sdk_app_id, user_id, expire, user_buf };
            made = secret_key.map(|secret_key| gen_user_sig(&claims, secret_key, now));
        });
        fields.refuse_unknown();
        made
    })?
    .unwrap_or_else(|| Err(Error::plain("internal")))
    .map(Value::from)
}
