//! The pages that play a video.

use super::{host, query};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};
use std::borrow::Cow;

/// What the page reads of its address; options must not say it once more.
const OWN: &[&str] = &["vid", "token", "access_key"];

/// The address of a page that plays, with the token that a server got.
pub(super) fn address(spec: &Value) -> Result<Answer> {
    fields::read(spec, |fields| {
        let host = host(fields).unwrap_or_default();
        fields.require("videoId");
        let video = fields.id("videoId").unwrap_or_default().to_string();
        fields.require("token");
        let token = fields.text("token").unwrap_or_default();
        let page = if fields.boolean("mobile").unwrap_or_default() { "/m" } else { "/web" };
        let mut pairs = vec![("vid", Cow::from(video)), ("token", token.into())];
        // Without one the vendor may let everybody in: an empty one is a mistake, and never left out in silence.
        if let Some(key) = fields.text("accessKey") {
            pairs.push(("access_key", key.into()));
        }
        fields.record("options", &mut |_| {});
        if let Value::Record(options) = spec.get("options") {
            for (name, value) in options {
                let at = ["options.", name].concat();
                match value {
                    Value::Null => {}
                    _ if OWN.contains(&&**name) => fields.refuse("not_allowed", &at),
                    Value::Text(text) => pairs.push((name, Cow::Borrowed(text))),
                    other => fields.refuse(other.problem(), &at),
                }
            }
        }
        fields.refuse_unknown();
        ["https://", &host, page, "/video/player?", &query(&pairs)].concat().into()
    })
}
