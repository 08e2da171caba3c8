//! The answers: what the code of each API means, and the data that a success must carry.

use super::capabilities::Capabilities;
use super::codes::{ADDRESS, DEVICE, LIMITS, MOVE, PLATFORM, PRESET, TOKEN, VOICE};
use crate::address;
use crate::data::bounds::LAST_SECOND;
use crate::data::calendar::{self, MOMENT};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};
use crate::vendors::answer;
use crate::vendors::outcome::{Meaning, Outcome};
use std::borrow::Cow;

/// What a success must carry; `None` where it does not.
type Data = fn(&Value) -> Option<Answer>;

/// An API: our name, its tables of codes, how its data are read.
struct Api(&'static str, &'static [&'static [Meaning]], Data);

#[rustfmt::skip]
const APIS: &[Api] = &[
    Api("device_list",      &[DEVICE, PLATFORM],               list),
    Api("device_info",      &[DEVICE, PLATFORM],               device_info),
    Api("device_capacity",  &[DEVICE, PLATFORM],               capacity),
    Api("live_address",     &[ADDRESS, DEVICE, PLATFORM],      play_address),
    Api("playback_address", &[ADDRESS, DEVICE, PLATFORM],      play_address),
    Api("video_by_time",    &[DEVICE, PLATFORM],               files),
    Api("ptz_start",        &[LIMITS, MOVE, DEVICE, PLATFORM], anything),
    Api("ptz_stop",         &[MOVE, DEVICE, PLATFORM],         anything),
    Api("ptz_mirror",       &[MOVE, DEVICE, PLATFORM],         anything),
    Api("preset_add",       &[PRESET, MOVE, DEVICE, PLATFORM], preset),
    Api("preset_move",      &[PRESET, MOVE, DEVICE, PLATFORM], anything),
    Api("preset_clear",     &[PRESET, MOVE, DEVICE, PLATFORM], anything),
    Api("privacy_get",      &[DEVICE, PLATFORM],               privacy),
    Api("privacy_set",      &[DEVICE, PLATFORM],               anything),
    Api("voice_list",       &[DEVICE, PLATFORM],               anything),
    Api("voice_send",       &[VOICE, DEVICE, PLATFORM],        anything),
    Api("voice_send_once",  &[VOICE, DEVICE, PLATFORM],        anything),
    Api("token_get",        &[TOKEN, PLATFORM],                token),
];

/// The tables of codes of every API, once for each API that has them.
#[cfg(feature = "server")]
pub(in crate::vendors) fn tables() -> impl Iterator<Item = &'static [Meaning]> {
    APIS.iter().flat_map(|api| api.1.iter().copied())
}

/// What an answer means. Only the name of the API can be refused.
pub(super) fn interpret(api: &Value, body: &Value) -> Result<Answer> {
    fields::answer(&[("api", api)], &mut |fields| {
        fields.require("api");
        let understood = understand(fields.text("api")?, body);
        if understood.is_none() {
            fields.refuse("not_allowed", "api");
        }
        understood.map(|(outcome, data)| answer::record(&outcome, data))
    })
}

/// What an answer means, and the data of a success; `None` for an unknown API.
pub(super) fn understand(name: &str, body: &Value) -> Option<(Outcome, Answer)> {
    let api = APIS.iter().find(|api| api.0 == name)?;
    let data = |object: &Value<'_>| (api.2)(object.get("data"));
    Some(answer::understand(body, "msg", &|object| outcome(api, object), &data))
}

fn outcome(api: &Api, object: &Value) -> Option<Outcome> {
    let mut outcome = Outcome::of(&answer::code(object, "code")?, api.1);
    if outcome.class == "unknown" {
        tell_message(&mut outcome, object.get("msg"));
    }
    Some(outcome)
}

/// Of a code that no page names, the server's own message says more than ours, in the language it is in.
fn tell_message(outcome: &mut Outcome, message: &Value) {
    if let Value::Text(text) = message
        && !text.is_empty()
    {
        let told = if text.is_ascii() { &mut outcome.message.en } else { &mut outcome.message.zh };
        *told = text.to_string().into();
    }
}

fn anything(data: &Value) -> Option<Answer> {
    Some(data.to_answer())
}

fn list(data: &Value) -> Option<Answer> {
    matches!(data, Value::List(_)).then(|| data.to_answer())
}

/// A day without recordings is null.
fn files(data: &Value) -> Option<Answer> {
    if data.is_null() { Some(Value::List(Vec::new())) } else { list(data) }
}

fn privacy(data: &Value) -> Option<Answer> {
    data.get("enable").as_integer().map(|_| data.to_answer())
}

fn preset(data: &Value) -> Option<Answer> {
    let index = data.get("index").as_integer()?;
    let mut preset = Record::default();
    preset.set("index", index as f64);
    Some(preset.into())
}

fn capacity(data: &Value) -> Option<Answer> {
    matches!(data, Value::Record(_)).then(|| (&Capabilities::from_data(data)).into())
}

fn device_info(data: &Value) -> Option<Answer> {
    let Value::Record(theirs) = data else {
        return None;
    };
    let online = data.get("status").as_integer()? == 1;
    let mut ours = Record::default();
    ours.set("name", data.get("deviceName").as_text())
        .set("online", online)
        .set("encrypted", data.get("isEncrypt").as_integer() == Some(1))
        .set("updatedAt", seconds(data.get("updateTime")));
    let mut info = Value::from(ours);
    // The vendor's own fields follow, but for those of our names.
    for (name, value) in theirs {
        let taken = !info.get(name).is_null();
        if let Value::Record(fields) = &mut info
            && !taken
        {
            fields.push((Cow::Owned(name.to_string()), value.to_answer()));
        }
    }
    Some(info)
}

fn play_address(data: &Value) -> Option<Answer> {
    let url = text(data, "url")?;
    let expires_at = address::expires_at(&url).map_or_else(|| seconds(data.get("expireTime")), Value::Number);
    let mut address = Record::default();
    address.set("url", url).set("id", data.get("id").as_text()).set("expiresAt", expires_at);
    Some(address.into())
}

fn token(data: &Value) -> Option<Answer> {
    let mut token = Record::default();
    token
        .set("accessToken", text(data, "accessToken")?)
        .set("expiresAt", seconds(data.get("expireTime")))
        // The host of an account overseas: every further request goes there, as `baseUrl`.
        .set_some("areaDomain", text(data, "areaDomain"));
    Some(token.into())
}

fn text(data: &Value, name: &str) -> Option<String> {
    data.get(name).as_text().filter(|text| !text.is_empty())
}

/// Unix seconds of a moment in milliseconds, in seconds, or as China's clock prints it.
fn seconds(moment: &Value) -> Answer {
    const CHINA: i64 = 8 * 3600;
    let read = match moment.as_integer() {
        Some(milliseconds) if milliseconds > LAST_SECOND => Some(milliseconds.div_euclid(1000)),
        Some(seconds) => Some(seconds),
        None => moment.as_text().and_then(|text| calendar::read(&text, MOMENT)).map(|seconds| seconds - CHINA),
    };
    read.map(|seconds| seconds as f64).into()
}
