//! Addresses of the vendor's own protocol: `ezopen://[code@]host/serial/channel[.hd].live`, `.rec` or `.cloud.rec`.
//!
//! Source: the ezopen protocol on the EZVIZ open platform's pages (萤石开放平台).

use super::{Storage, device};
use crate::data::calendar::{self, COMPACT};
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::text::joined;
use crate::data::value::{Answer, Value};

const HOST: &str = "open.ys7.com";

names! {
    /// What an address plays.
    enum Kind {
        /// What the camera sees now.
        Live = "live",
        /// What was recorded.
        Playback = "playback",
    }
}

/// What an ezopen address plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Video<'a> {
    /// What the camera sees now.
    Live,
    /// What was recorded.
    Playback {
        /// Where the recording is.
        storage: Storage,
        /// Where it begins, yyyyMMddHHmmss on the device's clock.
        begin: Option<&'a str>,
        /// Where it ends, likewise.
        end: Option<&'a str>,
    },
}

/// An ezopen address, in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EzopenAddress<'a> {
    /// Decrypts the video of an encrypted device.
    pub verify_code: Option<&'a str>,
    /// The server.
    pub host: &'a str,
    /// The device.
    pub device_serial: &'a str,
    /// Its channel.
    pub channel_no: u32,
    /// In high definition.
    pub hd: bool,
    /// What is played.
    pub video: Video<'a>,
}

impl EzopenAddress<'_> {
    /// The address as one text.
    pub fn address(&self) -> String {
        let (code, at) = self.verify_code.map_or(("", ""), |code| (code, "@"));
        let hd = if self.hd { ".hd" } else { "" };
        let (suffix, begin, end) = match self.video {
            Video::Live => (".live", None, None),
            Video::Playback { storage: Storage::Local, begin, end } => (".rec", begin, end),
            Video::Playback { storage: Storage::Cloud, begin, end } => (".cloud.rec", begin, end),
        };
        let mut query = String::new();
        for (name, moment) in [("begin=", begin), ("end=", end)] {
            if let Some(moment) = moment {
                query.push_str(&joined(&[if query.is_empty() { "?" } else { "&" }, name, moment]));
            }
        }
        let channel = digits::write(self.channel_no.into());
        joined(&["ezopen://", code, at, self.host, "/", self.device_serial, "/", &channel, hd, suffix, &query])
    }
}

/// Reads the argument of `ezopenAddress`.
pub(super) fn ezopen_address(spec: &Value<'_>) -> Result<Answer> {
    fields::read(spec, |spec| {
        spec.require("deviceSerial");
        let device_serial = device::serial(spec).unwrap_or_default();
        spec.require("channelNo");
        let channel_no = spec.count("channelNo", 1, device::LAST_CHANNEL).unwrap_or_default();
        let verify_code = without(spec, "verifyCode", " @?#");
        spec.require("kind");
        let kind = Kind::take(spec, "kind").unwrap_or(Kind::Playback);
        let hd = spec.boolean("hd") == Some(true);
        let storage = Storage::take(spec, "storage").unwrap_or_default();
        let (begin, end) = (calendar::field(spec, "begin", COMPACT), calendar::field(spec, "end", COMPACT));
        let host = without(spec, "host", " @?#/").unwrap_or(HOST);
        if kind == Kind::Live {
            for &name in &["storage", "begin", "end"] {
                if spec.has(name) {
                    spec.refuse("not_allowed", name);
                }
            }
        }
        if let (Some((begin, _)), Some((end, _))) = (begin, end)
            && end <= begin
        {
            spec.refuse("out_of_range", "end");
        }
        spec.refuse_unknown();
        let text = |moment: Option<(_, i64)>| moment.map(|(text, _)| text);
        let video = match kind {
            Kind::Live => Video::Live,
            Kind::Playback => Video::Playback { storage, begin: text(begin), end: text(end) },
        };
        EzopenAddress { verify_code, host, device_serial, channel_no, hd, video }.address().into()
    })
}

/// A visible ASCII text that has none of these characters: each of them would end it.
fn without<'a>(fields: &mut Fields<'a>, name: &'static str, ends: &str) -> Option<&'a str> {
    let text = fields.text(name)?;
    if text.bytes().any(|byte| !byte.is_ascii_graphic() || ends.as_bytes().contains(&byte)) {
        fields.refuse("bad_format", name);
        return None;
    }
    Some(text)
}
