//! The pages that play a video.

use super::host;
use crate::data::digits;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::percent;
use crate::data::text::joined;
use crate::data::value::{Answer, Value};

/// Parameters that have fields of their own: options must not name them.
const OWN: &[&str] = &["vid", "token", "access_key"];

/// Reads the argument of `playerAddress`: the address of a page that plays, with the token that a server got.
pub(super) fn player_address(spec: &Value) -> Result<Answer> {
    fields::read(spec, |fields| {
        let host = host(fields).unwrap_or_default();
        fields.require("videoId");
        let video = digits::write_unsigned(fields.id("videoId").unwrap_or_default());
        fields.require("token");
        let token = fields.text("token").unwrap_or_default();
        let page = if fields.boolean("mobile").unwrap_or_default() { "/m" } else { "/web" };
        let mut query = String::new();
        percent::parameter(&mut query, "vid", &video);
        percent::parameter(&mut query, "token", token);
        // Without one the vendor may let everybody in: an empty one is refused, not left out.
        if let Some(key) = fields.text("accessKey") {
            percent::parameter(&mut query, "access_key", key);
        }
        fields.record("options", &mut |_| {});
        if let Value::Record(options) = spec.get("options") {
            for (name, value) in options {
                let at = joined(&["options.", name]);
                match value {
                    Value::Null => {}
                    _ if OWN.contains(&&**name) => fields.refuse("not_allowed", &at),
                    Value::Text(text) => percent::parameter(&mut query, name, text),
                    other => fields.refuse(other.problem(), &at),
                }
            }
        }
        fields.refuse_unknown();
        joined(&["https://", &host, page, "/video/player?", &query]).into()
    })
}
