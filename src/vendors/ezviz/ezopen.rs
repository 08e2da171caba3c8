//! Addresses of the vendor's own protocol: `ezopen://[code@]host/serial/channel[.hd].live`, `.rec` or `.cloud.rec`.

use super::device;
use crate::data::calendar::{self, COMPACT};
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

const HOST: &str = "open.ys7.com";
const KINDS: &[&str] = &["live", "playback"];
const STORAGES: &[(&str, &str)] = &[("local", ".rec"), ("cloud", ".cloud.rec")];

/// An address from what it says.
pub(super) fn address(spec: &Value) -> Result<Answer> {
    fields::read(spec, |spec| {
        spec.require("deviceSerial");
        let serial = device::serial(spec).unwrap_or_default();
        spec.require("channelNo");
        let channel = spec.integer("channelNo", 1, i64::from(i32::MAX)).unwrap_or_default().to_string();
        let code = without(spec, "verifyCode", " @?#");
        spec.require("kind");
        let live = spec.place("kind", KINDS) == Some(0);
        let hd = if spec.boolean("hd") == Some(true) { ".hd" } else { "" };
        let (_, recording) = spec.choice("storage", STORAGES).unwrap_or(("", ".rec"));
        let (begin, end) = (calendar::field(spec, "begin", COMPACT), calendar::field(spec, "end", COMPACT));
        let host = without(spec, "host", " @?#/").unwrap_or(HOST);
        if live {
            for name in ["storage", "begin", "end"] {
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
        let mut query = String::new();
        for (name, moment) in [("begin=", begin), ("end=", end)] {
            if let Some((text, _)) = moment {
                query.push_str(&[if query.is_empty() { "?" } else { "&" }, name, text].concat());
            }
        }
        let (code, at) = code.map_or(("", ""), |code| (code, "@"));
        let kind = if live { ".live" } else { recording };
        ["ezopen://", code, at, host, "/", serial, "/", &channel, hd, kind, &query].concat().into()
    })
}

/// A visible ASCII text that has none of these characters: they would end it where it stands.
fn without<'a>(fields: &mut Fields<'a>, name: &'static str, ends: &str) -> Option<&'a str> {
    let text = fields.text(name)?;
    if text.bytes().any(|byte| !byte.is_ascii_graphic() || ends.as_bytes().contains(&byte)) {
        fields.refuse("bad_format", name);
        return None;
    }
    Some(text)
}
