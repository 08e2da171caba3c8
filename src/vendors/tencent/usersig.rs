//! Making a UserSig (TLSSigAPIv2): HMAC-SHA256 over four lines, the whole as deflated JSON, in base64 for addresses.
//!
//! The JSON is not compressed; see `zlib`.

use super::{base64, zlib};
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A week: what the vendor's demo uses, and all that a debug key may be good for.
const DEFAULT_EXPIRE: f64 = 604_800.0;

#[rustfmt::skip]
const PROBLEMS: &[(&str, Text)] = &[
    ("sdk_app_id_invalid",      Text::fixed("应为 1 到 4294967295 的整数", "must be a whole number from 1 to 4294967295")),
    ("secret_key_empty",        Text::fixed("密钥不能为空", "the key must not be empty")),
    ("user_id_empty",           Text::fixed("用户 ID 不能为空", "the user id must not be empty")),
    ("user_id_has_newline",     Text::fixed("用户 ID 不能含换行：签名会有歧义", "the user id must not contain a newline: its signature would be ambiguous")),
    ("user_id_not_well_formed", Text::fixed("用户 ID 含有不成对的 UTF-16 代理字符", "the user id contains a lone surrogate")),
    ("expire_invalid",          Text::fixed("应为整数秒，至少 1", "must be whole seconds, at least 1")),
    ("user_buf_too_long",       Text::fixed("最多 1024 字节", "must be no longer than 1024 bytes")),
];

fn refuse(fields: &mut Fields<'_>, code: &'static str, name: &str) {
    if let Some((_, text)) = PROBLEMS.iter().find(|(known, _)| *known == code) {
        fields.refuse_saying(code, name, text);
    }
}

/// A required key.
pub(super) fn secret_key(fields: &mut Fields<'_>, name: &'static str) -> String {
    fields.require(name);
    match fields.value(name) {
        Value::Text(text) if text.is_empty() => {
            refuse(fields, "secret_key_empty", name);
            String::new()
        }
        _ => fields.text(name).unwrap_or_default().to_owned(),
    }
}

/// A required application.
pub(super) fn sdk_app_id(fields: &mut Fields<'_>, name: &'static str) -> f64 {
    fields.require(name);
    whole(fields, name, f64::from(u32::MAX), "sdk_app_id_invalid").unwrap_or_default()
}

/// A user: one line, for the lines are what is signed.
pub(super) fn user_id(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    match fields.value(name) {
        Value::Text(text) if text.is_empty() => refuse(fields, "user_id_empty", name),
        Value::Text(text) if text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) => {
            refuse(fields, "user_id_has_newline", name);
        }
        Value::Units(_) => refuse(fields, "user_id_not_well_formed", name),
        _ => return fields.text(name).map(str::to_owned),
    }
    None
}

/// A whole number from 1.
fn whole(fields: &mut Fields<'_>, name: &'static str, max: f64, code: &'static str) -> Option<f64> {
    match fields.value(name) {
        Value::Number(number) if *number >= 1.0 && *number <= max && number.fract() == 0.0 => return Some(*number),
        Value::Number(_) => refuse(fields, code, name),
        _ => return fields.finite(name),
    }
    None
}

/// What is signed.
pub(super) struct Claims {
    pub(super) sdk_app_id: f64,
    pub(super) user_id: String,
    pub(super) time: f64,
    pub(super) expire: f64,
    /// Base64.
    pub(super) user_buf: Option<String>,
}

impl Claims {
    /// The signature in the making. The key is the text itself, not the bytes that its hex digits might mean.
    pub(super) fn mac(&self, secret_key: &str) -> Result<Hmac<Sha256>> {
        let mut text = String::with_capacity(128);
        let mut line =
            |name: &str, value: &str| ["TLS.", name, ":", value, "\n"].iter().for_each(|part| text.push_str(part));
        let number = |number: f64| (number as i64).to_string();
        line("identifier", &self.user_id);
        line("sdkappid", &number(self.sdk_app_id));
        line("time", &number(self.time));
        line("expire", &number(self.expire));
        if let Some(user_buf) = &self.user_buf {
            line("userbuf", user_buf);
        }
        let mut mac = Hmac::new_from_slice(secret_key.as_bytes()).map_err(|_| Error::plain("internal"))?;
        mac.update(text.as_bytes());
        Ok(mac)
    }

    fn sign(self, secret_key: &str) -> Result<String> {
        let signature = base64::encode(&self.mac(secret_key)?.finalize().into_bytes());
        let mut document = Record::default();
        document
            .set("TLS.ver", "2.0")
            .set("TLS.identifier", self.user_id)
            .set("TLS.sdkappid", self.sdk_app_id)
            .set("TLS.time", self.time)
            .set("TLS.expire", self.expire)
            .set_some("TLS.userbuf", self.user_buf)
            .set("TLS.sig", signature);
        Ok(base64::encode_for_address(&zlib::stored(json::write(&document.into()).as_bytes())))
    }
}

/// The vendor's names for the same four things, in its documents and in its demo.
#[cfg(feature = "debug")]
struct Names {
    sdk_app_id: &'static str,
    secret_key: &'static str,
    user_id: &'static str,
    expire: &'static str,
}

/// A UserSig while a page is being written: good for a week at most.
#[cfg(feature = "debug")]
fn debug_user_sig(input: &Value, now: &Value, names: &Names) -> Result<(f64, String, f64)> {
    let (claims, secret_key) = fields::read_at(input, now, |fields, now| {
        let sdk_app_id = sdk_app_id(fields, names.sdk_app_id);
        let secret_key = secret_key(fields, names.secret_key);
        fields.require(names.user_id);
        let user_id = user_id(fields, names.user_id).unwrap_or_default();
        let expire =
            whole(fields, names.expire, f64::MAX, "expire_invalid").unwrap_or(DEFAULT_EXPIRE).min(DEFAULT_EXPIRE);
        fields.refuse_unknown();
        (Claims { sdk_app_id, user_id, time: now, expire, user_buf: None }, secret_key)
    })?;
    let (sdk_app_id, expires_at) = (claims.sdk_app_id, claims.time + claims.expire);
    Ok((sdk_app_id, claims.sign(&secret_key)?, expires_at))
}

/// `genTestUserSig` of playward-debug.
#[cfg(feature = "debug")]
pub fn test_user_sig(input: &Value, now: &Value) -> Result<Answer> {
    let names = Names { sdk_app_id: "sdkAppId", secret_key: "secretKey", user_id: "userId", expire: "expire" };
    let (sdk_app_id, user_sig, expires_at) = debug_user_sig(input, now, &names)?;
    let mut record = Record::default();
    record.set("sdkAppId", sdk_app_id).set("userSig", user_sig).set("expiresAt", expires_at);
    Ok(record.into())
}

/// The same in the words of the demo's GenerateTestUserSig.js: its settings and a userID in one record.
#[cfg(feature = "debug")]
pub fn demo_user_sig(input: &Value, now: &Value) -> Result<Answer> {
    let names = Names { sdk_app_id: "SDKAPPID", secret_key: "SECRETKEY", user_id: "userID", expire: "EXPIRETIME" };
    let (sdk_app_id, user_sig, _) = debug_user_sig(input, now, &names)?;
    let mut record = Record::default();
    record.set("sdkAppID", sdk_app_id).set("userSig", user_sig);
    Ok(record.into())
}

#[cfg(feature = "server")]
const USER_BUF_LIMIT: usize = 1024;
#[cfg(feature = "server")]
const ROOM_LIMIT: usize = 256;

/// A room that the user may enter, and what the user may do there.
#[cfg(feature = "server")]
#[derive(Default)]
struct Permit {
    room_id: u32,
    room: Option<String>,
    privilege: u32,
}

#[cfg(feature = "server")]
impl Permit {
    fn take(fields: &mut Fields<'_>) -> Self {
        let room_id = fields.count("roomId", 0, u32::MAX);
        let room = fields.text("roomStr");
        if room.is_some_and(|room| room.len() > ROOM_LIMIT) {
            fields.refuse("too_long", "roomStr");
        }
        if !fields.has("roomStr") {
            fields.require("roomId");
        } else if fields.has("roomId") {
            fields.refuse("not_allowed", "roomStr");
        }
        fields.require("privilege");
        let privilege = fields.count("privilege", 0, u32::MAX).unwrap_or_default();
        fields.refuse_unknown();
        Self { room_id: room_id.unwrap_or_default(), room: room.map(str::to_owned), privilege }
    }

    /// The vendor's layout, in network byte order.
    fn bytes(&self, claims: &Claims) -> Vec<u8> {
        // The vendor keeps 32 bits of the time.
        let until = (claims.time + claims.expire) as u64 as u32;
        let mut out = vec![u8::from(self.room.is_some())];
        counted(&mut out, &claims.user_id);
        for number in [claims.sdk_app_id as u32, self.room_id, until, self.privilege, 0] {
            out.extend(number.to_be_bytes());
        }
        if let Some(room) = &self.room {
            counted(&mut out, room);
        }
        out
    }
}

/// A text behind the number of its bytes.
#[cfg(feature = "server")]
fn counted(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u16).to_be_bytes());
    out.extend(text.as_bytes());
}

/// `genUserSig` of playward-server.
#[cfg(feature = "server")]
pub(super) fn user_sig(input: &Value, now: &Value) -> Result<Answer> {
    let (claims, secret_key) = fields::read_at(input, now, |fields, now| {
        let sdk_app_id = sdk_app_id(fields, "sdkAppId");
        let secret_key = secret_key(fields, "secretKey");
        fields.require("userId");
        let user_id = user_id(fields, "userId").unwrap_or_default();
        let expire = whole(fields, "expire", f64::from(i32::MAX), "expire_invalid").unwrap_or(DEFAULT_EXPIRE);
        let user_buf = fields.bytes("userBuf");
        if user_buf.is_some_and(|bytes| bytes.len() > USER_BUF_LIMIT) {
            refuse(fields, "user_buf_too_long", "userBuf");
        }
        let mut claims = Claims { sdk_app_id, user_id, time: now, expire, user_buf: user_buf.map(base64::encode) };
        if let Value::Null = fields.value("privateMapKey") {
        } else if fields.has("userBuf") {
            fields.refuse("not_allowed", "privateMapKey");
        } else {
            let mut permit = Permit::default();
            fields.record("privateMapKey", &mut |inner| permit = Permit::take(inner));
            claims.user_buf = Some(base64::encode(&permit.bytes(&claims)));
        }
        fields.refuse_unknown();
        (claims, secret_key)
    })?;
    claims.sign(&secret_key).map(Value::from)
}
