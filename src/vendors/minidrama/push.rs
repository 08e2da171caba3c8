//! Whether a message push is WeChat's own, and what it says: in the clear (明文模式) or encrypted (安全模式).
//!
//! Source: WeChat's pages 消息推送 (developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html) and
//! 消息加解密说明 (developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html).

use super::event;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::hex;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::same::same;
use crate::data::value::{Answer, Record, Value};
use aes::Aes256;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use base64::engine::{Engine, GeneralPurpose, general_purpose::NO_PAD};
use sha1::{Digest, Sha1};

/// WeChat sends a push again within seconds: what is older than that has been kept by somebody.
const WINDOW: f64 = 300.0;
/// An EncodingAESKey is base64 of 32 bytes without its `=`.
const KEY_LETTERS: usize = 43;
/// WeChat pads to 32 bytes, twice the block of the cipher.
const PADDED: usize = 32;
const RANDOM: usize = 16;
const LENGTH: usize = 4;

/// What came with a push: the parameters of its address, and its body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Push<'a> {
    /// Over token, timestamp and nonce.
    pub signature: Option<&'a str>,
    /// Over token, timestamp, nonce and the encrypted text.
    pub message_signature: Option<&'a str>,
    /// Unix time in seconds, as it is printed.
    pub timestamp: &'a str,
    /// Anything.
    pub nonce: &'a str,
    /// The encrypted text, where the body has one.
    pub encrypted: Option<String>,
    /// WeChat says that the body is encrypted.
    pub says_encrypted: bool,
    /// It asks for no more than its echo, which is never encrypted.
    pub echo: bool,
}

/// How the message push is configured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode<'a> {
    /// In the clear.
    Plain,
    /// Encrypted, for this appid.
    Encrypted {
        /// What EncodingAESKey says.
        key: &'a [u8; 32],
        /// Whose message it must be.
        appid: &'a str,
    },
}

names! {
    /// What is wrong with a push.
    pub enum Reason {
        /// It lacks what every push has, or cannot be read.
        Malformed = "malformed",
        /// Nothing.
        Ok = "ok",
        /// It is in the clear and should be encrypted, or the other way round.
        WrongMode = "wrong_mode",
        /// The token has not signed it.
        SignatureMismatch = "signature_mismatch",
        /// It was made too long ago, or is to come.
        Stale = "stale",
        /// It is for another appid.
        AppidMismatch = "appid_mismatch",
    }
}

/// A push that has been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What is wrong with it.
    pub reason: Reason,
    /// What was encrypted, when nothing is wrong.
    pub message: Option<String>,
}

impl From<Reason> for Opened {
    fn from(reason: Reason) -> Self {
        Self { reason, message: None }
    }
}

/// The first thing that is wrong with a push at `now`, Unix time in seconds, whose timestamp may be `window` seconds away.
pub fn verify_push(push: &Push<'_>, token: &str, mode: &Mode<'_>, now: f64, window: f64) -> Opened {
    let Some(time) = push.timestamp.parse::<u64>().ok().filter(|time| *time <= LAST_SECOND as u64) else {
        return Reason::Malformed.into();
    };
    let (signature, signed) = match (mode, &push.encrypted) {
        _ if push.echo => (push.signature, None),
        (Mode::Plain, _) if push.says_encrypted => return Reason::WrongMode.into(),
        (Mode::Plain, _) => (push.signature, None),
        (Mode::Encrypted { .. }, Some(encrypted)) => (push.message_signature, Some(encrypted.as_str())),
        (Mode::Encrypted { .. }, None) if push.says_encrypted => return Reason::Malformed.into(),
        (Mode::Encrypted { .. }, None) => return Reason::WrongMode.into(),
    };
    let Some(signature) = signature else {
        return Reason::Malformed.into();
    };
    let right = sign(token, push, signed);
    if !same(right.as_bytes(), signature.as_bytes()) {
        return Reason::SignatureMismatch.into();
    }
    if (now - time as f64).abs() > window {
        return Reason::Stale.into();
    }
    match (mode, signed) {
        (Mode::Encrypted { key, appid }, Some(encrypted)) => open(encrypted, key, appid),
        _ => Reason::Ok.into(),
    }
}

/// SHA-1 over the parts in the order of their bytes, in lower-case hex.
fn sign(token: &str, push: &Push<'_>, encrypted: Option<&str>) -> String {
    let mut parts = vec![token, push.timestamp, push.nonce];
    parts.extend(encrypted);
    parts.sort_unstable();
    hex::text(&Sha1::digest(parts.concat()))
}

/// Opens an encrypted text whose signature is right: 16 random bytes, the length of the message, the message, the appid.
fn open(encrypted: &str, key: &[u8; 32], appid: &str) -> Opened {
    let Some(plain) = decrypt(encrypted, key) else {
        return Reason::Malformed.into();
    };
    let length = plain.get(RANDOM..RANDOM + LENGTH).and_then(|length| length.try_into().ok()).map(u32::from_be_bytes);
    let message = length.and_then(|length| plain.get(RANDOM + LENGTH..)?.split_at_checked(length as usize));
    match message.map(|(message, owner)| (std::str::from_utf8(message), owner)) {
        Some((Ok(message), owner)) if same(appid.as_bytes(), owner) => {
            Opened { reason: Reason::Ok, message: Some(message.to_owned()) }
        }
        Some((Ok(_), _)) => Reason::AppidMismatch.into(),
        _ => Reason::Malformed.into(),
    }
}

/// AES-256-CBC; the key's first half is the initial vector.
fn decrypt(encrypted: &str, key: &[u8; 32]) -> Option<Vec<u8>> {
    let mut bytes = base64::engine::general_purpose::STANDARD.decode(encrypted.trim()).ok()?;
    let vector: &[u8; 16] = key.first_chunk()?;
    let mut cipher = cbc::Decryptor::<Aes256>::new(key.into(), vector.into());
    if bytes.is_empty() || bytes.len() % 16 != 0 {
        return None;
    }
    for block in bytes.chunks_exact_mut(16) {
        cipher.decrypt_block(block.try_into().ok()?);
    }
    let padding = usize::from(*bytes.last()?);
    let end = bytes.len().checked_sub(padding).filter(|_| (1..=PADDED).contains(&padding))?;
    bytes.truncate(end);
    Some(bytes)
}

/// Reads an EncodingAESKey.
fn read_key(text: &str) -> Option<[u8; 32]> {
    // WeChat draws 43 letters at random: the last may leave bits that belong to no byte.
    const LENIENT: GeneralPurpose =
        GeneralPurpose::new(&base64::alphabet::STANDARD, NO_PAD.with_decode_allow_trailing_bits(true));
    if text.len() != KEY_LETTERS {
        return None;
    }
    LENIENT.decode(text).ok()?.try_into().ok()
}

/// Reads the arguments of `verifyPush`. The push itself is never refused: it is `malformed`.
pub(super) fn verify_push_of(
    push: &Value<'_>,
    token: &Value<'_>,
    now: &Value<'_>,
    options: &Value<'_>,
) -> Result<Answer> {
    fields::answer(&[("push", push), ("token", token), ("now", now), ("options", options)], &mut |fields| {
        fields.require("push");
        fields.require("token");
        let token = fields.text("token").unwrap_or_default();
        let now = fields.seconds("now");
        let (mut window, mut key, mut appid) = (WINDOW, None, String::new());
        fields.argument("options", &mut |options| {
            window = options.number("windowSeconds", 0, NUMBER_LIMIT).unwrap_or(WINDOW);
            key = key_of(options);
            if key.is_some() {
                options.require("appid");
            }
            appid = options.text("appid").unwrap_or_default().to_owned();
            options.refuse_unknown();
        });
        let given = fields.raw("push");
        if !fields.sound() {
            return None;
        }
        let mode = match &key {
            Some(key) => Mode::Encrypted { key, appid: &appid },
            None => Mode::Plain,
        };
        let text = |name| match given.get(name) {
            Value::Text(text) => Some(&**text),
            _ => None,
        };
        let timestamp = given.get("timestamp").as_text();
        let body = given.get("body");
        let read = if body.is_null() { None } else { event::read(body) };
        let encrypted = read.as_ref().and_then(|body| body.get("Encrypt").as_text());
        let opened = match (&timestamp, text("nonce")) {
            (Some(timestamp), Some(nonce)) => {
                let push = Push {
                    signature: text("signature"),
                    message_signature: text("msg_signature"),
                    timestamp,
                    nonce,
                    says_encrypted: !given.get("encrypt_type").is_null() && text("encrypt_type") != Some("raw"),
                    encrypted,
                    echo: !given.get("echostr").is_null() && body.is_null(),
                };
                verify_push(&push, token, &mode, now, window)
            }
            _ => Reason::Malformed.into(),
        };
        let valid = opened.reason == Reason::Ok;
        let plain = match body {
            Value::Text(text) => Some(text.clone().into_owned()),
            Value::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(str::to_owned),
            _ => None,
        };
        let mut answer = Record::default();
        answer
            .set("valid", valid)
            .set("reason", opened.reason.name())
            .set("echostr", given.get("echostr").as_text().filter(|_| valid))
            .set("message", opened.message.or(plain).filter(|_| valid));
        Some(answer.into())
    })
}

fn key_of(options: &mut Fields<'_>) -> Option<[u8; 32]> {
    let key = read_key(options.text("encodingAesKey")?);
    if key.is_none() {
        options.refuse("bad_format", "encodingAesKey");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        assert!(read_key(&"a".repeat(43)).is_some());
        for wrong in ["", &"a".repeat(42), &"a".repeat(44), &["*", &"a".repeat(42)].concat()] {
            assert_eq!(read_key(wrong), None, "{wrong}");
        }
    }
}
