//! Reading a vendor's answer: from the body that came to an outcome and the data of a success.

use super::outcome::Outcome;
use crate::data::issue::Issue;
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

/// Reads an answer as `{ outcome, data }`. It is never refused, whatever came.
///
/// | the body | the outcome |
/// | --- | --- |
/// | `null`: no answer came | `network_failed` |
/// | not a JSON object, as text, bytes or a value | `malformed_response` |
/// | an object of which `outcome` says `None` | `malformed_response` |
/// | a success of which `data` says `None`: it lacks what it must carry | `malformed_response` |
/// | any other | what `outcome` says |
///
/// Both functions are given the object. `data` is asked only after a success; without one the data are null. What the
/// server says for people stands in the object's field `words`; it becomes the outcome's `vendor_message`.
#[cfg(feature = "server")]
pub(crate) fn interpret(
    body: &Value<'_>,
    words: &str,
    outcome: &dyn Fn(&Value<'_>) -> Option<Outcome>,
    data: &dyn Fn(&Value<'_>) -> Option<Answer>,
) -> Answer {
    let (outcome, data) = understand(body, words, outcome, data);
    record(&outcome, data)
}

/// An outcome and its data, as `interpret` answers them.
pub(crate) fn record(outcome: &Outcome, data: Answer) -> Answer {
    let mut answer = Record::default();
    answer.set("outcome", outcome).set("data", data);
    answer.into()
}

/// What a check found: `issues`, and by the name `sound` whether there are none.
pub(crate) fn checked(sound: &'static str, issues: &[Issue]) -> Answer {
    let mut answer = Record::default();
    answer.set(sound, issues.is_empty()).set("issues", issues.iter().collect::<Answer>());
    answer.into()
}

/// What [`interpret`] answers, in its two parts.
pub(crate) fn understand(
    body: &Value<'_>,
    words: &str,
    outcome: &dyn Fn(&Value<'_>) -> Option<Outcome>,
    data: &dyn Fn(&Value<'_>) -> Option<Answer>,
) -> (Outcome, Answer) {
    let mut text = match body {
        Value::Null => return (Outcome::network_failed(), Value::Null),
        Value::Text(text) => Some(&**text),
        #[cfg(feature = "server")]
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    // Some servers write a byte order mark.
    while let Some(rest) = text.and_then(|text| text.strip_prefix('\u{feff}')) {
        text = Some(rest);
    }
    let parsed = text.and_then(json::read);
    let object = match parsed.as_ref().unwrap_or(body) {
        object @ Value::Record(_) => Some(object),
        _ => None,
    };
    let understood = object.and_then(|object| {
        let outcome = outcome(object)?;
        let data = if outcome.ok { data(object)? } else { Value::Null };
        Some((outcome, data))
    });
    let (mut outcome, data) = understood.unwrap_or_else(|| (Outcome::malformed(), Value::Null));
    outcome.vendor_message = object.and_then(|object| object.get(words).as_text()).filter(|words| !words.is_empty());
    (outcome, data)
}

/// The code that stands in a field of the object, as text; `None` where there is none.
pub(crate) fn code(object: &Value<'_>, field: &str) -> Option<String> {
    let code = object.get(field).as_text()?;
    let code = code.trim_ascii();
    if code.is_empty() { None } else { Some(code.to_owned()) }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn class(body: Value<'_>) -> String {
        let outcome = |object: &Value<'_>| {
            let code = code(object, "code")?;
            Some(Outcome { ok: code == "200", class: Cow::Borrowed("said"), ..Outcome::malformed() })
        };
        let data = |object: &Value<'_>| Some(object.get("data").as_text()?.into());
        text(interpret(&body, "msg", &outcome, &data).get("outcome").get("class"))
    }

    fn text(value: &Value<'_>) -> String {
        value.as_text().unwrap_or_default()
    }

    #[test]
    fn what_the_server_said_is_passed_on() {
        let outcome = |object: &Value<'_>| code(object, "code").map(|code| Outcome::of(&code, &[]));
        for (body, expected) in [
            ("{\"code\":1,\"msg\":\" so it is, rid: 6a-1 \"}", " so it is, rid: 6a-1 "),
            ("{\"msg\":\"no code\"}", "no code"),
            ("{\"code\":1,\"msg\":\"\"}", ""),
            ("{\"code\":1,\"msg\":null}", ""),
            ("{\"code\":1,\"errmsg\":\"x\"}", ""),
            ("<html>", ""),
        ] {
            let answer = interpret(&Value::Text(body.into()), "msg", &outcome, &|_| None);
            assert_eq!(text(answer.get("outcome").get("vendorMessage")), expected, "{body}");
        }
    }

    #[test]
    fn what_comes_may_be_anything() {
        for (body, expected) in [
            (Value::Null, "network"),
            (Value::Text("\u{feff}{\"code\":\" 200 \",\"data\":\"x\"}".into()), "said"),
            (Value::Bytes(Cow::Borrowed(b"{\"code\":200,\"data\":1}")), "said"),
            (Value::Text("{\"code\":404}".into()), "said"),
            (Value::Text("{\"code\":200}".into()), "malformed"),
            (Value::Text("{\"code\":\"\"}".into()), "malformed"),
            (Value::Text("null".into()), "malformed"),
            (Value::Text("<html>".into()), "malformed"),
            (Value::Bytes(Cow::Borrowed(b"\xff")), "malformed"),
            (Value::List(vec![]), "malformed"),
            (Value::Record(vec![]), "malformed"),
            (Value::Record(vec![("code".into(), Value::Number(404.0))]), "said"),
        ] {
            assert_eq!(class(body.clone()), expected, "{body:?}");
        }
    }
}
