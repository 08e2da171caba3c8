//! The answers: what the code of each API means, and the data that a success must carry.

use super::capabilities;
use super::codes::{ADDRESS, DEVICE, LIMITS, MOVE, PLATFORM, TOKEN, VOICE};
use super::device_time::{self, MOMENT};
use crate::address;
use crate::error::Result;
use crate::fields;
use crate::json;
use crate::outcome::{Meaning, Outcome};
use crate::value::{Record, Value};

/// What a success must carry; `None` where it does not.
type Data = fn(&Value) -> Option<Value>;

/// An API: our name, its own codes beside the platform's, how its data are read.
struct Api(&'static str, &'static [&'static [Meaning]], Data);

#[rustfmt::skip]
const APIS: &[Api] = &[
    Api("device_list",      &[DEVICE],               list),
    Api("device_info",      &[DEVICE],               device_info),
    Api("device_capacity",  &[DEVICE],               capacity),
    Api("live_address",     &[ADDRESS, DEVICE],      play_address),
    Api("playback_address", &[ADDRESS, DEVICE],      play_address),
    Api("video_by_time",    &[DEVICE],               files),
    Api("ptz_start",        &[LIMITS, MOVE, DEVICE], anything),
    Api("ptz_stop",         &[MOVE, DEVICE],         anything),
    Api("ptz_mirror",       &[MOVE, DEVICE],         anything),
    Api("privacy_get",      &[DEVICE],               privacy),
    Api("privacy_set",      &[DEVICE],               anything),
    Api("voice_list",       &[DEVICE],               anything),
    Api("voice_send",       &[VOICE, DEVICE],        anything),
    Api("voice_send_once",  &[VOICE, DEVICE],        anything),
    Api("token_get",        &[TOKEN],                token),
];

/// What an answer means. Only the name of the API can be refused.
pub(super) fn interpret(api: &Value, body: &Value) -> Result<Value> {
    fields::read_arguments(&[("api", api)], |fields| {
        fields.require("api");
        let name = fields.text("api")?;
        let Some(api) = APIS.iter().find(|api| api.0 == name) else {
            fields.refuse("not_allowed", "api");
            return None;
        };
        let (outcome, data) = read(api, body);
        let mut answer = Record::default();
        answer.set("outcome", &outcome).set("data", data);
        Some(answer)
    })
    .map(Value::from)
}

fn read(api: &Api, body: &Value) -> (Outcome, Value) {
    let parsed = match body {
        Value::Null => return (Outcome::network_failed(), Value::Null),
        Value::Text(text) => json::read(text),
        _ => None,
    };
    let body = parsed.as_ref().unwrap_or(body);
    let Some(code) = body.get("code").as_text().filter(|code| !code.is_empty()) else {
        return (Outcome::malformed(), Value::Null);
    };
    let tables = [api.1, &[PLATFORM]].concat();
    let mut outcome = Outcome::of(&code, &tables);
    if outcome.ok {
        return match (api.2)(body.get("data")) {
            Some(data) => (outcome, data),
            None => (Outcome::malformed(), Value::Null),
        };
    }
    if outcome.class == "unknown" {
        tell_message(&mut outcome, body.get("msg"));
    }
    (outcome, Value::Null)
}

/// Of a code that no page names, the server's own message says more than ours, in the language it is in.
fn tell_message(outcome: &mut Outcome, message: &Value) {
    if let Value::Text(text) = message
        && !text.is_empty()
    {
        let told = if text.is_ascii() { &mut outcome.message.en } else { &mut outcome.message.zh };
        *told = text.clone().into();
    }
}

fn anything(data: &Value) -> Option<Value> {
    Some(data.clone())
}

fn list(data: &Value) -> Option<Value> {
    matches!(data, Value::List(_)).then(|| data.clone())
}

/// A day without recordings is null.
fn files(data: &Value) -> Option<Value> {
    if *data == Value::Null { Some(Value::List(Vec::new())) } else { list(data) }
}

fn privacy(data: &Value) -> Option<Value> {
    data.get("enable").as_integer().map(|_| data.clone())
}

fn capacity(data: &Value) -> Option<Value> {
    matches!(data, Value::Record(_)).then(|| capabilities::read(data))
}

fn device_info(data: &Value) -> Option<Value> {
    let Value::Record(theirs) = data else {
        return None;
    };
    let online = data.get("status").as_integer()? == 1;
    let ours = [
        ("name", data.get("deviceName").as_text().into()),
        ("online", online.into()),
        ("encrypted", (data.get("isEncrypt").as_integer() == Some(1)).into()),
        ("updatedAt", seconds(data.get("updateTime"))),
    ];
    let others = theirs.iter().filter(|(name, _)| ours.iter().all(|(taken, _)| taken != name)).cloned();
    Some(Value::Record(ours.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).chain(others).collect()))
}

fn play_address(data: &Value) -> Option<Value> {
    let url = text(data, "url")?;
    let expires_at = address::expires_at(&url).map_or_else(|| seconds(data.get("expireTime")), Value::Number);
    let mut address = Record::default();
    address.set("url", url).set("id", data.get("id").as_text()).set("expiresAt", expires_at);
    Some(address.into())
}

fn token(data: &Value) -> Option<Value> {
    let mut token = Record::default();
    token.set("accessToken", text(data, "accessToken")?).set("expiresAt", seconds(data.get("expireTime")));
    Some(token.into())
}

fn text(data: &Value, name: &str) -> Option<String> {
    data.get(name).as_text().filter(|text| !text.is_empty())
}

/// Unix seconds of a moment in milliseconds, or as China's clock prints it.
fn seconds(moment: &Value) -> Value {
    const CHINA: i64 = 8 * 3600;
    let read = match moment.as_integer() {
        Some(milliseconds) => Some(milliseconds.div_euclid(1000)),
        None => moment.as_text().and_then(|text| device_time::read(&text, MOMENT)).map(|seconds| seconds - CHINA),
    };
    read.map(|seconds| seconds as f64).into()
}
