//! What the vendor calls on a customer's server: the transcoding report (回调接口 3, 视频转码回调), which is signed, and the
//! check of an access key (第三方认证), which is not.

use super::sign::{Field, digest, key_of, text_of};
use crate::data::fields;
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::record::names;
use crate::data::same::same;
use crate::data::value::{Answer, Record, Value};
use std::borrow::Cow;

/// An older report, or one from the future, may be a copy that somebody sends again.
const WINDOW_SECONDS: u64 = 300;

names! {
    /// Whether a report is the vendor's own, and why not.
    pub enum Reason {
        /// It is no report.
        Malformed = "malformed",
        /// It is the vendor's.
        Ok = "ok",
        /// The key has not signed it.
        SignatureMismatch = "signature_mismatch",
        /// It was signed more than 300 s before now, or after.
        Stale = "stale",
    }
}

names! {
    /// What a report tells.
    pub enum Event {
        /// A status that is not in the document.
        Unknown = "unknown",
        /// Status 20.
        Uploaded = "uploaded",
        /// Status 30.
        TranscodeFailed = "transcode_failed",
        /// Status 100.
        Transcoded = "transcoded",
    }
}

impl Event {
    fn of(status: &str) -> Self {
        match status {
            "20" => Event::Uploaded,
            "30" => Event::TranscodeFailed,
            "100" => Event::Transcoded,
            _ => Event::Unknown,
        }
    }
}

/// A report, and whether it can be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback<'a> {
    /// Only a report whose reason is [`Reason::Ok`] is the vendor's.
    pub reason: Reason,
    /// What it tells.
    pub event: Event,
    /// The report's own id: one that comes twice is one report. Empty without one.
    pub qid: Cow<'a, str>,
    /// The video; empty without one.
    pub video_id: Cow<'a, str>,
}

impl<'a> Callback<'a> {
    fn new(reason: Reason, field: impl Fn(&str) -> Option<Cow<'a, str>>) -> Self {
        let text = |name| field(name).unwrap_or_default();
        Self { reason, event: Event::of(&text("status")), qid: text("qid"), video_id: text("video_id") }
    }
}

/// Verifies a report: all its fields as text, `sign` among them. With `now` (Unix time in seconds) its age is checked.
pub fn verify_callback<'a>(fields: &[Field<'a>], partner_key: &str, now: Option<f64>) -> Callback<'a> {
    let field = |name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone());
    let age = |now: f64| Some((now as i64).abs_diff(field("timestamp")?.trim_ascii().parse().ok()?));
    let reason = match field("sign") {
        None => Reason::Malformed,
        Some(_) if field("video_id").is_none() || field("status").is_none() => Reason::Malformed,
        Some(sign) if !same(sign.as_bytes(), digest(fields, partner_key).as_bytes()) => Reason::SignatureMismatch,
        Some(_) => match now.map(age) {
            None => Reason::Ok,
            Some(None) => Reason::Malformed,
            Some(Some(age)) if age <= WINDOW_SECONDS => Reason::Ok,
            Some(Some(_)) => Reason::Stale,
        },
    };
    Callback::new(reason, field)
}

/// Reads the arguments of `verifyCallback`.
pub(super) fn verify_callback_of(fields: &Value<'_>, partner_key: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    let mut issues = Vec::new();
    let key = key_of(partner_key, &mut issues);
    let now = match now {
        Value::Null => None,
        _ => fields::read_arguments(&[("now", now)], |fields| fields.seconds("now"))
            .map_err(|error| issues.extend(error.issues))
            .ok(),
    };
    if !issues.is_empty() {
        return Err(Error::invalid(issues));
    }
    let callback = match all_as_text(fields) {
        Some(fields) => verify_callback(&fields, key, now),
        None => Callback::new(Reason::Malformed, |name| fields.get(name).as_text().map(Cow::Owned)),
    };
    let mut record = Record::default();
    record
        .set("valid", callback.reason == Reason::Ok)
        .set("reason", callback.reason.name())
        .set("event", callback.event.name())
        .copy("qid", &callback.qid)
        .copy("videoId", &callback.video_id);
    Ok(record.into())
}

/// All fields as text; `None` where one is something that the vendor never sends.
fn all_as_text<'a>(fields: &'a Value<'a>) -> Option<Vec<Field<'a>>> {
    let (Value::Record(record), Value::Text(_)) = (fields, fields.get("sign")) else {
        return None;
    };
    record.iter().map(|(name, value)| text_of(value).ok().map(|value| (&**name, value))).collect()
}

/// Reads the argument of `parseThirdPartyAuth`: what the vendor asks about an access key.
pub(super) fn parse_third_party_auth(body: &Value<'_>) -> Result<Answer> {
    fields::read(body, |fields| {
        fields.require("access_key");
        fields.require("video_id");
        let mut record = Record::default();
        record
            .copy("accessKey", fields.remark("access_key").unwrap_or_default())
            .set("videoId", fields.id("video_id").unwrap_or_default().to_string());
        record.into()
    })
}

/// Reads the argument of `callbackReply`: the answer to a report, with what went wrong if anything did.
pub(super) fn callback_reply(error: &Value<'_>) -> Result<Answer> {
    fields::read_arguments(&[("error", error)], |fields| reply(fields.remark("error")))
}

/// Reads the arguments of `thirdPartyAuthReply`: the answer about an access key.
pub(super) fn third_party_auth_reply(allow: &Value<'_>, message: &Value<'_>) -> Result<Answer> {
    fields::read_arguments(&[("allow", allow), ("message", message)], |fields| {
        fields.require("allow");
        let allowed = fields.boolean("allow").unwrap_or_default();
        let message = fields.remark("message").unwrap_or("鉴权未通过");
        reply((!allowed).then_some(message))
    })
}

fn reply(error: Option<&str>) -> Answer {
    let mut record = Record::default();
    record.set("code", if error.is_some() { 1.0 } else { 0.0 }).copy_some("msg", error);
    json::write(&record.into()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_good_for_five_minutes() {
        let signed = [("video_id", "1"), ("status", "100"), ("qid", "q"), ("timestamp", "1000")];
        let mut fields: Vec<Field<'_>> = signed.iter().map(|(name, text)| (*name, Cow::Borrowed(*text))).collect();
        let sign = digest(&fields, "KEY");
        fields.push(("sign", sign.into()));
        for (key, now, reason) in [
            ("KEY", None, Reason::Ok),
            ("KEY", Some(1000.0), Reason::Ok),
            ("KEY", Some(1300.0), Reason::Ok),
            ("KEY", Some(1301.0), Reason::Stale),
            ("KEY", Some(700.0), Reason::Ok),
            ("KEY", Some(699.0), Reason::Stale),
            ("OTHER", Some(1000.0), Reason::SignatureMismatch),
        ] {
            let callback = verify_callback(&fields, key, now);
            assert_eq!((callback.reason, callback.event), (reason, Event::Transcoded), "{key} {now:?}");
        }
    }
}
