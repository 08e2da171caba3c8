//! Play addresses of Tencent's live streaming (product 267, "splicing").

use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

const PROTOCOLS: &[&str] = &["rtmp", "http-flv", "hls", "webrtc"];

/// A stream, and how it is to be played.
pub(super) struct Place {
    /// Scheme, domain and application, up to the last slash.
    before: String,
    /// The stream with its template: what a signature covers.
    pub(super) stream: String,
    suffix: &'static str,
}

impl Place {
    pub(super) fn take(fields: &mut Fields<'_>) -> Self {
        let domain = part(fields, "domain", |byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte));
        let app = segment(fields, "app");
        let stream = segment(fields, "stream");
        fields.require("protocol");
        let protocol = fields.place("protocol", PROTOCOLS);
        let template = if fields.has("template") { segment(fields, "template") } else { "" };
        let secure = fields.boolean("secure");
        let (scheme, suffix) = match (protocol, secure) {
            (Some(0), Some(true)) => ("rtmps", ""),
            (Some(0), _) => ("rtmp", ""),
            (Some(3), _) => ("webrtc", ""),
            (http, secure) => {
                let suffix = if http == Some(1) { ".flv" } else { ".m3u8" };
                (if secure == Some(false) { "http" } else { "https" }, suffix)
            }
        };
        let joint = if template.is_empty() { "" } else { "_" };
        Self {
            before: [scheme, "://", domain, "/", app, "/"].concat(),
            stream: [stream, joint, template].concat(),
            suffix,
        }
    }

    /// The address, with the signature that belongs to it if there is one.
    pub(super) fn address(&self, tx_secret: &str, tx_time: &str) -> Answer {
        let plain = [&self.before, &self.stream, self.suffix].concat();
        if tx_secret.is_empty() {
            plain.into()
        } else {
            [&plain, "?txSecret=", tx_secret, "&txTime=", tx_time].concat().into()
        }
    }
}

/// A required text of these characters only.
fn part<'a>(fields: &mut Fields<'a>, name: &'static str, allowed: fn(u8) -> bool) -> &'a str {
    fields.require(name);
    let text = fields.text(name).unwrap_or_default();
    if !text.bytes().all(allowed) {
        fields.refuse("bad_format", name);
    }
    text
}

/// What a path may hold between two slashes without being escaped (RFC 3986): a signature covers the text as it is sent.
fn segment<'a>(fields: &mut Fields<'a>, name: &'static str) -> &'a str {
    part(fields, name, |byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte))
}

/// An address, with the signature that a server made for it if there is one.
pub(super) fn live_address(spec: &Value) -> Result<Answer> {
    fields::read(spec, |fields| {
        let place = Place::take(fields);
        let (mut tx_secret, mut tx_time) = ("", "");
        if fields.has("txSecret") || fields.has("txTime") {
            tx_secret = part(fields, "txSecret", |byte| byte.is_ascii_alphanumeric());
            tx_time = part(fields, "txTime", |byte| byte.is_ascii_hexdigit());
        }
        fields.refuse_unknown();
        place.address(tx_secret, tx_time)
    })
}
