//! What an answer of WeChat's means, and the data of a success.

use super::apis::Api;
use super::types::type_of;
use super::{codes, request};
use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Digits, Value};
use crate::vendors::answer;
use crate::vendors::outcome::Outcome;
use std::borrow::Cow;

/// Reads the arguments of `interpret`.
pub(super) fn interpret(api: &Value<'_>, body: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("api", api)], &mut |fields| {
        let api = request::named(fields)?;
        Some(answer::interpret(body, "errmsg", &outcome, &|object| data(api, object)))
    })
}

fn outcome(object: &Value<'_>) -> Option<Outcome> {
    Some(codes::describe_error(match object.get("errcode") {
        // A success may come without a code.
        Value::Null => 0,
        code => code.as_integer()?,
    }))
}

/// The data of a success; `None` where it lacks what it must carry.
fn data(api: &Api, body: &Value<'_>) -> Option<Answer> {
    let Value::Record(fields) = typed(body) else { return None };
    let data = Value::Record(fields.into_iter().filter(|(name, _)| name != "errcode" && name != "errmsg").collect());
    let is_text = |value: &Value| match value {
        Value::Text(text) | Value::Digits(Digits(text)) => !text.is_empty(),
        _ => false,
    };
    let link = data.get("media_info");
    // WeChat has answered with a link that has no address.
    let unready = api.name == "get_media_link" && !is_text(link.get("mp4_url")) && !is_text(link.get("hls_url"));
    let whole = match api.demanded() {
        Some(name @ ("task_info" | "media_info" | "drama_info" | "audit_detail")) => {
            matches!(data.get(name), Value::Record(_))
        }
        // 0 is no id.
        Some(name) if type_of(name) == "id" => is_text(data.get(name)) && data.get(name).as_integer() != Some(0),
        Some(name) => is_text(data.get(name)) || matches!(data.get(name), Value::Record(_)),
        None => !body.get("errcode").is_null() || !matches!(&data, Value::Record(fields) if fields.is_empty()),
    };
    (whole && !unready).then_some(data)
}

/// An answer or an event: its fields as the types that the document gives them, whatever they came as.
pub(super) fn typed(value: &Value) -> Answer {
    match value {
        Value::Record(fields) => Value::Record(
            fields.iter().map(|(name, value)| (Cow::Owned(name.to_string()), typed_field(name, value))).collect(),
        ),
        Value::List(items) => Value::List(items.iter().map(typed).collect()),
        other => other.to_answer(),
    }
}

fn typed_field(name: &str, value: &Value) -> Answer {
    match (type_of(name), typed(value)) {
        ("id", _) => value.as_text().into(),
        ("number", as_it_came) => match value.as_integer() {
            Some(number) if number.abs() < NUMBER_LIMIT => Value::Number(number as f64),
            Some(number) => number.to_string().into(),
            // `2024-03-28`, a fraction, a boolean: what is no whole number is passed on.
            None => match as_it_came {
                Value::Text(text) if text.trim().is_empty() => Value::Null,
                other => other,
            },
        },
        (_, list @ (Value::List(_) | Value::Null)) => list,
        // In XML, and from some gateways, a list of one item is that item.
        ("list", one) => Value::List(vec![one]),
        (_, other) => other,
    }
}
