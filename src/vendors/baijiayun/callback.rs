//! What the vendor calls on a customer's server: the transcoding report, which is signed, and the check of an access key, which is not.

use super::sign::{Field, digest, key_of, text_of};
use crate::data::fields::read_arguments;
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

/// A report that is older, or from the future, may be one that somebody plays back.
const WINDOW_SECONDS: i64 = 300;

/// What a report's status tells of.
const EVENTS: &[(&str, &str)] = &[("20", "uploaded"), ("30", "transcode_failed"), ("100", "transcoded")];

/// Is a report the vendor's own, and what does it tell?
pub(super) fn verify(fields: &Value, partner_key: &Value, now: &Value) -> Result<Answer> {
    let mut issues = Vec::new();
    let key = key_of(partner_key, &mut issues);
    let now = match now {
        Value::Null => None,
        _ => read_arguments(&[("now", now)], |fields| fields.seconds("now"))
            .map_err(|error| issues.extend(error.issues))
            .ok(),
    };
    if !issues.is_empty() {
        return Err(Error::invalid(issues));
    }
    let text = |name: &str| fields.get(name).as_text().unwrap_or_default();
    let status = text("status");
    let event = EVENTS.iter().find(|(known, _)| *known == status).map_or("unknown", |(_, event)| event);
    let reason = judge(fields, key, now);
    let mut record = Record::default();
    record
        .set("valid", reason == "ok")
        .set("reason", reason)
        .set("event", event)
        .set("qid", text("qid"))
        .set("videoId", text("video_id"));
    Ok(record.into())
}

fn judge(fields: &Value, key: &str, now: Option<f64>) -> &'static str {
    let Some(signed) = signed_fields(fields) else {
        return "malformed";
    };
    let Value::Text(sign) = fields.get("sign") else {
        return "malformed";
    };
    if !same(sign.as_bytes(), digest(&signed, key).as_bytes()) {
        return "signature_mismatch";
    }
    match (now, fields.get("timestamp").as_integer()) {
        (None, _) => "ok",
        (Some(now), Some(sent)) if (now as i64).abs_diff(sent) <= WINDOW_SECONDS.unsigned_abs() => "ok",
        (Some(_), Some(_)) => "stale",
        (Some(_), None) => "malformed",
    }
}

/// All that was received; `None` when it cannot have been what the vendor sent.
fn signed_fields<'a>(fields: &'a Value<'a>) -> Option<Vec<Field<'a>>> {
    let Value::Record(record) = fields else {
        return None;
    };
    let whole = ["video_id", "status"].iter().all(|name| *fields.get(name) != Value::Null);
    let signed = record.iter().map(|(name, value)| text_of(value).ok().map(|value| (&**name, value)));
    signed.collect::<Option<Vec<_>>>().filter(|_| whole)
}

/// Compares in a time that tells nothing of where the two differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    let difference = a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b));
    a.len() == b.len() && std::hint::black_box(difference) == 0
}

/// What the vendor asks about an access key.
pub(super) fn parse_third_party_auth(body: &Value) -> Result<Answer> {
    crate::data::fields::read(body, |fields| {
        fields.require("access_key");
        fields.require("video_id");
        let mut record = Record::default();
        record
            .set("accessKey", fields.remark("access_key").unwrap_or_default().to_owned())
            .set("videoId", fields.id("video_id").unwrap_or_default().to_string());
        record.into()
    })
}

/// The answer to a report: taken, or what went wrong.
pub(super) fn callback_reply(error: &Value) -> Result<Answer> {
    read_arguments(&[("error", error)], |fields| reply(fields.remark("error")))
}

/// The answer about an access key.
pub(super) fn third_party_auth_reply(allow: &Value, message: &Value) -> Result<Answer> {
    read_arguments(&[("allow", allow), ("message", message)], |fields| {
        fields.require("allow");
        let allowed = fields.boolean("allow").unwrap_or_default();
        let message = fields.remark("message").unwrap_or("鉴权未通过");
        reply((!allowed).then_some(message))
    })
}

fn reply(error: Option<&str>) -> Answer {
    let mut record = Record::default();
    record.set("code", if error.is_some() { 1.0 } else { 0.0 }).set_some("msg", error.map(str::to_owned));
    json::write(&record.into()).into()
}
