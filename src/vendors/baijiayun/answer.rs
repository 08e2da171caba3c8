//! What the vendor's answers mean. The document prints no code but that of success; the others are those of the vendor's own
//! tools.

use super::apis::{Carries, UPLOAD, is_id};
use super::request::api_of;
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::text::joined;
use crate::data::value::{Answer, Digits, Value};
use crate::vendors::answer;
use crate::vendors::outcome::{Meaning, Outcome, Retry, meaning};
use Retry::{Later, Never};
use std::borrow::Cow;

#[rustfmt::skip]
const CODES: &[Meaning] = &[
    meaning!(   0, "ok",            Never, "操作成功", "done"),
    meaning!(   1, "unknown",       Later, "操作失败", "it failed"),
    meaning!( 404, "not_found",     Never, "请求路径不存在", "no such path"),
    meaning!(1001, "bad_parameter", Never, "参数错误", "a parameter is wrong"),
    meaning!(1002, "bad_parameter", Never, "签名错误", "the sign is wrong"),
    meaning!(2001, "not_found",     Never, "账号不存在", "no such account"),
    meaning!(2002, "no_permission", Never, "账号权限错误", "the account has no right to this"),
    meaning!(2003, "no_permission", Never, "账号未开通或服务已停止", "the account is not open, or its service has stopped"),
    meaning!(4001, "server_error",  Later, "文件上传失败", "the upload failed"),
    meaning!(5002, "not_found",     Never, "视频不存在", "no such video"),
];

/// API-3, upload: 1 is success.
#[rustfmt::skip]
const UPLOAD_CODES: &[Meaning] = &[
    meaning!(0, "server_error", Later, "文件上传失败", "the upload failed"),
    meaning!(1, "ok",           Never, "操作成功", "done"),
];

/// All of them, that of the upload first.
pub(in crate::vendors) const TABLES: &[&[Meaning]] = &[UPLOAD_CODES, CODES];

/// Fields that leave as numbers. Some examples of the document have them as text.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "total", "page", "page_size", "level", "status", "length", "size", "height", "width", "duration", "img_count", "upload_size",
    "total_size", "total_transcode_size", "flow", "storage", "play_count", "play_length", "client_type", "publish_status", "audit_status", "is_default",
    "charge_type", "total_storage", "used_storage", "used_flow", "month_flow_limit", "total_flow_limit",
];

/// The server's own message is cut to so many characters.
const MESSAGE_LIMIT: usize = 200;

/// Reads the arguments of `interpret`: what an answer means, and the data of a success. Only the API can be refused.
pub(super) fn interpret(api: &Value<'_>, body: &Value<'_>) -> Result<Answer> {
    let mut issues = Vec::new();
    let Some(api) = api_of(api, &mut issues) else {
        return Err(Error::invalid(issues));
    };
    let tables: &[&'static [Meaning]] = if api.name == UPLOAD { TABLES } else { &[CODES] };
    let outcome = |object: &Value<'_>| {
        let outcome = Outcome::of(&answer::code(object, "code")?, tables);
        Some(if outcome.ok { outcome } else { with_message(outcome, object.get("msg")) })
    };
    let data = |object: &Value<'_>| {
        let data = object.get("data");
        complete(api.carries, data).then(|| tidy("", "", data))
    };
    Ok(answer::interpret(body, "msg", &outcome, &data))
}

/// Adds what the server itself says of a failure.
fn with_message(mut outcome: Outcome, message: &Value<'_>) -> Outcome {
    if let Value::Text(message) = message
        && !message.is_empty()
    {
        let message: String = message.chars().take(MESSAGE_LIMIT).collect();
        outcome.message.zh = joined(&[&outcome.message.zh, "：", &message]).into();
        outcome.message.en = joined(&[&outcome.message.en, ": ", &message]).into();
    }
    outcome
}

/// True when a success carries what it must.
fn complete(carries: Carries, data: &Value) -> bool {
    match carries {
        Carries::Nothing => true,
        Carries::Fields(names) => names.iter().all(|name| is_sound(name, data.get(name))),
        Carries::Map => matches!(data, Value::Record(_)) || *data == Value::List(Vec::new()),
        Carries::List => matches!(data, Value::List(_)),
    }
}

/// True when a field that a success must bring is of a kind that the document shows there. Ids and counts come as numbers
/// and as text, empty maps as `[]`.
fn is_sound(name: &str, value: &Value) -> bool {
    let plain = match value {
        Value::Text(text) | Value::Digits(Digits(text)) => !text.is_empty(),
        Value::Number(number) => number.is_finite(),
        _ => false,
    };
    match name {
        "list" | "imgs" | "play_rank" => matches!(value, Value::List(_)),
        "play_info" | "play_count" => matches!(value, Value::Record(_) | Value::List(_)),
        // A sum, or one for each day.
        "flow" => plain || matches!(value, Value::Record(_) | Value::List(_)),
        // No address has been set for reports of transcoding yet: it is empty.
        "url" => matches!(value, Value::Text(_)),
        "upload_url" | "js" | "iframe" | "token" | "partner_key" => plain && matches!(value, Value::Text(_)),
        _ => plain,
    }
}

/// Ids become text and counts numbers. `above` is the name of the field around this one, which says what the values of a
/// map by days or ids are.
fn tidy(name: &str, above: &str, value: &Value) -> Answer {
    let known = |name: &str| is_id(name) || NUMBERS.contains(&name);
    let meaning = if known(name) { name } else { above };
    match value {
        Value::List(items) => Value::List(items.iter().map(|item| tidy(meaning, "", item)).collect()),
        Value::Record(fields) => Value::Record(
            fields.iter().map(|(name, field)| (Cow::Owned(name.to_string()), tidy(name, meaning, field))).collect(),
        ),
        value if is_id(meaning) => value.as_text().map_or_else(|| value.to_answer(), Answer::from),
        Value::Text(text) if NUMBERS.contains(&meaning) => match json::read(text.trim()) {
            Some(number @ Value::Number(_)) => number,
            _ => value.to_answer(),
        },
        other => other.to_answer(),
    }
}
