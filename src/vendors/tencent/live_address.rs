//! Play addresses of live streaming (云直播 自主拼装直播 URL, product 267).

use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::text::joined;
use crate::data::value::{Answer, Value};

names! {
    /// How a stream is played.
    pub enum Protocol {
        /// RTMP.
        Rtmp = "rtmp",
        /// FLV over HTTP.
        HttpFlv = "http-flv",
        /// HLS.
        Hls = "hls",
        /// WebRTC.
        Webrtc = "webrtc",
    }
}

/// A text of an address that must not be escaped: a signature covers it as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a>(&'a str);

impl<'a> Part<'a> {
    /// A host, with a port if there is one; `None` for other characters.
    pub fn host(text: &'a str) -> Option<Self> {
        Self::of(text, |byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte))
    }

    /// A segment of a path: what RFC 3986 allows there without an escape; `None` for other characters.
    pub fn segment(text: &'a str) -> Option<Self> {
        Self::of(text, |byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte))
    }

    fn of(text: &'a str, allowed: fn(u8) -> bool) -> Option<Self> {
        (!text.is_empty() && text.bytes().all(allowed)).then_some(Self(text))
    }
}

/// A stream, and how it is to be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveStream<'a> {
    /// The play domain.
    pub domain: Part<'a>,
    /// The application.
    pub app: Part<'a>,
    /// The stream.
    pub stream: Part<'a>,
    /// The protocol.
    pub protocol: Protocol,
    /// A transcoding template.
    pub template: Option<Part<'a>>,
    /// With TLS; `None`: http-flv and hls with it, rtmp without. webrtc has no other way.
    pub secure: Option<bool>,
}

/// What a server signed: hotlink protection of live streaming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature<'a> {
    /// The digest.
    pub tx_secret: &'a str,
    /// When the address runs out: hexadecimal Unix seconds.
    pub tx_time: &'a str,
}

impl LiveStream<'_> {
    /// The stream with its template: what a signature covers.
    pub(super) fn name(&self) -> String {
        let template = self.template.map_or("", |template| template.0);
        joined(&[self.stream.0, if template.is_empty() { "" } else { "_" }, template])
    }
}

/// The play address of a stream, with its signature if it has one.
pub fn live_address(stream: &LiveStream<'_>, signature: Option<&Signature<'_>>) -> String {
    let (scheme, suffix) = match (stream.protocol, stream.secure) {
        (Protocol::Rtmp, Some(true)) => ("rtmps", ""),
        (Protocol::Rtmp, _) => ("rtmp", ""),
        (Protocol::Webrtc, _) => ("webrtc", ""),
        (http, secure) => {
            let suffix = if http == Protocol::HttpFlv { ".flv" } else { ".m3u8" };
            (if secure == Some(false) { "http" } else { "https" }, suffix)
        }
    };
    let address = joined(&[scheme, "://", stream.domain.0, "/", stream.app.0, "/", &stream.name(), suffix]);
    match signature {
        Some(Signature { tx_secret, tx_time }) => joined(&[&address, "?txSecret=", tx_secret, "&txTime=", tx_time]),
        None => address,
    }
}

/// Reads a stream; `None` where a field was refused.
pub(super) fn stream<'a>(fields: &mut Fields<'a>) -> Option<LiveStream<'a>> {
    let domain = part(fields, "domain", Part::host);
    let app = part(fields, "app", Part::segment);
    let stream = part(fields, "stream", Part::segment);
    fields.require("protocol");
    let protocol = Protocol::take(fields, "protocol");
    let template = if fields.has("template") { part(fields, "template", Part::segment) } else { None };
    let secure = fields.boolean("secure");
    Some(LiveStream { domain: domain?, app: app?, stream: stream?, protocol: protocol?, template, secure })
}

/// Reads a required text.
fn part<'a>(fields: &mut Fields<'a>, name: &'static str, allowed: fn(&'a str) -> Option<Part<'a>>) -> Option<Part<'a>> {
    fields.require(name);
    let part = allowed(fields.text(name)?);
    if part.is_none() {
        fields.refuse("bad_format", name);
    }
    part
}

/// Reads the argument of `liveAddress`.
pub(super) fn live_address_of(spec: &Value<'_>) -> Result<Answer> {
    fields::read(spec, |fields| {
        let stream = stream(fields);
        let mut signature = None;
        if fields.has("txSecret") || fields.has("txTime") {
            let tx_secret = part(fields, "txSecret", |text| Part::of(text, |byte| byte.is_ascii_alphanumeric()));
            let tx_time = part(fields, "txTime", |text| Part::of(text, |byte| byte.is_ascii_hexdigit()));
            signature = tx_secret.zip(tx_time).map(|(secret, time)| Signature { tx_secret: secret.0, tx_time: time.0 });
        }
        fields.refuse_unknown();
        stream.map(|stream| live_address(&stream, signature.as_ref())).into()
    })
}
